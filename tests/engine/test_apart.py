"""Work in a process of its own: what comes back, what is raised, and what a kill does to it."""

import os
import pickle
import signal
from inspect import getmembers, isclass

import pytest

from bot.engine.apart import apart
from questions import errors
from questions.errors import FileRefused, FileTooLarge, Refusal


def who_am_i():
    return os.getpid()


def refuse():
    raise FileTooLarge(limit=20)


def end_once(mark):
    """Dies where the mark is not there yet, as from a lack of memory."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


async def test_it_is_another_process_and_is_kept():
    first, second = await apart(who_am_i), await apart(who_am_i)

    assert first == second != os.getpid()


async def test_a_refusal_comes_back_with_its_facts():
    with pytest.raises(FileTooLarge) as refused:
        await apart(refuse)

    assert refused.value.facts == {"limit": 20}


async def test_a_process_that_dies_over_it_is_started_anew(tmp_path):
    assert await apart(end_once, tmp_path / "died") == "done"


@pytest.mark.parametrize(
    "kind", [k for _, k in getmembers(errors, isclass) if issubclass(k, Refusal)]
)
def test_every_refusal_can_come_from_another_process(kind):
    refusal = kind("broken", limit=1) if kind is FileRefused else kind(limit=1)

    back = pickle.loads(pickle.dumps(refusal))

    assert (type(back), back.code, back.facts) == (kind, refusal.code, {"limit": 1})
    assert str(back) == str(refusal)
