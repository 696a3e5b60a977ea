"""The house keeps its own rules."""

import re
import string
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bot import presses
from bot.menus import COMMANDS
from bot.presses import Press, pack
from bot.texts import LANGUAGES, texts
from questions.errors import Refusal
from questions.people import Role

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {
    "pyproject.toml", "bot", "questions", "db", "tests", "README.md", "CONTRIBUTING.md",
    "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "Makefile", "Dockerfile",
    "compose.yaml", "requirements.txt", "requirements-dev.txt", ".ci", ".gitignore",
}  # fmt: skip
LINES = 350


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def all_refusals(kind: type[Refusal] = Refusal) -> set[type[Refusal]]:
    return {kind}.union(*map(all_refusals, kind.__subclasses__()))


def all_presses() -> list[type[Press]]:
    return [
        kind
        for kind in vars(presses).values()
        if isinstance(kind, type) and issubclass(kind, Press) and kind is not Press
    ]


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words(language):
    spoken = texts(language).words

    silent = {r.code for r in all_refusals() if f"refusal.{r.code}" not in spoken}

    assert silent == set()


def test_languages_share_their_keys():
    assert texts("zh").words.keys() == texts("en").words.keys()


def test_languages_share_their_blanks():
    zh, en = texts("zh").words, texts("en").words

    different = {key for key in zh if blanks(zh[key]) != blanks(en[key])}

    assert different == set()


def test_no_text_stands_in_two_files():
    for language in LANGUAGES:
        files = sorted((ROOT / "bot/texts" / language).glob("*.toml"))
        keys = [
            key for file in files for key in re.findall(r'^"([^"]+)" =', file.read_text(), re.M)
        ]
        assert len(keys) == len(set(keys))


def test_chinese_words_use_chinese_punctuation():
    """A half-width comma or full stop beside a Han character is a slip."""
    slips = {
        key: text
        for key, text in texts("zh").words.items()
        if re.search(r"[\u4e00-\u9fff][,;!?]|[\u4e00-\u9fff]\.(?![A-Za-z0-9])", text)
    }

    assert slips == {}


@pytest.mark.parametrize("kind", all_presses(), ids=lambda kind: kind.__name__)
def test_the_largest_press_fits_and_comes_back(kind):
    number = presses.BIGGEST
    press = kind(*(number if f.type in (int, "int") else "department" for f in fields(kind)))

    data = pack(press)

    assert len(data.encode()) <= presses.LIMIT
    assert kind.unpack(data) == press


def test_presses_have_names_of_their_own():
    names = [kind.name for kind in all_presses()]

    assert len(names) == len(set(names))


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [name for name, _ in COMMANDS if f"`/{name}" not in readme] == []


def test_a_role_is_offered_only_commands_that_are_handled():
    from bot.app import FEATURES

    handled = "".join(Path(feature.__file__).read_text("utf-8") for feature in FEATURES)

    assert [name for name, _ in COMMANDS if f'CommandHandler("{name}"' not in handled] == []
    assert set(Role) == {Role.EMPLOYEE, Role.TRAINER, Role.ADMIN}


def test_every_setting_is_in_the_readme():
    from bot.settings import Settings

    readme = (ROOT / "README.md").read_text("utf-8")
    names = [f"WENGU_{name.upper()}" for name in Settings.model_fields]

    assert [name for name in names if name not in readme] == []


def test_nothing_else_stands_at_the_top():
    assert {path.split("/")[0] for path in tracked()} <= TOP_LEVEL


def test_no_registry_and_no_path_of_a_machine_is_named():
    pinned = "\n".join(
        (ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert not re.search(r"https?://|--index|--find-links|file://", pinned)


def test_no_file_is_more_than_a_room():
    # A migration is written by a tool, and as long as the tables are.
    floors = [
        path
        for path in tracked()
        if path.endswith(".py") and not path.startswith(("tests/", "db/migrations/"))
    ]

    long = {p: n for p in floors if (n := (ROOT / p).read_text("utf-8").count("\n")) > LINES}

    assert long == {}


def test_the_sandbox_starts_without_the_product():
    """It imports nothing of ours, so it can never flatter us."""
    code = (
        "import sys, bot.sandbox; "
        "print([m for m in sys.modules if m.split('.')[0] in ('questions', 'db', 'telegram')])"
    )

    seen = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert seen.stdout.strip() == "[]"
