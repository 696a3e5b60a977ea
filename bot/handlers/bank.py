"""/banks and /template: publish, withdraw, look through, download."""

import asyncio

from questions.formats.template import template as make_template
from questions.formats.xlsx_bank import write_bank
from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, on_press
from bot.presses import (
    AcceptQuotes,
    Download,
    JudgeQuote,
    OpenBank,
    Preview,
    SetState,
    Shelves,
)
from bot.views import bank as view
from db import articles, bank
from questions.errors import OldButton
from questions.formats import json_bank
from questions.people import Permission
from questions.shelf import PUBLISHED, WITHDRAWN


@needs(Permission.KEEP_BANKS)
async def list_banks(update: Update, context: Context) -> None:
    banks = await context.read(bank.shelves, context.person_id)
    await context.send(view.shelves(banks, 0, context.words))


@needs(Permission.KEEP_BANKS)
async def turn_page(update: Update, context: Context) -> None:
    page = context.press(Shelves).page
    banks = await context.read(bank.shelves, context.person_id)
    if page and page * view.PAGE >= len(banks):
        raise OldButton
    await context.show(view.shelves(banks, page, context.words))


@needs(Permission.KEEP_BANKS)
async def open_bank(update: Update, context: Context) -> None:
    shelf = await context.read(bank.shelf, context.person_id, context.press(OpenBank).bank)
    await context.show(view.card(shelf, context.words))


@needs(Permission.KEEP_BANKS)
async def set_state(update: Update, context: Context) -> None:
    press = context.press(SetState)
    state = PUBLISHED if press.published else WITHDRAWN
    shelf = await context.run(bank.set_state, context.person_id, press.bank, state)
    await context.show(view.card(shelf, context.words))


@needs(Permission.KEEP_BANKS)
async def preview(update: Update, context: Context) -> None:
    press = context.press(Preview)
    await _preview(context, press.bank, press.place)


@needs(Permission.KEEP_BANKS)
async def judge_quote(update: Update, context: Context) -> None:
    press = context.press(JudgeQuote)
    verb = bank.accept_quote if press.accepted else bank.drop_quote
    await context.run(verb, context.person_id, press.bank, press.place, context.now)
    await _preview(context, press.bank, press.place)


@needs(Permission.KEEP_BANKS)
async def accept_quotes(update: Update, context: Context) -> None:
    press = context.press(AcceptQuotes)
    shelf = await context.run(bank.accept_quotes, context.person_id, press.bank, context.now)
    await context.show(view.card(shelf, context.words))


@needs(Permission.KEEP_BANKS)
async def download(update: Update, context: Context) -> None:
    press = context.press(Download)
    if press.format >= len(view.FORMATS):
        raise OldButton
    await context.busy(ChatAction.UPLOAD_DOCUMENT)
    whole = await context.read(bank.load, press.bank)
    titles = {each.key: each.title for each in await context.read(articles.every)}
    write = (write_bank, json_bank.write_bank)[press.format]
    content = await asyncio.to_thread(write, whole, titles)
    form = view.FORMATS[press.format]
    await context.send(view.download(whole.title, form, content, context.words))


@needs(Permission.KEEP_BANKS)
async def template(update: Update, context: Context) -> None:
    await context.busy(ChatAction.UPLOAD_DOCUMENT)
    content = await asyncio.to_thread(make_template, context.language)
    await context.send(view.template(content, context.words))


async def _preview(context: Context, bank_id: int, place: int) -> None:
    question, total, proposed = await context.read(
        bank.question_at, context.person_id, bank_id, place
    )
    cited = await context.read(articles.cite, question.quotes)
    await context.show(
        view.preview(bank_id, place, total, question, cited, proposed, context.words)
    )


def register(app: App) -> None:
    app.add_handler(CommandHandler("banks", list_banks))
    app.add_handler(CommandHandler("template", template))
    on_press(app, Shelves, turn_page)
    on_press(app, OpenBank, open_bank)
    on_press(app, SetState, set_state)
    on_press(app, Preview, preview)
    on_press(app, JudgeQuote, judge_quote)
    on_press(app, AcceptQuotes, accept_quotes)
    on_press(app, Download, download)
