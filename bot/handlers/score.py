"""/score: one's own figures and a chart."""

import asyncio

from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.context import App, Context
from bot.views import chart
from bot.views import score as view
from db import score


async def own(update: Update, context: Context) -> None:
    figures = await context.read(score.own, context.person_id, context.now, context.zone)
    drawn = None
    if not figures.is_empty:
        await context.busy(ChatAction.UPLOAD_PHOTO)
        drawn = await asyncio.to_thread(chart.draw, figures, context.words.words)
    await context.send(view.own(figures, drawn, context.words))


def register(app: App) -> None:
    app.add_handler(CommandHandler("score", own))
