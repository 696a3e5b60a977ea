"""Keys without a label, in the lines of the question itself: filled in, ticked, or behind it."""

import re
import unicodedata
from collections.abc import Sequence

from questions.formats.blanks import filled_in
from questions.formats.kinds import Sort
from questions.formats.paper.line import BOLD, COLOUR, HIGHLIGHT, UNDERLINE, Line
from questions.formats.paper.seen import LONE_KEY, TICKED

_STATEMENT = re.compile(
    r"(?:[12]\d{3}\s?年?\s?)?(?:修订|修正|版|试行|暂行|第.{1,8}号)|以下简称|简称|注[:：]|以下称|[含如即见附包]|单选|多选|每空|\d+\s?分|第?[一二三四五六七八九十]+[)）]"
)
_BRACKET = re.compile(
    r"[(（【\[]([^()（）【】\[\]]{1,60})[)）】\]]|(?<!_)_{1,2}([^_]{1,60})_{1,2}(?!_)"
)
_EMPTY = re.compile(r"[(（【\[]\s{0,40}[)）】\]]|_{3,}|＿{2,}")
_TRUE_OR_FALSE = re.compile(
    r"[(（]\s{0,8}([TFYNtfynVvXx]|True|False|Yes|No|是|否)\s{0,8}[)）]\s{0,8}[。.]?$"
    r"|(?<=[。.！!？?；;)）])[\s—–-]{0,8}(对|错|正确|错误|[TFVXvx])\s{0,8}[。.]?$"
    r"|(?<=\s)(对|错|正确|错误)$"
)
_BEFORE = re.compile(r"([√×✓✗✔✘])\s{1,4}(?=\S.*[。.！!]?$)")
# （×，应为两次）: a verdict and what would be right in one bracket.
_JUDGED = re.compile(
    r"[(（]\s{0,4}(√|×|✓|✗|✔|✘|对|错误?|正确)\s?[,，;；:：、。]\s?([^()（）]{2,80})[)）]\s?[。.]?$"
)
# The term and its meaning in one line.
_TERM = re.compile(r"([^:：，。,]{1,30})[:：]\s?(\S.{3,})", re.S)
_END = re.compile(r"[？?。：:]\s*$|分\s?[)）]\s*$")
# A stem with gaps, and behind its end what fills them: ……____。（纵向到底）
_BEHIND = re.compile(
    r"(?<=[。；;！!？?”.])\s{0,4}[(（【]\s{0,4}(?!.{0,3}\d+\s?分)([^()（）【】]{1,60})[)）】]$"
)
_SOURCE = re.compile(
    r"[参详]?见|出自|出处|教材|课本|依据|根据|摘自|选自|引自|来源|注[:：]|提示|《|P\s?\d|第\s?[\d一二三四五六七八九十百]+\s?[页条章节款]|[\d.]+\s?[页条分]"
)
_SIGN = "[A-HＡ-Ｈ]"
_LETTERS_BEHIND = re.compile(
    rf"(?<=[？?)）_。:：])\s{{0,8}}({_SIGN}(?:[\s,，、]{{0,2}}{_SIGN}){{0,7}})\s{{0,8}}[。.]?$"
)
# A bracket whose letters have marks of any sort between and behind them: （A；C），（ B. ）.
_LOOSE = re.compile(
    rf"[(（【\[]\s{{0,8}}({_SIGN}(?:[\s,，、;；.．/和]{{0,3}}{_SIGN}){{0,7}})[\s,，、;；.．]{{0,3}}[)）】\]]"
)
_SMALL = re.compile(r"[(（【\[]\s{0,8}([a-hａ-ｈ]{1,8})\s{0,8}[)）】\]]\s{0,4}[。.？?:：]?$")
_BEHIND_ALL = re.compile(rf"\s{{0,8}}[(（【]\s{{0,4}}({_SIGN}{{1,8}})\s{{0,4}}[)）】]$")
_FILLED_WIDE = re.compile(rf"＿{{1,20}}\s{{0,4}}({_SIGN}{{1,8}})\s{{0,4}}＿{{1,20}}")


def key(
    body: Sequence[Line], stem: Line, sort: Sort | None, *, is_term: bool = False
) -> tuple[str, tuple[str, ...], str]:
    """A key without any label: the stem without it, its parts, and what is assumed by that."""
    if sort is Sort.ESSAY:
        if is_term and (term := _TERM.fullmatch(stem.text)):
            return term[1], (term[2],), ""
        if len(body) > 1 and _END.search(body[0].text):
            below = "\n".join(line.text for line in body[1:])
            return body[0].text, (below,), "answer_below_stem"
        return stem.text, (), ""
    if ticked := TICKED.search(stem.text):
        return stem.text[: ticked.start()].rstrip(), (ticked[1],), ""
    if sort is Sort.TRUE_FALSE and (judged := _JUDGED.search(stem.text)):
        return stem.text[: judged.start()].rstrip(), (f"{judged[1]}，{judged[2]}",), ""
    if sort is Sort.TRUE_FALSE and (first := _BEFORE.match(stem.text)):
        return stem.text[first.end() :], (first[1],), ""
    if sort is Sort.TRUE_FALSE and (lettered := _TRUE_OR_FALSE.search(stem.text)):
        return (
            stem.text[: lettered.start()].rstrip(),
            (lettered[1] or lettered[2] or lettered[3],),
            "",
        )
    if sort is Sort.BLANK:
        text, keys = _filled(stem)
        return text, keys, "blanks_in_stem" if keys else ""
    return stem.text, (), ""


