"""From the lines of a question to an entry, as the rows of a sheet give them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from questions.formats import blanks
from questions.formats.entry import TEXT_SHOWN, Entry
from questions.formats.keys import is_truth_pair
from questions.formats.kinds import Sort, sort_of, without_prefix
from questions.formats.paper import figures, given, inside, labels, material, options
from questions.formats.paper.agreed import agreed
from questions.formats.paper.block import Block
from questions.formats.paper.line import Line, joined, said
from questions.formats.paper.options import Found
from questions.formats.paper.seen import LONE_KEY

_SUFFIX = re.compile(
    r"\s?[\[【(（]\s?((?:单项选择|单选|多项选择|多选|不定项选择|不定项|判断|填空|简答|问答|论述)题?)\s?[\]】)）]\s?"
)
_KIND_ALONE = re.compile(
    r"\W?((?:单项选择|单选|多项选择|多选|不定项选择|不定项|判断|填空|简答|问答|论述)题)\W?"
)
_PREFIX_SCORE = re.compile(
    r"[(（【\[]\s?(?:本题|每题|共)?\s?\d{1,3}(?:\.\d{1,2})?\s?分\s?[)）】\]]\s?"
)
_CHOSEN = re.compile(r"(?:(?:故|应|本题|因此|所以)?选择?\s?[:：]?|→|➜|➡️?|=>)\s?([A-H]{1,8})[。.]?")
# Where the reasons alone say it: 故本题选B, 因此正确答案是A。
_IN_NOTE = re.compile(
    r"(?:(?:正确答案|正确选项|本题答案|答案)\s?(?:应?是|应?为|应?选择?|[:：])"
    r"|(?:故|因此|所以|应当?)(?:本题)?选择?|本题应?选择?)"
    r"\s?[:：]?\s?(?:选项)?([A-H](?:[\s,，、和]{0,2}[A-H]){0,7})(?![A-Za-z]|项?\s?(?:是?错|不|有误|非))"
)
_ESSAY = re.compile(r"(?:请)?(?:简述|简要|简单|试述|论述|试论|浅谈|谈谈|阐述|概述|列举|简答)")
_FEW = 2
_TAG_LIMIT = 40
_OPTION_LIMIT = 40


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
    body, figured = figures.lettered(body, _one(block, labels.ANSWER), sort)
    found = options.found(body, _is_choice(block, sort, body))
    if len(found.options) < 2 and (shared := options.found(block.material, False)).options:
        # 共用备选答案: the options stand above, in the text for several questions.
        found = replace(shared, stem=found.stem)
        sort, kind, block = Sort.SINGLE, "", replace(block, material=())
    has_options = len(found.options) > 1
    keys, note = given.told(block, _with_options(sort) if has_options else sort)
    note = "\n".join(filter(None, (found.behind, note)))
    sort, kind = _doubted(keys, sort, kind, has_options)
    text, keys = agreed(found.stem.text, keys, sort, len(found.options))
    assumed = ""
    if not keys and not has_options:
        is_term = kind.startswith("名词解释")
        text, keys, assumed = inside.key(body, found.stem, sort, is_term=is_term)
    elif not keys and not below:
        text, keys = inside.letters(found.stem, len(found.options))
        if not keys:
            cut, keys = inside.behind(found.options, found.stem.text)
            found = replace(found, options=cut)
        assumed = "key_in_stem" if keys else ""
    keys = (figured,) if figured else tuple(given.lettered(key, found) for key in keys)
    if not keys and below and sort not in (Sort.BLANK, Sort.ESSAY):
        keys = (below,)
    if not keys and block.key_before:
        keys = (block.key_before,)
    if not keys and has_options and len(said_in := set(_IN_NOTE.findall(note))) == 1:
        keys = tuple(said_in)
    if not keys and (own := _own(block, sort)):
        keys, assumed = (own,), "key_from_own_answer"
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
        quotes=tuple(said(lines) for lines in block.texts(labels.QUOTE)),
        has_picture=any(line.has_picture for line in _all(block)),
    )
    by_line = "options_by_line" if found.by_line else ""
    in_stem = "options_in_stem" if found.in_stem else ""
    return Made(block, entry, found, tuple(filter(None, (by_line, in_stem, assumed))))


def _doubted(
    keys: Sequence[str], sort: Sort | None, kind: str, has_options: bool
) -> tuple[Sort | None, str]:
    """Two keys that differ are not what fills a gap."""
    is_open = sort is None and not has_options and bool(keys)
    if is_open and given.is_contradiction(keys[0]):
        return Sort.TRUE_FALSE, "判断题"
    return sort, kind


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
    if len(body) > 1 and (alone := _KIND_ALONE.fullmatch(body[0].text)):
        kind, body = kind or alone[1], body[1:]
    below = ""
    if len(body) > 2 and is_truth_pair([options.unmarked(line.text) for line in body[-2:]]):
        # What can be chosen, without letters; what looks otherwise, or says so, is chosen.
        chosen_ones = [line.text for line in body[-2:] if set(line.looks) != {"0"}]
        marked_ones = [line.text for line in body[-2:] if options.unmarked(line.text) != line.text]
        chosen_ones = marked_ones or chosen_ones
        below = options.unmarked(chosen_ones[0]) if len(chosen_ones) == 1 else ""
        body = body[:-2]
    lone = LONE_KEY.fullmatch(body[-1].text) if len(body) > 1 else None
    if lone and not _is_label(body[-1].text, block.letters):
        below = lone[1] or lone[2]
        body = body[:-1]
    elif len(body) > 1 and (chosen := _CHOSEN.fullmatch(body[-1].text)):
        below, body = chosen[1], body[:-1]
    written = _one(block, labels.KIND)
    kind = kind or written or (block.title.name if block.title else "")
    return body, kind or _essay(block, body), below


def _essay(block: Block, body: Sequence[Line]) -> str:
    """What a question without any kind asks for: 简述……, or an answer of several lines."""
    if not body or block.letters > 1 or blanks.gaps(said(body)):
        return ""
    told = [line for line in (block.texts(labels.ANSWER) or [[]])[-1] if line.text]
    is_long = len(told) > _FEW and not _is_listed(told[0].text, [line.text for line in body[1:]])
    is_asked = told and not LONE_KEY.fullmatch(told[0].text) and _ESSAY.match(body[0].text)
    return "简答题" if is_long or is_asked else ""


def _is_label(text: str, letters: int) -> bool:
    """Whether `D.` is the last option, which is a picture, rather than a key."""
    return text.endswith((".", "．")) and ord(text[0]) - ord("A") == letters - 1


def _is_choice(block: Block, sort: Sort | None, body: Sequence[Line]) -> bool:
    if sort in (Sort.SINGLE, Sort.MULTIPLE, Sort.CHOICE):
        return True
    key = _one(block, labels.ANSWER)
    lone = LONE_KEY.fullmatch(key) if key else None
    if sort is None and lone is not None and lone[1] is not None:
        return True
    return sort is None and _is_listed(key, [line.text for line in body[1:]])


def _is_listed(key: str, texts: Sequence[str]) -> bool:
    """Whether the key is one of the short lines below a stem, each of which is another."""
    bare = [text.rstrip("。；; ") for text in texts]
    is_short = all(0 < len(text) <= _OPTION_LIMIT for text in bare)
    return key.rstrip("。") in bare and is_short and len(set(bare)) == len(bare) > 1


def _own(block: Block, sort: Sort | None) -> str:
    """What was answered on a result page, where that scored: it is the key of a single choice."""
    got = re.match(r"\d{1,3}(?:\.\d)?", _one(block, labels.GOT))
    if got is None or float(got[0]) <= 0 or sort not in (Sort.SINGLE, Sort.TRUE_FALSE):
        return ""
    return _one(block, labels.MINE)


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
    lines = block.material
    starts = [
        place > 0 and (line.text.startswith("【") or material.is_label(lines[place - 1].text))
        for place, line in enumerate(lines)
    ]
    return f"{joined(lines, starts).text}\n{text}" if text else ""


def _one(block: Block, name: str) -> str:
    found = block.texts(name)
    return found[-1][0].text.strip(" ;；,，") if found else ""


def _tags(block: Block) -> tuple[str, ...]:
    named = [block.chapter, *(said(lines) for lines in block.texts(labels.TAGS))]
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
    words = " | ".join(line.text for line in block.body[:12])
    answers = [said(lines) for lines in block.texts(labels.ANSWER)]
    text = number + " | ".join([words, *(f"答案：{each}" for each in answers)])
    return text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 1] + "…"
