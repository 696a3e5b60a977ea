"""Chats and their members, as the bot may look at them."""

from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad
from bot.sandbox.params import Json, Params
from bot.sandbox.world import World


def get_chat(world: World, params: Params) -> Json:
    """The Bot API's ChatFullInfo."""
    chat = world.named_chat(params)
    full = {
        **chat.about,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not chat.private:
        full["permissions"] = {"can_send_messages": True, "can_send_polls": True}
    return full


def get_chat_member(world: World, params: Params) -> Json:
    """Whether somebody is in a chat; the first member of a group owns it."""
    chat = world.named_chat(params)
    user_id = params.integer("user_id")
    if user_id == world.bot["id"]:
        return {"user": world.bot, "status": "member" if chat.bot_inside else "left"}
    person = world.people.get(user_id)
    if person is None:
        raise bad("user not found")
    member: Json = {"user": person.user(), "status": _status(chat, user_id)}
    if member["status"] == "creator":
        member["is_anonymous"] = False
    return member


def get_administrators(world: World, params: Params) -> list[Json]:
    """The owner of a group."""
    chat = world.named_chat(params)
    if chat.private:
        raise bad("there are no administrators in the private chat")
    owners = [world.people[person].user() for person in chat.members[:1]]
    return [{"user": user, "status": "creator", "is_anonymous": False} for user in owners]


def count_members(world: World, params: Params) -> int:
    """How many people and bots are in a chat."""
    chat = world.named_chat(params)
    return 2 if chat.private else len(chat.members) + chat.bot_inside


def leave_chat(world: World, params: Params) -> bool:
    """The bot leaves a group, for good."""
    chat = world.reachable(params)
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    chat.bot_inside = False
    world.membership(chat, world.bot["id"], "member", "left")
    return True


def _status(chat: Chat, user_id: int) -> str:
    if user_id not in chat.members:
        return "left"
    return "creator" if not chat.private and chat.members[0] == user_id else "member"


METHODS = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_administrators,
    "getchatmembercount": count_members,
    "leavechat": leave_chat,
}
