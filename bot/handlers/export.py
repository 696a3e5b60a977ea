"""/export: a score sheet of what is chosen on one screen."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, Errand, on_job, on_press, on_typed
from bot.engine.apart import apart
from bot.presses import Export, ExportDates, ExportList, MakeExport
from bot.screen import Screen
from bot.views import export as view
from db import score_sheet
from db.store import Store
from questions.errors import OldButton
from questions.export import Chosen, Format, read_days, scope_of, unpacked
from questions.people import Permission
from questions.score_sheet import Scope

# One at a time: each holds a reader of the store while it is made, and others want one too.
AT_ONCE = asyncio.Semaphore(1)


@needs(Permission.EXPORT)
async def begin(update: Update, context: Context) -> None:
    await context.send(await _choice(Chosen(), context))


@needs(Permission.EXPORT)
async def choose(update: Update, context: Context) -> None:
    await context.show(await _choice(unpacked(context.press(Export).chosen), context))


@needs(Permission.EXPORT)
async def list_options(update: Update, context: Context) -> None:
    press = context.press(ExportList)
    offer = await context.read(score_sheet.offer, context.person_id)
    lists = {"bank": view.banks, "department": view.departments}
    if press.what not in lists:
        raise OldButton
    draw = lists[press.what]
    await context.show(draw(unpacked(press.chosen), offer, press.page, context.words))


@needs(Permission.EXPORT)
async def ask_dates(update: Update, context: Context) -> None:
    chosen = unpacked(context.press(ExportDates).chosen)
    await context.run(score_sheet.await_days, context.person_id, chosen.packed())
    await context.send(view.ask_dates(_today(context), context.words))


@needs(Permission.EXPORT)
async def type_dates(update: Update, context: Context) -> None:
    chosen = replace(unpacked(context.subject), days=read_days(context.typed))
    await context.run(score_sheet.take_days, context.person_id)
    await context.send(await _choice(chosen, context))


@needs(Permission.EXPORT)
async def make(update: Update, context: Context) -> None:
    chosen = unpacked(context.press(MakeExport).chosen)
    offer = await context.read(score_sheet.offer, context.person_id)
    # What was drawn when there were other banks or departments is refused at once.
    scope_of(chosen, offer, "", context.now, context.zone)
    await context.run(score_sheet.begin, context.person_id, chosen.packed(), context.now)
    await context.hush()


async def make_it(errand: Errand) -> None:
    """Made whole before it is sent; begun again after a kill, it is made anew."""
    await errand.busy(ChatAction.UPLOAD_DOCUMENT)
    chosen = unpacked(errand.job.payload["chosen"])
    asked_at = datetime.fromisoformat(errand.job.payload["asked_at"])
    me, store, words = errand.person_id, errand.store, errand.words
    offer = await store.read(score_sheet.offer, me)
    name = errand.person.name if errand.person else ""
    scope = scope_of(chosen, offer, name, asked_at, errand.zone)
    bank_id, form = chosen.bank or None, chosen.format
    async with AT_ONCE:
        content = await apart(_made, store.url, me, scope, bank_id, form, words.words)
    await store.run(score_sheet.note, me, scope, bank_id, form)
    await errand.send(view.document(chosen, offer, scope, content, words))


def _made(
    url: str, me: int, scope: Scope, bank_id: int | None, form: Format, words: Mapping[str, str]
) -> bytes:
    """The sheet, by a reader of its own: this runs in another process."""
    from questions.score_sheet_csv import as_csv
    from questions.score_sheet_xlsx import workbook

    makers = {Format.XLSX: workbook, Format.CSV: as_csv}
    store = Store.open(url)
    try:
        write = partial(makers[form], words=words)
        return store.look(score_sheet.export, me, scope, bank_id, form, write)
    finally:
        store.close()


async def make_failed(errand: Errand, reference: str) -> None:
    await errand.send(view.failed(reference, errand.words))


def _today(context: Context) -> date:
    return context.now.astimezone(context.zone).date()


async def _choice(chosen: Chosen, context: Context) -> Screen:
    offer = await context.read(score_sheet.offer, context.person_id)
    return view.choice(chosen, offer, _today(context), context.words)


def register(app: App) -> None:
    app.add_handler(CommandHandler("export", begin))
    on_press(app, Export, choose)
    on_press(app, ExportList, list_options)
    on_press(app, ExportDates, ask_dates)
    on_press(app, MakeExport, make)
    on_job(app, score_sheet.EXPORT, make_it, make_failed)
    on_typed(app, score_sheet.AWAITING, type_dates)
