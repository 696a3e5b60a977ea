"""Nobody gets anywhere that is not theirs: every handler, every role, also after a demotion."""

import shutil

import pytest

from bot.menus import COMMANDS
from questions.people import Role, may
from tests.security.handlers import MAY, registered
from tests.security.matrix import COLUMNS, try_column
from tests.security.stage import open_stage


@pytest.fixture
async def stage(furnished, tmp_path):
    database = shutil.copyfile(furnished, tmp_path / "wengu.db")
    async with open_stage(database) as stage:
        yield stage


async def test_every_handler_is_written_down_and_nothing_else(stage):
    assert set(registered(stage.app)) == set(MAY)


def test_a_menu_offers_what_is_allowed_and_nothing_else():
    for name, permission in COMMANDS:
        offered = {str(role) for role in Role if permission is None or may(role, permission)}
        assert offered == set(MAY[f"/{name}"]) - {"nobody"}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
async def test_each_may_what_is_written_down(stage, column):
    cells = await try_column(stage, column, MAY)

    assert {cell.handler: cell.hole for cell in cells if cell.hole} == {}
