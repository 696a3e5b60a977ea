"""`company` is a company at work; `company_with(join="invite")` is one with other settings."""

import logging
import shutil
from contextlib import AsyncExitStack

import pytest

from tests.company import furnish, open_company


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """A database made once and copied for each story."""
    path = tmp_path_factory.mktemp("furnished") / "wengu.db"
    furnish(path)
    return path


@pytest.fixture
async def company_with(furnished, tmp_path, caplog):
    """Opens the company; a fault that it logs fails the story."""
    path = tmp_path / "wengu.db"
    shutil.copyfile(furnished, path)

    async with AsyncExitStack() as open_until_the_end:

        async def opened(**settings):
            company = open_company(f"sqlite:///{path}", **settings)
            return await open_until_the_end.enter_async_context(company)

        yield opened
    logged = caplog.get_records("call")
    faults = [record.getMessage() for record in logged if record.levelno >= logging.ERROR]
    assert not faults


@pytest.fixture
async def company(company_with):
    return await company_with()
