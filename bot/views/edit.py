"""A question while it is changed: the whole of it with what changed, and its fields one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.html import Html, clip, lines, plain
from bot.presses import (
    BeginEdit,
    ClearField,
    EditField,
    LeaveEdit,
    MarkChoice,
    OpenKey,
    Press,
    QuoteSentence,
    SaveEdit,
    SetDifficulty,
    ShowEdit,
)
from bot.screen import TEXT_LIMIT, Button, Screen
from bot.texts import Texts
from bot.views import bank, problem
from bot.views import question as view
from bot.views.match import match
from bot.views.regrade import choices
from questions.editing import (
    DIFFICULTIES,
    OPTIONAL,
    Editing,
    Field,
    Saved,
    fields,
    is_other_key,
    is_pressed,
    written,
)
from questions.question import Question
from questions.search import Match
from questions.standing import Spot
from questions.validation import Problem

IN_A_ROW = 3
TOLD = 5
# As much of a field as is shown to be copied, and of one that changed.
LONGEST = 3000
SHORT = ((80, 300), (40, 80))


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the buttons below a field lead, whatever the question is kept in."""

    mark: Callable[[int], Press]
    difficulty: Callable[[int], Press]
    clear: Callable[[str], Press]
    sentence: Callable[[int, int], Press]
    back: Press


def doors(edit: int) -> Doors:
    return Doors(
        lambda place: MarkChoice(edit, place),
        lambda level: SetDifficulty(edit, level),
        lambda field: ClearField(edit, field),
        lambda article, sentence: QuoteSentence(edit, article, sentence),
        ShowEdit(edit),
    )


def card(editing: Editing, words: Texts) -> Screen:
    """The question as it is to be, as an employee will see it; below it what changed, and what
    is wrong with that."""
    question, text = editing.after, Html("")
    for short, long in SHORT:
        lost = (
            words("edit.lost", field=name(field, question, words), text=clip(mine, long))
            for field, mine in editing.lost
        )
        top = lines(
            lines(words("edit.moved"), *lost) if editing.moved else "",
            words("edit.top", kind=words(f"kind.{question.kind}")),
            apart="\n\n",
        )
        below = lines(
            words("edit.facts", difficulty=_level(question, words), tags=_tags(question, words)),
            _changes(editing, short, words),
            lines(*(_told(each, words) for each in editing.found[:TOLD])),
            _answers(editing, words),
            apart="\n\n",
        )
        text = bank.whole(top, question, editing.cited, editing.proposed, words, below)
        if len(plain(text)) <= TEXT_LIMIT:
            break
    save = Button(words.plain("edit.save"), SaveEdit(editing.id))
    leave = Button(words.plain("edit.leave"), LeaveEdit(editing.id))
    end = (save, leave) if editing.can_be_saved else (leave,)
    return Screen(text, (*_fields(editing, words), end))


def ask(
    question: Question,
    field: Field,
    doors: Doors,
    words: Texts,
    problems: Sequence[Problem] = (),
    matches: Sequence[Match] = (),
) -> Screen:
    """One field, to be changed by pressing or by typing. `problems` say why what was typed was
    not taken; `matches` are sentences that may be chosen for a quote."""
    back = (Button(words.plain("edit.back"), doors.back),)
    if is_pressed(question, field):
        return _pressed(question, field, doors, words)
    clear: tuple[tuple[Button, ...], ...] = ()
    if field in OPTIONAL and written(question, field):
        clear = ((Button(words.plain("edit.clear"), doors.clear(field.value)),),)
    text, count = _asked(question, field, problems, matches, words)
    use = tuple(
        Button(
            words.plain("bank.seek.use", number=number),
            doors.sentence(each.place.article, each.place.sentence),
        )
        for number, each in enumerate(matches[:count], 1)
    )
    return Screen(text, (*((use,) if use else ()), *clear, back))


def saved(done: Saved, words: Texts) -> Screen:
    names = (name(field, done.question, words) for field in done.changed)
    text = lines(
        words("edit.saved", fields=words.plain("edit.apart").join(names)),
        lines(clip(done.question.stem, view.STEM_SHORT)),
        words("edit.back_again") if done.is_back else "",
        _stay(done.answers, done.is_other_key, words),
        apart="\n\n",
    )
    rows: list[tuple[Button, ...]] = [
        (
            Button(words.plain("edit.see"), bank.at(done.spot)),
            Button(words.plain("edit.more"), BeginEdit(done.question_id)),
        )
    ]
    if done.is_other_key and done.answers:
        rows.insert(0, (Button(words.plain("edit.regrade"), OpenKey(done.question_id)),))
    return Screen(text, tuple(rows))


