"""What a person in a story hears from the bot: a message as it is shown, or a toast."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.formatting import slices

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """A bot message as it is shown now, or a toast. `"…" in heard` looks into its text."""

    kind: str  # message, edit or toast
    text: str
    raw: Json = field(repr=False)

    def __contains__(self, words: str) -> bool:
        return words in self.text

    @property
    def id(self) -> int:
        """The message id; 0 for a toast."""
        return self.raw.get("message_id", 0)

    @property
    def chat(self) -> int:
        return self.raw["chat"]["id"] if "chat" in self.raw else self.raw["chat_id"]

    @property
    def keys(self) -> list[Json]:
        """Every inline button, as Telegram's JSON, row by row."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [key for row in rows for key in row]

    def pieces(self, kind: str) -> list[str]:
        """The parts of the text under one kind of entity, such as `blockquote` or `bold`."""
        entities = self.raw.get("entities") or self.raw.get("caption_entities") or []
        return slices(self.text, entities, kind)


def as_shown(kind: str, message: Json) -> Heard:
    """A Bot API Message as a person reads it: its text, caption or question."""
    poll = message.get("poll", {}).get("question", "")
    return Heard(kind, message.get("text") or message.get("caption") or poll, message)
