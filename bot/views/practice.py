"""What an employee sees while practising."""

from collections.abc import Sequence

from bot.html import Html, bold, clip, esc, lines, plain, quoted
from bot.presses import Around, GoOn, Next, Object, Pick, Pickers, Practise, Submit, Toggle
from bot.screen import TEXT_LIMIT, Button, Screen
from bot.texts import Texts
from bot.views import question as view
from questions.articles import Passage
from questions.practice import Asked, Cited, Outcome, Picker, RunResult
from questions.question import LETTERS, Kind

# As many characters of a title as a button shows on a phone.
TITLE = 18
LETTERS_IN_A_ROW = 6
MISTAKES = 10

Around3 = tuple[Passage | None, Passage, Passage | None]


def picker(picked: Picker, words: Texts) -> Screen:
    rows = []
    if picked.open_run:
        done, length = picked.open_run
        label = words.plain("practice.go_on", done=done, length=length)
        rows.append((Button(label, GoOn()),))
    for bank in picked.banks:
        share = f"{bank.share:.0%}"
        label = words.plain("practice.bank", title=clip(bank.title, TITLE), share=share)
        rows.append((Button(label, Practise(bank.bank_id)),))
    if len(picked.banks) > 1:
        rows.append((Button(words.plain("practice.all"), Practise(0)),))
    if not picked.banks:
        return Screen(words("practice.no_banks"))
    return Screen(words("practice.pick"), tuple(rows))


def question(asked: Asked, words: Texts) -> Screen:
    text = lines(view.heading(asked, words), view.body(asked), _hint(asked, words), apart="\n\n")
    return Screen(text, _buttons(asked, words))


def resumed(asked: Asked | None, words: Texts, why: str = "resume.top") -> Screen:
    """After an interruption: where the person stands, and how to go on."""
    if asked is None:
        row = ((Button(words.plain("start.practise"), Pickers()),),)
        return Screen(words("resume.nothing_open"), row)
    screen = question(asked, words)
    return Screen(lines(words(why), screen.text, apart="\n\n"), screen.rows)


def verdict(outcome: Outcome, words: Texts) -> Screen:
    asked = outcome.asked
    row = [] if outcome.ends_run else [Button(words.plain("practice.next"), Next(asked.id))]
    if asked.cited:
        row.append(Button(words.plain("practice.around"), Around(asked.id)))
    row.append(Button(words.plain("objection.button"), Object(asked.id)))
    return Screen(view.verdict(outcome, words), (tuple(row),))


def around(found: Sequence[tuple[Cited, Around3]], words: Texts) -> Screen:
    """The passages around the quotes, the quotes marked; neighbours give way when it gets long."""
    places: dict[str, list[tuple[Cited, Around3]]] = {}
    for cited, three in found:
        places.setdefault(cited.quote.id, []).append((cited, three))
    text = Html("")
    for room in (TEXT_LIMIT, 400, 120):
        text = lines(*(_passages(group, room, words) for group in places.values()), apart="\n\n")
        if len(plain(text)) <= TEXT_LIMIT:
            return Screen(text)
    return Screen(esc(clip(plain(text), TEXT_LIMIT)))


def result(run: RunResult, words: Texts) -> Screen:
    minutes, seconds = divmod(int(run.took.total_seconds()), 60)
    top = words(
        "practice.result",
        right=run.right,
        length=run.length,
        rate=f"{run.right / run.length:.0%}",
        minutes=minutes,
        seconds=f"{seconds:02d}",
    )
    parts = [top, words(_praise(run))]
    if run.mistakes:
        parts.append(lines(words("practice.mistakes"), *_mistakes(run, words)))
    rows = (
        (
            Button(words.plain("practice.again"), Practise(run.bank_id or 0)),
            Button(words.plain("practice.other"), Pickers()),
        ),
    )
    return Screen(lines(*parts, apart="\n\n"), rows)


def _praise(run: RunResult) -> str:
    if run.right == run.length:
        return "practice.all_right"
    return "practice.well_done" if run.right * 10 >= run.length * 6 else "practice.keep_going"


def _mistakes(run: RunResult, words: Texts) -> list[Html]:
    return [
        words(
            "practice.mistake",
            seq=mistake.seq,
            stem=clip(mistake.question.stem, 60),
            key=clip(view.plain_key(mistake.question, words), 80),
        )
        for mistake in run.mistakes[:MISTAKES]
    ]


def _hint(asked: Asked, words: Texts) -> Html:
    kind = asked.question.kind
    if kind is Kind.MULTIPLE:
        return words("question.hint.multiple")
    if kind is Kind.SHORT:
        return words("question.hint.short", points=len(asked.question.accepted))
    if kind is Kind.BLANK:
        blanks = len(asked.question.accepted)
        return words(
            "question.hint.blanks" if blanks > 1 else "question.hint.blank", blanks=blanks
        )
    return Html("")


def _buttons(asked: Asked, words: Texts) -> tuple[tuple[Button, ...], ...]:
    kind = asked.question.kind
    if kind is Kind.TRUE_FALSE:
        true, false = words.plain("choice.true"), words.plain("choice.false")
        return ((Button(true, Pick(asked.id, 0)), Button(false, Pick(asked.id, 1))),)
    if kind is Kind.SINGLE:
        return _in_rows([Button(LETTERS[i], Pick(asked.id, i)) for i in _places(asked)])
    if kind is Kind.MULTIPLE:
        toggles = [
            Button(f"☑ {LETTERS[i]}" if i in asked.marked else LETTERS[i], Toggle(asked.id, i))
            for i in _places(asked)
        ]
        return (*_in_rows(toggles), (Button(words.plain("practice.submit"), Submit(asked.id)),))
    return ()


def _places(asked: Asked) -> range:
    return range(len(asked.shuffle))


def _in_rows(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    step = LETTERS_IN_A_ROW
    return tuple(tuple(buttons[i : i + step]) for i in range(0, len(buttons), step))


def _passages(group: list[tuple[Cited, Around3]], room: int, words: Texts) -> Html:
    cited, (before, this, after) = group[0]
    return lines(
        words("practice.context", title=cited.title),
        bold(this.heading) if this.heading else "",
        quoted(clip(before.text, room)) if before else "",
        quoted(_marked(this.text, [each.quote.text for each, _ in group])),
        quoted(clip(after.text, room)) if after else "",
        view.source_line(cited, words),
    )


def _marked(text: str, quotes: list[str]) -> Html:
    """The text with its quotes in bold and underlined; of two that overlap, the first."""
    done, parts = 0, []
    for start, quote in sorted((text.find(quote), quote) for quote in set(quotes)):
        if start >= done:
            parts.append(f"{esc(text[done:start])}<b><u>{esc(quote)}</u></b>")
            done = start + len(quote)
    return Html("".join([*parts, esc(text[done:])]))
