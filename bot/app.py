"""Puts the bot together: features in order, and what happens to an update on its way to them."""

import logging
import secrets
import warnings
from datetime import UTC, datetime

from telegram import Bot, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import Forbidden, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.warnings import PTBUserWarning

from bot.context import App, Context, Errand, Handler, PressHandler, Tell
from bot.engine import outgoing
from bot.engine.model import Model
from bot.engine.request import AiohttpRequest, bulk
from bot.errors import apologise, refuse, sentence
from bot.familiar import Familiar
from bot.handlers import (
    bank,
    draft,
    edit,
    export,
    invite,
    item_report,
    objections,
    people,
    practice,
    profile,
    recheck,
    regrade,
    score,
    search,
    start,
    upload,
)
from bot.html import esc
from bot.screen import Screen
from bot.settings import Settings
from bot.texts import texts
from bot.views import practice as practice_view
from db import delivery, talk
from db import outage as outages
from db import practice as practice_verbs
from db.jobs import Job
from db.people import Door
from db.store import Store
from questions.delivery import Parcel
from questions.errors import Deactivated, NotAMember, OldButton, PrivateOnly, Refusal
from questions.outage import Outage
from questions.practice import Asked

log = logging.getLogger(__name__)

FEATURES = (
    start,
    practice,
    score,
    search,
    profile,
    upload,
    bank,
    draft,
    edit,
    item_report,
    objections,
    regrade,
    recheck,
    export,
    people,
    invite,
)
OPEN_TO_ALL = ("/start", "/help")


def build(settings: Settings, store: Store) -> App:
    """The application with every feature, ready to be started."""
    # The library would rather see methods of its own, which make objects that nobody wants, and
    # parse updates before they are kept.
    warnings.filterwarnings("ignore", message=".*do_api_request.*", category=PTBUserWarning)
    app: App = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(connections=2))
        .context_types(ContextTypes(context=Context))
        .job_queue(None)
        .updater(None)
        .build()
    )
    presses = PressHandler()
    app.bot_data.update(
        store=store,
        zone=settings.zone,
        language=settings.language,
        door=Door(settings.admins, settings.join == "open"),
        familiar=Familiar(store),
        presses=presses,
        typed={},
        files={},
        model=_model(settings),
        subjects={},
        jobs={},
        pushes={},
    )
    app.add_handler(presses)
    for feature in FEATURES:
        feature.register(app)
    app.add_handler(MessageHandler(filters.COMMAND, _unknown_command))
    app.add_handler(MessageHandler(filters.TEXT, _typed))
    app.add_handler(MessageHandler(filters.ALL, _something_else))
    return app


def _model(settings: Settings) -> Model | None:
    """The language model that drafts questions, where one is set."""
    if not settings.llm_url:
        return None
    return Model(settings.llm_url, settings.llm_model, settings.llm_key)


async def handle(app: App, update: Update) -> None:
    """Do what one update asks for. Refusals are said; faults go to the caller."""
    if not update.effective_user or update.effective_user.is_bot:
        return
    if update.my_chat_member:
        await _note_reach(app, update)
        return
    context = Context.from_update(update, app)
    context.person = await app.bot_data["familiar"].find(context.person_id)
    try:
        if not _in_private(update):
            _stay_out(update, app.bot)
            return
        if context.person is None and not _says(update, *OPEN_TO_ALL):
            raise NotAMember
        # /start decides for itself: whom the settings name as an admin comes back by it.
        if context.person and not context.person.active and not _says(update, "/start"):
            raise Deactivated
        await _route(app, update, context)
    except Refusal as refusal:
        await refuse(refusal, context)
    finally:
        app.bot_data["subjects"].pop(update.update_id, None)


async def say_sorry(app: App, update: Update, fault: Exception) -> None:
    """The update fails for good: log it, and tell the person."""
    context = Context.from_update(update, app)
    if update.effective_user:
        context.person = await app.bot_data["familiar"].find(context.person_id)
    await apologise(fault, context)


async def do(app: App, job: Job) -> None:
    """Do one job. A refusal is said; faults go to the caller."""
    errand = await _errand(app, job)
    work, _ = app.bot_data["jobs"][job.kind]
    try:
        await work(errand)
    except Refusal as refusal:
        await errand.say(sentence(refusal, errand.words))


