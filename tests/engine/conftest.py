"""`company` is a company at work, as in the stories; what goes wrong here is meant to."""

import shutil
from contextlib import AsyncExitStack

import pytest

from tests.company import furnish, open_company
from tests.db.conftest import (  # noqa: F401 - fixtures are found by name
    postgres,
    postgres_template,
    postgres_url,
    sqlite_template,
    sqlite_url,
    store,
    url,
)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """A database made once and copied for each test."""
    path = tmp_path_factory.mktemp("furnished") / "wengu.db"
    furnish(path)
    return path


@pytest.fixture
def database(furnished, tmp_path):
    """A furnished database of the test's own."""
    return shutil.copyfile(furnished, tmp_path / "wengu.db")


@pytest.fixture
async def company_with(database):
    """Opens the company with other settings."""
    async with AsyncExitStack() as open_until_the_end:

        async def opened(**settings):
            company = open_company(f"sqlite:///{database}", **settings)
            return await open_until_the_end.enter_async_context(company)

        yield opened


@pytest.fixture
async def company(company_with):
    return await company_with()
