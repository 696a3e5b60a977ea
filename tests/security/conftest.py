"""`furnished` is a database made once; a stage opens a copy of it."""

import pytest

from tests.company import furnish


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    path = tmp_path_factory.mktemp("furnished") / "wengu.db"
    furnish(path)
    return path
