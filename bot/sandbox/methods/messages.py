"""Sending, copying and forwarding messages."""

from bot.sandbox.chats import Chat
from bot.sandbox.entities import Entity
from bot.sandbox.errors import bad
from bot.sandbox.formatting import MAX_TEXT, caption, message_text
from bot.sandbox.links import BadLink, checked
from bot.sandbox.markup import keyboard
from bot.sandbox.params import Json, Params
from bot.sandbox.world import World

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")
_COPIED = (
    "text",
    "entities",
    "photo",
    "document",
    "caption",
    "caption_entities",
    "link_preview_options",
)


def send_message(world: World, params: Params) -> Json:
    """A text message."""
    text, entities = message_text(params)
    markup = keyboard(params.json("reply_markup"))
    preview = link_preview(params)
    chat = world.reachable(params)
    if len(text) > MAX_TEXT:
        raise bad("message is too long")
    content = worded("text", "entities", text, world.known_mentions(entities))
    if preview:
        content["link_preview_options"] = preview
    return send(world, chat, params, content, markup)


def send_chat_action(world: World, params: Params) -> bool:
    """«typing…» and the like."""
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    world.act(world.reachable(params), action)
    return True


def copy_message(world: World, params: Params) -> Json:
    """A copy without a trace of its author; a new caption may replace the old one."""
    message = _source(world, params, "copy")
    markup = keyboard(params.json("reply_markup"))
    content = {name: message[name] for name in _COPIED if name in message}
    if not content:
        raise bad("message can't be copied")
    if "caption" in params.values and "text" not in content:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content.update(worded("caption", "caption_entities", *caption(params)))
    sent = send(world, world.reachable(params), params, content, markup)
    return {"message_id": sent["message_id"]}


def forward_message(world: World, params: Params) -> Json:
    """The same message with its author's name over it."""
    message = _source(world, params, "forward")
    content = {name: message[name] for name in (*_COPIED, "poll") if name in message}
    content["forward_origin"] = {
        "type": "user",
        "sender_user": message["from"],
        "date": message["date"],
    }
    return send(world, world.reachable(params), params, content, None)


def send(world: World, chat: Chat, params: Params, content: Json, markup: Json | None) -> Json:
    """Post what the bot says, with what every send method shares: reply, keyboard, protection."""
    replied = _replied(chat, params)
    if replied is not None:
        content["reply_to_message"] = replied
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    if markup and "inline_keyboard" in markup:
        content["reply_markup"] = markup
    message = world.post(chat, world.bot, content)
    if markup and "inline_keyboard" not in markup:
        chat.fixed.add(message["message_id"])
    return message


def worded(name: str, entities_name: str, text: str, entities: list[Entity]) -> Json:
    """Text and entities under the names that this kind of message has for them."""
    content: Json = {name: text} if text else {}
    if entities:
        content[entities_name] = entities
    return content


def link_preview(params: Params) -> Json:
    """link_preview_options, also by its old name."""
    options = params.object("link_preview_options")
    if options is None:
        return {"is_disabled": True} if params.flag("disable_web_page_preview") else {}
    for name in _PREVIEW_FLAGS:
        if not isinstance(options.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    if options.get("url"):
        try:
            checked(str(options["url"]))
        except BadLink:
            raise bad("WEBPAGE_URL_INVALID") from None
    return dict(options)


def _replied(chat: Chat, params: Params) -> Json | None:
    """The message replied to, without the one that it replied to itself."""
    wanted = params.object("reply_parameters")
    if wanted is None:
        message_id = params.integer("reply_to_message_id")
        optional = params.flag("allow_sending_without_reply")
    elif "message_id" not in wanted:
        raise bad('can\'t find field "message_id"')
    else:
        message_id = Params(wanted).integer("message_id")
        optional = bool(wanted.get("allow_sending_without_reply"))
    if not message_id:
        return None
    message = chat.messages.get(message_id)
    if message is None:
        if optional:
            return None
        raise bad("message to be replied not found")
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def _source(world: World, params: Params, verb: str) -> Json:
    try:
        chat = world.chats.get(int(params.text("from_chat_id") or 0))
    except ValueError:
        chat = None
    if chat is None:
        raise bad("chat not found")
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad(f"message to {verb} not found")
    if message.get("has_protected_content"):
        raise bad(
            f"message has protected content and can't be {verb.rstrip('y')}"
            f"{'ied' if verb == 'copy' else 'ed'}"
        )
    return message


METHODS = {
    "sendmessage": send_message,
    "sendchataction": send_chat_action,
    "copymessage": copy_message,
    "forwardmessage": forward_message,
}
