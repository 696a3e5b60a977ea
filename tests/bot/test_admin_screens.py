"""What admins see: every button fits into a press, and says what it does."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.presses import LIMIT, pack
from bot.texts import texts
from bot.views import export, invite, paging, people
from questions.export import Chosen, Days, Format, Offer
from questions.invite import Invitation, Inviting
from questions.people import NAME_LIMIT, Entry, Found, Invited, Person, Role
from questions.stamps import stamp

WORDS = texts("zh")
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 25)
# The longest name there may be, in letters of four bytes.
LONG = "𠮷" * NAME_LIMIT
DEPARTMENTS = tuple(f"{LONG[:-2]}{number:02}" for number in range(40))
OFFER = Offer(tuple((999_999_900 + n, f"{LONG}{n}") for n in range(40)), DEPARTMENTS)
CHOSEN = Chosen(999_999_939, Days(TODAY, TODAY), stamp(DEPARTMENTS[-1]), Format.XLSX)
FAR = paging.Place(99_999, 2**32 - 1)
PERSON = Person(2**52, LONG, Role.EMPLOYEE, "zh", DEPARTMENTS[0], username="u" * 32)
ENTRY = Entry(PERSON, NOW, NOW)
INVITING = Inviting(Role.EMPLOYEE)

SCREENS = {
    "export": export.choice(CHOSEN, OFFER, TODAY, WORDS),
    "banks": export.banks(CHOSEN, OFFER, 2, WORDS),
    "departments to export": export.departments(CHOSEN, OFFER, 2, WORDS),
    "roles to invite": invite.choice(Inviting(), DEPARTMENTS, 0, WORDS),
    "departments to invite": invite.choice(INVITING, DEPARTMENTS, 2, WORDS),
    "days": invite.choice(Inviting(Role.EMPLOYEE, CHOSEN.department), DEPARTMENTS, 0, WORDS),
    "uses": invite.choice(Inviting(Role.EMPLOYEE, CHOSEN.department, 30), DEPARTMENTS, 0, WORDS),
    "people": people.found(Found((PERSON,) * 8, 99_998, 10**6, LONG), WORDS),
    "a person": people.card(ENTRY, FAR, ZONE, WORDS),
    "roles": people.roles(ENTRY, FAR, ZONE, WORDS),
    "departments": people.departments(PERSON, DEPARTMENTS, 2, FAR, WORDS),
    "to be confirmed": people.confirm(ENTRY, FAR, WORDS),
}


def labels(screen):
    return [button.label for row in screen.rows for button in row]


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
def test_every_press_of_the_longest_screens_fits_and_comes_back(screen):
    presses = [button.press for row in screen.rows for button in row if button.press]

    packed = [pack(press) for press in presses]

    assert packed
    assert max(len(data.encode()) for data in packed) <= LIMIT
    assert [
        type(press).unpack(data) for press, data in zip(presses, packed, strict=True)
    ] == presses


def test_a_list_turns_only_where_there_is_more():
    ends = [
        [label for label in labels(export.banks(Chosen(), OFFER, page, WORDS)) if label in "◀▶"]
        for page in (0, 3, 5)
    ]

    assert ends == [["▶"], ["◀", "▶"], ["◀"]]


def test_a_page_that_is_no_more_is_the_last_one():
    beyond = export.banks(Chosen(), OFFER, 77, WORDS)

    assert labels(beyond) == labels(export.banks(Chosen(), OFFER, 5, WORDS))


def test_what_is_chosen_is_ticked():
    ticked = [label for label in labels(SCREENS["export"]) if label.startswith("✓")]

    assert ticked == ["✓ 自选日期", "✓ XLSX"]


def test_a_name_cannot_write_html():
    person = Person(1, "<b>甲", Role.ADMIN, "zh", "<i>部")

    card = people.card(Entry(person, NOW), FAR, ZONE, WORDS)

    assert "<b>&lt;b&gt;甲</b>" in card.text
    assert "部门：&lt;i&gt;部" in card.text
    assert "最近作答：还没有" in card.text


def test_a_link_says_what_it_gives_and_until_when():
    invitation = Invitation("0" * 16, Invited(Role.TRAINER, "A&B", uses=50), NOW)

    screen = invite.made(invitation, "wengu_bot", ZONE, WORDS)

    assert "https://t.me/wengu_bot?start=0000000000000000" in screen.text
    assert "部门：A&amp;B\n有效期：至 2026-11-25 16:30\n人数：50 人" in screen.text
    share = screen.rows[0][0]
    assert share.url.startswith(
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fwengu_bot%3Fstart"
    )


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 day"), (7, "7 days"), (30, "30 days"), (0, "no limit")]
)
def test_english_counts_one_and_many(count, said):
    chosen = Inviting(Role.EMPLOYEE, 0, count)

    assert f"Valid for: {said}" in invite.choice(chosen, (), 0, texts("en")).text
