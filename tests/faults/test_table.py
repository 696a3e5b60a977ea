"""The table of faults keeps its word."""

import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
TABLE = Path(__file__).with_name("README.md").read_text("utf-8")
ROWS = {int(n): row for n, row in re.findall(r"^\| (\d+) \|(.*)\|$", TABLE, re.M)}
NAMED = re.findall(r"`([\w/]+\.py)::(\w+)`", TABLE)


def test_every_fault_stands_in_it_once():
    numbers = [int(number) for number in re.findall(r"^\| (\d+) \|", TABLE, re.M)]

    assert numbers == list(range(1, 61))


def test_every_test_that_is_named_exists():
    missing = [
        f"{file}::{test}"
        for file, test in NAMED
        if not (TESTS / file).exists()
        or not re.search(rf"^\s*(async )?def {test}\(", (TESTS / file).read_text("utf-8"), re.M)
    ]

    assert missing == []


def test_every_fault_is_shown_or_waits_for_something():
    idle = [
        number
        for number, row in ROWS.items()
        if "`" not in row.rpartition("|")[2] and "*waits for " not in row
    ]

    assert idle == []
