"""题目分析: the banks, what to look at first in one, and one question with all its figures."""

from collections.abc import Sequence

from bot.html import Html, bold, clip, lines
from bot.presses import (
    DrawItem,
    FineItem,
    OpenKey,
    RetireItem,
    ShowItem,
    StatsBank,
    StatsBanks,
    StatsFirst,
)
from bot.screen import Button, Screen
from bot.texts import Texts
from bot.views.bank import written_key
from bot.views.paging import PAGE, last_page, turning
from questions.item_report import BankItems, Concern, Item, idle_choices
from questions.question import LETTERS, Kind
from questions.score import percent

TITLE, STEM, LINE, CHOICE, KEY = 20, 300, 40, 60, 200
BLOCKS = 10


def banks(found: Sequence[BankItems], page: int, total: int, words: Texts) -> Screen:
    """A page of banks, one a button."""
    if not total:
        return Screen(words("stats.no_banks"))
    rows = [(_open(each, words),) for each in found]
    turn = turning(page, total, StatsBanks)
    return Screen(words("stats.banks"), (*rows, *([turn] if turn else [])))


def bank(about: BankItems, page: int, words: Texts) -> Screen:
    """What to look at first in a bank, a number a button."""
    last = last_page(about.to_look)
    counted = words("stats.counted", questions=about.questions, measured=about.measured)
    parts: list[Html] = [lines(words("stats.bank", title=about.title), counted)]
    if not about.measured:
        parts.append(words("stats.none"))
    elif not about.to_look:
        parts.append(words("stats.all_well"))
    else:
        parts.append(words("stats.first", count=about.to_look))
        listed = enumerate(about.first, page * PAGE + 1)
        parts += [_line(number, item, words) for number, item in listed]
    if last:
        parts.append(words("stats.page", page=page + 1, pages=last + 1))
    numbers = [
        Button(str(number), ShowItem(item.question_id))
        for number, item in enumerate(about.first, page * PAGE + 1)
    ]
    rows = [tuple(numbers[at : at + 4]) for at in range(0, len(numbers), 4)]
    turn = turning(page, about.to_look, lambda to: StatsBank(about.bank_id, to))
    if turn:
        rows.append(turn)
    if about.measured:
        rows.append((Button(words.plain("stats.through"), StatsFirst(about.bank_id)),))
    rows.append((Button(words.plain("stats.back"), StatsBanks(0)),))
    return Screen(lines(*parts, apart="\n\n"), tuple(rows))


def item(about: Item, words: Texts, said: str = "") -> Screen:
    """One question with its figures; `said` are the words for what the press before this did."""
    kind = words(f"kind.{about.question.kind}")
    key = "item.top" if about.place else "item.top_alone"
    facts = {"place": about.place, "total": about.total} if about.place else {}
    top = words(key, kind=kind, title=about.bank_title, **facts)
    done = words(said) if said else Html("")
    retired = words("item.retired") if about.retired and not said else Html("")
    turn = []
    if about.before:
        turn.append(Button(words.plain("item.before"), ShowItem(about.before)))
    if about.after:
        turn.append(Button(words.plain("item.after"), ShowItem(about.after)))
    rows: list[tuple[Button, ...]] = [tuple(turn)] if turn else []
    if Concern.KEY in about.concerns and not about.retired:
        rows.append((_mend(about, words), _fine(about, words)))
    picture = Button(words.plain("item.picture"), DrawItem(about.question_id))
    rows.append((_switch(about, words), *((picture,) if _is_measured(about) else ())))
    rows.append((Button(words.plain("stats.to_bank"), StatsBank(about.bank_id, 0)),))
    return Screen(
        lines(lines(done, retired), lines(top), *_body(about, words), apart="\n\n"), tuple(rows)
    )


def doubt(about: Item, words: Texts) -> Screen:
    """What the owner of a question is told whose key looks wrong, and may do at once."""
    kind = words(f"kind.{about.question.kind}")
    top = words("item.doubt", title=about.bank_title, kind=kind)
    rows = ((_mend(about, words),), (_switch(about, words), _fine(about, words)))
    return Screen(lines(top, *_body(about, words), apart="\n\n"), rows)


def picture(about: Item, chart: bytes, words: Texts) -> Screen:
    """The picture; its caption says what it is about."""
    caption = lines(bold(clip(about.question.stem, STEM)), lines(*_concerns(about, words)))
    return Screen(caption, photo=chart)


def letter_of(about: Item, choices: Sequence[int], words: Texts) -> str:
    """Choices by their letters, in the order of writing; those of a statement by their words."""
    if about.question.kind is Kind.TRUE_FALSE:
        said = words.plain("choice.true" if choices[0] == 0 else "choice.false")
        return words.plain("item.said_choice", choice=said)
    return "".join(LETTERS[choice] for choice in choices)


