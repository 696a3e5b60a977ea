"""What is given below a question as its answer: the key, and the reasons for it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.formats import blanks
from questions.formats.keys import verdict
from questions.formats.kinds import Sort
from questions.formats.paper import gaps, labels
from questions.formats.paper.block import Block
from questions.formats.paper.line import Line, glue, said
from questions.formats.paper.options import Found
from questions.formats.paper.seen import LONE_KEY

_PART = re.compile(
    r"(?:第\s?[一二三四五六七八九十\d]{1,2}\s?(?:空|个空)|空\s?\d{1,2}|[(（]\s?\d{1,2}\s?[)）]|[①-⑳]|\d{1,2}\s?[、.．)])\s?[:：]?\s?"
)
_SIGN = re.compile(
    r"第\s?[一1]\s?(?:个)?空\s?[:：]?\s?|空\s?1\s?[:：]?\s?|[(（]\s?\d{1,2}\s?[)）]\s?|[①-⑳]\s?"
)
_LISTED = re.compile(r"([A-H]{2,8})\s?[:：]\s?\S")
_NOTHING = frozenset(
    ("无", "略", "暂无", "无解析", "暂无解析", "/", "-", "答案略", "（略）", "(略)")
)
_WIDTH = 25
_STOPS = re.compile(r"[。；;！!？?：:，,）)]\s*$")
_POINT = re.compile(
    r"[(（]?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?[)）.．、]|[①-⑳•]|第[一二三四五六]|答"
)
# A letter and a reason behind it: C。A错，B错。
_REASONED = re.compile(
    r"([A-H]{1,8})\s?(?:[。.]\s?(?=.*[一-鿿])"
    r"|[，,;；]\s?(?=因为|由于|根据|依据|原因|理由|见|参见|出自|《))(\S.+)",
    re.S,
)
_MARKS = re.compile(r"(?:每|各|答|按|共|全|酌情).{0,30}\d{0,2}(?:\.\d)?\s?分.{0,20}")
# A.甲 C.丙: letters with their texts.
_TEXTS = re.compile(r"[A-H]\s?[.．、:：].*?[\s,，、;；。][A-H]\s?[.．、:：]", re.S)
_JOINED = re.compile(r"[A-H](?:\s*[,&]?\s*(?:and)?\s*[A-H](?![A-Za-z])){1,7}\s*\.?", re.I)
_LETTER = re.compile(r"[A-H]\s?[.．、,，;；]?")
_CIRCLES = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
_CIRCLED = re.compile(r"[①-⑩](?:[\s,，、;；]*[①-⑩]){0,9}")
# What each point of an answer is worth is no part of it.
_WORTH = re.compile(
    r"\s?[(（]\s?(?:每[点条项个空]|各|共|本[题项点]|计)?\s?得?\s?\d{1,2}(?:\.\d)?\s?分\s?[)）]"
)


def told(block: Block, sort: Sort | None) -> tuple[tuple[str, ...], str]:
    """The parts of the key, and the explanation; two keys that differ stand beside each other."""
    found, note = _keys(block, sort)
    given = [lines for lines in block.texts(labels.ANSWER) if _filled_lines(lines)]
    if sort not in (Sort.ESSAY, Sort.BLANK) and (both := _contradicting(given)):
        return (both,), note
    return found, note


def _keys(block: Block, sort: Sort | None) -> tuple[tuple[str, ...], str]:
    notes = [text for lines in block.texts(labels.NOTE) if (text := said(lines)) not in _NOTHING]
    given = [lines for lines in block.texts(labels.ANSWER) if _filled_lines(lines)]
    # 评分标准：每点2分 is said behind the answer, and is none.
    given = [lines for lines in given if not _MARKS.fullmatch(said(lines))] or given[:1]
    if not given:
        return (), "\n".join(notes)
    lines = _filled_lines(given[-1])
    if sort is Sort.ESSAY:
        # 解：… says how 答：… was found.
        notes[:0] = [said(_filled_lines(each)) for each in given[:-1]]
    first = lines[0].text.rstrip("；;，, ")
    is_open = sort in (Sort.ESSAY, Sort.BLANK)
    if len(lines) > 1 and all(_LETTER.fullmatch(line.text) for line in lines):
        # The letters of one key, one a line.
        lines = [Line(lines[0].number, "".join(line.text[0] for line in lines))]
    if not is_open and len(lines) > 1 and LONE_KEY.fullmatch(first):
        notes.insert(0, said(lines[1:]))
        lines = lines[:1]
    if parts := _gap_by_gap(block, sort, lines):
        return parts, "\n".join(notes)
    if sort is Sort.ESSAY:
        answer = _WORTH.sub("", _unwrapped(lines))
        return (_without_term(answer, block),), "\n".join(notes)
    if sort is Sort.TRUE_FALSE and block.is_keyed and verdict(first)[0] is None:
        # （×）正确答案：少数服从多数 says what would be right.
        return (), "\n".join((said(lines), *notes))
    key = said(_without_sign(lines) if sort is Sort.BLANK else lines).strip()
    key = key.rstrip("；;，, ") if len(key) > 1 else key
    if not is_open:
        key, reason = _chosen(key)
        notes[:0] = [reason] if reason else []
    return ((_without_bracket(key),) if key else ()), "\n".join(notes)


def _gap_by_gap(block: Block, sort: Sort | None, lines: Sequence[Line]) -> tuple[str, ...]:
    """What fills each of several gaps."""
    if sort not in (Sort.BLANK, None):
        return ()
    is_several = sort is Sort.BLANK or blanks.gaps(said(block.body)) > 1
    parts = _parts_of(lines) if is_several else ()
    if not parts:
        parts = gaps.parts(said(block.body), [line.text for line in lines])
    return parts if len(parts) > 1 else ()


def _contradicting(given: Sequence[Sequence[Line]]) -> str:
    """Two keys of one question that say different things, as no key can be; "" otherwise."""
    keys = [said(_filled_lines(lines)).strip("。；;，, ") for lines in given]
    lone = [key for key in keys if LONE_KEY.fullmatch(key)]
    signs = {frozenset(key) - set(" ,，、()（）") for key in lone}
    return contradiction(*dict.fromkeys(lone)) if len(signs) > 1 else ""


def contradiction(*keys: str) -> str:
    """What no key can be, so that it is named."""
    return " ≠ ".join(f"“{key}”" for key in keys)


def is_contradiction(key: str) -> bool:
    return key.startswith("“") and "” ≠ “" in key


def _chosen(key: str) -> tuple[str, str]:
    """The letters of a choice without the words around them, and a reason among these."""
    if listed := _LISTED.match(key):
        # 学习通 writes the letters and then the texts: ABC:设计; 施工; 投产.
        return listed[1], ""
    if _TEXTS.match(key):
        return key, ""
    if reasoned := _REASONED.fullmatch(key):
        return reasoned[1], reasoned[2].strip()
    if _JOINED.fullmatch(key):
        return re.sub("and", ",", key, flags=re.I), ""
    return key, ""


def _unwrapped(lines: Sequence[Line]) -> str:
    """The lines of an answer, without the ends that only a narrow page made."""
    text, last = "", ""
    for line in lines:
        is_one = len(last) >= _WIDTH and not _STOPS.search(last) and not _POINT.match(line.text)
        text += (glue(last, line.text) if is_one else "\n" if text else "") + line.text
        last = line.text
    return text


def _filled_lines(lines: Sequence[Line]) -> list[Line]:
    return [
        line for line in lines
        if line.text.strip("_＿。. ") and line.text.strip("。. ") not in _NOTHING
    ]  # fmt: skip


def lettered(key: str, found: Found) -> str:
    """The letters for a key in circled numbers, where these are what labels the options."""
    if not _CIRCLED.fullmatch(key) or any(set(option.text) & _CIRCLES for option in found.options):
        return key
    return "".join(chr(ord("A") + ord(sign) - ord("①")) for sign in key if sign in _CIRCLES)


def _without_term(text: str, block: Block) -> str:
    """The meaning of a term without the term itself: 纳税人：是指……"""
    term = block.body[0].text.rstrip("。：: ") if block.body else ""
    rest = text.removeprefix(term).lstrip() if term else text
    return rest[1:].lstrip() if rest != text and rest[:1] in ("：", ":") else text


def _without_bracket(key: str) -> str:
    """Without the end of a bracket that was opened before the label."""
    for opened, closed in ("()", "（）", "[]", "【】"):
        if key.endswith(closed) and opened not in key:
            return key[:-1].strip()
    return key


def _without_sign(lines: Sequence[Line]) -> Sequence[Line]:
    """The answer to one gap without （1） before it, and without a full stop behind it."""
    if len(lines) != 1:
        return lines
    text = lines[0].text
    found = _SIGN.match(text)
    if found and len(_SIGN.findall(text)) == 1:
        text = text[found.end() :]
    return [replace(lines[0], text=text.removesuffix("。") or text, looks="")]


def _parts_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The blanks of an answer, one a line, each with its number."""
    matches = [_PART.match(line.text) for line in lines]
    if len(lines) < 2 or not all(matches):
        return ()
    cut = [line.text[match.end() :] for line, match in zip(lines, matches, strict=True) if match]
    return tuple(text.strip(" ；;") for text in cut) if all(cut) else ()
