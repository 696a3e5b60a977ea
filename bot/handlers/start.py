"""/start, /help and /cancel: coming in, finding one's way, and leaving what is open."""

from telegram import Update
from telegram.ext import CommandHandler

from bot import menus
from bot.context import App, Context
from bot.views import start as view
from db import people, practice
from questions.people import Role


async def start(update: Update, context: Context) -> None:
    code = " ".join(context.args or [])
    if code:
        person = await context.run(people.accept, context.visitor, code, context.now)
    else:
        person = await context.run(people.enter, context.visitor, context.door, context.now)
    context.know(person)
    await context.send(view.welcome(person, context.words))
    await menus.hang_up_for(context.bot, person)


async def help_page(update: Update, context: Context) -> None:
    role = context.person.role if context.person else Role.EMPLOYEE
    await context.send(view.help_page(menus.offered(role), context.words))


async def cancel(update: Update, context: Context) -> None:
    left = await context.run(practice.cancel, context.person_id, context.now)
    await context.say(context.words.plain(f"cancel.{left}"))


def register(app: App) -> None:
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("help", help_page))
    app.add_handler(CommandHandler("cancel", cancel))
