"""The picture of /score: headline figures, the rate in each bank, and the last days."""

from collections.abc import Mapping, Sequence
from math import ceil

from bot.views.canvas import Canvas, pen
from bot.views.lettering import face
from questions.score import BankScore, DayScore, Score, percent

Words = Mapping[str, str]

# Units; a phone shows the picture about so wide.
WIDTH = 420
MOST_BANKS = 6
# Below this a bank's bar is clay instead of jade: here practice pays.
WEAK = 0.6
PAPER, CARD, EDGE, TRACK = "#F5F3EC", "#FFFFFF", "#E6E1D5", "#ECEAE2"
INK, QUIET, JADE, CLAY, SAND = "#22302F", "#6F7A76", "#2E7D6B", "#C9804F", "#E8C6AD"
NOTHING = "–"

_MARGIN, _PADDING, _GAP, _HEAD, _FOOT = 14, 16, 10, 52, 6
_LEFT, _RIGHT = _MARGIN + _PADDING, WIDTH - _MARGIN - _PADDING
_INNER = _RIGHT - _LEFT
_BIG, _HEADING, _TITLE, _NOTE = 26, 14, 13, 11
_TITLE_LINE, _RATE_WIDTH = 17, 46
_FIGURES_HEIGHT, _DAYS_HEIGHT = 76, 176
_COLUMNS_HEIGHT = 88
# A date under every day would be a row of dates; one each so many units is a scale.
_DATE_EVERY = 64
_MOST_LABELLED = 16


def draw(score: Score, words: Words) -> bytes:
    """A PNG as wide as a phone. A score that `is_empty` is better answered by a text."""
    with pen():
        cards = [(_FIGURES_HEIGHT, _figures)]
        if score.banks:
            cards.append((_banks_height(score.banks), _banks))
        if score.days:
            cards.append((_DAYS_HEIGHT, _days))
        height = _HEAD + sum(tall + _GAP for tall, _ in cards) + _FOOT
        canvas = Canvas(WIDTH, height, PAPER)
        _head(canvas, score, words)
        top = _HEAD
        for tall, paint in cards:
            canvas.box(_MARGIN, top, WIDTH - 2 * _MARGIN, tall, CARD, radius=12, edge=EDGE)
            paint(canvas, top, score, words)
            top += tall + _GAP
        return canvas.png()


def _head(canvas: Canvas, score: Score, words: Words) -> None:
    until = words["chart.until"].format(date=f"{score.today:%Y-%m-%d}")
    canvas.text(_MARGIN + 4, 36, words["chart.title"], 20, INK, bold=True)
    canvas.text(WIDTH - _MARGIN - 4, 35, until, _NOTE, QUIET, align="right")


def _figures(canvas: Canvas, top: float, score: Score, words: Words) -> None:
    rate = NOTHING if score.rate is None else f"{percent(score.rate)}%"
    figures = (
        (f"{score.answered:,}", "chart.answered", INK),
        (f"{score.right:,}", "chart.right", INK),
        (rate, "chart.rate", JADE),
        (f"{score.streak:,}", "chart.streak", INK),
    )
    column = _INNER / len(figures)
    # A million answers must still fit into a quarter of the card.
    widest = max(face(bold=True).width(figure, _BIG) for figure, _, _ in figures)
    size = min(_BIG, _BIG * (column - 10) / widest)
    for at, (figure, key, colour) in enumerate(figures):
        middle = _LEFT + column * (at + 0.5)
        canvas.text(middle, top + 40, figure, size, colour, bold=True, align="center")
        canvas.text(middle, top + 61, words[key], _NOTE + 0.5, QUIET, align="center")


def _most_answered(banks: Sequence[BankScore]) -> list[BankScore]:
    """Those that are drawn, in their own order: all of them, or those most answered."""
    drawn = sorted(range(len(banks)), key=lambda at: (-banks[at].answered, at))[:MOST_BANKS]
    return [banks[at] for at in sorted(drawn)]


def _title(bank: BankScore) -> list[str]:
    return face().wrapped(bank.title, _INNER - _RATE_WIDTH, _TITLE, lines=2)


def _bank_height(bank: BankScore) -> int:
    return _TITLE_LINE * len(_title(bank)) + 37


def _banks_height(banks: Sequence[BankScore]) -> int:
    more = 18 if len(banks) > MOST_BANKS else 0
    return 40 + sum(map(_bank_height, _most_answered(banks))) + more


