"""When a message may go out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.pace import BULK, GROUP, OVERALL, Pace

ANNA, BERT, CLUB = 1, 2, -100


def test_a_reply_waits_for_nothing():
    pace = Pace()
    for _ in range(100):
        pace.note(ANNA, now=10.0)

    assert pace.wait(ANNA, now=10.0) == 0


def test_a_429_stops_its_chat_until_its_time_and_no_other():
    pace = Pace()

    pace.hold(ANNA, now=10.0, seconds=7)

    assert pace.wait(ANNA, now=12.0) == 5
    assert pace.wait(BERT, now=12.0) == 0
    assert pace.wait(ANNA, now=17.0) == 0


def test_a_429_of_a_bulk_message_stops_the_bulk_lane_but_no_reply():
    pace = Pace()

    pace.hold(ANNA, now=10.0, seconds=7, bulk=True)

    assert pace.wait(BERT, now=11.0, bulk=True) == 6
    assert pace.wait(BERT, now=11.0) == 0


def test_bulk_leaves_room_for_replies():
    pace = Pace()
    for person in range(OVERALL - 3):
        pace.note(1000 + person, now=10.0)
    for person in range(3):
        assert pace.wait(person, now=10.0, bulk=True) == 0
        pace.note(person, now=10.0, bulk=True)

    assert pace.wait(99, now=10.5, bulk=True) == pytest.approx(0.5)


def test_a_chat_gets_one_bulk_message_a_second():
    pace = Pace()
    pace.note(ANNA, now=10.0)

    assert pace.wait(ANNA, now=10.25, bulk=True) == pytest.approx(0.75)


def test_a_group_gets_twenty_a_minute():
    pace = Pace()
    for second in range(GROUP):
        pace.note(CLUB, now=10.0 + second, bulk=True)

    assert pace.wait(CLUB, now=40.0, bulk=True) == pytest.approx(30.0)


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), max_size=200))
def test_bulk_never_goes_above_its_rate_whatever_else_is_sent(calls):
    pace, now, bulk_at = Pace(), 0.0, []

    for chat_id, is_bulk in calls:
        now += pace.wait(chat_id, now, bulk=is_bulk)
        pace.note(chat_id, now, bulk=is_bulk)
        bulk_at += [now] * is_bulk

    for at in bulk_at:
        assert sum(at - 1.0 + 1e-6 < other <= at for other in bulk_at) <= BULK
