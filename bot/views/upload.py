"""What a trainer is told of an uploaded file before anything is kept."""

from collections.abc import Iterable, Sequence

from bot.html import Html, clip, esc, lines, plain
from bot.presses import (
    AcceptQuotes,
    CancelUpload,
    Import,
    ImportWhole,
    OpenBank,
    Preview,
    SetState,
)
from bot.screen import TEXT_LIMIT, Button, File, Screen
from bot.texts import Texts
from bot.views import places
from bot.views import problem as telling
from bot.views import question as view
from bot.views.bank import file_name, written_key
from bot.views.edit import name
from questions.editing import Field, changed
from questions.formats.report import RowProblem
from questions.practice import Cited
from questions.question import Question
from questions.shelf import PUBLISHED, Compared, Shelf, Stocked
from questions.upload import Examined

# So many different problems are told in the message; the returned sheet has them all.
TOLD = 10
EXCERPT = 30
# As much of a stem as names a question.
NAME = 40


def how(words: Texts) -> Screen:
    return Screen(words("upload.how"))


def before(examined: Examined, bank: Shelf, words: Texts) -> Screen:
    """This very file was imported already."""
    counted = f"upload.before.left.{places.counted(examined)}"
    left = words(counted, rows=examined.rows) if examined.rows else ""
    text = lines(words("upload.before", title=bank.title), left)
    return Screen(text, ((Button(words.plain("bank.open"), OpenBank(bank.id)),),))


def report(
    examined: Examined,
    upload_id: int,
    into: Compared | None,
    cited: tuple[Cited, ...],
    words: Texts,
) -> Screen:
    """Counts, the first question with its key, every problem with its row, and what to press.

    `into` is the trainer's bank of that name; `cited` are the quotes of the first question.
    """
    count = len(examined.questions)
    if not count:
        return Screen(_whole(examined, words("upload.nothing"), (), words))
    rows = [
        (
            Button(words.plain("upload.import", count=count), Import(upload_id)),
            Button(words.plain("upload.cancel"), CancelUpload(upload_id)),
        )
    ]
    whole: tuple[tuple[Button], ...] = ()
    # A row that could not be read may well be one of those that seem to be gone.
    if into and into.gone and not examined.problems:
        label = words.plain("upload.import.whole", count=into.gone)
        whole = ((Button(label, ImportWhole(upload_id)),),)
    press = _press(examined, into, words)
    return Screen(_whole(examined, press, cited, words), (*rows, *whole))


def returned(content: bytes, ending: str, examined: Examined, words: Texts) -> Screen:
    """The trainer's own file with the problems in it, or a list of them."""
    name = file_name(f"{examined.name}-{words.plain('upload.marked')}") + ending
    way = places.returned_as(examined, ending)
    caption = words(f"upload.returned.{way}", rows=examined.rows)
    return Screen(caption, document=File(name, content))


def imported(shelf: Shelf, stocked: Stocked, words: Texts) -> Screen:
    done = _counts(words, stocked, "gone.out", "gone.kept")
    text = lines(
        words("upload.imported", title=shelf.title, done=done),
        words("upload.proposed", count=shelf.proposed) if shelf.proposed else "",
        words("upload.published" if shelf.state == PUBLISHED else "upload.not_yet"),
        apart="\n\n",
    )
    rows: list[tuple[Button, ...]] = [
        (
            Button(words.plain("bank.preview"), Preview(shelf.id, 0)),
            Button(words.plain("bank.open"), OpenBank(shelf.id)),
        )
    ]
    if shelf.proposed:
        label = words.plain("bank.accept_all", count=shelf.proposed)
        rows.append((Button(label, AcceptQuotes(shelf.id)),))
    if shelf.state != PUBLISHED:
        rows.append((Button(words.plain("bank.publish"), SetState(shelf.id, 1)),))
    return Screen(text, tuple(rows))


def importing(examined: Examined, words: Texts) -> Screen:
    return Screen(words("upload.importing", count=len(examined.questions)))


