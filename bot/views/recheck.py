"""Questions whose quotes are lost: what is told of them, their list, and what one may choose."""

from collections.abc import Sequence

from bot.html import Html, clip, lines, plain, quoted
from bot.presses import BeginEdit, ListLost, OpenLost, TakeSpan, WithdrawLost
from bot.screen import TEXT_LIMIT, Button, Screen
from bot.texts import Texts
from bot.views import question as view
from bot.views.bank import written_key
from bot.views.match import LONGEST
from bot.views.paging import last_page, turning
from questions.delivery import Facts
from questions.recheck import Lost, Near, Summary

STEM, BANK, OLD, MISSING = 24, 12, 600, 200


def told(facts: Facts, words: Texts) -> Screen:
    """What whoever keeps the banks hears when an article has changed."""
    text = words("lost.told", title=facts["title"], count=facts["count"])
    return Screen(text, ((Button(words.plain("lost.open"), ListLost(0)),),))


def listed(
    found: Sequence[Summary], page: int, total: int, words: Texts, said: Html | None = None
) -> Screen:
    """A page of the questions that are out; `said` is what the press before this did."""
    if not total:
        return Screen(lines(said or "", words("lost.none")))
    rows = [(Button(_label(each, words), OpenLost(each.question_id)),) for each in found]
    turn = turning(page, total, ListLost)
    pages = last_page(total) + 1
    text = lines(
        said or "",
        words("lost.list", count=total),
        words("lost.page", page=page + 1, pages=pages) if pages > 1 else "",
    )
    return Screen(text, (*rows, *([turn] if turn else [])))


def card(lost: Lost, found: Sequence[Near], words: Texts, said: Html | None = None) -> Screen:
    """A question with its lost quote, and what of the new text comes nearest to it, as much of it
    as fits into a message."""
    question = lost.question
    top = lines(
        said or "",
        words("lost.top", bank=lost.bank_title, kind=words(f"kind.{question.kind}")),
        lines(clip(question.stem, view.STEM_SHORT)),
        words("bank.key", key=clip(written_key(question, words), view.STEM_SHORT)),
        lines(
            words("lost.was"),
            quoted(clip(lost.was.quote.text, OLD)),
            view.source_line(lost.was, words),
            words("lost.others", count=lost.others) if lost.others else "",
        ),
        apart="\n\n",
    )
    own = (
        Button(words.plain("bank.edit"), BeginEdit(lost.question_id)),
        Button(words.plain("lost.withdraw"), WithdrawLost(lost.question_id)),
    )
    back = Button(words.plain("lost.back", count=lost.total), ListLost(0))
    if not found:
        return Screen(lines(top, words("lost.nothing"), apart="\n\n"), (own, (back,)))
    for count in range(len(found), 0, -1):
        shown = [_near(number, each, words) for number, each in enumerate(found[:count], 1)]
        text = lines(top, words("lost.pick"), *shown, apart="\n\n")
        if len(plain(text)) <= TEXT_LIMIT:
            break
    best, *others = (
        Button(
            words.plain("lost.take" if number == 1 else "lost.take_other", number=number),
            TakeSpan(lost.version, each.span.article, each.span.packed),
        )
        for number, each in enumerate(found[:count], 1)
    )
    return Screen(text, ((best,), *([tuple(others)] if others else []), own, (back,)))


def _near(number: int, near: Near, words: Texts) -> Html:
    gone = "、".join(near.missing)
    return lines(
        words("lost.number", number=number, score=f"{near.score:.0%}"),
        quoted(clip(near.cited.quote.text, LONGEST // 2)),
        lines(
            words("question.sic") if near.cited.misprints else "",
            view.source_line(near.cited, words),
            apart=" ",
        ),
        words("lost.missing", gone=clip(gone, MISSING)) if gone else "",
    )


def _label(each: Summary, words: Texts) -> str:
    return words.plain("lost.label", stem=clip(each.stem, STEM), bank=clip(each.bank_title, BANK))
