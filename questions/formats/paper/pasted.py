"""Whether a message is a pasted paper, and what the paper is called."""

import re

from questions.formats.paper import titles
from questions.formats.paper.line import of_text
from questions.formats.paper.numbers import number_of
from questions.formats.paper.seen import looks_like_paper

_OPTIONS = re.compile(r"(?:^|\s)[(（]?[AaＡ]\s?[.．、:：)）][\s\S]{1,2000}?[BbＢ]\s?[.．、:：)）]")
_ANSWER = re.compile(r"答案|(?:^|\n)\s*答\s?[:：]|[(（]\s?(?:[A-H]{1,8}|√|×|对|错)\s?[)）]")
_LONGEST = 40


def is_paper(text: str) -> bool:
    """Several lines, most of which begin as those of a paper do, with options or an answer."""
    if text.count("\n") < 2 or not looks_like_paper(text):
        return False
    return bool(_OPTIONS.search(text) or _ANSWER.search(text))


def title(text: str) -> str:
    """The first line, when it names the paper; "" when it is part of a question already."""
    first = next((line for line in of_text(text) if line.text), None)
    if first is None or not 2 < len(first.text) <= _LONGEST or number_of(first):
        return ""
    text = first.text
    is_part = titles.section(text) or titles.chapter(text) or titles.is_head(text)
    return "" if is_part or re.search(r"[？?。：:（(_]", text) else text
