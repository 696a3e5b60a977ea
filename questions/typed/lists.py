"""Typed enumerations: a set of items, however they are joined, numbered or shortened."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from questions.typed.joints import same
from questions.typed.plain import Context, core, simplified
from questions.typed.slips import NEGATIONS, is_slip
from questions.typed.verdict import Verdict

Items = Sequence[Sequence[str]]

_LONGER = 200
_COST_OF_A_SLIP = 1
_COST_OF_A_STRANGER = 10

_NUMBERING = re.compile(
    r"(?:(?<=[\s,;、。:])|^)\s*(?:\(\d{1,2}\)|\d{1,2}\s*[.、):,](?!\d)"
    r"|\(?[一二三四五六七八九十]{1,2}[)、.,:]|[一二三四五六七八九十]是|第[一二三四五六七八九十][、,:是个]?)"
)
_BETWEEN = re.compile(
    r"以及|还有|并且|其次|再次|最后|首先|然后|另外|分别是|分别为|分别|包括|答案是|答案|就是|"
    r"等等|一共|[先再和与及是有即为等的了跟共要]|\d(?=[一-鿿])"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found of an enumeration: each item's verdict, and the words found for it.

    `has_strangers`: something was named that belongs to none; `in_order`: as the reference has it.
    """

    verdicts: tuple[Verdict, ...]
    given: tuple[str, ...]
    has_strangers: bool
    in_order: bool

    def verdict(self, is_ordered: bool) -> Verdict:
        """Everything named and nothing else; ALMOST where slips are all that is wrong."""
        if self.has_strangers or (is_ordered and not self.in_order):
            return Verdict.REJECT
        return max(self.verdicts, key=list(Verdict).index, default=Verdict.REJECT)


@dataclass(slots=True)
class _Wordings:
    """How the items may be said: `core` for what is exact, `same` for what may slip."""

    exact: dict[str, int] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)
    bare: dict[str, int] = field(default_factory=dict)
    prefix: str = ""
    suffix: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    item: int | None
    is_slip: bool = False


def find(items: Items, typed: str, context: Context) -> Listed:
    """Find the items in an answer."""
    said = _wordings(items)
    text = _NUMBERING.sub("\n", simplified(typed))
    # Where nothing of the limit is left the answer is no enumeration of these items.
    limit = sum(len(word) for word in said.exact) + _LONGER
    pieces = list(_pieces(text, said, context)) if len(text) <= limit else []
    verdicts, given, order = [Verdict.REJECT] * len(items), [""] * len(items), []
    for piece in pieces:
        if piece.item is None:
            continue
        verdict = Verdict.ALMOST if piece.is_slip else Verdict.ACCEPT
        if not given[piece.item]:
            order.append(piece.item)
        if not given[piece.item] or verdict is Verdict.ACCEPT:
            verdicts[piece.item], given[piece.item] = verdict, piece.text
    strangers = [each.text for each in pieces if each.item is None]
    return Listed(
        tuple(verdicts),
        tuple(given),
        not pieces or any(not _is_harmless(each, said, context) for each in strangers),
        order == sorted(order),
    )


def _wordings(items: Items) -> _Wordings:
    said = _Wordings()
    for at, wordings in enumerate(items):
        for wording in wordings:
            text = simplified(wording)
            if core(text):
                said.exact.setdefault(core(text), at)
                said.loose.setdefault(same(text), at)
    firsts = [core(simplified(wordings[0])) for wordings in items if wordings]
    if len(firsts) > 2:
        said.prefix = _shared_start(firsts)
        said.suffix = _shared_start([first[::-1] for first in firsts])[::-1]
        for at, first in enumerate(firsts):
            bare = first.removeprefix(said.prefix).removesuffix(said.suffix)
            if len(bare) >= 2 and bare != first and bare not in said.exact:
                said.bare.setdefault(bare, at)
    said.longest = max(map(len, said.exact), default=0)
    return said


def _shared_start(texts: list[str]) -> str:
    alike = next(
        (at for at, chars in enumerate(zip(*texts, strict=False)) if len(set(chars)) > 1), None
    )
    return texts[0][: min(map(len, texts)) if alike is None else alike]


