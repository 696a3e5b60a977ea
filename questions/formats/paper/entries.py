"""From the lines of a question to an entry, as the rows of a sheet give them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from questions.formats.entry import TEXT_SHOWN, Entry
from questions.formats.keys import is_truth_pair, verdict
from questions.formats.kinds import Sort, sort_of, without_prefix
from questions.formats.paper import inside, labels, options
from questions.formats.paper.block import Block
from questions.formats.paper.line import Line, glue, joined
from questions.formats.paper.options import Found
from questions.formats.paper.seen import LONE_KEY

_SUFFIX = re.compile(
    r"\s?[\[【(（]\s?((?:单项选择|单选|多项选择|多选|不定项选择|不定项|判断|填空|简答|问答|论述)题?)\s?[\]】)）]\s?"
)
_PREFIX_SCORE = re.compile(
    r"[(（【\[]\s?(?:本题|每题|共)?\s?\d{1,3}(?:\.\d{1,2})?\s?分\s?[)）】\]]\s?"
)
_PART = re.compile(
    r"(?:第\s?[一二三四五六七八九十\d]{1,2}\s?(?:空|个空)|空\s?\d{1,2}|[(（]\s?\d{1,2}\s?[)）]|[①-⑳]|\d{1,2}\s?[、.．)])\s?[:：]?\s?"
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
_JOINED = re.compile(r"[A-H](?:\s*[,&]?\s*(?:and)?\s*[A-H](?![A-Za-z])){1,7}\s*\.?", re.I)
_CHOSEN = re.compile(r"(?:故|应|本题|因此|所以)?选择?\s?[:：]?\s?([A-H]{1,8})[。.]?")
_CIRCLES = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
_CIRCLED = re.compile(r"[①-⑩](?:[\s,，、;；]*[①-⑩]){0,9}")
# What each point of an answer is worth is no part of it.
_WORTH = re.compile(
    r"\s?[(（]\s?(?:每[点条项个空]|各|共|本[题项点]|计)?\s?得?\s?\d{1,2}(?:\.\d)?\s?分\s?[)）]"
)
_TAG_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Made:
    """An entry that is not finished: `found` has what its options look like."""

    block: Block
    entry: Entry
    found: Found
    said: tuple[str, ...] = ()


def made(block: Block) -> Made:
    body, kind, below = _body(block)
    sort = sort_of(kind)
    found = options.found(body, _is_choice(block, sort))
    if len(found.options) < 2 and (shared := options.found(block.material, False)).options:
        # 共用备选答案: the options stand above, in the text for several questions.
        found = replace(shared, stem=found.stem)
        sort, kind, block = Sort.SINGLE, "", replace(block, material=())
    has_options = len(found.options) > 1
    keys, note = _keys(block, _with_options(sort) if has_options else sort)
    text, said = found.stem.text, ""
    if not keys and not has_options:
        text, keys, said = inside.key(body, found.stem, sort)
    elif not keys and not below:
        text, keys = inside.letters(found.stem, len(found.options))
        said = "key_in_stem" if keys else ""
    keys = tuple(_lettered(key, found) for key in keys)
    if not keys and below and sort not in (Sort.BLANK, Sort.ESSAY):
        keys = (below,)
    if not keys and block.key_before:
        keys = (block.key_before,)
    if not keys and (own := _own(block, sort)):
        keys, said = (own,), "key_from_own_answer"
    text, suffix = _without_suffix(text)
    entry = Entry(
        sheet="",
        row=block.row,
        text=_shown(block),
        stem=_whole(block, text),
        kind=kind or suffix,
        options=tuple(option.text for option in found.options),
        right=None if keys else found.right,
        keys=keys,
        note=note,
        tags=_tags(block),
        difficulty=_one(block, labels.DIFFICULTY),
        quotes=tuple(_said(lines) for lines in block.texts(labels.QUOTE)),
        has_picture=any(line.has_picture for line in _all(block)),
    )
    by_line = "options_by_line" if found.by_line else ""
    in_stem = "options_in_stem" if found.in_stem else ""
    return Made(block, entry, found, tuple(filter(None, (by_line, in_stem, said))))


def _lettered(key: str, found: Found) -> str:
    """The letters for a key in circled numbers, where these are what labels the options."""
    if not _CIRCLED.fullmatch(key) or any(set(option.text) & _CIRCLES for option in found.options):
        return key
    return "".join(chr(ord("A") + ord(sign) - ord("①")) for sign in key if sign in _CIRCLES)


def _with_options(sort: Sort | None) -> Sort | None:
    """A question of a case that has options is answered by letters."""
    return Sort.CHOICE if sort is Sort.ESSAY else sort


def _body(block: Block) -> tuple[list[Line], str, str]:
    """The lines of stem and options, the kind, and a key that stands below them alone."""
    body = [line for line in block.body if line.text or line.has_picture]
    kind = block.kind
    if body:
        cut = _PREFIX_SCORE.match(body[0].text)
        first = body[0].cut(cut.end()) if cut else body[0]
        rest, _ = without_prefix(first.text)
        if rest != first.text:
            prefix = first.text[: len(first.text) - len(rest)]
            kind = re.split(r"[,，、:：\s]", prefix.strip("[]【】()（）〔〕 :：、.．"))[0]
            first = first.cut(len(first.text) - len(rest))
        cut = _PREFIX_SCORE.match(first.text)
        body[0] = first.cut(cut.end()) if cut else first
        suffix = _SUFFIX.search(body[0].text)
        if suffix and not body[0].text[suffix.end() :].strip("。.：:*＊ "):
            kind = kind or suffix[1]
            body[0] = body[0].cut(0, suffix.start())
    below = ""
    if len(body) > 2 and is_truth_pair([line.text for line in body[-2:]]):
        # What can be chosen, without letters.
        body = body[:-2]
    lone = LONE_KEY.fullmatch(body[-1].text) if len(body) > 1 else None
    if lone and not _is_label(body[-1].text, block.letters):
        below = lone[1] or lone[2]
        body = body[:-1]
    elif len(body) > 1 and (chosen := _CHOSEN.fullmatch(body[-1].text)):
        below, body = chosen[1], body[:-1]
    written = _one(block, labels.KIND)
    return body, kind or written or (block.title.name if block.title else ""), below


def _is_label(text: str, letters: int) -> bool:
    """Whether `D.` is the last option, which is a picture, rather than a key."""
    return text.endswith((".", "．")) and ord(text[0]) - ord("A") == letters - 1


def _is_choice(block: Block, sort: Sort | None) -> bool:
    if sort in (Sort.SINGLE, Sort.MULTIPLE, Sort.CHOICE):
        return True
    key = _one(block, labels.ANSWER)
    lone = LONE_KEY.fullmatch(key) if key else None
    return sort is None and lone is not None and lone[1] is not None


def _keys(block: Block, sort: Sort | None) -> tuple[tuple[str, ...], str]:
    """The parts of the key, and the explanation."""
    notes = [said for lines in block.texts(labels.NOTE) if (said := _said(lines)) not in _NOTHING]
    given = [lines for lines in block.texts(labels.ANSWER) if _filled_lines(lines)]
    if not given:
        return (), "\n".join(notes)
    lines = _filled_lines(given[-1])
    first = lines[0].text.rstrip("；;，, ")
    is_open = sort in (Sort.ESSAY, Sort.BLANK)
    if not is_open and len(lines) > 1 and LONE_KEY.fullmatch(first):
        notes.insert(0, _said(lines[1:]))
        lines = lines[:1]
    if sort is Sort.BLANK:
        parts = _parts_of(lines)
        if len(parts) > 1:
            return parts, "\n".join(notes)
    if sort is Sort.ESSAY:
        said = _WORTH.sub("", _unwrapped(lines))
        return (_without_term(said, block),), "\n".join(notes)
    if sort is Sort.TRUE_FALSE and block.is_keyed and verdict(first)[0] is None:
        # （×）正确答案：少数服从多数 says what would be right.
        return (), "\n".join((_said(lines), *notes))
    key = _said(lines).strip()
    key = key.rstrip("；;，, ") if len(key) > 1 else key
    if (listed := _LISTED.match(key)) and not is_open:
        # 学习通 writes the letters and then the texts: ABC:设计; 施工; 投产.
        key = listed[1]
    if not is_open and (reasoned := _REASONED.fullmatch(key)):
        key = reasoned[1]
        notes.insert(0, reasoned[2].strip())
    if not is_open and _JOINED.fullmatch(key):
        key = re.sub("and", ",", key, flags=re.I)
    return ((_without_bracket(key),) if key else ()), "\n".join(notes)


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


def _own(block: Block, sort: Sort | None) -> str:
    """What was answered on a result page, where that scored: it is the key of a single choice."""
    got = re.match(r"\d{1,3}(?:\.\d)?", _one(block, labels.GOT))
    if got is None or float(got[0]) <= 0 or sort not in (Sort.SINGLE, Sort.TRUE_FALSE):
        return ""
    return _one(block, labels.MINE)


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


def _parts_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The blanks of an answer, one a line, each with its number."""
    matches = [_PART.match(line.text) for line in lines]
    if len(lines) < 2 or not all(matches):
        return ()
    cut = [line.text[match.end() :] for line, match in zip(lines, matches, strict=True) if match]
    return tuple(text.strip(" ；;") for text in cut) if all(cut) else ()


