"""What a trainer is told of an uploaded file before anything is kept."""

from collections.abc import Sequence

from bot.html import Html, clip, lines, plain
from bot.presses import AcceptQuotes, CancelUpload, Import, OpenBank, Preview, SetState
from bot.screen import TEXT_LIMIT, Button, File, Screen
from bot.texts import Texts
from bot.views import question as view
from questions.formats.report import RowProblem
from questions.shelf import Shelf, Stocked
from questions.upload import Examined

# So many problems are told in the message; the returned sheet has them all.
TOLD = 10


def how(words: Texts) -> Screen:
    return Screen(words("upload.how"))


def report(examined: Examined, upload_id: int, before: Shelf | None, words: Texts) -> Screen:
    """Counts, the first question, every problem with its row, and what to press."""
    if before:
        text = words("upload.before", title=before.title)
        return Screen(text, ((Button(words.plain("bank.open"), OpenBank(before.id)),),))
    count = len(examined.questions)
    for told, sample in ((TOLD, 900), (TOLD, 300), (3, 200)):
        text = _report(examined, told, sample, words)
        if len(plain(text)) <= TEXT_LIMIT:
            break
    row = [Button(words.plain("upload.cancel"), CancelUpload(upload_id))]
    if count:
        row.insert(0, Button(words.plain("upload.import", count=count), Import(upload_id)))
    return Screen(text, (tuple(row),) if count else ())


def returned(name: str, content: bytes, examined: Examined, words: Texts) -> Screen:
    """The trainer's own sheet with the problems in it."""
    caption = words("upload.returned", rows=examined.rows)
    return Screen(caption, document=File(name, content))


def imported(shelf: Shelf, stocked: Stocked, words: Texts) -> Screen:
    text = lines(
        words("upload.imported", title=shelf.title, new=stocked.new, changed=stocked.changed),
        words("upload.same", same=stocked.same) if stocked.same else "",
        words("upload.proposed", count=shelf.proposed) if shelf.proposed else "",
        words("upload.not_yet" if shelf.state != "published" else "upload.published"),
        apart="\n\n",
    )
    rows = [(Button(words.plain("bank.preview"), Preview(shelf.id, 0)),)]
    if shelf.proposed:
        label = words.plain("bank.accept_all", count=shelf.proposed)
        rows.append((Button(label, AcceptQuotes(shelf.id)),))
    if shelf.state != "published":
        rows.append((Button(words.plain("bank.publish"), SetState(shelf.id, 1)),))
    return Screen(text, tuple(rows))


def cancelled(words: Texts) -> Screen:
    return Screen(words("upload.cancelled"))


def reasons(problems: Sequence[RowProblem], words: Texts) -> dict[tuple[str, int], str]:
    """For each row of a sheet, what is wrong with it and how to mend it, in one cell."""
    told: dict[tuple[str, int], list[str]] = {}
    for problem in problems:
        told.setdefault((problem.sheet, problem.row), []).append(reason(problem, words))
    return {place: " ".join(dict.fromkeys(each)) for place, each in told.items()}


def reason(problem: RowProblem, words: Texts) -> str:
    facts = dict(problem.facts)
    said = words.plain(f"problem.{problem.code}", **facts)
    return f"{said}{words.plain(f'problem.{problem.code}.mend', **facts)}"


def _report(examined: Examined, told: int, sample: int, words: Texts) -> Html:
    count = len(examined.questions)
    return lines(
        words("upload.read", name=examined.name, count=count, format=examined.format.upper()),
        lines(
            *(
                words("upload.kind", kind=words(f"kind.{k}"), count=n)
                for k, n in examined.kinds.items()
            )
        ),
        _quotes(examined, words),
        _problems(examined, told, words),
        lines(*_assumptions(examined, words)),
        _first(examined, sample, words),
        words("upload.nothing") if not count else words("upload.press"),
        apart="\n\n",
    )


def _quotes(examined: Examined, words: Texts) -> Html:
    if not examined.proposed and not examined.unquoted:
        return Html("")
    return words("upload.quotes", proposed=len(examined.proposed), unquoted=examined.unquoted)


def _problems(examined: Examined, told: int, words: Texts) -> Html:
    if not examined.problems:
        return Html("")
    shown = [
        words(
            "upload.problem",
            row=problem.row,
            reason=reason(problem, words),
            text=clip(problem.text, 40),
        )
        for problem in examined.problems[:told]
    ]
    more = len(examined.problems) - told
    return lines(
        words("upload.problems", rows=examined.rows),
        *shown,
        words("upload.more", count=more) if more > 0 else "",
    )


def _assumptions(examined: Examined, words: Texts) -> list[Html]:
    return [
        words("upload.assumption", text=words(f"assumption.{each.code}", **each.facts))
        for each in examined.assumptions
    ]


def _first(examined: Examined, room: int, words: Texts) -> Html:
    if not examined.questions:
        return Html("")
    first = examined.questions[0]
    shown = plain(view.as_written(first, words))
    return lines(words("upload.first"), clip(shown, room))
