"""Objections: what whoever objects is asked, what whoever decides sees, and the answer."""

from collections.abc import Sequence

from bot.html import clip, lines
from bot.presses import (
    ChooseReason,
    FileObjection,
    KeepKey,
    ListObjections,
    OpenKey,
    OpenObjection,
    RetireObjected,
)
from bot.screen import Button, Screen
from bot.texts import Texts
from bot.views import question as view
from bot.views.bank import written_key
from bot.views.paging import last_page, turning
from bot.views.regrade import mark
from questions.delivery import Facts, unpacked
from questions.objections import REASONS, Objection, State, Summary

STEM = 24


def reasons(asked: int, words: Texts) -> Screen:
    rows = tuple(
        (Button(words.plain(f"objection.reason.{reason}"), ChooseReason(asked, place)),)
        for place, reason in enumerate(REASONS)
    )
    return Screen(words("objection.why"), rows)


def ask_words(asked: int, reason: int, words: Texts) -> Screen:
    said = words("objection.more", reason=words.plain(f"objection.reason.{REASONS[reason]}"))
    return Screen(said, ((Button(words.plain("objection.skip"), FileObjection(asked, reason)),),))


def filed(words: Texts) -> Screen:
    return Screen(words("objection.filed"))


def listed(found: Sequence[Summary], page: int, total: int, words: Texts) -> Screen:
    """A page of the open objections, the oldest first."""
    if not total:
        return Screen(words("objection.none"))
    rows = [(Button(_label(each, words), OpenObjection(each.id)),) for each in found]
    turn = turning(page, total, ListObjections)
    pages = last_page(total) + 1
    text = lines(
        words("objection.list", count=total),
        words("objection.page", page=page + 1, pages=pages) if pages > 1 else "",
    )
    return Screen(text, (*rows, *([turn] if turn else [])))


def card(objection: Objection, words: Texts) -> Screen:
    question = objection.question
    top = words("objection.top", bank=objection.bank_title, kind=words(f"kind.{question.kind}"))
    below = lines(
        lines(
            words("bank.key", key=written_key(question, words)),
            words(
                "objection.given",
                person=objection.person,
                department=objection.department or "—",
                given=view.given(question, objection.given, words),
                mark=mark(objection.mark, words),
            ),
        ),
        lines(
            words("objection.reason", reason=words(f"objection.reason.{objection.reason}")),
            words("objection.words", words=objection.words) if objection.words else "",
        ),
        view.quotes_of(objection.cited, question, objection.proposed, words)
        or words("bank.no_quote"),
        lines(
            words("objection.others", count=objection.others) if objection.others else "",
            "" if objection.is_current else words("objection.changed"),
            "" if objection.state is State.OPEN else words(f"objection.state.{objection.state}"),
        ),
        apart="\n\n",
    )
    return Screen(view.between(top, question, below, words), _rows(objection, words))


def raised(facts: Facts, words: Texts) -> Screen:
    """What whoever may decide hears."""
    text = lines(
        words("objection.raised", person=facts["person"], bank=facts["bank"]),
        words("objection.stem", stem=clip(facts["stem"], view.STEM_SHORT)),
        lines(
            words("objection.reason", reason=words(f"objection.reason.{facts['reason']}")),
            words("objection.words", words=facts["words"]) if facts["words"] else "",
        ),
        apart="\n\n",
    )
    open_it = Button(words.plain("objection.open"), OpenObjection(facts["objection"]))
    return Screen(text, ((open_it,),))


def decided(facts: Facts, words: Texts) -> Screen:
    """What whoever objected hears."""
    question, state = unpacked(facts), facts["decided"]
    key = "" if state == State.RETIRED else words("bank.key", key=written_key(question, words))
    return Screen(
        lines(
            words(f"objection.decided.{state}"),
            words("objection.stem", stem=clip(question.stem, view.STEM_SHORT)),
            key,
            apart="\n\n",
        )
    )


def _rows(objection: Objection, words: Texts) -> tuple[tuple[Button, ...], ...]:
    back = (Button(words.plain("objection.back"), ListObjections(0)),)
    if objection.state is not State.OPEN:
        return (back,)
    return (
        (Button(words.plain("objection.rekey"), OpenKey(objection.question_id)),),
        (
            Button(words.plain("objection.keep"), KeepKey(objection.id)),
            Button(words.plain("objection.retire"), RetireObjected(objection.id)),
        ),
        back,
    )


def _label(each: Summary, words: Texts) -> str:
    reason = words.plain(f"objection.reason.{each.reason}")
    return words.plain("objection.label", stem=clip(each.stem, STEM), reason=reason)
