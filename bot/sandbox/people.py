"""What people do: speak, press, upload, vote, block. Each act becomes an update for the bot."""

from bot.sandbox.chats import Chat, Person
from bot.sandbox.formatting import MAX_TEXT, slices, tidied
from bot.sandbox.params import Json, Upload
from bot.sandbox.polls import VoteRefusedError
from bot.sandbox.world import ANSWER_SECONDS, Query, World


class ActRefusedError(ValueError):
    """Why Telegram's app would not let a person do this."""


def say(world: World, person: Person, chat: Chat, text: str, reply_to: int = 0) -> Json:
    """A text message; commands, mentions and links in it are found as Telegram finds them."""
    kept, entities = tidied(text, [])
    if not kept:
        raise ActRefusedError("the message is empty")
    if len(kept) > MAX_TEXT:
        raise ActRefusedError(f"the message is longer than {MAX_TEXT} characters")
    content: Json = {"text": kept}
    if entities:
        content["entities"] = entities
    return _send(world, person, chat, content, reply_to)


def press(world: World, person: Person, chat: Chat, message_id: int, data: str) -> str:
    """A press on an inline button, or a forged one; returns the query's id."""
    _may_act(person, chat)
    chat.open = True
    message = chat.messages.get(message_id) or {
        "chat": chat.about,
        "message_id": message_id,
        "date": 0,
    }
    query_id = str(world.bot["id"] * 1000 + world.number())
    world.queries[query_id] = Query(person.id, chat.id, world.clock() + ANSWER_SECONDS)
    if len(world.queries) > 50_000:
        del world.queries[next(iter(world.queries))]
    query = {
        "id": query_id,
        "from": person.user(),
        "message": message,
        "chat_instance": str(chat.id),
        "data": data,
    }
    world.updates.push("callback_query", query, person.id)
    return query_id


def upload(
    world: World, person: Person, chat: Chat, file: Upload, caption: str = "", reply_to: int = 0
) -> Json:
    """A document, as the paper clip sends it."""
    kept, entities = tidied(caption, [])
    content: Json = {"document": world.files.keep(file).document()}
    if kept:
        content["caption"] = kept
    if entities:
        content["caption_entities"] = entities
    return _send(world, person, chat, content, reply_to)


def vote(world: World, person: Person, chat: Chat, message_id: int, options: list[int]) -> None:
    """A vote; the bot is told who chose what only when the poll is not anonymous."""
    _may_act(person, chat)
    message = chat.messages.get(message_id, {})
    poll = world.polls.get(message.get("poll", {}).get("id", ""))
    if poll is None:
        raise ActRefusedError("there is no poll in this message")
    try:
        poll.vote(person.id, options)
    except VoteRefusedError as reason:
        raise ActRefusedError(str(reason)) from None
    if not poll.anonymous:
        world.updates.push("poll_answer", poll.answer(person.id, person.user()), person.id)
    world.show_poll(chat, poll)


def block(world: World, person: Person, *, blocked: bool) -> None:
    """Stop the bot from writing to the person, or let it again."""
    chat = world.chats[person.id]
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    world.membership(chat, person.id, before, after)


def change_members(world: World, chat: Chat, members: list[int]) -> None:
    """People join or leave a group; Telegram writes a line about each."""
    joined = [person for person in members if person not in chat.members]
    left = [person for person in chat.members if person not in members]
    chat.members = members
    for person_id in joined:
        user = world.people[person_id].user()
        _service(world, chat, user, {"new_chat_members": [user], "new_chat_member": user})
    for person_id in left:
        user = world.people[person_id].user()
        _service(world, chat, user, {"left_chat_member": user})


def _service(world: World, chat: Chat, user: Json, content: Json) -> None:
    message = world.post(chat, user, content)
    world.updates.push("message", message, user["id"])


def _may_act(person: Person, chat: Chat) -> None:
    if person.id not in chat.members:
        raise ActRefusedError("this person is not in this chat")
    if chat.blocked:
        raise ActRefusedError("this person has blocked the bot")


def _send(world: World, person: Person, chat: Chat, content: Json, reply_to: int) -> Json:
    _may_act(person, chat)
    chat.open = True
    if reply_to in chat.messages:
        replied = chat.messages[reply_to]
        content["reply_to_message"] = {
            key: value for key, value in replied.items() if key != "reply_to_message"
        }
    message = world.post(chat, person.user(), content)
    if chat.private or (chat.bot_inside and _addressed(world, message)):
        world.updates.push("message", message, person.id)
    return message


def _addressed(world: World, message: Json) -> bool:
    """Privacy mode: in a group the bot hears commands, replies to it, and its own name."""
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    kind = "text" if "text" in message else "caption"
    text: str = message.get(kind, "")
    entities = message.get("entities" if kind == "text" else "caption_entities") or []
    own = "@" + world.bot["username"].lower()
    if own in (name.lower() for name in slices(text, entities, "mention")):
        return True
    commands = slices(text, entities, "bot_command")
    return any("@" not in name or name.lower().endswith(own) for name in commands)
