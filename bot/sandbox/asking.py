"""Reading what the page asks: who, where, and which numbers."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.chats import Chat, Person
from bot.sandbox.params import Json
from bot.sandbox.world import World


class PageRefusedError(Exception):
    """A request of the page that makes no sense, with its HTTP status."""

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        super().__init__(text)


async def read_json(request: web.Request) -> Json:
    """The body, which has to be a JSON object in well-formed Unicode."""
    body = await request.read()
    try:
        value = json.loads(body or b"{}")
        json.dumps(value, ensure_ascii=False).encode()
    except ValueError:
        raise PageRefusedError(400, "the body is not JSON") from None
    if not isinstance(value, dict):
        raise PageRefusedError(400, "the body is not a JSON object")
    return value


def number(asked: Mapping[str, Any], name: str, default: int) -> int:
    """The whole number of that name."""
    value = asked.get(name, default)
    try:
        return int(default if value is None else value)
    except (TypeError, ValueError):
        raise PageRefusedError(400, f"{name} is not a number") from None


def integers(asked: Mapping[str, Any], name: str) -> list[int]:
    """A list of whole numbers, empty when it was left out."""
    value = asked.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
        raise PageRefusedError(400, f"{name} is not a list of numbers")
    return value


def person_of(world: World, asked: Mapping[str, Any]) -> Person:
    """Who acts."""
    person = world.people.get(number(asked, "person", 0))
    if person is None:
        raise PageRefusedError(404, "no such person")
    return person


def chat_of(world: World, asked: Mapping[str, Any]) -> Chat:
    """Where it happens: the person's private chat unless another is named."""
    chat = world.chats.get(number(asked, "chat", 0) or number(asked, "person", 0))
    if chat is None:
        raise PageRefusedError(404, "no such chat")
    return chat
