"""Questions whose quotes are lost since an article changed: told, listed, decided one by one."""

import asyncio

from telegram import Update

from bot.access import needs
from bot.context import App, Context, on_press, on_push
from bot.html import Html
from bot.presses import ListLost, OpenLost, TakeSpan, WithdrawLost
from bot.views import recheck as view
from bot.views.paging import PAGE, last_page
from db import lost
from db.recheck import LOST
from questions.people import Permission
from questions.recheck import Span, nearest


@needs(Permission.CHANGE_BANKS)
async def list_all(update: Update, context: Context) -> None:
    await _list(context, context.press(ListLost).page)


@needs(Permission.CHANGE_BANKS)
async def look(update: Update, context: Context) -> None:
    await _card(context, context.press(OpenLost).question)


@needs(Permission.CHANGE_BANKS)
async def take(update: Update, context: Context) -> None:
    """What was pressed is done; the next question comes up at once."""
    press = context.press(TakeSpan)
    span = Span.unpacked(press.article, press.sentences)
    question_id, is_back = await context.run(
        lost.take, context.person_id, press.version, span, context.now
    )
    if is_back:
        await _next(context, question_id, context.words("lost.taken"))
    else:
        await _card(context, question_id, context.words("lost.taken_one"))


@needs(Permission.CHANGE_BANKS)
async def withdraw(update: Update, context: Context) -> None:
    press = context.press(WithdrawLost)
    await context.run(lost.withdraw, context.person_id, press.question)
    await _next(context, press.question, context.words("lost.withdrawn"))


async def _next(context: Context, question_id: int, said: Html) -> None:
    following = await context.read(lost.following, context.person_id, question_id)
    if following is None:
        await _list(context, 0, said)
    else:
        await _card(context, following, said)


async def _card(context: Context, question_id: int, said: Html | None = None) -> None:
    seen = await context.read(lost.look, context.person_id, question_id)
    # An article may be long.
    found = await asyncio.to_thread(nearest, seen)
    await context.show(view.card(seen, found, context.words, said))


async def _list(context: Context, page: int, said: Html | None = None) -> None:
    """The page, or the last one where the list has become shorter."""
    found, total = await context.read(lost.listed, context.person_id, page, PAGE)
    if page > last_page(total):
        page = last_page(total)
        found, total = await context.read(lost.listed, context.person_id, page, PAGE)
    await context.show(view.listed(found, page, total, context.words, said))


def register(app: App) -> None:
    on_press(app, ListLost, list_all)
    on_press(app, OpenLost, look)
    on_press(app, TakeSpan, take)
    on_press(app, WithdrawLost, withdraw)
    on_push(app, LOST, view.told)
