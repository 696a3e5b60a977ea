"""The baseline: the smallest python-telegram-bot bot, storing nothing, at one of several settings.

`default`: as the library comes, one update at a time. `best`: as fast as it gets with what the
library ships: 32 updates at once, a pool that has room for their calls, and both calls of a press
side by side. `aiohttp`: the same with 64 at once over this product's request class, which is what
no stored answer can beat.
"""

import asyncio
import logging
import os
import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)
from telegram.request import HTTPXRequest

from bot.engine.request import AiohttpRequest

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="pick:1:0")]])
SETTINGS = ("default", "best", "aiohttp")


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_chat.send_message("0", reply_markup=KEYBOARD)


async def tap(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer()
    await _count(update)


async def tap_side_by_side(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await asyncio.gather(update.callback_query.answer(), _count(update))


async def _count(update: Update) -> None:
    count = int(update.effective_message.text) + 1
    await update.callback_query.edit_message_text(str(count), reply_markup=KEYBOARD)


def build(setting: str, token: str, root: str) -> "Application":
    builder = ApplicationBuilder().token(token).base_url(f"{root}/bot")
    builder = builder.base_file_url(f"{root}/file/bot")
    if setting == "best":
        request = HTTPXRequest(connection_pool_size=64, pool_timeout=60, http_version="1.1")
        builder = builder.concurrent_updates(32).request(request)
    elif setting == "aiohttp":
        builder = builder.concurrent_updates(64).request(AiohttpRequest())
    app = builder.build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tap if setting == "default" else tap_side_by_side))
    return app


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    setting = sys.argv[1] if sys.argv[1:] else "default"
    build(setting, os.environ["WENGU_TOKEN"], os.environ["WENGU_API_URL"]).run_polling()


if __name__ == "__main__":
    main()
