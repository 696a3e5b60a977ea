"""PostgreSQL for tests: a server of the run's own, and new databases from a template."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import make_url

MISSING = "PostgreSQL is not installed: apt-get install -y postgresql"
_numbers = count(1)


class Postgres:
    """Databases on a server; `url` names one where databases may be made."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._own = f"wengu_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"

    def create(self, template: str = "template1") -> str:
        """A new database, like the template; its name."""
        name = f"{self._own}_{next(_numbers)}"
        self._ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self._ask(f'DROP DATABASE "{name}" WITH (FORCE)')

    def url_of(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def cut(self, name: str) -> int:
        """End every connection to a database; how many there were."""
        asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        return len(self._ask(asked, name))

    def _ask(self, statement: str, *facts: str) -> list[Any]:
        plain = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            cursor = connection.execute(statement, facts or None)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running() -> Iterator[str]:
    """A server, reached through a socket in a folder of its own; its URL. Skips where there are
    no binaries."""
    given = os.environ.get("WENGU_TEST_POSTGRES")
    if given:
        yield given
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        pytest.skip(MISSING)
    folder, user = Path(tempfile.mkdtemp(prefix="wengu-pg-")), _user()
    try:
        if user:
            shutil.chown(folder, user["user"], user["group"])
        with _server(found[-1], folder, user):
            yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(binaries: Path, folder: Path, user: dict[str, Any]) -> Iterator[None]:
    def run(program: str, *arguments: str) -> None:
        # To files, not to a pipe: the server inherits it, and a pipe would stay open.
        with (folder / f"{program}.out").open("w") as out:
            subprocess.run(
                [binaries / program, *arguments],
                check=True, cwd=folder, stdout=out, stderr=out, **user,
            )  # fmt: skip

    data, log = str(folder / "data"), str(folder / "log")
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    # Nobody pulls the plug on a test's server, and no port is taken.
    options = f"-F -c listen_addresses= -k {folder} -c max_connections=100"
    run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
    try:
        yield
    finally:
        with suppress(subprocess.CalledProcessError):
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _user() -> dict[str, Any]:
    """PostgreSQL refuses to be run by root; then it is run by the user that Debian made for it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    pytest.skip(MISSING)
