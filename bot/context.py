"""What every handler is handed: the store, the person, their words, and a way to answer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session
from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest
from telegram.ext import Application, BaseHandler, CallbackContext, ExtBot

from bot.engine import outgoing
from bot.engine.model import Model
from bot.presses import Press
from bot.screen import Screen
from bot.texts import Texts, texts
from db.jobs import Job
from db.people import Door, Visitor
from db.store import Store
from questions.delivery import Facts
from questions.errors import FileTooLarge
from questions.people import Person

P = ParamSpec("P")
R = TypeVar("R")
AnyPress = TypeVar("AnyPress", bound=Press)
Bag = dict[Any, Any]

# What Telegram lets a bot download.
MEGABYTES = 20
TYPING_SECONDS = 4


class Context(CallbackContext[ExtBot[None], Bag, Bag, Bag]):
    # Not `update`: CallbackContext already has a method of that name.
    incoming: Update
    # Who writes; None for one who has not joined.
    person: Person | None = None
    now: datetime

    @classmethod
    def from_update(cls, update: object, application: Any) -> "Context":
        context = super().from_update(update, application)
        assert isinstance(update, Update)
        context.incoming = update
        context.now = datetime.now(UTC)
        return context

    @property
    def store(self) -> Store:
        store: Store = self.bot_data["store"]
        return store

    @property
    def zone(self) -> ZoneInfo:
        zone: ZoneInfo = self.bot_data["zone"]
        return zone

    @property
    def door(self) -> Door:
        door: Door = self.bot_data["door"]
        return door

    @property
    def person_id(self) -> int:
        user = self.incoming.effective_user
        assert user
        return user.id

    @property
    def visitor(self) -> Visitor:
        user = self.incoming.effective_user
        assert user
        return Visitor(user.id, user.full_name, user.username or "", self.language)

    @property
    def language(self) -> str:
        """The person's own choice; before that, what their Telegram speaks if we do as well."""
        if self.person:
            return self.person.language
        user = self.incoming.effective_user
        code = (user and user.language_code) or ""
        if code.startswith("zh"):
            return "zh"
        return "en" if code.startswith("en") else str(self.bot_data["language"])

    @property
    def words(self) -> Texts:
        return texts(self.language)

    @property
    def subject(self) -> str:
        """What the text that came was awaited for (see `on_typed`)."""
        return str(self.bot_data["subjects"].get(self.incoming.update_id, ""))

    @property
    def typed(self) -> str:
        message = self.incoming.effective_message
        return (message and message.text) or ""

    def know(self, person: Person) -> None:
        """The person was changed, or came in: from here on they are spoken to as such."""
        if person.id == self.person_id:
            self.person = person
        self.bot_data["familiar"].know(person)

    def press(self, kind: type[AnyPress]) -> AnyPress:
        query = self.incoming.callback_query
        assert query
        return kind.unpack(query.data or "")

    async def run(
        self, verb: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run one verb of db/ as one transaction. When this returns, it is kept.

        A handler runs one verb that writes, and no more: what it does and that it was done are
        one transaction, and after a kill nothing would come back for a second one.
        """
        return await self.store.run(verb, *args, **kwargs)

    async def read(
        self, verb: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a verb that changes nothing."""
        return await self.store.read(verb, *args, **kwargs)

    async def show(self, screen: Screen) -> None:
        """Turn the pressed message into the new screen; where nothing was pressed, send it."""
        query = self.incoming.callback_query
        if query and isinstance(query.message, Message):
            await outgoing.turn(query, query.message, screen)
        else:
            await self.send(screen)

    async def hush(self) -> None:
        """Stop the button's turning; what comes of the press comes later."""
        if query := self.incoming.callback_query:
            await outgoing.hush(query)

    async def send(self, screen: Screen, *, reply: bool = False) -> None:
        """Send the screen as a new message, perhaps as a reply to the person's own."""
        query, message = self.incoming.callback_query, self.incoming.effective_message
        answering = message.message_id if reply and message and not query else None
        sending = self.send_below(screen, answering)
        if query:
            await asyncio.gather(sending, outgoing.hush(query))
        else:
            await sending

    async def send_below(self, screen: Screen, answering: int | None = None) -> None:
        """Send one more message, where the press that led to it is answered already."""
        assert self.incoming.effective_chat
        await outgoing.send(self.bot, self.incoming.effective_chat.id, screen, answering)

    async def say(self, text: str) -> None:
        """A passing remark in plain words: an alert over the pressed button, or a message."""
        query = self.incoming.callback_query
        if query:
            await outgoing.alert(query, text)
        elif chat := self.incoming.effective_chat:
            await outgoing.say(self.bot, chat.id, text)

    async def busy(self, action: str) -> None:
        """Show that something is being made; only a courtesy, so a failure of it is nothing."""
        chat = self.incoming.effective_chat
        with suppress(Exception):
            if chat:
                await self.bot.send_chat_action(chat.id, action)

    @asynccontextmanager
    async def typing(self) -> AsyncIterator[None]:
        """Shown all the while: Telegram itself shows it for five seconds."""

        async def show() -> None:
            while True:
                await self.busy(ChatAction.TYPING)
                await asyncio.sleep(TYPING_SECONDS)

        showing = asyncio.create_task(show())
        try:
            yield
        finally:
            showing.cancel()

    async def download(self) -> bytes:
        """The file that came; refused where it is more than Telegram lets a bot download."""
        document = self.incoming.effective_message and self.incoming.effective_message.document
        assert document
        if (document.file_size or 0) > MEGABYTES << 20:
            raise FileTooLarge(limit=MEGABYTES)
        try:
            file = await document.get_file()
        except BadRequest as wrong:
            if "too big" not in wrong.message.lower():
                raise
            raise FileTooLarge(limit=MEGABYTES) from wrong
        return bytes(await file.download_as_bytearray())


@dataclass(frozen=True, slots=True)
class Errand:
    """A job in hand, for the person that its payload names, who waits before a message or not."""

    app: "App"
    job: Job
    person: Person | None

    @property
    def store(self) -> Store:
        store: Store = self.app.bot_data["store"]
        return store

    @property
    def zone(self) -> ZoneInfo:
        zone: ZoneInfo = self.app.bot_data["zone"]
        return zone

    @property
    def model(self) -> Model | None:
        """The language model, where one is set."""
        model: Model | None = self.app.bot_data["model"]
        return model

    @property
    def person_id(self) -> int:
        return int(self.job.payload["person"])

    @property
    def words(self) -> Texts:
        return texts(self.person.language if self.person else self.app.bot_data["language"])

    async def show(self, screen: Screen) -> None:
        """Put the screen in the place of the message; below it, where that is gone."""
        if message_id := self.job.payload.get("message"):
            await outgoing.replace(self.app.bot, self.person_id, message_id, screen)
        else:
            await self.send(screen)

    async def send(self, screen: Screen) -> None:
        await outgoing.send(self.app.bot, self.person_id, screen)

    async def say(self, text: str) -> None:
        await outgoing.say(self.app.bot, self.person_id, text)

    async def busy(self, action: str) -> None:
        """Show that something is being made; only a courtesy, so a failure of it is nothing."""
        with suppress(Exception):
            await self.app.bot.send_chat_action(self.person_id, action)


App = Application[Any, Context, Any, Any, Any, Any]
Do = Callable[[Errand], Coroutine[Any, Any, None]]
# What a push of a kind tells of, in somebody's words.
Tell = Callable[[Facts, Texts], Screen]
# Says that a job failed for good, naming the reference that it has in the log.
Failed = Callable[[Errand, str], Coroutine[Any, Any, None]]
Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


class PressHandler(BaseHandler[Update, Context, None]):
    """Finds who handles a press by its name: one look, however many kinds there are."""

    def __init__(self) -> None:
        super().__init__(_nobody)
        self.handlers: dict[str, Handler] = {}

    def check_update(self, update: object) -> Handler | None:
        if not isinstance(update, Update) or not update.callback_query:
            return None
        return self.handlers.get((update.callback_query.data or "").partition(":")[0])

    async def handle_update(
        self,
        update: Update,
        application: Any,  # noqa: ARG002 - the library's signature
        check_result: Any,
        context: Context,
    ) -> None:
        await check_result(update, context)


async def _nobody(_update: Update, _context: Context) -> None:
    """A handler must have a callback; `PressHandler` finds its own."""


def on_press(app: App, kind: type[Press], handler: Handler) -> None:
    """Have presses of this kind handled so."""
    presses: PressHandler = app.bot_data["presses"]
    presses.handlers[kind.name] = handler


def on_typed(app: App, awaiting: str, handler: Handler) -> None:
    """Have the next plain text handled so, once a verb has set that it is awaited (db/talk.py)."""
    app.bot_data["typed"][awaiting] = handler


def on_file(app: App, awaiting: str, handler: Handler) -> None:
    """Have a file that comes while that is awaited handled so, rather than as a bank."""
    app.bot_data["files"][awaiting] = handler


def on_job(app: App, kind: str, do: Do, failed: Failed) -> None:
    """Have jobs of this kind done so (db/jobs.py). They may be done twice: begun again after a
    kill, the second time must come to the same."""
    app.bot_data["jobs"][kind] = (do, failed)


def on_push(app: App, kind: str, tell: Tell) -> None:
    """Have pushes of this kind told so (`tell` in db/delivery.py)."""
    app.bot_data["pushes"][kind] = tell
