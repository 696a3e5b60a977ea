"""/draft: an article is asked for, and its drafts are judged one at a time."""

from collections.abc import Mapping, Sequence

from bot.html import Html, clip, lines
from bot.presses import (
    AskModel,
    ClearDraftField,
    CorrectDraft,
    CorrectField,
    EndArticle,
    JudgeDraft,
    MarkDraft,
    OpenBank,
    PauseReview,
    Press,
    Preview,
    QuoteDraft,
    ReopenDrafts,
    ReviewDrafts,
    SetDraftDifficulty,
    SetState,
    ShowDraft,
    StockDrafts,
)
from bot.screen import Button, Screen
from bot.texts import Texts
from bot.views import bank, edit
from bot.views import problem as telling
from questions.drafting.review import Draft, Review, State, Turn
from questions.editing import Field, fields
from questions.recheck import Rechecked
from questions.search import Match
from questions.shelf import PUBLISHED, Shelf, Stocked
from questions.validation import Problem

TITLE = 16


def ask(reviews: Sequence[Review], words: Texts) -> Screen:
    """An article is asked for; or one goes on where drafts wait."""
    text = lines(
        words("draft.ask"),
        words("draft.waiting") if reviews else "",
        apart="\n\n",
    )
    return Screen(text, tuple((_go_on(each, words),) for each in reviews))


def more(length: int, words: Texts) -> Screen:
    """A piece of an article has come that may not be the last."""
    end = _button("draft.end", EndArticle(), words)
    return Screen(words("draft.more", length=length), ((end,),))


def opened(
    review: Review,
    version: int,
    checked: Rechecked,
    found: bool,
    thrown: Mapping[str, int],
    host: str,
    words: Texts,
) -> Screen:
    """What became of an article: its version, how many drafts there are, and what was thrown
    away. `found`: its drafts were under review before; `host` is where a language model would
    get its text to draft more, "" where there is none."""
    kept = "draft.kept.first" if version == 1 else "draft.kept.next"
    text = lines(
        words(kept if checked.is_new else "draft.kept.same", title=review.title, version=version),
        words("draft.moved", count=checked.moved) if checked.moved else "",
        words("draft.lost", count=checked.lost) if checked.lost else "",
        words("draft.none", title=review.title)
        if not review.total
        else words("draft.found" if found else "draft.made", count=review.total),
        _thrown({} if found else thrown, words),
        words("draft.model.may", host=host) if host and review.total else "",
        apart="\n\n",
    )
    more = (_button("draft.model", AskModel(review.article), words),)
    return Screen(text, (more,) if host and review.total else ())


def asking(host: str, words: Texts) -> Screen:
    return Screen(words("draft.model.asking", host=host))


def added(count: int, thrown: Mapping[str, int], turn: Turn, words: Texts) -> Screen:
    """What a language model has drafted, and what of it was thrown away."""
    text = lines(words("draft.model.made", count=count), _thrown(thrown, words), apart="\n\n")
    return Screen(text, ((_go_on(turn.review, words),),))


def model_failed(reference: str, words: Texts) -> Screen:
    return Screen(words("draft.model.failed", reference=reference))


def draft(turn: Turn, words: Texts, said: Html | None = None) -> Screen:
    """A draft as an employee will see it, its key and its quotes, and what may be done with it;
    where none waits, where the review stands. `said` is what the press before this did."""
    if turn.draft is None:
        return standing(turn.review, words, said)
    each = turn.draft
    text = _whole(lines(said or "", _top(turn, words)), each, words)
    judge = (
        _button("draft.take", JudgeDraft(each.id, each.edition, 1), words),
        _button("draft.correct", CorrectDraft(each.id, each.edition), words),
        _button("draft.drop", JudgeDraft(each.id, each.edition, 0), words),
    )
    pause = _button("draft.pause", PauseReview(turn.review.article), words)
    return Screen(text, (judge, (pause,)))


def judged(place: int, taken: bool, words: Texts) -> Html:
    """What was done, said over the next draft."""
    return words("draft.taken" if taken else "draft.dropped", place=place)


def standing(review: Review, words: Texts, said: Html | None = None) -> Screen:
    """How far the review has come, and what can be done with it."""
    text = lines(
        said or "",
        words("draft.standing", title=review.title, total=review.total),
        _counts(review, words),
        words("draft.stock.how", title=review.title) if review.taken else "",
        apart="\n\n",
    )
    rows = []
    if review.taken:
        label = words.plain("draft.stock", count=review.taken)
        rows.append((Button(label, StockDrafts(review.article)),))
    if review.undecided:
        rows.append((_go_on(review, words),))
    if review.dropped:
        label = words.plain("draft.reopen", count=review.dropped)
        rows.append((Button(label, ReopenDrafts(review.article)),))
    return Screen(text, tuple(rows))