def letters(stem: Line, count: int) -> tuple[str, tuple[str, ...]]:
    """The letters of a choice that stand behind its question, or are underlined in it."""
    text = stem.text
    if (small := _SMALL.search(text)) and _beyond(small[1]) < count and not _LOOSE.search(text):
        return f"{text[: small.start()]}（ ）", (unicodedata.normalize("NFKC", small[1]).upper(),)
    if brackets := [each for each in _LOOSE.finditer(text) if _beyond(each[1]) < count]:
        last = brackets[-1]
        return f"{text[: last.start()]}（ ）{text[last.end() :]}", (last[1],)
    if (found := _FILLED_WIDE.search(text)) or (found := _LETTERS_BEHIND.search(text)):
        is_behind = found.re is _LETTERS_BEHIND
        if _beyond(found[1]) < count:
            rest = "" if is_behind else f"____{text[found.end() :]}"
            return text[: found.start()] + rest, (found[1],)
    spans = _standing_out(stem, UNDERLINE)
    if len(spans) == 1:
        emptied, keys = _cut(text, spans)
        if (lone := LONE_KEY.fullmatch(keys[0])) and lone[1] and _beyond(lone[1]) < count:
            return emptied, keys
    return text, ()


def behind(options: Sequence[Line], stem: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The options without a key in brackets behind the last one, and that key; the bracket for it
    in the stem is empty then."""
    found = _BEHIND_ALL.search(options[-1].text)
    if found is None or not _EMPTY.search(stem) or _beyond(found[1]) >= len(options):
        return tuple(options), ()
    last = options[-1].cut(0, found.start())
    return (*options[:-1], last.cut(0, len(last.text.rstrip("。；; ")))), (found[1],)


def _beyond(said: str) -> int:
    """The place of the last letter, from 0."""
    return max(ord(char) & 0x1F for char in said if char.isalpha()) - 1


def _filled(stem: Line) -> tuple[str, tuple[str, ...]]:
    """A stem whose blanks are filled in: what is underlined, or what stands in brackets."""
    if underlined := _standing_out(stem, UNDERLINE):
        return _cut(stem.text, underlined)
    lined, filled = filled_in(stem.text) if "_" in stem.text else ("", ())
    if filled and lined.count("____") == len(filled):
        return lined, tuple("|".join(wordings) for wordings in filled)
    if _EMPTY.search(stem.text):
        if (behind := _BEHIND.search(stem.text)) and not _SOURCE.match(behind[1].strip()):
            return stem.text[: behind.start()].rstrip(), (behind[1].strip(),)
        return stem.text, ()
    for way in (COLOUR, HIGHLIGHT, BOLD):
        if coloured := _standing_out(stem, way):
            return _cut(stem.text, coloured)
    spans = [
        found for found in _BRACKET.finditer(stem.text)
        if not _STATEMENT.match((found[1] or found[2]).strip())
    ]  # fmt: skip
    text = stem.text
    for found in reversed(spans):
        gap = "（ ）" if found[1] else "____"
        text = text[: found.start()] + gap + text[found.end() :]
    return text, tuple((found[1] or found[2]).strip() for found in spans)


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, tuple[str, ...]]:
    """The text with gaps in place of these stretches, and what stood there."""
    keys = tuple(text[start:end].strip(" _()（）") for start, end in spans)
    for start, end in reversed(spans):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        is_inside = before.endswith(("(", "（")) and after.startswith((")", "）"))
        text = f"{before} {after}" if is_inside else f"{text[:start]}____{text[end:]}"
    return text, keys


def _standing_out(stem: Line, way: int) -> list[tuple[int, int]]:
    """Stretches that stand out in this way; none where everything does, or only gaps do."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for place, sign in enumerate(f"{stem.looks}0"):
        is_out = bool(ord(sign) - ord("0") & way)
        if is_out and start is None:
            start = place
        elif not is_out and start is not None:
            spans.append((start, place))
            start = None
    filled = [(a, b) for a, b in spans if stem.text[a:b].strip(" _（）()")]
    if len(filled) == 1 and filled[0] == (0, len(stem.text)):
        return []
    return filled if len(filled) == len(spans) else []
