"""The words we say, by language and key: one file a feature, the same keys in each language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.html import Html, esc

LANGUAGES = ("zh", "en")


class Texts:
    """Calling gives HTML, with every fact escaped; `plain` is for buttons, alerts and files."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self.language = language
        self.words = words

    def __call__(self, key: str, /, **facts: object) -> Html:
        return Html(self.words[key].format(**{name: esc(fact) for name, fact in facts.items()}))

    def plain(self, key: str, /, **facts: object) -> str:
        return self.words[key].format(**facts)


@cache
def texts(language: str) -> Texts:
    """The words of a language; those of 中文 where we do not speak it."""
    folder = Path(__file__).with_name(language if language in LANGUAGES else "zh")
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        words.update(tomllib.loads(path.read_text("utf-8")))
    return Texts(folder.name, words)
