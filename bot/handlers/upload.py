"""A file in, a report out; nothing is kept before 导入 is pressed."""

import asyncio
import hashlib
from functools import lru_cache

from telegram import Document, Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.access import needs
from bot.context import App, Context, on_press
from bot.presses import CancelUpload, Import
from bot.views import upload as view
from db import articles, upload
from questions.articles import Article
from questions.errors import FileTooLarge
from questions.finder import Finder
from questions.formats.worker import marked_apart, read_apart
from questions.people import Permission
from questions.upload import Examined, examine, title_of, to_json

# What Telegram lets a bot download.
MEGABYTES = 20
# Files read at once; each in a process of its own.
AT_ONCE = asyncio.Semaphore(2)


@needs(Permission.KEEP_BANKS)
async def how(update: Update, context: Context) -> None:
    await context.send(view.how(context.words))


@needs(Permission.KEEP_BANKS)
async def receive(update: Update, context: Context) -> None:
    document = update.effective_message and update.effective_message.document
    assert document
    if (document.file_size or 0) > MEGABYTES << 20:
        raise FileTooLarge(limit=MEGABYTES)
    await context.busy(ChatAction.TYPING)
    data = await _download(document, context)
    name = document.file_name or ""
    library = await context.read(articles.every)
    async with AT_ONCE:
        examined = await asyncio.to_thread(_examine, data, name, library)
    received = await context.run(
        upload.receive,
        context.person_id,
        name,
        hashlib.sha256(data).hexdigest(),
        to_json(examined),
        context.now,
    )
    if examined.problems and not received.before:
        reasons = view.reasons(examined.problems, context.words)
        content, ending = await asyncio.to_thread(marked_apart, data, reasons)
        shown = f"{title_of(name)}-{context.words.plain('upload.marked')}{ending}"
        await context.send(view.returned(shown, content, examined, context.words))
    await context.send(view.report(examined, received.upload_id, received.before, context.words))


@needs(Permission.KEEP_BANKS)
async def take(update: Update, context: Context) -> None:
    press = context.press(Import)
    shelf, stocked = await context.run(upload.take, context.person_id, press.upload, context.now)
    await context.show(view.imported(shelf, stocked, context.words))


@needs(Permission.KEEP_BANKS)
async def cancel(update: Update, context: Context) -> None:
    await context.run(upload.cancel, context.person_id, context.press(CancelUpload).upload)
    await context.show(view.cancelled(context.words))


async def _download(document: Document, context: Context) -> bytes:
    file = await document.get_file()
    return bytes(await file.download_as_bytearray())


def _examine(data: bytes, name: str, library: tuple[Article, ...]) -> Examined:
    return examine(read_apart(data, name), title_of(name), library, _finder(library))


@lru_cache(maxsize=1)
def _finder(library: tuple[Article, ...]) -> Finder:
    """Building it loads jieba: done for the first file, and kept while nothing changes."""
    return Finder(library)


def register(app: App) -> None:
    app.add_handler(CommandHandler("upload", how))
    app.add_handler(MessageHandler(filters.Document.ALL, receive))
    on_press(app, Import, take)
    on_press(app, CancelUpload, cancel)
