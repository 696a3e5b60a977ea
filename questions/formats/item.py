"""An item of a learning platform, before anything about it is decided: answers have weights."""

import re
from dataclasses import dataclass

# What a feedback says in passing: no note is made of it, and nothing is lost with it.
_IN_PASSING = re.compile(
    r"(?:that'?s |that is |you are |you're |your (?:answer|response) is |the answer is |this is )?"
    r"(?:right|wrong|correct|incorrect|true|false|yes|no|good|great|perfect|excellent|sorry|ok"
    r"|well done|good (?:job|work)|very good|nice(?: job)?|(?:please )?try again|not correct"
    r"|partially correct|not quite|exactly|oops|richtig|falsch|bravo|exact|faux"
    r"|对|错|对了|错了|正确|错误|不对|不正确|答对了|答错了|回答正确|回答错误|很好|再想想"
    r"|你的回答正确|您的回答正确|你的回答不正确|您的回答不正确|部分正确|答案正确|答案错误)"
    r"(?: answer| choice)?",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.!?,;。！？，；…]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """`weight` is what picking or typing it earns, in hundredths; `margin` how far a number
    may be off, None for a range that names no number of its own."""

    text: str
    weight: float = 0
    feedback: str = ""
    has_picture: bool = False
    margin: float | None = 0


@dataclass(frozen=True, slots=True)
class Item:
    """`feedback` is shown to everybody, `right_feedback` to who answered right."""

    stem: str
    answers: tuple[Answer, ...] = ()
    feedback: str = ""
    right_feedback: str = ""
    wrong_feedback: str = ""
    tags: tuple[str, ...] = ()
    key: str = ""
    has_picture: bool = False


def said(feedback: str) -> str:
    """A feedback that explains something; "" for a mere "Well done!"."""
    text = feedback.strip()
    pieces = [piece.strip() for piece in _STOPS.split(text)] if len(text) <= 80 else [text]
    return "" if all(not each or _IN_PASSING.fullmatch(each) for each in pieces) else text
