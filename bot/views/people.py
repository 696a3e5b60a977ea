"""People as an admin sees them, and what somebody reads whom an admin has changed."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.html import Html, bold, clip, lines
from bot.presses import (
    ListPeople,
    NewDepartment,
    OpenPerson,
    PersonDepartments,
    SetActive,
    SetDepartment,
    SetRole,
)
from bot.screen import Button, Screen
from bot.texts import Texts
from bot.views.paging import Place, cut, last_page, turning
from questions.people import Entry, Found, Person, Role
from questions.stamps import stamp

LABEL = 30


def found(found: Found, words: Texts) -> Screen:
    """A page of people, one a button."""
    number = stamp(found.words)
    top = "people.found" if found.words else "people.all"
    text = lines(
        words(top, words=found.words, count=found.total),
        words("people.page", page=found.page + 1, pages=last_page(found.total) + 1)
        if last_page(found.total)
        else "",
        words("people.how" if found.total else "people.nobody"),
    )
    here = Place(found.page, number).packed()
    rows = [(_open(person, here, words),) for person in found.people]
    turn = turning(found.page, found.total, lambda to: ListPeople(Place(to, number).packed()))
    everyone = (Button(words.plain("people.everyone"), ListPeople(Place().packed())),)
    tail = ([turn] if turn else []) + ([everyone] if found.words else [])
    return Screen(text, (*rows, *tail))


def card(entry: Entry, place: Place, zone: ZoneInfo, words: Texts) -> Screen:
    """One person, and what may be done about them."""
    person, here = entry.person, place.packed()
    text = lines(_about(entry, zone, words))
    active = Button(
        words.plain("people.deactivate" if person.active else "people.reactivate"),
        OpenPerson(person.id, "active", here),
    )
    rows = (
        (
            Button(words.plain("people.change.role"), OpenPerson(person.id, "roles", here)),
            Button(words.plain("people.change.department"), PersonDepartments(person.id, 0, here)),
        ),
        (active,),
        (Button(words.plain("people.list"), ListPeople(here)),),
    )
    return Screen(text, rows)


def roles(entry: Entry, place: Place, zone: ZoneInfo, words: Texts) -> Screen:
    person, here = entry.person, place.packed()
    buttons = tuple(
        _keep(words.plain(f"role.{role}"), person, here)
        if role is person.role
        else Button(words.plain(f"role.{role}"), SetRole(person.id, role, here))
        for role in Role
    )
    text = lines(_about(entry, zone, words), words("people.pick.role"), apart="\n\n")
    return Screen(text, (buttons, (_back(person, here, words),)))


def departments(
    person: Person, names: Sequence[str], page: int, place: Place, words: Texts
) -> Screen:
    here = place.packed()
    page, shown = cut(["", *names], page)
    rows: list[tuple[Button, ...]] = [(_put(name, person, here, words),) for name in shown]
    turn = turning(page, len(names) + 1, lambda to: PersonDepartments(person.id, to, here))
    rows += [turn] if turn else []
    new = Button(words.plain("people.new_department"), NewDepartment(person.id, here))
    text = words("people.pick.department", name=_name(person, words))
    return Screen(text, (*rows, (new,), (_back(person, here, words),)))


def confirm(entry: Entry, place: Place, words: Texts) -> Screen:
    """Whether to deactivate or reactivate, asked once more."""
    person, here = entry.person, place.packed()
    step = "deactivate" if person.active else "reactivate"
    sure = Button(
        words.plain(f"people.sure.{step}"), SetActive(person.id, 0 if person.active else 1, here)
    )
    text = words(f"people.confirm.{step}", name=_name(person, words))
    return Screen(text, ((sure, _back(person, here, words)),))


def ask_department(words: Texts) -> Screen:
    return Screen(words("people.type"))


def told_role(person: Person, words: Texts) -> Screen:
    return Screen(words("people.told.role", role=words(f"role.{person.role}")))


def told_department(person: Person, words: Texts) -> Screen:
    if not person.department:
        return Screen(words("people.told.no_department"))
    return Screen(words("people.told.department", department=person.department))


def told_active(person: Person, words: Texts) -> Screen:
    if not person.active:
        return Screen(words("refusal.deactivated"))
    return Screen(words("people.told.active"))


def _about(entry: Entry, zone: ZoneInfo, words: Texts) -> Html:
    person, empty = entry.person, words("profile.empty")
    state = words("people.active" if person.active else "people.inactive")
    answered = _moment(entry.answered_at, zone) if entry.answered_at else words("people.never")
    return lines(
        bold(_name(person, words)),
        words("people.username", value=person.username) if person.username else "",
        words("profile.number", value=person.employee_number or empty),
        words("profile.department", value=person.department or empty),
        words("profile.role", value=words(f"role.{person.role}")),
        words("people.state", state=state),
        words("people.joined", at=_moment(entry.joined_at, zone)),
        words("people.answered", at=answered),
    )


def _name(person: Person, words: Texts) -> str:
    return person.name or words.plain("person.unnamed")


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _open(person: Person, here: str, words: Texts) -> Button:
    parts = (_name(person, words), person.department, words.plain(f"role.{person.role}"))
    label = clip(" · ".join(part for part in parts if part), LABEL)
    return Button(label if person.active else f"🚫 {label}", OpenPerson(person.id, "card", here))


def _put(name: str, person: Person, here: str, words: Texts) -> Button:
    label = clip(name, LABEL) if name else words.plain("people.no_department")
    if name == person.department:
        return _keep(label, person, here)
    return Button(label, SetDepartment(person.id, stamp(name), here))


def _keep(label: str, person: Person, here: str) -> Button:
    """What is so already: to press it changes nothing, and tells nobody that it did."""
    return Button(f"✓ {label}", OpenPerson(person.id, "card", here))


def _back(person: Person, here: str, words: Texts) -> Button:
    return Button(words.plain("people.back"), OpenPerson(person.id, "card", here))
