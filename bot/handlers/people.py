"""/people: find somebody, look at them, change their role or department, let them go."""

import logging
from collections.abc import Callable

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import CommandHandler

from bot import menus
from bot.access import needs
from bot.context import App, Context, on_press, on_typed
from bot.engine import outgoing
from bot.presses import (
    ListPeople,
    NewDepartment,
    OpenPerson,
    PersonDepartments,
    SetActive,
    SetDepartment,
    SetRole,
)
from bot.screen import Screen
from bot.texts import Texts, texts
from bot.views import people as view
from bot.views.paging import PAGE, Place, unpacked
from db import people, roster
from questions.errors import OldButton
from questions.people import NAME_LIMIT, Permission, Person, Role, clean_text

log = logging.getLogger(__name__)


@needs(Permission.KEEP_PEOPLE)
async def list_everybody(update: Update, context: Context) -> None:
    found = await context.run(roster.search, context.person_id, "", PAGE)
    await context.send(view.found(found, context.words))


@needs(Permission.KEEP_PEOPLE)
async def type_search(update: Update, context: Context) -> None:
    words = clean_text(context.typed, NAME_LIMIT)
    found = await context.run(roster.search, context.person_id, words, PAGE)
    await context.send(view.found(found, context.words))


@needs(Permission.KEEP_PEOPLE)
async def turn_page(update: Update, context: Context) -> None:
    place = _place(context.press(ListPeople).place)
    found = await context.read(roster.turn, context.person_id, place.page, place.words, PAGE)
    await context.show(view.found(found, context.words))


@needs(Permission.KEEP_PEOPLE)
async def open_person(update: Update, context: Context) -> None:
    press = context.press(OpenPerson)
    place, zone, words = _place(press.place), context.zone, context.words
    entry = await context.read(roster.look, context.person_id, press.person)
    screens = {
        "card": view.card(entry, place, zone, words),
        "roles": view.roles(entry, place, zone, words),
        "active": view.confirm(entry, place, words),
    }
    if press.part not in screens:
        raise OldButton
    await context.show(screens[press.part])


@needs(Permission.KEEP_PEOPLE)
async def list_departments(update: Update, context: Context) -> None:
    press = context.press(PersonDepartments)
    entry = await context.read(roster.look, context.person_id, press.person)
    names = await context.read(roster.departments, context.person_id)
    place = _place(press.place)
    await context.show(view.departments(entry.person, names, press.page, place, context.words))


@needs(Permission.KEEP_PEOPLE)
async def set_role(update: Update, context: Context) -> None:
    press = context.press(SetRole)
    if press.role not in list(Role):
        raise OldButton
    role = Role(press.role)
    person = await context.run(people.set_role, context.person_id, press.person, role)
    await context.show(await _card(person, _place(press.place), context))
    await _tell(person, view.told_role, context)


@needs(Permission.KEEP_PEOPLE)
async def set_department(update: Update, context: Context) -> None:
    press = context.press(SetDepartment)
    person = await context.run(roster.move, context.person_id, press.person, press.department)
    await context.show(await _card(person, _place(press.place), context))
    await _tell(person, view.told_department, context)


@needs(Permission.KEEP_PEOPLE)
async def ask_department(update: Update, context: Context) -> None:
    press = context.press(NewDepartment)
    place = _place(press.place).packed()
    await context.run(roster.await_department, context.person_id, press.person, place)
    await context.send(view.ask_department(context.words))


@needs(Permission.KEEP_PEOPLE)
async def type_department(update: Update, context: Context) -> None:
    name = clean_text(context.typed, NAME_LIMIT)
    person, place = await context.run(roster.type_department, context.person_id, name)
    await context.send(await _card(person, _place(place), context))
    await _tell(person, view.told_department, context)


@needs(Permission.KEEP_PEOPLE)
async def set_active(update: Update, context: Context) -> None:
    press = context.press(SetActive)
    active = bool(press.active)
    person = await context.run(people.set_active, context.person_id, press.person, active)
    await context.show(await _card(person, _place(press.place), context))
    await _tell(person, view.told_active, context)


def _place(text: str) -> Place:
    return unpacked(text, roster.COMMAND)


async def _card(person: Person, place: Place, context: Context) -> Screen:
    """The changed person's card; from here on they are known as changed."""
    context.know(person)
    entry = await context.read(roster.entry, person.id)
    return view.card(entry, place, context.zone, context.words)


async def _tell(person: Person, told: Callable[[Person, Texts], Screen], context: Context) -> None:
    """Say it to whom it happened, in their language; hang up the menu that goes with it. It has
    happened all the same where they have blocked the bot, or cannot be reached."""
    try:
        await menus.hang_up_for(context.bot, person)
        if person.id != context.person_id:
            await outgoing.send(context.bot, person.id, told(person, texts(person.language)))
    except TelegramError as unreached:
        log.info("person %s was not told: %s", person.id, unreached.message)


def register(app: App) -> None:
    app.add_handler(CommandHandler("people", list_everybody))
    on_press(app, ListPeople, turn_page)
    on_press(app, OpenPerson, open_person)
    on_press(app, PersonDepartments, list_departments)
    on_press(app, SetRole, set_role)
    on_press(app, SetDepartment, set_department)
    on_press(app, NewDepartment, ask_department)
    on_press(app, SetActive, set_active)
    on_typed(app, roster.SEARCH, type_search)
    on_typed(app, roster.DEPARTMENT, type_department)
