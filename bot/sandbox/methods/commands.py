"""Command menus and the button beside the text field."""

from bot.sandbox import commands
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad
from bot.sandbox.params import Json, Params
from bot.sandbox.world import World


def set_commands(world: World, params: Params) -> bool:
    scope, language = _where(world, params)
    world.commands.set(scope, language, params.json("commands"))
    world.commands_changed(_chat(world, scope))
    return True


def get_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(*_where(world, params))


def delete_commands(world: World, params: Params) -> bool:
    scope, language = _where(world, params)
    world.commands.delete(scope, language)
    world.commands_changed(_chat(world, scope))
    return True


def set_menu_button(world: World, params: Params) -> bool:
    """The button of one private chat, or of all that have none of their own."""
    button = params.object("menu_button") or {"type": "default"}
    if str(button.get("type")) not in {"default", "commands", "web_app"}:
        raise bad("can't parse MenuButton: Unsupported type specified")
    chat = world.named_chat(params) if params.text("chat_id") else None
    world.menu_buttons[chat.id if chat else 0] = button
    world.commands_changed(chat)
    return True


def get_menu_button(world: World, params: Params) -> Json:
    chat_id = world.named_chat(params).id if params.text("chat_id") else 0
    return menu_button(world, chat_id)


def menu_button(world: World, chat_id: int) -> Json:
    """The button that the person sees; «default» falls back to the one for everybody."""
    own = world.menu_buttons.get(chat_id, {"type": "default"})
    return own if own["type"] != "default" else world.menu_buttons.get(0, {"type": "commands"})


def _where(world: World, params: Params) -> tuple[commands.Scope, str]:
    scope = commands.scope(params.object("scope"))
    _chat(world, scope)
    return scope, commands.language(params.text("language_code"))


def _chat(world: World, scope: commands.Scope) -> Chat | None:
    """The chat a scope is about; one that the bot can't know is refused."""
    if not scope[1]:
        return None
    chat = world.chats.get(scope[1])
    if chat is None or not chat.open:
        raise bad("chat not found")
    return chat


METHODS = {
    "setmycommands": set_commands,
    "getmycommands": get_commands,
    "deletemycommands": delete_commands,
    "setchatmenubutton": set_menu_button,
    "getchatmenubutton": get_menu_button,
}
