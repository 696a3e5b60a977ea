"""Editing and deleting messages."""

from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad
from bot.sandbox.formatting import MAX_TEXT, caption, message_text
from bot.sandbox.markup import keyboard
from bot.sandbox.methods.messages import link_preview, worded
from bot.sandbox.params import Json, Params
from bot.sandbox.world import World

_TEXT = {"text", "entities", "link_preview_options"}
_CAPTION = {"caption", "caption_entities"}
_MEDIA = {"photo", "document"} | _CAPTION
# A message may be deleted by a bot for two days.
DELETABLE_SECONDS = 48 * 3600


def edit_text(world: World, params: Params) -> Json:
    """New text; without a reply_markup the old keyboard goes."""
    text, entities = message_text(params)
    markup = keyboard(params.json("reply_markup"), inline_only=True)
    preview = link_preview(params)
    chat, message = editable(world, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    if len(text) > MAX_TEXT:
        raise bad("message is too long")
    content = worded("text", "entities", text, world.known_mentions(entities))
    if preview:
        content["link_preview_options"] = preview
    return change(world, chat, message, _TEXT, content, markup)


def edit_caption(world: World, params: Params) -> Json:
    """New caption under a photo or document; an empty one takes it away."""
    text, entities = caption(params)
    markup = keyboard(params.json("reply_markup"), inline_only=True)
    chat, message = editable(world, params)
    if "photo" not in message and "document" not in message:
        raise bad("there is no caption in the message to edit")
    content = worded("caption", "caption_entities", text, world.known_mentions(entities))
    return change(world, chat, message, _CAPTION, content, markup)


def edit_media(world: World, params: Params) -> Json:
    """Another photo or document in the same message."""
    media = params.object("media") or {}
    if str(media.get("type")) not in {"photo", "document"}:
        raise bad("can't parse InputMedia: type must be photo or document")
    markup = keyboard(params.json("reply_markup"), inline_only=True)
    words = Params(media)
    text, entities = caption(words)
    chat, message = editable(world, params)
    kind = media["type"]
    file = world.files.sent(params, kind, media.get("media"), kind)
    content = worded("caption", "caption_entities", text, world.known_mentions(entities))
    content[kind] = file.photo() if kind == "photo" else file.document()
    return change(world, chat, message, _TEXT | _MEDIA, content, markup)


def edit_markup(world: World, params: Params) -> Json:
    """Another keyboard, or none."""
    markup = keyboard(params.json("reply_markup"), inline_only=True)
    chat, message = editable(world, params)
    return change(world, chat, message, set(), {}, markup)


def delete_message(world: World, params: Params) -> bool:
    """Delete the bot's own message, or in a private chat the person's; for two days."""
    chat = world.reachable(params)
    message_id = _message_id(params)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad("message to delete not found")
    if not chat.private and message["from"]["id"] != world.bot["id"]:
        raise bad("message can't be deleted")
    if world.now() - message["date"] > DELETABLE_SECONDS:
        raise bad("message can't be deleted for everyone")
    return world.remove(chat, message_id)


def editable(world: World, params: Params) -> tuple[Chat, Json]:
    """The bot's own message that the call names."""
    if params.text("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    chat = world.reachable(params)
    message_id = _message_id(params)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != world.bot["id"] or message_id in chat.fixed:
        raise bad("message can't be edited")
    return chat, message


def change(
    world: World, chat: Chat, message: Json, old: set[str], new: Json, markup: Json | None
) -> Json:
    """Put `new` in the place of the `old` fields; a change of nothing is refused."""
    if markup:
        new["reply_markup"] = markup
    gone = old | {"reply_markup"}
    if {name: message[name] for name in gone if name in message} == new:
        raise bad(
            "message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )
    kept = {name: value for name, value in message.items() if name not in gone}
    edited = {**kept, "edit_date": world.now(), **new}
    world.replace(chat, edited)
    return edited


def _message_id(params: Params) -> int:
    message_id = params.integer("message_id")
    if not message_id:
        raise bad("message identifier is not specified")
    return message_id


METHODS = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagemedia": edit_media,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
}
