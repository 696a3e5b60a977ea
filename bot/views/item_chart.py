"""The picture of one question: its figures, and who picked what, the better half apart."""

from bot.texts import Texts
from bot.views.canvas import Canvas, pen
from bot.views.chart import (
    CARD,
    CLAY,
    EDGE,
    INK,
    JADE,
    NOTHING,
    PAPER,
    QUIET,
    SAND,
    TRACK,
    WIDTH,
)
from bot.views.item_report import choice_texts
from bot.views.lettering import face
from questions.item_report import Item
from questions.question import LETTERS, Kind
from questions.score import percent

# The key for those who are not of the better half.
MINT = "#A9D3C6"

_MARGIN, _PADDING, _GAP, _HEAD, _FOOT = 14, 16, 10, 52, 6
_LEFT, _RIGHT = _MARGIN + _PADDING, WIDTH - _MARGIN - _PADDING
_INNER = _RIGHT - _LEFT
_BIG, _HEADING, _TITLE, _NOTE = 26, 14, 13, 11
_LINE, _SHARE_WIDTH = 17, 96
_FIGURES_HEIGHT, _TOP, _BAR = 76, 44, 26


def draw(item: Item, words: Texts) -> bytes:
    """A PNG as wide as a phone."""
    with pen():
        bars = _bars(item, words)
        tall = _TOP + sum(_LINE * len(text) + _BAR for text, *_ in bars) + 4
        canvas = Canvas(WIDTH, _HEAD + _FIGURES_HEIGHT + _GAP + tall + _GAP + _FOOT, PAPER)
        count = words.plain("item.chart.answered", count=item.report.figures.answered)
        canvas.text(_MARGIN + 4, 36, words.plain("item.chart.title"), 20, INK, bold=True)
        canvas.text(WIDTH - _MARGIN - 4, 35, count, _NOTE, QUIET, align="right")
        _card(canvas, _HEAD, _FIGURES_HEIGHT)
        _figures(canvas, _HEAD, item, words)
        top = float(_HEAD + _FIGURES_HEIGHT + _GAP)
        _card(canvas, top, tall)
        _picks(canvas, top, item, words)
        return canvas.png()


Bar = tuple[list[str], int, int, bool]


def _bars(item: Item, words: Texts) -> list[Bar]:
    """For each choice its lines of text, who picked it, how many of the better half, and whether
    it is right; for a typed question, how many were right and how many were not."""
    told = item.report
    width = _INNER - _SHARE_WIDTH
    if item.question.kind.is_typed:
        right, wrong = told.figures.right, told.figures.answered - told.figures.right
        return [
            ([words.plain("item.chart.right")], right, 0, True),
            ([words.plain("item.chart.not_right")], wrong, 0, False),
        ]
    bars = []
    for choice, text in enumerate(choice_texts(item, words)):
        letter = "" if item.question.kind is Kind.TRUE_FALSE else f"{LETTERS[choice]}. "
        of_better = told.picked_by_better
        better = of_better[choice] if choice < len(of_better) else 0
        is_right = choice in item.question.right
        shown = face(bold=is_right).wrapped(letter + text, width, _TITLE, lines=2)
        bars.append((shown, told.figures.picks_of(choice), better, is_right))
    return bars


def _card(canvas: Canvas, top: float, tall: float) -> None:
    canvas.box(_MARGIN, top, WIDTH - 2 * _MARGIN, tall, CARD, radius=12, edge=EDGE)


def _figures(canvas: Canvas, top: float, item: Item, words: Texts) -> None:
    told = item.report.figures
    share = NOTHING if told.facility is None else f"{percent(told.facility)}%"
    seconds = NOTHING if told.median_seconds is None else f"{told.median_seconds:.0f}"
    figures = (
        (share, "facility", INK),
        (_signed(told.discrimination), "d", _colour(told.discrimination)),
        (_signed(told.point_biserial), "r", _colour(told.point_biserial)),
        (seconds, "median", INK),
    )
    column = _INNER / len(figures)
    widest = max(face(bold=True).width(figure, _BIG) for figure, _, _ in figures)
    size = min(_BIG, _BIG * (column - 10) / widest)
    for at, (figure, key, colour) in enumerate(figures):
        middle = _LEFT + column * (at + 0.5)
        canvas.text(middle, top + 40, figure, size, colour, bold=True, align="center")
        label = face().cut(words.plain(f"item.chart.{key}"), column, _NOTE + 0.5)
        canvas.text(middle, top + 61, label, _NOTE + 0.5, QUIET, align="center")


def _picks(canvas: Canvas, top: float, item: Item, words: Texts) -> None:
    canvas.text(_LEFT, top + 26, words.plain("item.chart.picked"), _HEADING, INK, bold=True)
    if item.report.better and not item.question.kind.is_typed:
        _legend(canvas, top + 26, words)
    total = item.report.figures.answered
    top += _TOP - 8
    for shown, count, better, is_right in _bars(item, words):
        for line in shown:
            top += _LINE
            canvas.text(_LEFT, top - 2, line, _TITLE, INK, bold=is_right)
        share = count / total if total else 0.0
        dark, light = (JADE, MINT) if is_right else (CLAY, SAND)
        facts = {"share": f"{percent(share)}%", "count": count}
        label = words.plain("item.chart.count", **facts)
        canvas.text(_RIGHT, top - 2, label, _TITLE, dark, bold=True, align="right")
        track = canvas.box(_LEFT, top + 5, _INNER, 10, TRACK, radius=5)
        if count:
            whole = light if item.report.better else dark
            canvas.box(_LEFT, top + 5, _INNER * share, 10, whole, inside=track)
        if better:
            canvas.box(_LEFT, top + 5, _INNER * better / total, 10, dark, inside=track)
        top += _BAR


def _legend(canvas: Canvas, y: float, words: Texts) -> None:
    """Dark is the better half, right or wrong; light are the others."""
    x = float(_RIGHT)
    for key, colours in (("others", (SAND, MINT)), ("better", (CLAY, JADE))):
        label = words.plain(f"item.chart.{key}")
        x -= face().width(label, _NOTE)
        canvas.text(x, y, label, _NOTE, QUIET)
        for colour in colours:
            x -= 12
            canvas.box(x, y - 8.5, 9, 9, colour, radius=2.5)
        x -= 12


def _signed(figure: float | None) -> str:
    return NOTHING if figure is None else f"{round(figure, 2) + 0.0:.2f}"


def _colour(figure: float | None) -> str:
    """Below nothing it is bad news."""
    return CLAY if figure is not None and figure < 0 else INK
