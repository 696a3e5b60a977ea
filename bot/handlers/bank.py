"""/banks and /template: publish, withdraw, look through, download."""

import asyncio

from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, on_press
from bot.html import Html
from bot.presses import (
    AcceptQuotes,
    ChooseQuote,
    Download,
    JudgeQuote,
    NothingFits,
    OpenBank,
    Preview,
    PreviewRetired,
    RetireQuestion,
    SeekQuote,
    SetState,
    Shelves,
)
from bot.views import bank as view
from db import articles, bank, quoting, standing
from questions import finder
from questions.errors import OldButton
from questions.people import Permission
from questions.quoting import Bare, candidates
from questions.search import Match, Place
from questions.shelf import PUBLISHED, WITHDRAWN, Shelf
from questions.standing import Spot


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
    await _card(context, shelf)


@needs(Permission.KEEP_BANKS)
async def set_state(update: Update, context: Context) -> None:
    press = context.press(SetState)
    state = PUBLISHED if press.published else WITHDRAWN
    await _card(context, await context.run(bank.set_state, context.person_id, press.bank, state))


@needs(Permission.KEEP_BANKS)
async def preview(update: Update, context: Context) -> None:
    press = context.press(Preview)
    await _preview(context, press.bank, press.place)


@needs(Permission.KEEP_BANKS)
async def preview_retired(update: Update, context: Context) -> None:
    press = context.press(PreviewRetired)
    await _show(context, Spot(press.bank, press.place, retired=True))


@needs(Permission.CHANGE_BANKS)
async def retire(update: Update, context: Context) -> None:
    press = context.press(RetireQuestion)
    spot = await context.run(
        standing.retire, context.person_id, press.question, bool(press.retired)
    )
    stays = "bank.said.retired" if press.retired else "lost.stays"
    said = stays if spot.retired else "bank.said.restored"
    await _show(context, spot, context.words(said))


@needs(Permission.KEEP_BANKS)
async def judge_quote(update: Update, context: Context) -> None:
    """What was pressed is done; the next question that waits for it comes up at once."""
    press = context.press(JudgeQuote)
    verb = bank.accept_quote if press.accepted else bank.drop_quote
    await context.run(verb, context.person_id, press.bank, press.place, context.now)
    following = await context.read(bank.proposed_after, context.person_id, press.bank, press.place)
    said = view.judged(press.place, bool(press.accepted), following is None, context.words)
    await _preview(context, press.bank, press.place if following is None else following, said)


@needs(Permission.KEEP_BANKS)
async def accept_quotes(update: Update, context: Context) -> None:
    press = context.press(AcceptQuotes)
    shelf = await context.run(bank.accept_quotes, context.person_id, press.bank, context.now)
    await _card(context, shelf)


@needs(Permission.KEEP_BANKS)
async def seek_quote(update: Update, context: Context) -> None:
    press = context.press(SeekQuote)
    bare = await context.read(quoting.bare, context.person_id, press.bank, press.place)
    # The first look loads jieba and reads the whole library.
    found = await asyncio.to_thread(_candidates, bare)
    await context.show(view.candidates(bare, found, context.words))


@needs(Permission.KEEP_BANKS)
async def choose_quote(update: Update, context: Context) -> None:
    press = context.press(ChooseQuote)
    sentence = Place(press.article, press.sentence)
    bank_id, place = await context.run(
        quoting.choose, context.person_id, press.version, sentence, context.now
    )
    await _preview(context, bank_id, place, context.words("bank.chosen", place=place + 1))


@needs(Permission.KEEP_BANKS)
async def nothing_fits(update: Update, context: Context) -> None:
    press = context.press(NothingFits)
    bank_id, place = await context.run(
        quoting.nothing_fits, context.person_id, press.version, press.edition
    )
    await _preview(context, bank_id, place, context.words("bank.none_fits", place=place + 1))


@needs(Permission.KEEP_BANKS)
async def download(update: Update, context: Context) -> None:
    press = context.press(Download)
    if press.format >= len(view.FORMATS):
        raise OldButton
    await context.busy(ChatAction.UPLOAD_DOCUMENT)
    whole = await context.read(bank.whole, context.person_id, press.bank)
    titles = {each.key: each.title for each in await context.read(articles.every)}
    # Loaded where it is wanted: `run` starts the faster.
    from questions.formats.writers import WRITERS

    writer = WRITERS[view.FORMATS[press.format]]
    content = await asyncio.to_thread(writer.write, whole, titles)
    await context.send(view.download(whole.title, writer.ending, content, context.words))


@needs(Permission.KEEP_BANKS)
async def template(update: Update, context: Context) -> None:
    await context.busy(ChatAction.UPLOAD_DOCUMENT)
    from questions.formats.template import template as make_template

    content = await asyncio.to_thread(make_template, context.language)
    await context.send(view.template(content, context.words))


async def _card(context: Context, shelf: Shelf) -> None:
    retired = await context.read(standing.retired, context.person_id, shelf.id)
    await context.show(view.card(shelf, context.words, retired))


async def _preview(context: Context, bank_id: int, place: int, said: Html | None = None) -> None:
    await _show(context, Spot(bank_id, place), said)


async def _show(context: Context, spot: Spot, said: Html | None = None) -> None:
    actor, bank_id, place = context.person_id, spot.bank_id, spot.place
    seen = await context.read(standing.look, actor, bank_id, place, spot.retired)
    cited = await context.read(articles.cite, seen.question.quotes)
    following, is_offered = None, False
    if not spot.retired:
        following = await context.read(bank.proposed_after, actor, bank_id, place)
        is_offered = await context.read(quoting.is_offered, actor, bank_id, place)
    await context.show(view.preview(seen, cited, following, is_offered, context.words, said))


def _candidates(bare: Bare) -> tuple[Match, ...]:
    library = tuple(each.article for each in bare.library)
    return candidates(finder.over(library), bare)


def register(app: App) -> None:
    app.add_handler(CommandHandler("banks", list_banks))
    app.add_handler(CommandHandler("template", template))
    on_press(app, Shelves, turn_page)
    on_press(app, OpenBank, open_bank)
    on_press(app, SetState, set_state)
    on_press(app, Preview, preview)
    on_press(app, PreviewRetired, preview_retired)
    on_press(app, RetireQuestion, retire)
    on_press(app, JudgeQuote, judge_quote)
    on_press(app, AcceptQuotes, accept_quotes)
    on_press(app, SeekQuote, seek_quote)
    on_press(app, ChooseQuote, choose_quote)
    on_press(app, NothingFits, nothing_fits)
    on_press(app, Download, download)
