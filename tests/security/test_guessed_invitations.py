"""Invitation codes are not to be guessed, and wrong ones say nothing of the right ones."""

import itertools
import math
import shutil

import pytest

from db import people
from questions.people import (
    CODE_LENGTH,
    CODE_LETTERS,
    KNOCK_SPAN,
    KNOCKS,
    KNOCKS_OF_ALL,
    Invited,
    Role,
)
from tests.company import ADMIN
from tests.security.stage import now, open_stage, refused_as

GUESSER = 5006
# Far more than there will ever be at one time, tried for far longer than anybody stays.
LIVE, YEARS = 10_000, 100


def test_no_code_is_guessed_in_a_hundred_years():
    """80 bits, of which a hundred codes an hour may be tried."""
    bits = CODE_LENGTH * math.log2(len(CODE_LETTERS))
    tries = KNOCKS_OF_ALL * 24 * 366 * YEARS

    assert bits == 80
    assert len(set(CODE_LETTERS)) == len(CODE_LETTERS) == 32
    assert tries * LIVE / 2**bits < 1e-11


def test_a_person_tries_twenty_an_hour_at_most():
    assert KNOCKS * 3600 / KNOCK_SPAN.total_seconds() <= 20


@pytest.fixture
async def stage(furnished, tmp_path):
    database = shutil.copyfile(furnished, tmp_path / "wengu.db")
    async with open_stage(database) as stage:
        yield stage


async def test_wrong_used_up_ended_and_too_many_are_told_alike(stage):
    """And after too many the right one too; nobody has come in, and no role has changed."""
    guesser = await stage.person(GUESSER, "某人", None)
    past = now() - KNOCK_SPAN * 100
    ended = await stage.store.run(
        people.invite, ADMIN, Invited(Role.ADMIN, valid_for=KNOCK_SPAN), past
    )
    used = await stage.store.run(people.invite, ADMIN, Invited(Role.ADMIN, uses=1), now())
    first = await stage.person(GUESSER + 1, "先到", None)
    await first.types(f"/start {used}")
    await first.hears()
    right = await stage.store.run(people.invite, ADMIN, Invited(Role.ADMIN), now())
    codes = ["A", "0" * 16, ended, used, right[:-1] + ("0" if right[-1] != "0" else "1"), right]

    said = [await stage.answer_to(guesser, lambda c=code: guesser.types(f"/start {c}"))
            for code in codes]  # fmt: skip

    assert len(codes) > KNOCKS
    assert {refused_as(each) for each in said} == {"invitation_invalid"}
    assert len(set(said)) == 1
    assert await stage.store.read(people.find, GUESSER) is None


async def test_2000_guesses_are_not_looked_at(stage):
    """Five are; the others leave nothing in the store."""
    letters = itertools.product(CODE_LETTERS, repeat=4)
    before = await stage.rows()
    visitor = people.Visitor(GUESSER, "某人", "", "zh")

    def many(session):
        for code in itertools.islice(letters, 2_000):
            try:
                people.accept(session, visitor, "".join(code), now())
            except people.InvitationInvalid:
                continue

    await stage.store.run(many)

    after = await stage.rows()
    assert len(after.pop("knock")) - len(before.pop("knock")) == KNOCKS
    assert after == before
