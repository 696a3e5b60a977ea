"""From a reference answer to key points: cut where its author numbered or ended a point."""

import re

from questions.formats.normal import tidy

_BEFORE = re.compile(
    r"^\s*(?:【?(?:参考|标准|正确)?答案(?:要点)?】?|答案要点|要点|答|解)\s*[:：]\s*"
)
_CIRCLED = r"[①-⑳⑴-⒇⒈-⒛㈠-㈩]"
_ORDINAL = r"(?:[(（]\s{0,3}(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,3}[)）])"
_COUNTED = re.compile(
    r"(?:(?<=^)|(?<=[\s;；。，,:：]))(\d{1,2})\s{0,3}(?:[、．)）]|\.(?!\d))\s{0,3}"
)
_NUMBERED = re.compile(
    rf"\s*(?:{_CIRCLED}|{_ORDINAL}|(?<![\d.])\d{{1,2}}\s?(?:[、．)）]|\.(?!\d))"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}[，,、:：])\s*"
)
_END = re.compile(r"[；;。\n]+")
_MARK = re.compile(rf"(?={_CIRCLED}|{_ORDINAL})")
# What the point earns is no part of it.
_WORTH = re.compile(r"\s{0,4}[(（【\[]\s?(?:共|各)?\s?\d{1,2}(?:\.5)?\s?分\s?[)）】\]]\s{0,4}$")
_TRAILING = " ,，.．、;；。:：\t"


def points(reference: str) -> tuple[str, ...]:
    """The key points in their order, each once; none when the reference says nothing."""
    text = _BEFORE.sub("", tidy(reference))
    if text.strip(_TRAILING + "略无()（）") == "":
        return ()
    found = []
    for part in _END.split(_broken_before_numbers(text)):
        for piece in _MARK.split(part):
            piece = _WORTH.sub("", piece)
            # "The measures are:" announces the points and is none itself.
            if not piece.rstrip().endswith((":", "：")):
                found.append(_without_number(piece).strip(_TRAILING))
    return tuple(dict.fromkeys(piece for piece in found if piece)) or (text.strip(),)


def _without_number(piece: str) -> str:
    found = _NUMBERED.match(piece)
    return piece[found.end() :] if found else piece


def _broken_before_numbers(text: str) -> str:
    """A line end before 1. 2. 3. where they really count up; a lone `3.` is left alone."""
    found = list(_COUNTED.finditer(text))
    wanted = 1
    cuts = []
    for each in found:
        if int(each[1]) == wanted:
            cuts.append(each.start())
            wanted += 1
    if len(cuts) < 2:
        return text
    starts = [0, *cuts]
    ends = [*cuts, len(text)]
    return "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))
