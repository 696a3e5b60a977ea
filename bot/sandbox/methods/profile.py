"""The bot about itself: getMe, its name and descriptions, and saying goodbye."""

from collections.abc import Callable

from bot.sandbox.commands import language
from bot.sandbox.errors import bad
from bot.sandbox.params import Json, Params
from bot.sandbox.world import World

_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, params: Params) -> Json:  # noqa: ARG001
    """Who the bot is; privacy mode is on, as for every new bot."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def goodbye(world: World, params: Params) -> bool:  # noqa: ARG001
    """logOut and close: nothing to do in a sandbox."""
    return True


def _setter(name: str) -> Callable[[World, Params], bool]:
    def set_profile(world: World, params: Params) -> bool:
        text = params.text(name)
        if len(text) > _LIMITS[name]:
            raise bad(f"{name.replace('_', ' ')} is too long")
        world.profile[name, language(params.text("language_code"))] = text
        return True

    return set_profile


def _getter(name: str) -> Callable[[World, Params], Json]:
    def get_profile(world: World, params: Params) -> Json:
        spoken = language(params.text("language_code"))
        fallback = world.bot["first_name"] if name == "name" else ""
        found = world.profile.get((name, spoken)) or world.profile.get((name, ""))
        return {name: found or fallback}

    return get_profile


METHODS: dict[str, Callable[[World, Params], object]] = {
    "getme": get_me,
    "logout": goodbye,
    "close": goodbye,
    **{f"setmy{name.replace('_', '')}": _setter(name) for name in _LIMITS},
    **{f"getmy{name.replace('_', '')}": _getter(name) for name in _LIMITS},
}
