"""Sending and stopping polls and quizzes."""

import asyncio
from typing import Any

from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad
from bot.sandbox.formatting import Formatted, formatted
from bot.sandbox.markup import keyboard
from bot.sandbox.methods.messages import send
from bot.sandbox.params import Json, Params
from bot.sandbox.polls import (
    MAX_EXPLANATION,
    MAX_EXPLANATION_LINE_FEEDS,
    MAX_QUESTION,
    OPEN_PERIOD_SECONDS,
    Poll,
    correct,
    options,
)
from bot.sandbox.world import World


def send_poll(world: World, params: Params) -> Json:
    """A poll or a quiz; with an open_period or close_date it closes by itself."""
    poll = _read(world, params)
    markup = keyboard(params.json("reply_markup"))
    chat = world.reachable(params)
    poll.chat_id = chat.id
    message = send(world, chat, params, {"poll": poll.json()}, markup)
    poll.message_id = message["message_id"]
    world.polls[poll.id] = poll
    if poll.close_at and not poll.closed:
        wait = poll.close_at - world.clock()
        asyncio.get_running_loop().call_later(max(wait, 0), _close, world, chat, poll)
    return message


def stop_poll(world: World, params: Params) -> Json:
    """Close a poll of the bot's own and answer how it ended."""
    markup = keyboard(params.json("reply_markup"), inline_only=True)
    chat = world.reachable(params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None or "poll" not in message:
        raise bad("message with poll to stop not found")
    poll = world.polls.get(message["poll"]["id"])
    if poll is None or poll.message_id != message["message_id"]:
        raise bad("poll can't be stopped")
    if poll.closed:
        raise bad("poll has already been closed")
    kept = {name: value for name, value in message.items() if name != "reply_markup"}
    chat.keep({**kept, "reply_markup": markup} if markup else kept)
    _close(world, chat, poll)
    return poll.json()


def _close(world: World, chat: Chat, poll: Poll) -> None:
    if not poll.closed:
        poll.closed = True
        world.show_poll(chat, poll)


def _read(world: World, params: Params) -> Poll:
    kind = params.text("type") or "regular"
    if kind not in {"regular", "quiz"}:
        raise bad("unsupported poll type specified")
    question, question_entities = _question(params)
    listed = options(params.json("options"), _option)
    quiz, multiple = kind == "quiz", params.flag("allows_multiple_answers")
    explanation, explanation_entities = _explanation(params, quiz=quiz)
    seconds, close_at = _closing(world, params)
    return Poll(
        id=str(5_000_000_000_000_000_000 + world.number()),
        chat_id=0,
        question=question,
        question_entities=question_entities,
        options=listed,
        quiz=quiz,
        anonymous=params.flag("is_anonymous", default=True),
        multiple=multiple,
        revoting=params.flag("allows_revoting", default=not quiz),
        hidden=params.flag("hide_results_until_closes"),
        correct=correct(params, len(listed), quiz=quiz, multiple=multiple),
        explanation=explanation,
        explanation_entities=explanation_entities,
        open_seconds=seconds,
        close_at=close_at,
        closed=params.flag("is_closed"),
    )


def _question(params: Params) -> Formatted:
    text, entities = formatted(params, "question", "question_parse_mode", "question_entities")
    if not text:
        raise bad("poll question must be non-empty")
    if len(text) > MAX_QUESTION:
        raise bad(f"poll question length must not exceed {MAX_QUESTION}")
    return text, [entity for entity in entities if entity["type"] == "custom_emoji"]


def _option(option: Any) -> Formatted:
    text, entities = formatted(Params(option), "text", "text_parse_mode", "text_entities")
    return text, [entity for entity in entities if entity["type"] == "custom_emoji"]


def _explanation(params: Params, *, quiz: bool) -> Formatted:
    name = "explanation"
    text, entities = formatted(params, name, f"{name}_parse_mode", f"{name}_entities")
    if not quiz:
        return "", []
    if len(text) > MAX_EXPLANATION:
        raise bad(f"poll explanation length must not exceed {MAX_EXPLANATION}")
    if text.count("\n") > MAX_EXPLANATION_LINE_FEEDS:
        raise bad(f"poll explanation must have at most {MAX_EXPLANATION_LINE_FEEDS} line feeds")
    return text, entities


def _closing(world: World, params: Params) -> tuple[int, int]:
    """How long the poll stays open in seconds, and the Unix time at which it closes; or zeros."""
    seconds, close_at = params.integer("open_period"), params.integer("close_date")
    if seconds and seconds not in OPEN_PERIOD_SECONDS:
        raise bad("poll open period is out of range")
    if seconds:
        return seconds, world.now() + seconds
    if close_at and close_at - world.now() not in OPEN_PERIOD_SECONDS:
        raise bad("poll close date is out of range")
    return 0, close_at


METHODS = {"sendpoll": send_poll, "stoppoll": stop_poll}
