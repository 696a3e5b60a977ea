"""/search: passages of the articles that speak of some words, to the letter."""

import asyncio

from telegram import Update
from telegram.ext import CommandHandler

from bot.context import App, Context, on_press, on_typed
from bot.presses import AroundMatch
from bot.views import practice as practice_view
from bot.views import search as view
from db import search
from questions import finder
from questions.people import clean_text
from questions.search import LIMIT, Place, Searched, Shelved
from questions.search import search as look


async def start(update: Update, context: Context) -> None:
    words = " ".join(context.args or [])
    if words:
        await _search(context, words)
    else:
        await context.run(search.await_words, context.person_id)
        await context.send(view.ask(context.words))


async def type_words(update: Update, context: Context) -> None:
    await _search(context, context.typed)


async def look_around(update: Update, context: Context) -> None:
    press = context.press(AroundMatch)
    place = Place(press.article, press.sentence)
    found = await context.read(search.around, context.person_id, place)
    await context.send(practice_view.around([found], context.words))


async def _search(context: Context, typed: str) -> None:
    words = clean_text(typed, LIMIT)
    library = await context.run(search.library, context.person_id)
    # The first search loads jieba and reads the whole library.
    searched = await asyncio.to_thread(_look, library, words)
    await context.send(view.found(searched, context.words))


def _look(library: tuple[Shelved, ...], words: str) -> Searched:
    return look(finder.over(tuple(each.article for each in library)), library, words)


def register(app: App) -> None:
    app.add_handler(CommandHandler("search", start))
    on_press(app, AroundMatch, look_around)
    on_typed(app, search.AWAITING, type_words)
