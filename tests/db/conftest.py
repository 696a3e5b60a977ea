"""`store` is an empty store with today's tables: every test runs on SQLite and on PostgreSQL."""

import shutil

import pytest
from hypothesis import settings

from db.engines import open_engine
from db.migrate import migrate
from db.store import Store
from tests.postgres import Postgres, running

# A busy machine is no reason to fail.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

ON_BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


def migrated(url):
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def postgres():
    with running() as url:
        yield Postgres(url)


@pytest.fixture(scope="session")
def postgres_template(postgres):
    name = postgres.create()
    migrated(postgres.url_of(name))
    yield name
    postgres.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "wengu.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    """A migrated SQLite file."""
    shutil.copyfile(sqlite_template, tmp_path / "wengu.db")
    return f"sqlite:///{tmp_path / 'wengu.db'}"


@pytest.fixture
def postgres_url(postgres, postgres_template):
    """A migrated PostgreSQL database."""
    name = postgres.create(postgres_template)
    yield postgres.url_of(name)
    postgres.drop(name)


@pytest.fixture(params=ON_BOTH)
def url(request):
    """A migrated database of each kind."""
    return request.getfixturevalue(f"{request.param}_url".replace("postgresql", "postgres"))


@pytest.fixture
def store(url):
    store = Store.open(url)
    yield store
    store.close()
