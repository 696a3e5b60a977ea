"""The words of a text with their sorts, as jieba's dictionary knows them."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from questions import words
from questions.drafting import lexicon


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands. `tag` is jieba's: n noun, v verb, vn either, p preposition, …"""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_verb(self) -> bool:
        return self.tag == "v"


@lru_cache(maxsize=1 << 14)
def tagged(text: str) -> tuple[Word, ...]:
    """The words of the text in their order; joined, they are the text."""
    found, start = [], 0
    for word in words.cut(text):
        found.append(Word(word, start, tag(word)))
        start += len(word)
    return tuple(found)


def tag(word: str) -> str:
    """The sort of a word; an unknown one counts as a noun, a mark as x, a numeral as m."""
    if not any(char.isalnum() for char in word):
        return "x"
    if word in lexicon.tags():
        return lexicon.tags()[word]
    if word[0].isdigit():
        return "m"
    return _tags().get(word, "n")


@cache
def _tags() -> dict[str, str]:
    """Of jieba's dictionary, what is no plain noun."""
    found = {}
    with (resources.files("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, kind = line.split()
            if kind != "n":
                found[word] = kind
    return found
