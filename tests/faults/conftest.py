"""`town` has a bot in a process of its own, `company` one in this process. What goes wrong here is
meant to."""

import pytest

from tests.db.conftest import (  # noqa: F401 - fixtures are found by name
    postgres,
    postgres_template,
    postgres_url,
    sqlite_template,
)
from tests.engine.conftest import company, company_with, database, furnished  # noqa: F401
from tests.scene import Scene
from tests.town import Town


@pytest.fixture
async def town(database):  # noqa: F811 - the fixture above
    async with Scene.start(webhook_delay=0.05) as scene:
        yield Town(scene, database)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_town(request, town):
    """A town on a database of each kind."""
    if request.param == "postgresql":
        town.url = request.getfixturevalue("postgres_url")
    return town
