"""/invite: a link that brings people in, with a role, perhaps a department, for a while."""

from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, on_press, on_typed
from bot.presses import Invite, InviteTo, InviteToNew, MakeInvitation
from bot.views import invite as view
from db import invite
from questions.invite import Inviting, unpacked
from questions.people import NAME_LIMIT, Permission, clean_text
from questions.stamps import stamp


@needs(Permission.INVITE)
async def begin(update: Update, context: Context) -> None:
    await context.send(view.choice(Inviting(), (), 0, context.words))


@needs(Permission.INVITE)
async def choose(update: Update, context: Context) -> None:
    await _choose(unpacked(context.press(Invite).chosen), 0, context)


@needs(Permission.INVITE)
async def turn_page(update: Update, context: Context) -> None:
    press = context.press(InviteTo)
    await _choose(unpacked(press.chosen), press.page, context)


@needs(Permission.INVITE)
async def ask_department(update: Update, context: Context) -> None:
    chosen = unpacked(context.press(InviteToNew).chosen)
    await context.run(invite.await_department, context.person_id, chosen)
    await context.send(view.ask_department(context.words))


@needs(Permission.INVITE)
async def type_department(update: Update, context: Context) -> None:
    name = clean_text(context.typed, NAME_LIMIT)
    packed = await context.run(invite.type_department, context.person_id, name)
    chosen = replace(unpacked(packed), department=stamp(name))
    await context.send(view.choice(chosen, (name,), 0, context.words))


@needs(Permission.INVITE)
async def make(update: Update, context: Context) -> None:
    chosen = unpacked(context.press(MakeInvitation).chosen)
    invitation = await context.run(invite.make, context.person_id, chosen, context.now)
    await context.show(view.made(invitation, context.bot.username, context.zone, context.words))


async def _choose(chosen: Inviting, page: int, context: Context) -> None:
    names = await context.read(invite.departments, context.person_id)
    await context.show(view.choice(chosen, names, page, context.words))


def register(app: App) -> None:
    app.add_handler(CommandHandler("invite", begin))
    on_press(app, Invite, choose)
    on_press(app, InviteTo, turn_page)
    on_press(app, InviteToNew, ask_department)
    on_press(app, MakeInvitation, make)
    on_typed(app, invite.AWAITING, type_department)
