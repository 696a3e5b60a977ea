"""纠错 under a verdict, and /reports: what was objected to, and what is decided."""

from telegram import Update
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, on_press, on_push, on_typed
from bot.presses import (
    ChooseReason,
    FileObjection,
    KeepKey,
    ListObjections,
    Object,
    OpenObjection,
    RetireObjected,
)
from bot.views import objections as view
from bot.views.paging import PAGE, last_page
from db import objections
from questions.errors import OldButton
from questions.objections import REASONS, WORDS_LIMIT, Reason, Summary
from questions.people import Permission, clean_text


async def ask_why(update: Update, context: Context) -> None:
    asked = context.press(Object).asked
    await context.read(objections.may_object, context.person_id, asked, context.now, context.zone)
    await context.send(view.reasons(asked, context.words))


async def choose(update: Update, context: Context) -> None:
    press = context.press(ChooseReason)
    _reason(press.reason)
    await context.run(
        objections.choose,
        context.person_id,
        press.asked,
        press.reason,
        context.now,
        context.zone,
    )
    await context.show(view.ask_words(press.asked, press.reason, context.words))


async def file(update: Update, context: Context) -> None:
    press = context.press(FileObjection)
    await _file(context, press.asked, press.reason, "")
    await context.show(view.filed(context.words))


async def type_words(update: Update, context: Context) -> None:
    words = clean_text(context.typed, WORDS_LIMIT)
    asked, reason = map(int, context.subject.split())
    await _file(context, asked, reason, words)
    await context.send(view.filed(context.words), reply=True)


@needs(Permission.CHANGE_BANKS)
async def list_all(update: Update, context: Context) -> None:
    await context.send(view.listed(*await _page(context, 0), context.words))


@needs(Permission.CHANGE_BANKS)
async def turn_page(update: Update, context: Context) -> None:
    page = context.press(ListObjections).page
    await context.show(view.listed(*await _page(context, page), context.words))


@needs(Permission.CHANGE_BANKS)
async def look(update: Update, context: Context) -> None:
    press = context.press(OpenObjection)
    found = await context.read(objections.look, context.person_id, press.objection)
    await context.show(view.card(found, context.words))


@needs(Permission.CHANGE_BANKS)
async def keep(update: Update, context: Context) -> None:
    press = context.press(KeepKey)
    found = await context.run(objections.keep, context.person_id, press.objection, context.now)
    await context.show(view.card(found, context.words))


@needs(Permission.CHANGE_BANKS)
async def retire(update: Update, context: Context) -> None:
    press = context.press(RetireObjected)
    found = await context.run(objections.retire, context.person_id, press.objection, context.now)
    await context.show(view.card(found, context.words))


def _reason(place: int) -> Reason:
    if place >= len(REASONS):
        raise OldButton
    return REASONS[place]


async def _file(context: Context, asked: int, reason: int, words: str) -> None:
    await context.run(
        objections.file,
        context.person_id,
        asked,
        _reason(reason),
        words,
        context.now,
        context.zone,
    )


async def _page(context: Context, page: int) -> tuple[tuple[Summary, ...], int, int]:
    """The page, or the last one where the list has become shorter."""
    found, total = await context.read(objections.listed, context.person_id, page, PAGE)
    if page > last_page(total):
        page = last_page(total)
        found, total = await context.read(objections.listed, context.person_id, page, PAGE)
    return found, page, total


def register(app: App) -> None:
    app.add_handler(CommandHandler("reports", list_all))
    on_press(app, Object, ask_why)
    on_press(app, ChooseReason, choose)
    on_press(app, FileObjection, file)
    on_press(app, ListObjections, turn_page)
    on_press(app, OpenObjection, look)
    on_press(app, KeepKey, keep)
    on_press(app, RetireObjected, retire)
    on_typed(app, objections.AWAITING, type_words)
    on_push(app, objections.RAISED, view.raised)
    on_push(app, objections.DECIDED, view.decided)
