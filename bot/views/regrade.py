"""A key that is changed: choosing it, what came of it, and what those hear whom it concerns."""

from collections.abc import Callable

from bot.html import Html, clip, esc, lines
from bot.presses import MarkKey, Press, SetKey
from bot.screen import Button, Screen
from bot.texts import Texts
from bot.views import question as view
from bot.views.bank import written_key
from questions.delivery import Facts, unpacked
from questions.question import LETTERS, Kind, Question
from questions.regrade import Keyed, Mark, Regraded, marked, places, written

LETTERS_IN_A_ROW = 6
TYPED = 1500


def key(keyed: Keyed, bits: int | None, words: Texts) -> Screen:
    """`bits` are the places marked so far; None: those of the key as it is."""
    question, top = keyed.question, words("regrade.top")
    now = words("regrade.now", key=written_key(question, words))
    after = words("regrade.after", answers=keyed.answers)
    if question.kind.is_typed:
        how = words(f"regrade.type.{question.kind}", points=len(question.accepted))
        typed = Html(f"<code>{esc(clip(written(question.accepted), TYPED))}</code>")
        return Screen(view.between(top, question, lines(how, typed, after), words))
    on = marked(question.right) if bits is None else bits
    text = view.between(top, question, lines(now, after), words)
    submit = Button(words.plain("regrade.submit"), SetKey(keyed.question_id, keyed.version, on))

    def press(place: int) -> Press:
        many = question.kind is Kind.MULTIPLE
        then = on ^ (1 << place) if many else 1 << place
        return MarkKey(keyed.question_id, keyed.version, then)

    return Screen(text, (*choices(question, places(on), press, words), (submit,)))


def done(regraded: Regraded, words: Texts) -> Screen:
    question = regraded.question
    return Screen(
        lines(
            words("regrade.done", stem=clip(question.stem, view.STEM_SHORT)),
            words("regrade.new", key=written_key(question, words)),
            words("regrade.counts", answers=regraded.answers, people=regraded.people),
            apart="\n\n",
        )
    )


def told(facts: Facts, words: Texts) -> Screen:
    """What somebody hears whose score changed."""
    question = unpacked(facts)
    given = view.given(question, facts["given"], words)
    times = words("regrade.told.times", times=facts["times"]) if facts["times"] > 1 else ""
    below = lines(
        words("regrade.new", key=written_key(question, words)),
        words("verdict.given", given=given),
        words(
            "regrade.told.marks",
            before=mark(Mark(*facts["before"]), words),
            after=mark(Mark(*facts["after"]), words),
        ),
        times,
    )
    return Screen(view.between(words("regrade.told"), question, below, words))


def mark(earned: Mark, words: Texts) -> str:
    """What an answer earned, in a few words."""
    if earned.points >= 1:
        return words.plain("mark.right")
    if earned.points > 0:
        return words.plain("mark.partly", points=f"{earned.points:.2g}")
    return words.plain("mark.almost" if earned.verdict == "almost" else "mark.wrong")


def choices(
    question: Question, right: frozenset[int], press: Callable[[int], Press], words: Texts
) -> list[tuple[Button, ...]]:
    """A button for each choice, those that are right ticked."""
    names = list(LETTERS[: len(question.choices)])
    if question.kind is Kind.TRUE_FALSE:
        names = [words.plain("choice.true"), words.plain("choice.false")]
    buttons = [
        Button(f"☑ {name}" if place in right else name, press(place))
        for place, name in enumerate(names)
    ]
    step = LETTERS_IN_A_ROW
    return [tuple(buttons[at : at + step]) for at in range(0, len(buttons), step)]