def choice_texts(about: Item, words: Texts) -> tuple[str, ...]:
    if about.question.kind is Kind.TRUE_FALSE:
        return words.plain("choice.true"), words.plain("choice.false")
    return about.question.choices


def signed(figure: float | None, words: Texts) -> str:
    """A figure between −1 and 1; never −0.00."""
    return words.plain("item.unknown") if figure is None else f"{round(figure, 2) + 0.0:.2f}"


def _body(about: Item, words: Texts) -> list[Html]:
    stem = bold(clip(about.question.stem, STEM))
    figures = _figures(about, words) if _is_measured(about) else words("item.few")
    count = words("item.answered", count=about.answered)
    weighed = about.report.figures.answered
    if _is_measured(about) and weighed != about.answered:
        count = Html(count + words("item.measured", count=weighed))
    return [stem, _choices(about, words), lines(count, figures), lines(*_concerns(about, words))]


def _choices(about: Item, words: Texts) -> Html:
    question, figures = about.question, about.report.figures
    if question.kind.is_typed:
        return words("item.key", key=clip(written_key(question, words), KEY))
    shown = []
    for choice, text in enumerate(choice_texts(about, words)):
        sign = "✅" if choice in question.right else "▫️"
        key = "item.statement" if question.kind is Kind.TRUE_FALSE else "item.choice"
        facts = {} if question.kind is Kind.TRUE_FALSE else {"letter": LETTERS[choice]}
        shown.append(words(key, sign=sign, text=clip(text, CHOICE), **facts))
        if _is_measured(about):
            shown.append(_bar(figures.picks_of(choice), figures.answered, words))
    return lines(*shown)


def _bar(count: int, total: int, words: Texts) -> Html:
    share = count / total if total else 0.0
    full = round(share * BLOCKS)
    bar = "█" * full + "░" * (BLOCKS - full)
    return words("item.bar", bar=bar, share=f"{percent(share)}%", count=count)


def _figures(about: Item, words: Texts) -> Html:
    figures = about.report.figures
    return lines(
        words("item.facility", facility=_share(about)),
        words(
            "item.discrimination",
            d=signed(figures.discrimination, words),
            r=signed(figures.point_biserial, words),
        ),
        ""
        if figures.median_seconds is None
        else words("item.median", seconds=f"{figures.median_seconds:.0f}"),
        words("item.hint"),
    )


def _concerns(about: Item, words: Texts) -> list[Html]:
    """Each reason to look at the question, in a sentence with its figures."""
    return [said for concern in about.concerns for said in _sentences(concern, about, words)]


def _sentences(concern: Concern, about: Item, words: Texts) -> list[Html]:
    if concern is Concern.KEY:
        return _doubts(about, words)
    facts = {}
    if concern is Concern.HARD:
        facts = {"facility": _share(about)}
    if concern is Concern.IDLE:
        idle = idle_choices(about.question, about.report.figures)
        letters = (LETTERS[choice] for choice in idle)
        facts = {"letters": words.plain("item.apart").join(letters)}
    return [words(f"item.{concern.name.lower()}", **facts)]


def _doubts(about: Item, words: Texts) -> list[Html]:
    doubt, said = about.report.doubt, []
    if doubt and doubt.rival:
        said.append(
            words(
                "item.rival.better" if doubt.better else "item.rival.all",
                judges=doubt.judges,
                for_rival=doubt.for_rival,
                rival=letter_of(about, doubt.rival, words),
                for_key=doubt.for_key,
                key=letter_of(about, sorted(about.question.right), words),
            )
        )
    if doubt and doubt.negative:
        said.append(words("item.negative", r=signed(about.report.figures.point_biserial, words)))
    return said


def _line(number: int, about: Item, words: Texts) -> Html:
    concern = words(f"stats.concern.{about.concerns[0].name.lower()}")
    stem = clip(" ".join(about.question.stem.split()), LINE)
    facts = {"concern": concern, "stem": stem, "facility": _share(about)}
    return words("stats.line", number=number, **facts)


def _share(about: Item) -> str:
    return f"{percent(about.report.figures.facility or 0.0)}%"


def _is_measured(about: Item) -> bool:
    return about.report.figures.facility is not None


def _open(about: BankItems, words: Texts) -> Button:
    title = clip(about.title, TITLE)
    label = words.plain("stats.bank_button", title=title, count=about.to_look)
    return Button(label, StatsBank(about.bank_id, 0))


def _switch(about: Item, words: Texts) -> Button:
    label = words.plain("item.restore" if about.retired else "item.retire")
    return Button(label, RetireItem(about.question_id, 0 if about.retired else 1))


def _mend(about: Item, words: Texts) -> Button:
    return Button(words.plain("item.mend"), OpenKey(about.question_id))


def _fine(about: Item, words: Texts) -> Button:
    return Button(words.plain("item.fine"), FineItem(about.question_id, about.asks))
