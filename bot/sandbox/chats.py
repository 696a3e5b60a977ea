"""People, and the chats they have with the bot, as plain values in memory."""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.sandbox.params import Json

MAX_MESSAGES = 5_000


@dataclass(slots=True)
class Person:
    """Somebody who can be played: what Telegram knows of them, and a title for the page."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "zh-hans"
    title: str = ""

    def user(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def card(self) -> Json:
        """The person as the chat page shows them."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "title": self.title,
        }


@dataclass(slots=True)
class Chat:
    """One chat with the bot. A message is never changed in place: an edit is a new dict."""

    id: int
    type: str
    about: Json
    members: list[int]
    messages: OrderedDict[int, Json] = field(default_factory=OrderedDict)
    last_id: int = 0
    # Whether the bot may write here: a person has to speak first.
    open: bool = True
    blocked: bool = False
    bot_inside: bool = True
    # Messages that carry a keyboard which is not inline: Telegram lets nobody edit them.
    fixed: set[int] = field(default_factory=set)

    @property
    def private(self) -> bool:
        return self.type == "private"

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def keep(self, message: Json) -> None:
        """Keep a new or edited message; the oldest are forgotten past 5,000."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > MAX_MESSAGES:
            self.messages.popitem(last=False)


def private_chat(person: Person) -> Chat:
    """The chat of one person with the bot; closed until the person speaks."""
    return Chat(person.id, "private", private_about(person), [person.id], open=False)


def private_about(person: Person) -> Json:
    """The Bot API's Chat for a private chat."""
    user = person.user()
    names: Json = {
        key: user[key] for key in ("first_name", "last_name", "username") if key in user
    }
    return {"id": person.id, **names, "type": "private"}


def group_chat(chat_id: int, title: str, members: list[int]) -> Chat:
    """A group; ids below -10¹² are supergroups, as in Telegram."""
    kind = "supergroup" if chat_id < -(10**12) else "group"
    return Chat(chat_id, kind, {"id": chat_id, "title": title, "type": kind}, list(members))
