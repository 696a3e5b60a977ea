"""/stats: what questions say about themselves; and what is told of a key that looks wrong."""

import asyncio
from datetime import UTC, datetime

from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, Errand, on_job, on_press, on_push
from bot.presses import (
    DrawItem,
    FineItem,
    RetireItem,
    ShowItem,
    StatsBank,
    StatsBanks,
    StatsFirst,
)
from bot.screen import Screen
from bot.texts import Texts
from bot.views import item_chart as chart
from bot.views import item_report as view
from bot.views.paging import PAGE
from db import item_report
from db.progress import LOOK
from questions.delivery import Facts
from questions.errors import OldScreen
from questions.item_report import unpacked
from questions.people import Permission


@needs(Permission.CHANGE_BANKS)
async def list_banks(update: Update, context: Context) -> None:
    await context.send(await _banks(context, 0))


@needs(Permission.CHANGE_BANKS)
async def turn_page(update: Update, context: Context) -> None:
    await context.show(await _banks(context, context.press(StatsBanks).page))


@needs(Permission.CHANGE_BANKS)
async def open_bank(update: Update, context: Context) -> None:
    press = context.press(StatsBank)
    found = await context.read(
        item_report.of_bank, context.person_id, press.bank, press.page, PAGE
    )
    if press.page and not found.first:
        raise OldScreen(command="stats")
    await context.show(view.bank(found, press.page, context.words))


@needs(Permission.CHANGE_BANKS)
async def begin(update: Update, context: Context) -> None:
    press = context.press(StatsFirst)
    item = await context.read(item_report.first_of, context.person_id, press.bank)
    if item is None:
        raise OldScreen(command="stats")
    await context.show(view.item(item, context.words))


@needs(Permission.CHANGE_BANKS)
async def show(update: Update, context: Context) -> None:
    press = context.press(ShowItem)
    item = await context.read(item_report.item_of, context.person_id, press.question)
    await context.show(view.item(item, context.words))


@needs(Permission.CHANGE_BANKS)
async def draw(update: Update, context: Context) -> None:
    press = context.press(DrawItem)
    item = await context.read(item_report.item_of, context.person_id, press.question)
    await context.busy(ChatAction.UPLOAD_PHOTO)
    drawn = await asyncio.to_thread(chart.draw, item, context.words)
    await context.send(view.picture(item, drawn, context.words))


@needs(Permission.CHANGE_BANKS)
async def say_fine(update: Update, context: Context) -> None:
    press = context.press(FineItem)
    item = await context.run(item_report.say_fine, context.person_id, press.question, press.asks)
    await context.show(view.item(item, context.words, "item.said.fine"))


@needs(Permission.CHANGE_BANKS)
async def retire(update: Update, context: Context) -> None:
    press = context.press(RetireItem)
    item = await context.run(
        item_report.retire, context.person_id, press.question, bool(press.retired)
    )
    stays = "item.said.retired" if press.retired else "lost.stays"
    said = stays if item.retired else "item.said.restored"
    await context.show(view.item(item, context.words, said))


async def look(errand: Errand) -> None:
    """Work out the figures of a question that so many have answered by now, beside everybody's
    answers; what is found is kept at once."""
    question_id, asks = errand.job.payload["question"], errand.job.payload["asks"]
    found = await errand.store.read(item_report.examine, question_id, asks)
    if found is not None:
        await errand.store.run(item_report.note, question_id, asks, found, datetime.now(UTC))


async def look_failed(errand: Errand, reference: str) -> None:
    """Nobody waits for it, and the next look makes up for it; it is in the log."""


def tell(facts: Facts, words: Texts) -> Screen:
    return view.doubt(unpacked(facts), words)


async def _banks(context: Context, page: int) -> Screen:
    found, total = await context.read(item_report.banks, context.person_id, page, PAGE)
    if page and not found:
        raise OldScreen(command="stats")
    return view.banks(found, page, total, context.words)


def register(app: App) -> None:
    app.add_handler(CommandHandler("stats", list_banks))
    on_press(app, StatsBanks, turn_page)
    on_press(app, StatsBank, open_bank)
    on_press(app, StatsFirst, begin)
    on_press(app, ShowItem, show)
    on_press(app, DrawItem, draw)
    on_press(app, FineItem, say_fine)
    on_press(app, RetireItem, retire)
    on_job(app, LOOK, look, look_failed)
    on_push(app, item_report.DOUBT, tell)
