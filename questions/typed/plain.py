"""The normal forms in which typed words are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from questions import articles

if TYPE_CHECKING:
    from opencc import OpenCC

# What takes the place of a gap in a stem.
GAP = "\x00"

_CIRCLED = re.compile("[①-⓿❶-➓㈠-㈩㊀-㊉⑴-⒇]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff]"
)
# Of these the converter leaves one form beside the other.
_VARIANTS = str.maketrans("薰衞著", "熏卫着")
_BLANKS = re.compile(r"[^\S\n]+")
_MARKS = re.compile(r"[\W_]+")
_TELLING_MARKS = re.compile("[.%+#-]")
# Of marks that may change the sense, those that do: 3.5, 40%, C++, C#, -3.
_TELLING = (
    r"(?<=\d)\.(?=\d)|(?<=\d)%|(?<=[a-zA-Z+])\+(?![^\W_])|(?<=[a-zA-Z#])#(?![^\W_])"
    r"|(?<![^\W_])-(?=\d)"
)
_OTHER_MARKS = re.compile(rf"(?=[\W_])(?!{_TELLING})[\W_]")
_GAPS = re.compile(r"\([\s_]*\)|\[\s*\]|【\s*】|_+(?:[\s_]*_)?|\.{6,}|…{2,}")
_ASKING = re.compile(
    r"是?多少|第?几(?=[个项名户人次部种类条大成届年月天])|什么样的|什么|哪[一几]?些?[个项种类位家]?|何种|何时|何地|谁"
)


# One text is looked at from many sides before the next one comes.
@lru_cache(2048)
def simplified(text: str) -> str:
    """Half width, lower case and simplified, on one kind of blank; still with punctuation."""
    text = _INVISIBLE.sub("", _CIRCLED.sub("\n", text))
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2044", "/")
    return _BLANKS.sub(" ", _simplifier().convert(text).translate(_VARIANTS))


def core(text: str) -> str:
    """Of a text that is `simplified`: letters and digits, and what changes the sense of them."""
    marks = _OTHER_MARKS if _TELLING_MARKS.search(text) else _MARKS
    return marks.sub("", text)


@dataclass(frozen=True, slots=True)
class Context:
    """A stem around one thing that is asked; both `core`. `whole` is the stem in one piece."""

    head: str = ""
    tail: str = ""
    whole: str = ""


def contexts(stem: str, count: int) -> tuple[Context, ...]:
    """What stands around each of `count` gaps; only `whole` is known where they don't match."""
    whole = core(simplified(stem))
    if (found := pieces(stem, count)) is None:
        return (Context(whole=whole),) * count
    return tuple(Context(_end(head), _start(tail), whole) for head, tail in pairwise(found))


def pieces(stem: str, count: int) -> list[str] | None:
    """The stem, `simplified`, cut at its gaps or question words; None unless `count` are there."""
    text = simplified(stem)
    for pattern in (_GAPS, _ASKING):
        found = pattern.sub(GAP, text).split(GAP)
        if len(found) == count + 1:
            return found
    return None


def _end(text: str) -> str:
    """What stands directly before a gap: since the last stop."""
    return core(re.split(r"[,;:。!?\n]", text)[-1])


def _start(text: str) -> str:
    start = re.split(r"[,;:。!?\n]", text, maxsplit=1)[0].lstrip()
    return start[:1] + core(start[1:]) if start[:1] in ("%", "‰") else core(start)


@cache
def known_texts() -> tuple[str, ...]:
    """All that the shipped articles say, `simplified`: titles, headings and passages.

    A "slip" that stands there word for word is another thing, not a slip.
    """
    texts: list[str] = []
    for each in articles.library():
        texts.append(each.title)
        for passage in each.passages:
            texts += [passage.heading, passage.text]
    return tuple(simplified(text) for text in texts)


@cache
def _simplifier() -> "OpenCC":
    # Loaded when first needed, so that the bot's start does not wait for it.
    from opencc import OpenCC

    return OpenCC("t2s")
