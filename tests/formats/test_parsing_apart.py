"""A file is parsed in a process of its own, which may die without harm."""

import dataclasses
import subprocess
import sys

import pytest

from questions.errors import FileRefused
from questions.formats import worker
from questions.formats.reader import read
from questions.formats.wire import reading_from_json, reading_to_json
from questions.question import Quote
from tests.formats.made import CHOICE, only, xlsx

GOOD = xlsx(
    [*CHOICE, "引文"],
    ["一？", "单选题", "甲", "乙", "丙", "丁", "A", "原文"],
    ["二？", "多选题", "甲", "乙", "丙", "丁", "F"],
    ["三____", "填空题", "一|壹"],
)


def test_apart_and_in_process_give_the_same():
    assert worker.read_apart(GOOD) == read(GOOD)


def test_a_refusal_of_the_child_is_raised_with_its_facts():
    with pytest.raises(FileRefused) as refused:
        worker.read_apart(b"x" * (21 << 20))

    assert (refused.value.code, refused.value.facts) == ("file_too_large", {"limit": 20})


def child(code):
    """A parent whose child runs other code than ours."""
    return [sys.executable, "-c", code]


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("import os; os.abort()", "file_unreadable"),
        ("import sys; sys.exit(3)", "file_unreadable"),
        ("print('no json')", "file_unreadable"),
        ("print('{}')", "file_unreadable"),
        ("print('[1]')", "file_unreadable"),
        ('print(\'{"refused": "file_pdf", "facts": 1}\')', "file_unreadable"),
        ('print(\'{"reading": {"format": 1}}\')', "file_unreadable"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "file_too_heavy"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "file_too_heavy"),
    ],
)
def test_a_child_that_dies_is_a_refusal(monkeypatch, code, refusal):
    monkeypatch.setattr(worker, "COMMAND", child(code))

    with pytest.raises(FileRefused) as refused:
        worker.read_apart(GOOD)

    assert refused.value.code == refusal


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(worker, "COMMAND", child("import signal; signal.pause()"))
    monkeypatch.setattr(worker, "WALL_SECONDS", 0.2)

    with pytest.raises(FileRefused) as refused:
        worker.read_apart(GOOD)

    assert refused.value.code == "file_too_heavy"


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
def test_the_child_has_limits_and_knows_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("WENGU_TOKEN", "1:canary")
    code = (
        "from questions.formats.worker import _limit; _limit(); import os, resource as r;"
        "print([r.getrlimit(x)[0] for x in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_NPROC)],"
        " 'WENGU_TOKEN' in os.environ, os.nice(0) > 0)"
    )

    done = subprocess.run(
        child(code), env=worker._environment(), cwd=".", capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[1073741824, 20, 0] False True"


def test_a_reading_passes_as_json_with_everything_in_it():
    found = read(GOOD)
    draft = found.drafts[0]
    quoted = dataclasses.replace(
        draft.question, quotes=(Quote("rose", "安置\ud800", 3),), typed_as="term", ordered=True
    )
    whole = dataclasses.replace(found, drafts=(dataclasses.replace(draft, question=quoted),))

    assert reading_from_json(reading_to_json(whole)) == whole


@pytest.mark.parametrize("wrong", [None, [], {}, {"format": "x"}, {"format": 1, "encoding": ""}])
def test_json_of_another_shape_is_not_believed(wrong):
    with pytest.raises((KeyError, TypeError, ValueError)):
        reading_from_json(wrong)


def test_the_quotes_of_a_sheet_wait_to_be_located():
    question = worker.read_apart(GOOD).drafts[0].question

    assert question.quotes == (Quote("", "原文", 0),)
    assert only(read(xlsx(["题目", "答案"], ["一。", "对"]))).quotes == ()