def failed(upload_id: int, reference: str, words: Texts) -> Screen:
    """Nothing was imported; it can be tried again."""
    row = (
        Button(words.plain("upload.again"), Import(upload_id)),
        Button(words.plain("upload.cancel"), CancelUpload(upload_id)),
    )
    return Screen(words("upload.failed", reference=reference), (row,))


def cancelled(words: Texts) -> Screen:
    return Screen(words("upload.cancelled"))


def reasons(
    problems: Sequence[RowProblem], words: Texts, form: str = ""
) -> dict[tuple[str, int], str]:
    """For each row of a sheet, what is wrong with it and how to mend it, in one cell."""
    told: dict[tuple[str, int], list[str]] = {}
    for problem in problems:
        told.setdefault((problem.sheet, problem.row), []).append(reason(problem, words, form))
    return {place: " ".join(dict.fromkeys(each)) for place, each in told.items()}


def reason(problem: RowProblem, words: Texts, form: str = "") -> str:
    """What is wrong with a place in a file of that format, and how to mend it."""
    said = telling.said(problem.code, problem.facts, words, form)
    mend = telling.mend(problem.code, problem.facts, words, form)
    return words.plain("upload.reason", said=said, mend=mend)


def _whole(examined: Examined, end: Html, cited: tuple[Cited, ...], words: Texts) -> Html:
    """As much as fits into one message: the preview gives way before the problems do."""
    first = _first(examined, cited, words)
    text = Html("")
    for told, found, shown, room in (
        (TOLD, TOLD, first, 0),
        (TOLD, 3, first, 0),
        (TOLD, 3, _first(examined, (), words), 0),
        (TOLD, 0, first, 300),
        (3, 0, first, 200),
    ):
        short = esc(clip(plain(shown), room)) if room else shown
        text = _parts(examined, told, found, short, end, words)
        if len(plain(text)) <= TEXT_LIMIT:
            return text
    return lines(clip(plain(text), TEXT_LIMIT - len(plain(end)) - 2), end, apart="\n\n")


def _parts(
    examined: Examined, told: int, found: int, first: Html, end: Html, words: Texts
) -> Html:
    """`told` problems, warnings and assumptions of each sort, and `found` findings."""
    kinds = [
        words.plain("upload.kind", kind=words.plain(f"kind.{kind}"), count=count)
        for kind, count in examined.kinds.items()
    ]
    name, form = examined.name, examined.format.upper()
    return lines(
        lines(
            words("upload.read", name=name, count=len(examined.questions), format=form),
            " · ".join(kinds),
        ),
        _problems(examined, told, words),
        _warnings(examined, told, words),
        _findings(examined, found, words),
        _quotes(examined, words),
        lines(*_assumptions(examined, told, words)),
        lines(words("upload.first"), first) if first else "",
        end,
        apart="\n\n",
    )


def _press(examined: Examined, into: Compared | None, words: Texts) -> Html:
    if into is None:
        return words("upload.press.new", title=examined.name)
    about = {"title": into.bank.title, "now": into.bank.questions}
    changes = [_change(before, after, words) for before, after in into.changes]
    gone = [words("upload.name", stem=clip(stem, NAME)) for stem in into.gone_stems]
    kept = "upload.press.left" if examined.problems else "upload.press.kept"
    return lines(
        words("upload.press.into", done=_counts(words, into, "gone"), **about),
        lines(words("upload.press.changed"), *changes) if changes else "",
        _more(into.changed - len(changes), words),
        lines(words("upload.press.gone"), *gone) if gone else "",
        _more(into.gone - len(gone), words),
        words(kept, count=into.gone) if into.gone else "",
        words("upload.press.back", count=into.back) if into.back else "",
        words("upload.press.live") if into.bank.state == PUBLISHED else "",
    )


def _change(before: Question, after: Question, words: Texts) -> Html:
    """What was changed of a question in a file: the old stem and the new one, or what else."""
    fields = changed(before, after)
    if Field.STEM in fields:
        facts = {"before": clip(before.stem, NAME), "after": clip(after.stem, NAME)}
        return words("upload.change.stem", **facts)
    # How a typed answer is judged has no field of its own.
    named = fields or (Field.ANSWER,)
    names = words.plain("edit.apart").join(name(each, after, words) for each in named)
    return words("upload.change", stem=clip(after.stem, NAME), fields=names)


