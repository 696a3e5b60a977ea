"""The choice of what to export, on one screen, and the file that comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.html import Html, bold, clip, lines
from bot.presses import Export, ExportDates, ExportList, MakeExport
from bot.screen import Button, File, Screen
from bot.texts import Texts
from bot.views.paging import cut, turning
from questions.export import Chosen, Days, Format, Offer, Period, span
from questions.score_sheet import Scope, file_name
from questions.stamps import stamp

# As many characters of a name as a button shows on a phone.
LABEL = 26


def choice(chosen: Chosen, offer: Offer, today: date, words: Texts) -> Screen:
    """What is chosen so far, with everything that may be chosen instead."""
    text = lines(
        lines(
            words("export.top"),
            *_range(chosen, offer, today, words),
            words("export.format", format=chosen.format.upper()),
        ),
        words("sheet.csv_note") if chosen.format is Format.CSV else "",
        words("export.ask"),
        apart="\n\n",
    )
    narrow = tuple(
        Button(words.plain(f"export.button.{what}"), ExportList(what, 0, chosen.packed()))
        for what in ("bank", "department")
    )
    own = words.plain("export.button.own")
    periods = (
        *(_period(period, chosen, words) for period in Period),
        Button(_checked(own, isinstance(chosen.days, Days)), ExportDates(chosen.packed())),
    )
    formats = tuple(
        Button(
            _checked(form.upper(), form is chosen.format),
            Export(replace(chosen, format=form).packed()),
        )
        for form in Format
    )
    go = Button(words.plain("export.go"), MakeExport(chosen.packed()))
    return Screen(text, (narrow, periods[:3], periods[3:], formats, (go,)))


def banks(chosen: Chosen, offer: Offer, page: int, words: Texts) -> Screen:
    options = [(0, words.plain("sheet.all_banks")), *offer.banks]
    then = [(title, replace(chosen, bank=bank)) for bank, title in options]
    return _list("bank", chosen, then, page, words)


def departments(chosen: Chosen, offer: Offer, page: int, words: Texts) -> Screen:
    everyone = (words.plain("sheet.all_departments"), replace(chosen, department=0))
    then = [(name, replace(chosen, department=stamp(name))) for name in offer.departments]
    return _list("department", chosen, [everyone, *then], page, words)


def ask_dates(today: date, words: Texts) -> Screen:
    """What to type; the last 30 days serve as the example."""
    days = span(Period.MONTH, today)
    return Screen(words("export.type", since=days.since, until=days.until))


def document(chosen: Chosen, offer: Offer, scope: Scope, content: bytes, words: Texts) -> Screen:
    today = scope.local(scope.made_at).date()
    caption = lines(
        bold(words(f"sheet.title.{scope.about}")),
        *_range(chosen, offer, today, words),
        words("sheet.csv_note") if chosen.format is Format.CSV else "",
    )
    name = file_name(scope, words.words, chosen.format)
    return Screen(caption, document=File(name, content))


def failed(reference: str, words: Texts) -> Screen:
    return Screen(words("export.failed", reference=reference))


def _range(chosen: Chosen, offer: Offer, today: date, words: Texts) -> tuple[Html, ...]:
    bank = offer.bank(chosen) or words.plain("sheet.all_banks")
    department = offer.department(chosen) or words.plain("sheet.all_departments")
    days = span(chosen.days, today)
    name = chosen.days if isinstance(chosen.days, Period) else "own"
    if name == "own" and days.since == days.until:
        name = "day"
    shown = words(f"export.days.{name}", since=days.since, until=days.until)
    return (
        words("export.bank", bank=bank),
        words("export.days", days=shown),
        words("export.department", department=department),
    )


def _period(period: Period, chosen: Chosen, words: Texts) -> Button:
    label = _checked(words.plain(f"export.button.{period}"), chosen.days is period)
    return Button(label, Export(replace(chosen, days=period).packed()))


def _list(
    what: str, chosen: Chosen, options: Sequence[tuple[str, Chosen]], page: int, words: Texts
) -> Screen:
    page, shown = cut(options, page)
    rows: list[tuple[Button, ...]] = [
        (Button(_checked(clip(label, LABEL), then == chosen), Export(then.packed())),)
        for label, then in shown
    ]
    turn = turning(page, len(options), lambda to: ExportList(what, to, chosen.packed()))
    back = Button(words.plain("export.button.back"), Export(chosen.packed()))
    rows += [turn] if turn else []
    return Screen(words(f"export.pick.{what}"), (*rows, (back,)))


def _checked(label: str, is_chosen: bool) -> str:
    return f"✓ {label}" if is_chosen else label
