"""Photos and documents, up and down."""

from bot.sandbox.formatting import caption
from bot.sandbox.markup import keyboard
from bot.sandbox.methods.messages import send, worded
from bot.sandbox.params import Json, Params
from bot.sandbox.world import World


def send_photo(world: World, params: Params) -> Json:
    return _send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    return _send_file(world, params, "document")


def get_file(world: World, params: Params) -> Json:
    """Where to download a file from."""
    return world.files.downloadable(params.text("file_id"))


def _send_file(world: World, params: Params, kind: str) -> Json:
    text, entities = caption(params)
    markup = keyboard(params.json("reply_markup"))
    chat = world.reachable(params)
    file = world.files.sent(params, kind, params.values.get(kind), kind)
    content: Json = {kind: file.photo() if kind == "photo" else file.document()}
    content.update(worded("caption", "caption_entities", text, world.known_mentions(entities)))
    if kind == "photo" and params.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(world, chat, params, content, markup)


METHODS = {"sendphoto": send_photo, "senddocument": send_document, "getfile": get_file}
