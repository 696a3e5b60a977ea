"""The whole small Telegram: one bot, some people, their chats, and what happens in them."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.sandbox.chats import Chat, Person, group_chat, private_about, private_chat
from bot.sandbox.commands import Commands
from bot.sandbox.entities import Entity
from bot.sandbox.errors import bad, forbidden
from bot.sandbox.events import Events
from bot.sandbox.files import Files
from bot.sandbox.params import Json, Params
from bot.sandbox.polls import Poll
from bot.sandbox.updates import Updates

# How long after a press the bot may still answer it. Telegram names no figure.
ANSWER_SECONDS = 60


@dataclass(slots=True)
class Query:
    """A button press that waits for answerCallbackQuery."""

    person: int
    chat_id: int
    expires_at: float
    open: bool = True


class World:
    """State and the few verbs that everybody shares; `clock` gives Unix seconds."""

    def __init__(
        self, token: str, bot_username: str, clock: Callable[[], float] = time.time
    ) -> None:
        self.clock = clock
        self.token = token
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "温故 Wengu",
            "username": bot_username,
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.polls: dict[str, Poll] = {}
        self.events = Events()
        self.updates = Updates(clock)
        self.files = Files()
        self.commands = Commands()
        # What setMyName and its like wrote, by (what, language).
        self.profile: dict[tuple[str, str], str] = {}
        # By chat; 0 is the button for everybody.
        self.menu_buttons: dict[int, Json] = {}
        self._numbers = 0

    def now(self) -> int:
        return int(self.clock())

    def number(self) -> int:
        """A number nobody had before, for the ids of queries and polls."""
        self._numbers += 1
        return self._numbers

    def add_person(self, person: Person) -> None:
        """Create the person and the closed private chat, or change who they are."""
        self.people[person.id] = person
        chat = self.chats.get(person.id)
        if chat is None:
            self.chats[person.id] = private_chat(person)
        else:
            chat.about = private_about(person)

    def add_group(self, chat_id: int, title: str, members: list[int]) -> Chat:
        """Create a group that the bot has joined; its first member owns it."""
        chat = self.chats[chat_id] = group_chat(chat_id, title, members)
        self.membership(chat, members[0] if members else 0, "left", "member")
        return chat

    def named_chat(self, params: Params) -> Chat:
        """The chat that `chat_id` names, whether or not the bot may write there."""
        value = params.text("chat_id")
        if not value:
            raise bad("chat_id is empty")
        try:
            chat = self.chats.get(int(value))
        except ValueError:
            chat = None
        if chat is None or not chat.open:
            raise bad("chat not found")
        return chat

    def reachable(self, params: Params) -> Chat:
        """The chat that `chat_id` names, if the bot may write there."""
        chat = self.named_chat(params)
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.bot_inside:
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    def audience(self, chat: Chat) -> Iterable[int]:
        """Who has this chat on their screen."""
        return chat.members

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """A new message, numbered and dated, on everybody's screen."""
        message: Json = {
            "message_id": chat.next_id(),
            "from": sender,
            "chat": chat.about,
            "date": self.now(),
            **content,
        }
        chat.keep(message)
        self._tell(chat, {"type": "message", "message": message})
        return message

    def replace(self, chat: Chat, message: Json) -> None:
        """The message as it stands from now on."""
        chat.keep(message)
        self._tell(chat, {"type": "edit", "message": message})

    def remove(self, chat: Chat, message_id: int) -> bool:
        """Take the message off the screens; False when there was none."""
        if chat.messages.pop(message_id, None) is None:
            return False
        self._tell(chat, {"type": "delete", "message_id": message_id})
        return True

    def act(self, chat: Chat, action: str) -> None:
        """Show that the bot is typing, uploading or the like."""
        self._tell(chat, {"type": "action", "action": action})

    def toast(self, query: Query, event: Json) -> None:
        """Answer a press, on the screen of who pressed."""
        event.update(type="toast", chat_id=query.chat_id)
        self.events.tell((query.person,), event)

    def show_poll(self, chat: Chat, poll: Poll) -> None:
        """The poll as it stands, in its message and on the screens; the bot hears of it too."""
        seen = poll.json()
        message = chat.messages.get(poll.message_id)
        if message is not None:
            chat.keep({**message, "poll": seen})
        self._tell(chat, {"type": "poll", "message_id": poll.message_id, "poll": seen})
        self.updates.push("poll", seen, 0)

    def commands_changed(self, chat: Chat | None = None) -> None:
        """Tell those whose menu may look different now."""
        people = self.audience(chat) if chat else list(self.people)
        self.events.tell(people, {"type": "commands", "chat_id": chat.id if chat else 0})

    def push_raw(self, update: Json) -> int:
        """Queue a raw update; whoever it says speaks in a private chat opens that chat."""
        content = next((value for value in update.values() if isinstance(value, dict)), {})
        sender = content.get("from")
        person = sender.get("id") if isinstance(sender, dict) else None
        known = self.chats.get(person) if isinstance(person, int) else None
        if known is not None:
            known.open = True
        return self.updates.push_raw(update, known.id if known else 0)

    def membership(self, chat: Chat, person: int, before: str, after: str) -> None:
        """The bot learns that somebody let it in, threw it out or blocked it."""
        who = self.people.get(person)
        change = {
            "chat": chat.about,
            "from": who.user() if who else self.bot,
            "date": self.now(),
            "old_chat_member": self._member(before),
            "new_chat_member": self._member(after),
        }
        self.updates.push("my_chat_member", change, person)

    def known_mentions(self, entities: list[Entity]) -> list[Entity]:
        """Fill in who is mentioned by id; a mention of a stranger is dropped."""
        kept = []
        for entity in entities:
            if entity["type"] == "text_mention":
                person = self.people.get(int(entity["user"]["id"]))
                if person is None:
                    continue
                entity = {**entity, "user": person.user()}
            kept.append(entity)
        return kept

    def _member(self, status: str) -> Json:
        member: Json = {"user": self.bot, "status": status}
        if status == "kicked":
            member["until_date"] = 0
        return member

    def _tell(self, chat: Chat, event: Json) -> None:
        event["chat_id"] = chat.id
        self.events.tell(self.audience(chat), event)