def _banks(canvas: Canvas, top: float, score: Score, words: Words) -> None:
    canvas.text(_LEFT, top + 26, words["chart.banks"], _HEADING, INK, bold=True)
    top += 36
    for bank in _most_answered(score.banks):
        _bank(canvas, top, bank, words)
        top += _bank_height(bank)
    if len(score.banks) > MOST_BANKS:
        note = words["chart.more_banks"].format(count=len(score.banks) - MOST_BANKS)
        canvas.text(_LEFT, top + 10, note, _NOTE, QUIET)


def _bank(canvas: Canvas, top: float, bank: BankScore, words: Words) -> None:
    for line in _title(bank):
        top += _TITLE_LINE
        canvas.text(_LEFT, top - 2, line, _TITLE, INK)
    colour = JADE if (bank.rate or 0) >= WEAK else CLAY
    shown = NOTHING if bank.rate is None else f"{percent(bank.rate)}%"
    ink = QUIET if bank.rate is None else colour
    canvas.text(_RIGHT, top - 2, shown, _HEADING, ink, bold=True, align="right")
    track = canvas.box(_LEFT, top + 5, _INNER, 8, TRACK, radius=4)
    if bank.rate:
        canvas.box(_LEFT, top + 5, _INNER * bank.rate, 8, colour, radius=4, inside=track)
    key = "chart.bank" if bank.answered else "chart.bank_untouched"
    facts = {"answered": bank.answered, "right": bank.right}
    facts |= {"seen": bank.seen, "total": bank.total_questions}
    note = face().cut(words[key].format(**facts), _INNER, _NOTE)
    canvas.text(_LEFT, top + 26, note, _NOTE, QUIET)


def _days(canvas: Canvas, top: float, score: Score, words: Words) -> None:
    days = score.days
    heading = words["chart.days"].format(count=len(days))
    canvas.text(_LEFT, top + 26, heading, _HEADING, INK, bold=True)
    most = max(day.answered for day in days)
    if not most:
        note = words["chart.no_days"].format(count=len(days))
        canvas.text(WIDTH / 2, top + _DAYS_HEIGHT / 2 + 12, note, _TITLE, QUIET, align="center")
        return
    _legend(canvas, top + 26, words)
    slot, floor = _INNER / len(days), top + _DAYS_HEIGHT - 32
    for at, day in enumerate(days):
        labelled = len(days) <= _MOST_LABELLED or day.answered == most or at == len(days) - 1
        _day(canvas, _LEFT + slot * (at + 0.5), floor, slot, day, most, labelled)
    _dates(canvas, floor + 18, slot, score, words)


def _legend(canvas: Canvas, y: float, words: Words) -> None:
    x = float(_RIGHT)
    for key, colour in (("chart.not_right", SAND), ("chart.right", JADE)):
        x -= face().width(words[key], _NOTE)
        canvas.text(x, y, words[key], _NOTE, QUIET)
        x -= 14
        canvas.box(x, y - 8.5, 9, 9, colour, radius=2.5)
        x -= 12


def _day(
    canvas: Canvas,
    middle: float,
    floor: float,
    slot: float,
    day: DayScore,
    most: int,
    labelled: bool,
) -> None:
    """A column standing on the floor, its lower part the right answers."""
    width = min(slot * 0.62, 26)
    left = middle - width / 2
    if not day.answered:
        canvas.box(left, floor - 2, width, 2, TRACK, radius=1)
        return
    height = max(4.0, _COLUMNS_HEIGHT * day.answered / most)
    column = canvas.box(left, floor - height, width, height, SAND, radius=3)
    if day.right:
        right = height * day.right / day.answered
        canvas.box(left, floor - right, width, right, JADE, inside=column)
    if labelled:
        label = f"{day.answered}"
        size = max(7.0, min(10.0, 10 * slot * 0.95 / face().width(label, 10)))
        canvas.text(middle, floor - height - 5, label, size, QUIET, align="center")


def _dates(canvas: Canvas, y: float, slot: float, score: Score, words: Words) -> None:
    """Today, and back from it one date each so often."""
    for back in range(0, len(score.days), ceil(_DATE_EVERY / slot)):
        day = score.days[-1 - back].day
        is_today = day == score.today
        name = words["chart.day"].format(month=day.month, day=day.day)
        shown = words["chart.today"] if is_today else name
        half = face(bold=is_today).width(shown, _NOTE) / 2
        middle = min(_RIGHT - slot * (back + 0.5), _RIGHT - half)
        colour = INK if is_today else QUIET
        canvas.text(middle, y, shown, _NOTE, colour, bold=is_today, align="center")
