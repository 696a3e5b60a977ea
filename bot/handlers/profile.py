"""/profile: name, employee number, department, language."""

from telegram import Update
from telegram.ext import CommandHandler

from bot import menus
from bot.context import App, Context, on_press, on_typed
from bot.presses import Change, Speak
from bot.texts import LANGUAGES
from bot.views import profile as view
from db import people
from questions.errors import OldButton
from questions.people import NAME_LIMIT, NUMBER_LIMIT, Permission, clean_text

AWAITING = "own"
LIMITS = {"name": NAME_LIMIT, "number": NUMBER_LIMIT, "department": NAME_LIMIT}
COLUMNS = {"name": "name", "number": "employee_number", "department": "department"}


async def own(update: Update, context: Context) -> None:
    person = await context.read(people.authorise, context.person_id, Permission.PRACTISE)
    await context.send(view.own(person, context.words))


async def speak(update: Update, context: Context) -> None:
    language = context.press(Speak).language
    if language not in LANGUAGES:
        raise OldButton
    person = await context.run(people.set_own, context.person_id, language=language)
    context.know(person)
    await context.show(view.own(person, context.words))
    await menus.hang_up_for(context.bot, person)


async def change(update: Update, context: Context) -> None:
    field = context.press(Change).field
    if field not in LIMITS:
        raise OldButton
    await context.run(people.await_own, context.person_id, field, AWAITING)
    await context.send(view.ask(field, context.words))


async def type_own(update: Update, context: Context) -> None:
    field = context.subject
    value = clean_text(context.typed, LIMITS[field])
    person = await context.run(people.set_own, context.person_id, **{COLUMNS[field]: value})
    context.know(person)
    await context.send(view.own(person, context.words))


def register(app: App) -> None:
    app.add_handler(CommandHandler("profile", own))
    on_press(app, Speak, speak)
    on_press(app, Change, change)
    on_typed(app, AWAITING, type_own)
