"""Work in a copy of this process, and what becomes of it when the copy fails."""

import multiprocessing
import os
import signal
from dataclasses import replace

from questions.alongside import alongside
from questions.articles import library
from questions.finder import shipped
from questions.formats.report import Draft, Reading
from questions.upload import examine
from tests.builders import make_question

HERE = os.getpid()


def where():
    return os.getpid()


def dies_elsewhere():
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def test_work_is_done_in_another_process():
    with alongside(where) as found:
        assert found() not in (HERE, None)


def test_what_another_process_died_over_is_done_here():
    with alongside(dies_elsewhere) as found:
        assert found() == "done here"


def says_half():
    """More than anybody takes off its hands before the alarm ends it."""
    if os.getpid() != HERE:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
    return os.getpid(), b"." * 1_000_000


def test_what_another_process_died_over_saying_is_done_here():
    before = set(multiprocessing.active_children())
    with alongside(says_half) as found:
        (begun,) = set(multiprocessing.active_children()) - before
        begun.join()

        assert found()[0] == HERE


def test_nothing_is_left_behind_where_nobody_waits():
    before = set(multiprocessing.active_children())

    with alongside(signal.pause):
        (begun,) = set(multiprocessing.active_children()) - before

    assert not begun.is_alive()


def test_a_large_file_examined_by_two_comes_to_the_same():
    sentences = [passage.text[:40] for article in library() for passage in article.passages]
    questions = [
        make_question("", stem=f"{number}. {sentences[number % len(sentences)]}怎么做？")
        for number in range(700)
    ]
    # What cannot be asked, and what is asked twice, among those that another process looks for.
    questions[600] = replace(questions[600], right=frozenset({9}))
    questions[601] = questions[602]
    drafts = tuple(Draft(question, row) for row, question in enumerate(questions, 2))
    reading = Reading("xlsx", "", drafts, ())

    alone, by_two = (
        examine(reading, "题库", library(), shipped(), is_apart=is_apart)
        for is_apart in (False, True)
    )

    assert by_two == alone
    assert len(alone.proposed) > 100
    assert [(each.row, each.code) for each in alone.problems] == [
        (602, "right_beyond"),
        (604, "twice_in_file"),
    ]
