"""A key is changed, by buttons or by typing, and everybody is judged by it."""

from telegram import Update

from bot.access import needs
from bot.context import App, Context, on_press, on_push, on_typed
from bot.presses import MarkKey, OpenKey, SetKey
from bot.views import regrade as view
from db import regrade
from questions.people import Permission
from questions.regrade import Key, places


@needs(Permission.CHANGE_BANKS)
async def open_key(update: Update, context: Context) -> None:
    press = context.press(OpenKey)
    keyed = await context.run(regrade.open_key, context.person_id, press.question)
    await context.send(view.key(keyed, None, context.words))


@needs(Permission.CHANGE_BANKS)
async def mark_key(update: Update, context: Context) -> None:
    press = context.press(MarkKey)
    keyed = await context.read(regrade.look, context.person_id, press.question, press.version)
    await context.show(view.key(keyed, press.marked, context.words))


@needs(Permission.CHANGE_BANKS)
async def set_key(update: Update, context: Context) -> None:
    press = context.press(SetKey)
    done = await context.run(
        regrade.rekey,
        context.person_id,
        press.question,
        press.version,
        Key(places(press.marked)),
        context.now,
        context.zone,
    )
    await context.show(view.done(done, context.words))


@needs(Permission.CHANGE_BANKS)
async def type_key(update: Update, context: Context) -> None:
    done = await context.run(
        regrade.type_key,
        context.person_id,
        context.subject,
        context.typed,
        context.now,
        context.zone,
    )
    await context.send(view.done(done, context.words), reply=True)


def register(app: App) -> None:
    on_press(app, OpenKey, open_key)
    on_press(app, MarkKey, mark_key)
    on_press(app, SetKey, set_key)
    on_typed(app, regrade.AWAITING, type_key)
    on_push(app, regrade.REGRADED, view.told)
