"""/export: a score sheet of what is chosen on one screen."""

import asyncio
from dataclasses import replace
from datetime import date
from functools import partial

from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, on_press, on_typed
from bot.presses import Export, ExportDates, ExportList, MakeExport
from bot.screen import Screen
from bot.views import export as view
from db import score_sheet
from questions.errors import OldButton
from questions.export import Chosen, Format, read_days, scope_of, unpacked
from questions.people import Permission
from questions.score_sheet_csv import as_csv
from questions.score_sheet_xlsx import workbook

# One at a time: each holds a reader of the store while it is made, and others want one too.
AT_ONCE = asyncio.Semaphore(1)
MAKERS = {Format.XLSX: workbook, Format.CSV: as_csv}


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
    await context.busy(ChatAction.UPLOAD_DOCUMENT)
    offer = await context.read(score_sheet.offer, context.person_id)
    name = context.person.name if context.person else ""
    scope = scope_of(chosen, offer, name, context.now, context.zone)
    me, bank_id, form = context.person_id, chosen.bank or None, chosen.format
    write = partial(MAKERS[form], words=context.words.words)
    async with AT_ONCE:
        content = await context.read(score_sheet.export, me, scope, bank_id, form, write)
    await context.run(score_sheet.note, me, scope, bank_id, form)
    await context.send(view.document(chosen, offer, scope, content, context.words))


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
    on_typed(app, score_sheet.AWAITING, type_dates)
