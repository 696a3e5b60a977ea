"""What a question asks, as the finder looks it up: its stem without the asking, its answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions import terms
from questions.question import Kind

LONGEST = 2000
"""Characters of a stem or an answer that are read; a question is never that long."""

_GAP = re.compile(r"[_＿]{2,}|[(（【\[]\s*[)）】\]]|[…?？]{2,}")
_ASKING = re.compile(
    r"(?:根据|依据|按照)?(?:本文|文章|文中|原文|材料|作者|上文|课文)"
    r"(?:的?(?:内容|介绍|叙述|表述|开头|认为|提到|指出|提出))?"
    r"|(?:下列|以下|下面)(?:关于|有关|的|各|哪)?(?:一?[项个些种])?"
    r"(?:说法|表述|选项|内容|做法|叙述|描述)?"
    r"|哪[一几两三]?[项个些种类方面条点位家]*|什么样?|怎么?样?|如何|为[何啥]|是否|多少"
    r"|的?(?:说法|表述|叙述|选项)|几[个项种名次]|分别|不?正确的?[是有]?|不?属于|不?包括|请|简述|试述|列举|写出|[吗呢]"
)
_DENYING = re.compile(
    r"不正确|不对的|错误|有误|不属于|不包括|不包含|不是|没有被?提[到及]|[未没]提[到及]"
    r"|不符|除外|不含|不在|不赞[成同]"
)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Plain texts: a stem without its question words, and what the sentence ought to hold."""

    stem: str
    answers: tuple[str, ...]


def read(stem: str, answers: Sequence[str], choices: Sequence[str], kind: str) -> Inquiry:
    """What to look up.

    A judged statement stands for itself. Where the stem asks for what is *not* so, the text
    proves the other choices. A gap is filled with its answer, so that the sentence is whole.
    """
    stem = stem[:LONGEST]
    if kind == Kind.TRUE_FALSE:
        return Inquiry(terms.plain(stem), ())
    if choices and kind != Kind.BLANK and _DENYING.search(stem):
        answers = [each for each in choices if each not in answers]
    sought = [each[:LONGEST] for each in answers]
    filled = _filled(stem, sought)
    if kind != Kind.BLANK:
        filled = _ASKING.sub(" ", filled)
    return Inquiry(terms.plain(filled), tuple(filter(None, map(terms.plain, sought))))


def _filled(stem: str, answers: Sequence[str]) -> str:
    gaps = len(_GAP.findall(stem))
    parts = iter(answers if gaps == len(answers) else ["、".join(answers)])
    return _GAP.sub(lambda _: next(parts, " "), stem)
