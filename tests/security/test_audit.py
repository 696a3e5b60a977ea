"""An audit that could not ask is no audit."""

import pytest

from tests.security.audit import FOUND, UNKNOWN, judged, outcome

CLEAN = {"name": "alpha", "version": "1.0", "vulns": []}
HOLED = {"name": "beta", "version": "2.0", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "gamma", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ([CLEAN], None, 0),
        ([CLEAN, HOLED], None, FOUND),
        ([SKIPPED], [SKIPPED], UNKNOWN),
        ([CLEAN, SKIPPED], [SKIPPED, SKIPPED], UNKNOWN),
        ([CLEAN, SKIPPED], [CLEAN, CLEAN], 0),
        ([SKIPPED, HOLED], [SKIPPED], FOUND),
        ([], [], UNKNOWN),
    ],
)
def test_only_a_whole_look_without_a_finding_is_a_success(first, second, status):
    answers = [judged("pypi", first)] + ([judged("osv", second)] if second is not None else [])

    assert outcome(answers)[0] == status


def test_a_finding_names_the_package_the_hole_and_the_mended_version():
    _, said = outcome([judged("pypi", [HOLED])])

    assert said[0] == "beta 2.0: CVE-1, mended in 2.1"


def test_what_was_not_looked_up_is_said():
    _, said = outcome([judged("pypi", [SKIPPED]), judged("osv", [SKIPPED])])

    assert "gamma" in said[0]
    assert said[-1].startswith("NOT AUDITED")
