"""Texts that several questions are about: what announces one, and for which questions it is."""

import re
from collections.abc import Sequence

from questions.formats.paper.line import Line
from questions.formats.paper.numbers import number_of
from questions.formats.paper.seen import is_run

_COUNT = r"[一二三四五六七八九十\d]"
_NAME = (
    r"(?:典型|事故|安全|真实|阅读|给定|相关|本)?"
    r"(?:案例|材料|资料|背景(?:材料|资料|信息)?|案例(?:材料|背景)|情景|情境|案情|题干材料)"
    r"(?:描述|背景|简介|概况|介绍|内容)?"
)
_NAMED = re.compile(
    rf"(?:[【\[［〔]\s?{_NAME}\s?{_COUNT}{{0,3}}\s?[】\]］〕]"
    rf"|[(（]?\s?{_NAME}\s?{_COUNT}{{0,3}}\s?[)）]?\s?(?:[:：]|$)"
    rf"|[(（]?\s?{_NAME}\s?{_COUNT}{{1,3}}\s?[)）]?\s?(?:[.．、,，]|\s)(?=\s?\S))\s{{0,4}}[:：]?"
)
_ASKED = re.compile(
    r"[(（【\[]?\s?(?:根据|阅读|结合|请阅读|请根据)(?:以下|下列|下面|上述|以上)?.{0,6}(?:材料|案例|资料|情景).{0,10}(?:回答|完成|作答)"
)
# What follows a text that several questions are about: 根据以上材料，回答1-2题。
_ENDS = re.compile(
    r"(?:根据|结合|针对|阅读)(?:以上|上述|下列|以下|下面|该|本)?.{0,6}(?:材料|案例|资料|情景|情况|背景|信息|题干|事故|事件)"
    r".{0,8}(?:回答|完成|作答|解答).{0,12}题|(?:回答|完成)(?:第\s?)?\d{1,3}\s?[-~～—–至到、和]{1,2}\s?\d{1,3}\s?小?题"
    r"|\d{1,3}\s?[-~～—–至到]{1,2}\s?\d{1,3}\s?题?共用(?:题干|材料|案例|备选)"
)
_LEADS = re.compile(r"[【\[]?(?:请回答)?(?:下列|以下)?问题[】\]]?\s?[:：]?")
_SHARED = re.compile(r"共用(?:备选|选项|答案)|备选(?:答案|项)|[Bb]\d?\s?型题|配伍")
_LIMITS = re.compile(r"(\d{1,3})\s?[-~～—–至到、和]{1,2}\s?(?:第\s?)?(\d{1,3})\s?小?题")
_HAN = "一二三四五六七八九十"
_SIGN = re.compile(rf"(?:[(（]([{_HAN}]{{1,2}})[)）]|([{_HAN}]{{1,2}})[、.．])\s?(?:\S|$)")


def begins(text: str) -> bool:
    """Whether a text begins that the questions below it are about."""
    return bool(_NAMED.match(text) or _ASKED.match(text) or _ENDS.search(text))


def label(text: str) -> int:
    """Where the words 案例一： end that a line begins with; 0 for none."""
    found = _NAMED.match(text)
    return found.end() if found else 0


def above_answers(line: Line) -> int:
    """Where 案例一： ends, with answers that count behind it or in the next line; 0 for none."""
    end = label(line.text)
    rest = line.cut(end)
    return end if not rest.text or is_run(rest.text) or number_of(rest) else 0


def is_label(text: str) -> bool:
    """Whether the line says nothing but 案例一, or （一）."""
    return (
        label(text) == len(text) or re.fullmatch(rf"[(（][{_HAN}]{{1,2}}[)）]", text) is not None
    )


def leads_on(text: str) -> bool:
    """Whether the questions follow, and nothing of the text: 问题： or 根据以上材料回答1-2题."""
    return bool(_LEADS.fullmatch(text) or _ENDS.search(text))


def shares_options(text: str) -> bool:
    """Whether the options of several questions follow, above these."""
    return _SHARED.search(text) is not None


def limits(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The first and the last question that a text says it is for."""
    found = _LIMITS.search(" ".join(line.text for line in lines))
    return (int(found[1]), int(found[2])) if found else None


def sign(text: str) -> int:
    """1 for a line that begins with （一） or 一、; 0 for none."""
    found = _SIGN.match(text)
    if found is None:
        return 0
    said = found[1] or found[2]
    tens, has_tens, ones = said.rpartition("十")
    high = (_HAN.index(tens[-1]) + 1 if tens else 1) if has_tens else 0
    return 10 * high + (_HAN.index(ones[-1]) + 1 if ones else 0)
