"""Answering button presses, and reacting to messages."""

from bot.sandbox.errors import bad
from bot.sandbox.params import Params
from bot.sandbox.world import World

MAX_TOAST = 200


def answer_callback_query(world: World, params: Params) -> bool:
    """A toast or an alert for who pressed; only once, and only while the query is young."""
    query_id = params.text("callback_query_id")
    query = world.queries.get(query_id)
    if query is None or not query.open or query.expires_at <= world.clock():
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text, url = params.text("text"), params.text("url")
    if len(text) > MAX_TOAST:
        raise bad("MESSAGE_TOO_LONG")
    if url and not url.startswith((f"https://t.me/{world.bot['username']}?", "tg://")):
        raise bad("URL_INVALID")
    query.open = False
    event = {
        "query_id": query_id,
        "text": text,
        "show_alert": params.flag("show_alert"),
        "url": url,
    }
    world.toast(query, event)
    return True


def set_reaction(world: World, params: Params) -> bool:
    """A reaction of the bot; a bot sets one at most."""
    chat = world.reachable(params)
    if params.integer("message_id") not in chat.messages:
        raise bad("message to react not found")
    reactions = params.objects("reaction")
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    if any(str(reaction.get("type")) not in {"emoji", "custom_emoji"} for reaction in reactions):
        raise bad("REACTION_INVALID")
    return True


METHODS = {
    "answercallbackquery": answer_callback_query,
    "setmessagereaction": set_reaction,
}