def _pieces(text: str, said: _Wordings, context: Context) -> Iterator[_Piece]:
    """The cheapest way to read the answer as items, with as few strangers as can be."""
    chars, ends = _atoms(text)
    bare_costs = 0 if _names_affix(chars, said, context) else _COST_OF_A_SLIP
    cost: list[float] = [0.0, *[float("inf")] * len(chars)]
    came: list[tuple[int, _Piece | None]] = [(0, None)] * (len(chars) + 1)
    for at in range(len(chars)):
        if cost[at] == float("inf"):
            continue
        for end, piece, price in _steps(chars, ends, at, said, bare_costs):
            if cost[at] + price < cost[end]:
                cost[end], came[end] = cost[at] + price, (at, piece)
    found, at = [], len(chars)
    while at:
        at, piece = came[at]
        if piece is not None:
            found.append(piece)
    yield from reversed(found)


def _atoms(text: str) -> tuple[str, set[int]]:
    """The `core` of a text, and the places in it where a separator stood or a joint begins."""
    chars, ends = "", set()
    for part in re.split(r"[\W_]+", _kept(text)):
        chars += part
        ends.add(len(chars))
    for joint in _BETWEEN.finditer(chars):
        ends |= {joint.start(), joint.end()}
    return chars, ends


def _kept(text: str) -> str:
    return re.sub(r"(?<=\d)\.(?=\d)", "点", text)


def _steps(
    chars: str, ends: set[int], at: int, said: _Wordings, bare_costs: int
) -> Iterator[tuple[int, _Piece | None, float]]:
    for words, cost in ((said.exact, 0), (said.bare, bare_costs)):
        for word, item in words.items():
            if chars.startswith(word, at):
                yield at + len(word), _Piece(word, item, is_slip=cost > 0), cost
    if joint := _BETWEEN.match(chars, at):
        # A joint costs a little, so that 参与权 is read as one item.
        yield joint.end(), None, 0.01
    reach = sorted(end for end in ends if at < end <= at + said.longest + 8)
    for end in reach:
        yield from _loosely(chars[at:end], end, said)
    following = min((end for end in ends if end > at), default=len(chars))
    # The fewer characters are strange, the better.
    price = _COST_OF_A_STRANGER + (following - at) / 100
    yield following, _Piece(chars[at:following], None), price


def _loosely(piece: str, end: int, said: _Wordings) -> Iterator[tuple[int, _Piece, float]]:
    plain = same(piece)
    if plain in said.loose:
        yield end, _Piece(piece, said.loose[plain]), 0.02
        return
    for word, item in said.loose.items():
        if abs(len(word) - len(plain)) <= 1 and _slipped(word, plain, said):
            yield end, _Piece(piece, item, is_slip=True), _COST_OF_A_SLIP


def _slipped(word: str, plain: str, said: _Wordings) -> bool:
    """One slip, but not in what all items share: 会工艺技术 is no slip of 懂工艺技术."""
    shares_ends = plain.startswith(said.prefix) and plain.endswith(said.suffix)
    is_whole = word.startswith(said.prefix) and word.endswith(said.suffix)
    return (shares_ends or not is_whole) and is_slip(word, plain)


def _names_affix(chars: str, said: _Wordings, context: Context) -> bool:
    """Whether the question, or the answer once, names what the shortened items leave out."""
    return all(each in context.whole or each in chars for each in (said.prefix, said.suffix))


def _is_harmless(stranger: str, said: _Wordings, context: Context) -> bool:
    """Words of the question around the items, or their count: 四权, 六个方面."""
    if NEGATIONS & set(stranger):
        return False
    if re.fullmatch(
        rf"[\d一二两三四五六七八九十]+[个项种类条大]?(?:{_affixes(said)}|方面|内容|点)?", stranger
    ):
        return True
    return len(stranger) >= 2 and stranger in context.whole


def _affixes(said: _Wordings) -> str:
    return f"{re.escape(said.prefix)}|{re.escape(said.suffix)}"