def _without_suffix(text: str) -> tuple[str, str]:
    """The stem without （单选） or （2分） at its end, and the kind that this names."""
    kind = ""
    if (found := _SUFFIX.search(text)) and found.end() >= len(text.rstrip("。.：:*＊ ")):
        kind = found[1]
        text = (text[: found.start()] + text[found.end() :]).strip()
    score = re.search(
        r"\s?[(（【\[]\s?(?:本题|每题|共)?\s?\d{1,3}(?:\.\d)?\s?分\s?[)）】\]]\s?$", text
    )
    if score and score.start():
        text = text[: score.start()]
    return text, kind


def _whole(block: Block, text: str) -> str:
    text = text.lstrip("•|║│ ").strip()
    if not block.material:
        return text
    return f"{joined(block.material).text}\n{text}" if text else ""


def _said(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        text += glue(text, line.text) + line.text
    return text.strip()


def _one(block: Block, name: str) -> str:
    found = block.texts(name)
    return found[-1][0].text.strip(" ;；,，") if found else ""


def _tags(block: Block) -> tuple[str, ...]:
    named = [block.chapter, *(_said(lines) for lines in block.texts(labels.TAGS))]
    parts = [part.strip() for text in named for part in re.split(r"[/~～>＞、;；|]+", text)]
    cut = [part if len(part) <= _TAG_LIMIT else part[: _TAG_LIMIT - 1] + "…" for part in parts]
    return tuple(dict.fromkeys(part for part in cut if part))


def _all(block: Block) -> list[Line]:
    return [
        *block.body,
        *(line for each in block.fields.values() for lines in each for line in lines),
    ]


def _shown(block: Block) -> str:
    number = f"{block.number}. " if block.number is not None else ""
    said = " | ".join(line.text for line in block.body[:12])
    answers = [_said(lines) for lines in block.texts(labels.ANSWER)]
    text = number + " | ".join([said, *(f"答案：{each}" for each in answers)])
    return text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 1] + "…"
