"""An article, cut into passages, and passages into sentences.

An article is kept verbatim, misprints and all: what a quote shows must be what stands on the page.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

SHIPPED = ("rose", "ideology", "webnovel", "safety")

# A bracket that closes again is one piece, so nothing inside it ends a sentence.
_SENTENCE = re.compile(
    r"(?:\([^()\n]*\)|（[^（）\n]*）|[^。！？!?；;…\n])*"
    r"(?:[。！？!?；;…\n]+[”’」』）)》〉】]*\s*|$)"
)
_FRONT = re.compile(r"\A\ufeff?\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of an article. `number` counts from 1; `heading` is "" before the first."""

    article: str
    number: int
    heading: str
    text: str

    @property
    def id(self) -> str:
        return f"{self.article}#{self.number}"


@dataclass(frozen=True, slots=True)
class Misprint:
    """A slip of the page itself. `passage` is 0 in a heading; `meant` is "" where unclear."""

    text: str
    passage: int
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    key: str
    title: str
    subtitle: str
    author: str
    affiliation: str
    source: str
    passages: tuple[Passage, ...]
    misprints: tuple[Misprint, ...] = ()
    version: int = 1

    def locate(self, text: str) -> int | None:
        """The number of the first passage that contains exactly this text; None when none does."""
        if not text:
            return None
        return next((each.number for each in self.passages if text in each.text), None)

    def holds(self, text: str, number: int) -> bool:
        """Whether the passage of that number contains exactly this text."""
        there = 1 <= number <= len(self.passages)
        return bool(text) and there and text in self.passages[number - 1].text

    def around(self, number: int) -> tuple[Passage | None, Passage, Passage | None]:
        """The passage before, the passage itself, the next. IndexError beyond the text."""
        if not 1 <= number <= len(self.passages):
            raise IndexError(f"{self.key} has no passage {number}")
        padded = (None, *self.passages, None)
        this = self.passages[number - 1]
        return padded[number - 1], this, padded[number + 1]

    def misprints_in(self, text: str) -> tuple[Misprint, ...]:
        """The known misprints that this piece of the article shows, each wording once."""
        shown = {each.text: each for each in reversed(self.misprints) if each.text in text}
        return tuple(sorted(shown.values(), key=lambda each: text.index(each.text)))


@cache
def library() -> tuple[Article, ...]:
    """The articles that ship with the product, in the order of the page."""
    return tuple(article(key) for key in SHIPPED)


@cache
def article(key: str) -> Article:
    """A shipped article by its key; KeyError when there is none."""
    if key not in SHIPPED:
        raise KeyError(key)
    return parse((resources.files("questions.library") / f"{key}.md").read_text("utf-8"))


def by_title(title: str) -> Article | None:
    """The shipped article of that title; blanks, 《》 and full or half width do not matter."""
    wanted = _plain(title)
    return next((each for each in library() if _plain(each.title) == wanted), None)


def parse(text: str) -> Article:
    """An article from its file: TOML between two lines of +++, then one paragraph a block.

    A block that begins with `##` is a heading for what follows; `##` alone ends a section.
    ValueError when the front matter is missing or wrong.
    """
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    if front is None:
        raise ValueError("an article begins with its front matter between two lines of +++")
    facts = tomllib.loads(front[1])
    try:
        misprints = tuple(Misprint(**each) for each in facts.pop("misprints", ()))
        passages = _passages(facts["key"], text[front.end() :])
        return Article(**facts, passages=passages, misprints=misprints)
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"the front matter of an article is wrong: {wrong}") from wrong


def sentences(text: str) -> tuple[str, ...]:
    """Cut into sentences, each with its closing quote or bracket; joined, they are `text`.

    A clause before a semicolon counts as a sentence: it is what one quotes.
    """
    return tuple(piece for piece in _SENTENCE.findall(text) if piece)


def _passages(key: str, body: str) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    heading = ""
    for block in re.split(r"\n{2,}", body.strip()):
        if block.startswith("##"):
            heading = block[2:].strip()
        elif block:
            passages.append(Passage(key, len(passages) + 1, heading, block))
    return tuple(passages)


def _plain(title: str) -> str:
    return re.sub(r"[\s《》〈〉]", "", unicodedata.normalize("NFKC", title))
