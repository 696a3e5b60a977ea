"""The baseline: the smallest python-telegram-bot bot, at its default settings, storing nothing."""

import logging
import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="pick:1:0")]])


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_chat.send_message("0", reply_markup=KEYBOARD)


async def tap(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer()
    count = int(update.effective_message.text) + 1
    await update.callback_query.edit_message_text(str(count), reply_markup=KEYBOARD)


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    root = os.environ["WENGU_API_URL"]
    builder = ApplicationBuilder().token(os.environ["WENGU_TOKEN"]).base_url(f"{root}/bot")
    app = builder.base_file_url(f"{root}/file/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tap))
    app.run_polling()


if __name__ == "__main__":
    main()
