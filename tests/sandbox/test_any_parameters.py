"""Whatever a bot sends, the sandbox does it or refuses it in words."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Sandbox, people
from bot.sandbox.errors import ApiError
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params

NAMES = [
    "text",
    "caption",
    "parse_mode",
    "entities",
    "reply_markup",
    "reply_parameters",
    "link_preview_options",
    "message_id",
    "from_chat_id",
    "media",
    "photo",
    "document",
    "action",
    "callback_query_id",
    "url",
    "reaction",
    "question",
    "options",
    "correct_option_ids",
    "type",
    "open_period",
    "scope",
    "commands",
    "language_code",
    "menu_button",
    "user_id",
]
KEYS = [
    "type",
    "text",
    "inline_keyboard",
    "url",
    "callback_data",
    "media",
    "chat_id",
    "user_id",
    "message_id",
    "command",
    "description",
    "offset",
    "length",
    "user",
    "id",
    "copy_text",
    "web_app",
    "is_disabled",
]
SPICE = ["<b>", "HTML", "1001", "[]", "{}", "photo", "chat", "quiz", "\ud800", "tg://user?id=1"]

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(SPICE)
anything = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=8,
)
parameters = st.dictionaries(st.sampled_from(NAMES), anything, max_size=6)


@given(st.sampled_from(sorted(METHODS)), parameters)
def test_any_parameters_are_answered_or_refused(method, values):
    sandbox = Sandbox.with_default_people()
    world = sandbox.world
    people.say(world, world.people[1001], world.chats[1001], "/start")

    try:
        answer = json.dumps(METHODS[method](world, Params({"chat_id": 1001, **values})))
    except ApiError as refusal:
        answer = json.dumps(refusal.answer())

    assert json.loads(answer) is not None


def test_every_method_is_known_by_its_lower_case_name():
    assert [name for name in METHODS if name != name.lower()] == []
