"""What a score sheet may be asked for, and how the choice travels."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.errors import DatesInvalid, OldScreen
from questions.export import (
    Chosen,
    Days,
    Format,
    Offer,
    Period,
    read_days,
    scope_of,
    span,
    unpacked,
)
from questions.stamps import stamp

TODAY = date(2026, 11, 25)
SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFER = Offer(((1, "安全"), (2, "网络文学")), ("生产部", "财务部"))
DAY = st.dates(date(2000, 1, 1), date(2999, 12, 31))
DAYS = st.tuples(DAY, DAY).map(lambda two: Days(min(two), max(two)))


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        pytest.param("2026-11-01 2026-11-24", (11, 1), (11, 24), id="two dates"),
        pytest.param("2026-11-24 2026-11-01", (11, 1), (11, 24), id="the later one first"),
        pytest.param("2026年11月1日至2026年11月24日", (11, 1), (11, 24), id="in Chinese"),
        pytest.param(
            "２０２６－１１－０１，２０２６．１１．２４", (11, 1), (11, 24), id="full width"
        ),
        pytest.param("2026/11/1-2026/11/24", (11, 1), (11, 24), id="with slashes"),
        pytest.param("20261101 20261124", (11, 1), (11, 24), id="digits only"),
        pytest.param(" 2026-11-24 ", (11, 24), (11, 24), id="one day"),
    ],
)
def test_dates_are_read_as_people_type_them(typed, since, until):
    assert read_days(typed) == Days(date(2026, *since), date(2026, *until))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("昨天", id="a word"),
        pytest.param("11-01 11-24", id="no year"),
        pytest.param("2026-13-01 2026-11-24", id="no such month"),
        pytest.param("2026-02-29", id="no such day"),
        pytest.param("2026111", id="digits that may be split in two ways"),
        pytest.param("2026-11-01 2026-11-02 2026-11-03", id="three dates"),
        pytest.param("0026-11-01", id="long before there were scores"),
        pytest.param("9999-12-31", id="a day without a day after it"),
    ],
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(DatesInvalid):
        read_days(typed)


def test_periods_count_back_from_today_and_with_it():
    assert span(Period.TODAY, TODAY) == Days(TODAY, TODAY)
    assert span(Period.WEEK, TODAY) == Days(date(2026, 11, 19), TODAY)
    assert span(Period.MONTH, TODAY) == Days(date(2026, 10, 27), TODAY)
    assert span(Period.ALL, TODAY) == Days()
    assert span(Days(TODAY, TODAY), date(2030, 1, 1)) == Days(TODAY, TODAY)


def test_today_is_the_organisations():
    late = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)

    scope = scope_of(Chosen(days=Period.TODAY), OFFER, "赵管理", late, SHANGHAI)

    assert (scope.since, scope.until, scope.time_zone) == (TODAY, TODAY, "Asia/Shanghai")


@given(
    bank=st.integers(0, 999_999_999),
    period=st.sampled_from(Period) | DAYS,
    department=st.text(),
    form=st.sampled_from(Format),
)
def test_a_choice_comes_back_from_a_press_as_it_was(bank, period, department, form):
    chosen = Chosen(bank, period, stamp(department), form)

    packed = chosen.packed()

    assert unpacked(packed) == chosen
    assert len(packed) <= 50
    assert ":" not in packed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("0.month.0", id="no format"),
        pytest.param("0.month.0.docx", id="another format"),
        pytest.param("0.year.0.csv", id="another period"),
        pytest.param("-1.month.0.csv", id="below nothing"),
        pytest.param("9999999999.month.0.csv", id="more than a bank's number"),
        pytest.param("٣.month.0.csv", id="digits of another script"),
        pytest.param("0.20261301-20261302.0.csv", id="no such month"),
        pytest.param("0.99990101-99991231.0.csv", id="days without end"),
    ],
)
def test_any_other_press_is_refused(text):
    with pytest.raises(OldScreen) as refused:
        unpacked(text)

    assert refused.value.facts == {"command": "export"}


def test_a_choice_names_what_it_was_made_for_or_nothing():
    chosen = Chosen(bank=2, department=stamp("财务部"))
    fewer = Offer(OFFER.banks[:1], ("生产部",))

    assert (OFFER.bank(chosen), OFFER.department(chosen)) == ("网络文学", "财务部")
    assert (fewer.bank(Chosen()), fewer.department(Chosen())) == ("", "")
    with pytest.raises(OldScreen):
        fewer.bank(chosen)
    with pytest.raises(OldScreen):
        fewer.department(chosen)
