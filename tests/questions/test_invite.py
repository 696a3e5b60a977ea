"""An invitation, put together step by step."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.errors import OldScreen
from questions.invite import DAYS, USES, Inviting, unpacked
from questions.people import Invited, Role
from questions.stamps import stamp, stamped


def test_one_thing_is_chosen_after_another():
    steps = [
        Inviting(),
        Inviting(Role.TRAINER),
        Inviting(Role.TRAINER, 0),
        Inviting(Role.TRAINER, 0, 7),
        Inviting(Role.TRAINER, 0, 7, 1),
    ]

    assert [chosen.step for chosen in steps] == ["role", "department", "days", "uses", None]
    assert [chosen.back() for chosen in steps] == [Inviting(), *steps[:-1]]


def test_no_limit_is_none_in_the_invitation():
    endless = Inviting(Role.ADMIN, 0, 0, 0).invited([])
    limited = Inviting(Role.ADMIN, stamp("生产部"), 7, 10).invited(["财务部", "生产部"])

    assert endless == Invited(Role.ADMIN, "", None, None)
    assert limited == Invited(Role.ADMIN, "生产部", timedelta(days=7), 10)


@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(Inviting(), id="nothing chosen"),
        pytest.param(Inviting(Role.ADMIN, 0, 7), id="one thing not chosen"),
        pytest.param(Inviting(Role.ADMIN, stamp("一车间"), 7, 1), id="a department that is gone"),
    ],
)
def test_half_an_invitation_is_none(chosen):
    with pytest.raises(OldScreen):
        chosen.invited(["生产部"])


@given(
    st.none() | st.sampled_from(Role),
    st.none() | st.builds(stamp, st.text()),
    st.none() | st.sampled_from(DAYS),
    st.none() | st.sampled_from(USES),
)
def test_a_choice_comes_back_from_a_press_as_it_was(role, department, days, uses):
    chosen = Inviting(role, department, days, uses)

    packed = chosen.packed()

    assert unpacked(packed) == chosen
    assert len(packed) <= 25


@pytest.mark.parametrize(
    "text", ["", "boss...", "admin.0.2.1", "admin.0.7.100", "admin.-1..", "admin.٣.."]
)
def test_any_other_press_is_refused(text):
    with pytest.raises(OldScreen):
        unpacked(text)


def test_a_stamp_stands_for_one_text_or_none():
    names = ["生产部", "财务部"]

    assert stamped(stamp("财务部"), names) == "财务部"
    assert stamped(stamp("财务部"), names[:1]) is None
    assert stamp("") == 0


def test_two_texts_with_one_stamp_are_not_told_apart_and_so_not_taken():
    # Two words that are known to have the same CRC-32.
    assert stamp("plumless") == stamp("buckeroo")
    assert stamped(stamp("plumless"), ["plumless", "buckeroo"]) is None
