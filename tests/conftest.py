"""For all tests: the token is looked for after each one; where nothing may be skipped
(WENGU_NO_SKIPS=1), a skip fails the run."""

import logging
import os

import pytest

from tests.canary import Watch, files_with_it, listen

_watch = Watch()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    listen(_watch)
    # What a test captures and a failure shows stays what it would be without the watch.
    capturing = config.pluginmanager.get_plugin("logging-plugin")
    for handler in (capturing.caplog_handler, capturing.report_handler):
        handler.setLevel(logging.WARNING)


@pytest.fixture(autouse=True)
def _nothing_tells_the_token(request: pytest.FixtureRequest):
    """No line, and no file of the test's own, holds the token."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    assert _watch.take() == []
    if folder:
        assert files_with_it(folder) == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.write_line(f"skipped: {report.nodeid}: {reason}", yellow=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("WENGU_NO_SKIPS") == "1" and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