async def give_up(app: App, job: Job, fault: Exception) -> None:
    """The job fails for good: log it, and tell the person."""
    reference = secrets.token_hex(4)
    log.error("fault %s: job %s, %s", reference, job.id, job.kind, exc_info=fault)
    _, failed = app.bot_data["jobs"][job.kind]
    await failed(await _errand(app, job), reference)


def drawn(app: App, parcel: Parcel) -> Screen:
    """A push as the person it is for reads it."""
    if not parcel.kind:
        return Screen(esc(parcel.text))
    tell: Tell = app.bot_data["pushes"][parcel.kind]
    return tell(parcel.facts, texts(parcel.language))


async def remind(app: App, chat_id: int) -> None:
    """Tell a person, in one message, where they stand: what they did is kept, the reply was not
    given."""
    store: Store = app.bot_data["store"]
    person = await app.bot_data["familiar"].find(chat_id)
    words = texts(person.language if person else app.bot_data["language"])
    asked = await store.run(practice_verbs.resume, chat_id, datetime.now(UTC))
    await outgoing.send(app.bot, chat_id, practice_view.resumed(asked, words))


async def show_again(app: App, outage: Outage) -> None:
    """After an outage in which presses were forgotten: everybody's open question once more, one
    after another, in the lane that leaves replies their room."""
    store: Store = app.bot_data["store"]
    token = bulk.set(True)
    try:
        for person_id in await store.read(outages.stranded, outage):
            asked = await store.run(outages.show_again, person_id, outage, datetime.now(UTC))
            if asked is not None:
                await _show_again(app, person_id, asked)
    finally:
        bulk.reset(token)


async def _show_again(app: App, person_id: int, asked: Asked) -> None:
    person = await app.bot_data["familiar"].find(person_id)
    words = texts(person.language if person else app.bot_data["language"])
    try:
        await outgoing.send(app.bot, person_id, practice_view.resumed(asked, words, "resume.away"))
    except Forbidden:
        await app.bot_data["store"].run(delivery.set_reachable, person_id, False)
    except TelegramError as fault:
        log.warning("one person was not shown their question again: %s", type(fault).__name__)


async def _errand(app: App, job: Job) -> Errand:
    return Errand(app, job, await app.bot_data["familiar"].find(job.payload["person"]))


async def _route(app: App, update: Update, context: Context) -> None:
    for handler in app.handlers[0]:
        found = handler.check_update(update)
        if found is not None and found is not False:
            await handler.handle_update(update, app, found, context)
            return
    if update.callback_query:
        raise OldButton


async def _note_reach(app: App, update: Update) -> None:
    """Somebody blocked the bot, or came back."""
    change = update.my_chat_member
    if change and change.chat.type == ChatType.PRIVATE:
        is_there = change.new_chat_member.status != ChatMemberStatus.BANNED
        store: Store = app.bot_data["store"]
        await store.run(delivery.set_reachable, change.chat.id, is_there)


async def _typed(update: Update, context: Context) -> None:
    """A plain text is what was last asked for, or else we say what can be done."""
    expected = await context.read(talk.expected, context.person_id)
    if expected is None and upload.is_pasted(context):
        await upload.receive_pasted(update, context)
        return
    if expected is None:
        # What was asked in between is done with; the question before it still stands open.
        expected = await context.read(practice_verbs.awaited, context.person_id)
    if expected is None:
        await context.say(context.words.plain("typed.unexpected"))
        return
    awaiting, subject = expected
    handler: Handler = context.bot_data["typed"][awaiting]
    context.bot_data["subjects"][update.update_id] = subject
    await handler(update, context)


async def _unknown_command(_update: Update, context: Context) -> None:
    await context.say(context.words.plain("refusal.not_allowed"))


async def _something_else(_update: Update, context: Context) -> None:
    await context.say(context.words.plain("typed.not_text"))


def _in_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE


def _stay_out(update: Update, bot: Bot) -> None:
    """In a group only what is addressed to the bot is answered, and only with where to go."""
    if update.callback_query:
        raise PrivateOnly(bot=bot.username)
    message = update.effective_message
    text = (message and message.text) or ""
    original = message and message.reply_to_message
    answers_us = bool(original and original.from_user and original.from_user.id == bot.id)
    if f"@{bot.username}".lower() in text.lower() or answers_us:
        raise PrivateOnly(bot=bot.username)


def _says(update: Update, *commands: str) -> bool:
    message = update.effective_message if not update.callback_query else None
    first = ((message and message.text) or "").split(maxsplit=1)[:1]
    return bool(first) and first[0].partition("@")[0] in commands
