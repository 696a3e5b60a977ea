"""What fills the blanks of a stem: which part of a cell is a blank of its own, which a wording."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions.formats.normal import tidy

# Where something is to be filled in: a line, an empty bracket, or blanks of some width.
_GAPS = (
    re.compile(
        r"[(（【\[〔｛{]\s{0,40}(?:[_＿﹍]{1,40}\s{0,40})?[)）】\]〕｝}]|[_＿﹍]{2,}|—{3,}|-{4,}|\.{6,}|…{3,}"
        r"|[(（]\s{0,4}[①②③④⑤⑥⑦⑧⑨⑩\d]\s{0,4}[)）][_＿]{1,40}"
    ),
    re.compile(
        r"[\[<{【(（]\s?(?:填空|空格|空|blank)\s?\d{0,2}\s?[\]>}】)）]|#{3,}", re.IGNORECASE
    ),
    re.compile(r"(?<![A-Za-z0-9_])_(?![A-Za-z0-9_])"),
    re.compile(r"[{【]\s?\d{1,2}\s?[}】]"),
    re.compile(r"(?<=\S)\s{3,40}(?=\S)"),
)
_NUMBERED = re.compile(
    r"[(（]\s?\d{1,2}\s?[)）]\s{0,4}|(?:^|(?<=[\s;；,，、。]))\d{1,2}\s?[.．、)）](?!\d)\s{0,4}|[①-⑳]\s{0,4}"
    r"|[\[【]\s?(?:填空|空)\s?\d{1,2}\s?[\]】]\s{0,4}[:：]?"
)
_BETWEEN_BLANKS = (
    "|", "｜", "┋", "\n", ";;", "；；", "；", ";", "##", "、", "，", ",", "/", "／", " "
)  # fmt: skip
_FILLED = re.compile(
    r"[(（]\s{0,8}([^()（）\s][^()（）]{0,39}?)\s{0,8}[)）]|【\s{0,8}([^【】\s][^【】]{0,39}?)\s{0,8}】"
    r"|(?<!_)_{1,3}\s{0,4}([^_\s][^_]{0,39}?)\s{0,4}_{1,3}(?!_)"
)
_LINED = re.compile(r"(?<!_)_{1,3}\s{0,4}([^_\s][^_]{0,39}?)\s{0,4}_{1,3}(?!_)")
# ____和____ are two gaps, of which none is filled.
_BETWEEN_GAPS = re.compile(r"[、，,；;。：:\s]*(?:和|与|及|以及|或|并|and|or)?[、，,；;：:\s]*")
_OR = re.compile(r"(?:或者|或)(?!许|然|多或少|缺)")
_OR_ALSO = re.compile(
    r"([^()（）]{1,24}?)\s?[(（]\s?(?:或者?|也可)[:：]?\s?([^()（）]{1,24}?)\s?[)）]"
)
_SLASH = re.compile(r"(?<=[一-鿿])\s*[/／]\s*(?=[一-鿿])")
_LONGEST_OR = 12


@dataclass(frozen=True, slots=True)
class Filled:
    """`accepted` has one entry a blank; the separators are those that were cut at, or ""."""

    accepted: tuple[tuple[str, ...], ...]
    blanks_by: str = ""
    wordings_by: str = ""


def gaps(stem: str) -> int:
    """How many blanks the stem shows; 0 when it is a plain question."""
    return next((count for way in _GAPS if (count := len(way.findall(stem)))), 0)


def filled_in(stem: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The stem with its brackets and lines emptied, and what stood in them; none where one is
    empty already."""
    # Beside text on a line, what stands in brackets is said of it.
    way = _LINED if _LINED.search(stem) else _FILLED
    found = list(way.finditer(stem))
    if not found or gaps(way.sub("", stem)):
        return stem, ()
    texts = [next(text for text in each.groups() if text).strip() for each in found]
    if any(map(_BETWEEN_GAPS.fullmatch, texts)):
        return stem, ()
    return way.sub("____", stem), tuple(_wordings(text, "")[0] for text in texts)


def from_columns(cells: Iterable[str], wordings_only: str = "") -> Filled:
    """One cell a blank. With `wordings_only` nothing else parts the wordings of a blank."""
    entries = [_wordings(cell, wordings_only) for cell in cells if cell.strip()]
    used = next((used for _, used in entries if used), "")
    return Filled(tuple(wordings for wordings, _ in entries), wordings_by=used)


def from_cell(stem: str, cell: str, wordings_only: str = "") -> Filled:
    """One cell for all blanks: the stem says how many there are, and so where the cell is cut.

    `wordings_only`, where the source is known, parts wordings and never blanks.
    """
    count = gaps(stem)
    text = tidy(cell)
    if count > 1:
        for separator, pieces in _cuts(text):
            if len(pieces) == count and separator != wordings_only:
                filled = from_columns(pieces, wordings_only)
                return Filled(filled.accepted, separator, filled.wordings_by)
        if wordings_only != "|" and "|" in text:
            filled = from_columns(text.split("|"), wordings_only)
            return Filled(filled.accepted, "|", filled.wordings_by)
    wordings, used = _wordings(text, wordings_only)
    return Filled((wordings,) if wordings else (), wordings_by=used)


def _cuts(text: str) -> Iterable[tuple[str, Sequence[str]]]:
    numbered = [piece.strip(" ;；,，、。\n") for piece in _NUMBERED.split(text)]
    if len(numbered) > 2 and not numbered[0]:
        yield "①", [piece for piece in numbered[1:] if piece]
    for separator in _BETWEEN_BLANKS:
        pieces = [piece.strip() for piece in text.split(separator)]
        if len(pieces) > 1:
            while separator in " \n;；|" and pieces and not pieces[-1]:
                pieces.pop()
            yield separator, [piece for piece in pieces if piece or separator != " "]


def _wordings(cell: str, only: str) -> tuple[tuple[str, ...], str]:
    text = tidy(cell)
    for separator in (only,) if only else ("|", "｜", "；", ";"):
        pieces = _unique(text.split(separator))
        if len(pieces) > 1:
            return pieces, separator
    if not only:
        if also := _OR_ALSO.fullmatch(text):
            return _unique(also.groups()), "或"
        if len(pieces := _unique(_SLASH.split(text))) > 1:
            return pieces, "/"
        pieces = _unique(_OR.split(text))
        if len(pieces) > 1 and max(map(len, pieces)) <= _LONGEST_OR:
            return pieces, "或"
    return ((text,) if text else ()), ""


def _unique(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))
