"""A text as a trainer hands it in, Markdown or plain, read as an article.

The title comes first. Blocks are apart by blank lines, or else every line is one. Words are kept
as they stand; only the line ends inside a paragraph go.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from questions.articles import Article, Passage, parse

_FRONT = re.compile(r"\A\ufeff?\+\+\+\n")
_MARKED = re.compile(r"^#{1,6}\s*(.*?)\s*#*$")
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节条部分]+|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]"
    r"|\d{1,2}(?:\.\d{1,2})*[、.．\s](?!\d))"
)
_ENDS = re.compile(r"[。！？!?；;：:…，,、][”’」』）)》]*$")
# Who wrote it, where it appeared, who took the picture: no part of the text.
_BYLINE = re.compile(
    r"^(?:作者|来源|文[/／|]|记者|通讯员|编辑|责任编辑|责编|摄影|图[/／|]|日期|发布时间|发布日期)[:：/／|\s]"
    r"|^[(（]?[一-鿿]{2,4}\s*[/／]?\s*[文摄图][)）]?$|^[(（](?:作者|来源|责任编辑|责编)"
)
_HEADING_LIMIT = 30
_SHORT = 15
_BULLET = re.compile(r"^(?:[-*+•·▪●]\s+|>\s?)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


class NoArticle(ValueError):  # noqa: N818 - said of what was read, like Refusal
    """A text without a title and a paragraph."""


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    is_heading: bool = False


def read(text: str, key: str = "article") -> Article:
    """The article; NoArticle where there is none. Our own files keep their front matter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if _FRONT.match(text):
        try:
            return parse(text)
        except ValueError as wrong:
            raise NoArticle(str(wrong)) from wrong
    blocks = list(_blocks(text))
    if not blocks:
        raise NoArticle("empty")
    title, rest = blocks[0].text, blocks[1:]
    if len(title) > 2 * _HEADING_LIMIT or (not rest and _ENDS.search(title)):
        raise NoArticle("no title")
    passages = tuple(_passages(key, rest))
    if not passages:
        raise NoArticle("no paragraph")
    subtitle = rest[0].text if rest and rest[0].text.startswith("—") else ""
    return Article(key, title.strip("《》"), subtitle, "", "", "", passages)


def _blocks(text: str) -> Iterator[_Block]:
    """Headings and paragraphs, the lines of a paragraph joined."""
    lines = [_bare(line) for line in text.split("\n")]
    inside = [line for line, after in pairwise(lines) if line and after and len(line) > _SHORT]
    # Where lines are broken at a width, a paragraph has many that end in the middle.
    is_wrapped = sum(not _ENDS.search(line) for line in inside) * 3 > len(inside)
    kept: list[str] = []
    for line in [*lines, ""]:
        marked = _MARKED.match(line)
        numbered = _NUMBERED.match(line) and _block(line).is_heading
        if kept and (not line or marked or numbered or not is_wrapped):
            yield _block("".join(kept))
            kept = []
        if marked:
            if marked[1]:
                yield _Block(marked[1], is_heading=True)
        elif numbered:
            yield _Block(line, is_heading=True)
        elif line:
            kept.append(line)


def _bare(line: str) -> str:
    line = _BULLET.sub("", line.replace("\u3000", " ").strip())
    return _EMPHASIS.sub(r"\2", line)


def _block(text: str) -> _Block:
    is_short = len(text) <= _HEADING_LIMIT and not _ENDS.search(text)
    return _Block(text, is_short)


def _passages(key: str, blocks: list[_Block]) -> Iterator[Passage]:
    heading, number = "", 0
    for block in blocks:
        if _BYLINE.search(block.text) or block.text.startswith("——"):
            continue
        if block.is_heading:
            # Before the first paragraph stand the author and the like, unless a number says else.
            if number or _NUMBERED.match(block.text):
                heading = block.text
            continue
        number += 1
        yield Passage(key, number, heading, block.text)
