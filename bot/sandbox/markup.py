"""Keyboards under a message, checked button by button."""

from typing import Any

from bot.sandbox import links
from bot.sandbox.errors import bad
from bot.sandbox.params import Json

MAX_BUTTONS = 100
MAX_DATA_BYTES = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_LOOKS = ("style", "icon_custom_emoji_id")
_FLAGS = ("force_reply", "remove_keyboard", "selective", "resize_keyboard", "one_time_keyboard")


def keyboard(value: Any, *, inline_only: bool = False) -> Json | None:
    """The markup as Telegram keeps it, or None when there is nothing to show.

    Other keyboards than inline ones are passed on as they are.
    """
    if value is None or value == {}:
        return None
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in value:
        return _inline(value["inline_keyboard"])
    for name in _FLAGS:
        if not isinstance(value.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    if inline_only:
        raise bad("inline keyboard expected")
    if "keyboard" in value and not isinstance(value["keyboard"], list):
        raise bad('field "keyboard" must be of type Array')
    return value


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list):
        raise bad('field "inline_keyboard" must be of type Array')
    kept = []
    for row in rows:
        if not isinstance(row, list):
            raise bad("can't parse reply keyboard markup: row must be an Array")
        buttons = [_button(button) for button in row]
        if buttons:
            kept.append(buttons)
    if sum(map(len, kept)) > MAX_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": kept} if kept else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unparsed("expected an Object")
    if "text" not in button:
        raise _unparsed('Can\'t find field "text"')
    text = button["text"]
    if not isinstance(text, str):
        raise _unparsed('Field "text" must be of type String')
    actions = [name for name in _ACTIONS if _given(button.get(name))]
    if not actions:
        raise _unparsed("Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    action = actions[0]
    kept = {"text": text, action: _action(action, button[action])}
    kept.update({look: button[look] for look in _LOOKS if button.get(look)})
    return kept


def _given(value: Any) -> bool:
    return value is not None and value != ""


def _action(action: str, value: Any) -> Any:
    match action:
        case "callback_data":
            if not isinstance(value, str):
                raise _unparsed('Field "callback_data" must be of type String')
            if len(value.encode()) > MAX_DATA_BYTES:
                raise bad("BUTTON_DATA_INVALID")
        case "url":
            return _url(value)
        case "web_app":
            return _web_app(value)
        case "copy_text":
            if not 1 <= len(value.get("text", "")) <= 256:
                raise bad("BUTTON_COPY_TEXT_INVALID")
        case "pay" | "callback_game":
            raise bad("BUTTON_TYPE_INVALID")
    return value


def _url(link: Any) -> str:
    if not isinstance(link, str):
        raise _unparsed('Field "url" must be of type String')
    try:
        return links.checked(link)
    except links.BadLink as reason:
        raise bad(f"inline keyboard button URL '{link}' is invalid: {reason}") from None


def _web_app(value: Any) -> Json:
    link = value.get("url", "") if isinstance(value, dict) else ""
    if not link.startswith("https://"):
        raise bad(
            f"inline keyboard button Web App URL '{link}' is invalid: Only HTTPS links are allowed"
        )
    return {"url": link}


def _unparsed(reason: str) -> Exception:
    return bad(f"can't parse inline keyboard button: {reason}")