def _counts(words: Texts, counted: Compared | Stocked, *gone: str) -> str:
    """How many questions are new, changed, the same and gone, in a line."""
    kept = counted.kept if isinstance(counted, Stocked) else 0
    counts = (
        ("new", counted.new),
        ("changed", counted.changed),
        ("same", counted.same),
        *zip(gone, (counted.gone, kept), strict=False),
    )
    said = [words.plain(f"upload.{name}", count=count) for name, count in counts if count]
    return words.plain("upload.apart").join(said)


def _more(count: int, words: Texts) -> Html:
    return words("upload.name.more", count=count) if count > 0 else Html("")


def _quotes(examined: Examined, words: Texts) -> Html:
    proposed, none = len(examined.proposed), examined.unquoted
    return lines(
        words("upload.quotes.proposed", count=proposed) if proposed else "",
        words("upload.quotes.none", count=none) if none else "",
    )


def _problems(examined: Examined, told: int, words: Texts) -> Html:
    if not examined.problems:
        return Html("")
    groups = _grouped(examined.problems, examined.format, words)
    more = sum(len(group) for group in groups[told:])
    return lines(
        words(f"upload.problems.{places.counted(examined)}", rows=examined.rows),
        *(_told(group, examined, words) for group in groups[:told]),
        words("upload.more", count=more) if more else "",
    )


def _warnings(examined: Examined, told: int, words: Texts) -> Html:
    """What was imported all the same, but is worth a look."""
    astray = [each for each in examined.warnings if each.code == "quote_not_verbatim"]
    others = [each for each in examined.warnings if each.code != "quote_not_verbatim"]
    groups = _grouped(others, examined.format, words)[:told]
    return lines(
        words("upload.astray", where=places.where(astray, examined, words)) if astray else "",
        *(words("upload.warning", text=_told(group, examined, words)) for group in groups),
    )


def _findings(examined: Examined, told: int, words: Texts) -> Html:
    """What the check of a bank finds: nothing that keeps a question out."""
    if not examined.findings:
        return Html("")
    groups = _grouped(examined.findings, examined.format, words)
    more = sum(len(group) for group in groups[told:])
    return lines(
        words("upload.findings", count=len(examined.findings)),
        *(_told(group, examined, words) for group in groups[:told]),
        words("upload.findings.more", count=more) if more else "",
    )


def _grouped(problems: Iterable[RowProblem], form: str, words: Texts) -> list[list[RowProblem]]:
    """Rows with the same problem together, in the order of their first."""
    groups: dict[tuple[str, str], list[RowProblem]] = {}
    for problem in problems:
        groups.setdefault((problem.sheet, reason(problem, words, form)), []).append(problem)
    return list(groups.values())


def _told(group: Sequence[RowProblem], examined: Examined, words: Texts) -> Html:
    where = places.where(group, examined, words)
    said = reason(group[0], words, examined.format)
    if len(group) > 1 or not group[0].text.strip():
        return words("upload.problem", where=where, reason=said)
    excerpt = clip(" ".join(group[0].text.split()), EXCERPT)
    return words("upload.problem.text", where=where, reason=said, text=excerpt)


def _assumptions(examined: Examined, told: int, words: Texts) -> list[Html]:
    return [
        words("upload.assumption", text=words(f"assumption.{each.code}", **each.facts))
        for each in examined.assumptions[:told]
    ]


def _first(examined: Examined, cited: tuple[Cited, ...], words: Texts) -> Html:
    """The first question as it will be kept."""
    if not examined.questions:
        return Html("")
    first = examined.questions[0]
    return lines(
        view.as_written(first, words),
        lines(
            words("bank.key", key=written_key(first, words)),
            view.quotes_of(cited, first, first.key in examined.proposed, words),
        ),
        apart="\n\n",
    )