def left(spot: Spot, words: Texts) -> Screen:
    return Screen(words("edit.left"), ((Button(words.plain("edit.see"), bank.at(spot)),),))


def name(field: Field, question: Question, words: Texts) -> str:
    """What a field of the question is called."""
    typed = field is Field.ANSWER and question.kind.is_typed
    return words.plain("edit.field.accepted" if typed else f"edit.field.{field}")


def _fields(editing: Editing, words: Texts) -> list[tuple[Button, ...]]:
    buttons = []
    for field in fields(editing.after):
        label = name(field, editing.after, words)
        sign = "✏️ " if field in editing.changed else ""
        buttons.append(Button(f"{sign}{label}", EditField(editing.id, field.value)))
    return [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def _asked(
    question: Question,
    field: Field,
    problems: Sequence[Problem],
    matches: Sequence[Match],
    words: Texts,
) -> tuple[Html, int]:
    """What is asked for, and how many of the sentences find room below it."""
    way = f".{question.kind}" if field is Field.ANSWER else ""
    now = clip(written(question, field), LONGEST)
    refused = (_told(each, words) for each in problems[:TOLD])
    for shown, count in ((now, len(matches)), *((clip(now, 300), n) for n in _down(matches))):
        numbered = (
            lines(words("bank.seek.number", number=number), match(each, words))
            for number, each in enumerate(matches[:count], 1)
        )
        text = lines(
            lines(words("edit.refused"), *refused) if problems else "",
            words(f"edit.ask.{field}{way}"),
            words("edit.now", text=shown) if shown else "",
            words("edit.nearest") if count else "",
            *numbered,
            apart="\n\n",
        )
        if len(plain(text)) <= TEXT_LIMIT:
            break
    return text, count


def _down(matches: Sequence[Match]) -> range:
    return range(len(matches), -1, -1)


def _pressed(question: Question, field: Field, doors: Doors, words: Texts) -> Screen:
    done = (Button(words.plain("edit.done"), doors.back),)
    if field is Field.DIFFICULTY:
        levels = tuple(
            Button(
                ("☑ " if level == question.difficulty else "")
                + words.plain(f"edit.level.{level}"),
                doors.difficulty(level),
            )
            for level in DIFFICULTIES
        )
        text = view.between(words("edit.ask.difficulty"), question, Html(""), words)
        return Screen(text, (levels, done))
    key = bank.written_key(question, words) or words.plain("edit.nothing")
    below = words("regrade.now", key=key)
    text = view.between(words(f"edit.ask.answer.{question.kind}"), question, below, words)
    return Screen(text, (*choices(question, question.right, doors.mark, words), done))


def _changes(editing: Editing, short: int, words: Texts) -> Html:
    if not editing.changed:
        return words("edit.unchanged")
    told = (
        words(
            "edit.change",
            field=name(field, editing.after, words),
            before=_shown(editing.before, field, short, words),
            after=_shown(editing.after, field, short, words),
        )
        for field in editing.changed
    )
    return lines(words("edit.changes"), *told)


def _shown(question: Question, field: Field, short: int, words: Texts) -> str:
    """A field in a line."""
    match field:
        case Field.ANSWER:
            text = bank.written_key(question, words)
        case Field.DIFFICULTY:
            text = _level(question, words)
        case _:
            text = written(question, field)
    return clip(" ".join(text.split()), short) or words.plain("edit.nothing")


def _level(question: Question, words: Texts) -> str:
    key = f"edit.level.{question.difficulty}"
    return words.plain(key) if key in words.words else str(question.difficulty)


def _tags(question: Question, words: Texts) -> str:
    return clip(written(question, Field.TAGS), view.STEM_SHORT) or words.plain("edit.nothing")


def _told(found: Problem, words: Texts) -> Html:
    said = problem.said(found.code, found.facts, words)
    mend = problem.mend(found.code, found.facts, words)
    reason = words.plain("upload.reason", said=said, mend=mend)
    return words(f"edit.{found.severity}", reason=reason)


def _answers(editing: Editing, words: Texts) -> Html:
    if not editing.changed:
        return Html("")
    return _stay(editing.answers, is_other_key(editing.before, editing.after), words)


def _stay(answers: int, other_key: bool, words: Texts) -> Html:
    """What becomes of the answers that were given."""
    if not answers:
        return Html("")
    return words("edit.answers.key" if other_key else "edit.answers", answers=answers)