def correct(turn: Turn, words: Texts) -> Screen:
    """A button for each field that can be corrected."""
    assert turn.draft
    each = turn.draft
    text = _whole(lines(_top(turn, words), words("draft.what")), each, words)
    buttons = [
        Button(
            edit.name(field, each.question, words),
            CorrectField(each.id, each.edition, field.value),
        )
        for field in fields(each.question)
    ]
    step = edit.IN_A_ROW
    rows = [tuple(buttons[at : at + step]) for at in range(0, len(buttons), step)]
    back = _button("edit.back", ShowDraft(each.id, each.edition), words)
    return Screen(text, (*rows, (back,)))


def ask_field(
    turn: Turn,
    field: Field,
    words: Texts,
    problems: Sequence[Problem] = (),
    matches: Sequence[Match] = (),
) -> Screen:
    """One field, to be changed by pressing or by typing, as of a question of a bank."""
    assert turn.draft
    each = turn.draft
    return edit.ask(each.question, field, _doors(each), words, problems, matches)


def stocked(shelf: Shelf, done: Stocked, words: Texts) -> Screen:
    """The drafts are in their bank."""
    is_published = shelf.state == PUBLISHED
    count = done.new + done.changed + done.same
    text = lines(
        words("draft.stocked", title=shelf.title, count=count, total=shelf.questions),
        words("upload.published" if is_published else "upload.not_yet"),
        apart="\n\n",
    )
    row = (
        _button("bank.preview", Preview(shelf.id, 0), words),
        _button("bank.open", OpenBank(shelf.id), words),
    )
    publish = (_button("bank.publish", SetState(shelf.id, 1), words),)
    return Screen(text, (row,) if is_published else (row, publish))


def _thrown(thrown: Mapping[str, int], words: Texts) -> Html:
    why = words.plain("draft.apart").join(
        words.plain("draft.thrown", count=count, why=words.plain(f"draft.thrown.{code}"))
        for code, count in thrown.items()
    )
    return words("draft.left_out", why=why) if why else Html("")


def _whole(top: Html, draft: Draft, words: Texts) -> Html:
    wrong = (_told(each.code, each.facts, words) for each in draft.wrong)
    return bank.whole(top, draft.question, draft.cited, False, words, lines(*wrong))


def _doors(draft: Draft) -> edit.Doors:
    """The buttons of a draft's fields."""
    it = (draft.id, draft.edition)
    return edit.Doors(
        lambda place: MarkDraft(*it, place),
        lambda level: SetDraftDifficulty(*it, level),
        lambda field: ClearDraftField(*it, field),
        lambda _, sentence: QuoteDraft(*it, sentence),
        ShowDraft(*it),
    )


def _top(turn: Turn, words: Texts) -> Html:
    assert turn.draft
    each = turn.draft
    kind = words(f"kind.{each.question.kind}")
    state = words(f"draft.state.{each.state}") if each.state is not State.OPEN else ""
    place = words("draft.place", place=each.place, total=each.total, kind=kind)
    return lines(place, _counts(turn.review, words), state)


def _counts(review: Review, words: Texts) -> Html:
    counts = {
        "taken": review.taken,
        "dropped": review.dropped,
        "undecided": review.undecided,
        "stocked": review.stocked,
    }
    told = [words(f"draft.count.{name}", count=count) for name, count in counts.items() if count]
    return lines(*told, apart=" · ")


def _told(code: str, facts: Mapping[str, object], words: Texts) -> Html:
    said, mend = telling.said(code, facts, words), telling.mend(code, facts, words)
    return words("edit.error", reason=words.plain("upload.reason", said=said, mend=mend))


def _go_on(review: Review, words: Texts) -> Button:
    if not review.undecided:
        label = words.plain("draft.open", title=clip(review.title, TITLE), count=review.taken)
        return Button(label, PauseReview(review.article))
    label = words.plain("draft.go_on", title=clip(review.title, TITLE), count=review.undecided)
    return Button(label, ReviewDrafts(review.article))


def _button(key: str, press: Press, words: Texts) -> Button:
    return Button(words.plain(key), press)
