"""A file in, a report out; nothing is kept before 导入 is pressed."""

import asyncio
import hashlib
import logging
from datetime import UTC, datetime

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.access import needs
from bot.context import App, Context, Errand, on_job, on_press
from bot.engine.apart import apart
from bot.presses import CancelUpload, Import, ImportWhole
from bot.screen import Screen
from bot.texts import Texts
from bot.views import upload as view
from db import articles, talk, upload
from questions.errors import FileRefused
from questions.formats.worker import marked_apart
from questions.people import Permission, may
from questions.upload import Examined, examine_file

log = logging.getLogger(__name__)

# Files read at once; each in a process of its own.
AT_ONCE = 2
# So many questions are imported while one looks at the message.
AT_A_GLANCE = 200
# From this length on a message may be the first piece of a longer text.
CUT_FROM = 4000


@needs(Permission.KEEP_BANKS)
async def how(update: Update, context: Context) -> None:
    await context.send(view.how(context.words))


@needs(Permission.KEEP_BANKS)
async def receive(update: Update, context: Context) -> None:
    """A file is a bank, unless something else is awaited."""
    expected = await context.read(talk.expected, context.person_id)
    if expected and (handler := context.bot_data["files"].get(expected[0])):
        await handler(update, context)
        return
    document = update.effective_message and update.effective_message.document
    assert document
    await _take_in(context, await context.download(), document.file_name or "")


@needs(Permission.KEEP_BANKS)
async def receive_pasted(update: Update, context: Context) -> None:
    """A message that is a paper; Telegram cuts longer ones in pieces."""
    # Loaded where it is wanted, as all that reads and writes files: it costs the start 0.1 s.
    from questions.formats.paper import pasted

    text = context.typed
    at = f"{context.now.astimezone(context.zone):%m-%d %H:%M:%S}"
    name = pasted.title(text) or context.words.plain("upload.pasted", at=at)
    await _take_in(context, text.encode(), f"{name}.txt")
    if len(text) >= CUT_FROM:
        await context.say(context.words.plain("upload.pasted_long"))


def is_pasted(context: Context) -> bool:
    """Whether a trainer's message is questions rather than an answer."""
    if context.person is None or not may(context.person.role, Permission.KEEP_BANKS):
        return False
    from questions.formats.paper import pasted

    return pasted.is_paper(context.typed)


async def _take_in(context: Context, data: bytes, name: str) -> None:
    library = await context.read(articles.every)
    async with context.typing(), context.bot_data["desk"]:
        examined = await apart(examine_file, data, name, library)
        sheet = await _marked(data, examined, context.words)
    sha256 = hashlib.sha256(data).hexdigest()
    received = await context.run(
        upload.receive, context.person_id, name, sha256, examined, context.now
    )
    if sheet:
        await context.send(sheet)
    await context.send(await _told(context, examined, received))


@needs(Permission.KEEP_BANKS)
async def take(update: Update, context: Context) -> None:
    await _begin(context, context.press(Import).upload)


@needs(Permission.KEEP_BANKS)
async def take_whole(update: Update, context: Context) -> None:
    await _begin(context, context.press(ImportWhole).upload, retire=True)


@needs(Permission.KEEP_BANKS)
async def cancel(update: Update, context: Context) -> None:
    await context.run(upload.cancel, context.person_id, context.press(CancelUpload).upload)
    await context.show(view.cancelled(context.words))


async def import_it(errand: Errand) -> None:
    upload_id, now = errand.job.payload["upload"], datetime.now(UTC)
    retire = bool(errand.job.payload.get("retire"))
    me, store, planned = errand.person_id, errand.store, None
    if examined := await store.read(upload.held, me, upload_id):
        if len(examined.questions) > AT_A_GLANCE:
            await errand.show(view.importing(examined, errand.words))
        planned = await store.read(upload.plan, me, examined, now, retire)
        # Thousands of questions need not be held twice.
        del examined
    shelf, stocked = await store.run(upload.take, me, upload_id, planned, now, retire)
    await errand.show(view.imported(shelf, stocked, errand.words))


async def import_failed(errand: Errand, reference: str) -> None:
    upload_id = errand.job.payload["upload"]
    if await errand.store.run(upload.put_back, upload_id):
        await errand.show(view.failed(upload_id, reference, errand.words))
    else:
        # It is in; what failed was to say so.
        await import_it(errand)


async def _begin(context: Context, upload_id: int, *, retire: bool = False) -> None:
    message = context.incoming.effective_message
    message_id = message.message_id if message else None
    await context.run(upload.begin, context.person_id, upload_id, message_id, context.now, retire)
    await context.hush()


async def _told(context: Context, examined: Examined, received: upload.Received) -> Screen:
    if received.before:
        return view.before(examined, received.before, context.words)
    quotes = examined.questions[0].quotes if examined.questions else ()
    cited = await context.read(articles.cite, quotes)
    into = await context.read(upload.compare, context.person_id, examined, context.now)
    return view.report(examined, received.upload_id, into, cited, context.words)


async def _marked(data: bytes, examined: Examined, words: Texts) -> Screen | None:
    """The sheet with its problems written in; None where nothing is wrong, or where the file
    could be read but cannot be written again."""
    if not examined.problems:
        return None
    # Of thousands of rows these are seconds, in which others are answered.
    reasons = await asyncio.to_thread(view.reasons, examined.problems, words, examined.format)
    try:
        content, ending = await apart(marked_apart, data, reasons)
    except FileRefused as refused:
        log.warning("a sheet could not be marked: %s", refused.code)
        return None
    return view.returned(content, ending, examined, words)


def register(app: App) -> None:
    app.bot_data["desk"] = asyncio.Semaphore(AT_ONCE)
    app.add_handler(CommandHandler("upload", how))
    app.add_handler(MessageHandler(filters.Document.ALL, receive))
    on_press(app, Import, take)
    on_press(app, ImportWhole, take_whole)
    on_press(app, CancelUpload, cancel)
    on_job(app, upload.IMPORT, import_it, import_failed)
