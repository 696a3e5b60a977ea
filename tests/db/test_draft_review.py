"""Drafts are kept with their article and judged one at a time, each once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from db import articles, bank, draft, drafting, talk
from db.store import Store
from db.tables import BankRow, DraftRow, JournalRow
from questions.drafting.review import State
from questions.editing import Field
from questions.errors import DraftGone, DraftWrong, FileRefused, NotAllowed, OldButton
from questions.people import Role
from questions.question import Kind, Quote
from questions.shelf import DRAFT, PUBLISHED
from tests.builders import NOW, make_article, make_person, make_question, make_quote

TRAINER, COLLEAGUE, ADMIN, EMPLOYEE = 5, 6, 7, 8
ARTICLE = make_article("第一段。", "第二段。", "第三段。", title="守则")
QUESTIONS = [make_question(stem=f"题{n}？", quotes=(make_quote(),)) for n in range(1, 5)]


@pytest.fixture
def kept(store):
    """Four drafts of the trainer's own."""
    make_person(store, TRAINER, Role.TRAINER)
    make_person(store, COLLEAGUE, Role.TRAINER)
    make_person(store, ADMIN, Role.ADMIN)
    make_person(store, EMPLOYEE)
    return keep(store)


def keep(store, article=ARTICLE, questions=QUESTIONS, actor_id=TRAINER):
    return store.do(drafting.keep, actor_id, article, questions, NOW)


def decide(store, turn, taken=True, actor_id=TRAINER):
    """Judge the draft that is before the trainer; what is before them then."""
    it = turn.draft
    return store.do(draft.decide, actor_id, it.id, it.edition, taken=taken)[1]


def rows(store):
    ordered = select(DraftRow).order_by(DraftRow.id)
    return store.do(lambda session: [
        (row.question["stem"], row.state)
        for row in session.exec(ordered)
        if row.state != State.OUTDATED
    ])  # fmt: skip


def number_of(kept):
    return kept.turn.review.article


def test_the_drafts_come_in_order_and_the_count_goes_on(store, kept):
    second = decide(store, kept.turn)
    third = decide(store, second, taken=False)

    assert (kept.version, kept.checked.is_new, kept.found) == (1, True, False)
    assert [each.draft.place for each in (kept.turn, second, third)] == [1, 2, 3]
    assert third.draft.total == 4
    assert (third.review.taken, third.review.dropped, third.review.undecided) == (1, 1, 2)
    assert third.draft.cited[0].title == "守则"


def test_the_last_decision_leads_round_to_what_still_waits(store, kept):
    turn = kept.turn
    for _ in range(4):
        turn = decide(store, turn)

    assert turn.draft is None
    assert turn.review.taken == 4
    with pytest.raises(DraftGone):
        decide(store, kept.turn)


def test_a_second_decision_by_the_same_button_is_refused_and_skips_nothing(store, kept):
    decide(store, kept.turn)

    for taken in (True, False):
        with pytest.raises(DraftGone):
            decide(store, kept.turn, taken)

    assert [state for _, state in rows(store)] == ["taken", "open", "open", "open"]


def test_a_review_is_kept_over_a_restart(url, store, kept):
    decide(store, kept.turn)
    store.close()
    again = Store.open(url)

    try:
        (waiting,) = again.do(drafting.ask, TRAINER)
        turn = again.do(draft.go_on, TRAINER, waiting.article)
        assert (waiting.title, waiting.taken, waiting.undecided) == ("守则", 1, 3)
        assert turn.draft.question.stem == "题2？"
    finally:
        again.close()


def test_only_who_handed_the_article_in_judges_its_drafts(store, kept):
    it = kept.turn.draft
    verbs = (
        (draft.look, it.id, it.edition),
        (draft.back, it.id, it.edition),
        (draft.open_field, it.id, it.edition, Field.STEM),
        (draft.choose_quote, it.id, it.edition, 0),
        (draft.go_on, number_of(kept)),
        (draft.reopen, number_of(kept)),
        (draft.stock, number_of(kept), NOW),
    )
    for actor_id, refusal in ((COLLEAGUE, DraftGone), (ADMIN, DraftGone), (EMPLOYEE, NotAllowed)):
        with pytest.raises(refusal):
            decide(store, kept.turn, actor_id=actor_id)
        for verb, *facts in verbs:
            with pytest.raises(refusal):
                store.do(verb, actor_id, *facts)
    assert {state for _, state in rows(store)} == {"open"}


def test_two_trainers_have_reviews_of_their_own_of_one_article(store, kept):
    decide(store, kept.turn)

    theirs = keep(store, actor_id=COLLEAGUE)

    assert (theirs.checked.is_new, theirs.found) == (False, False)
    assert theirs.turn.review.undecided == 4


def test_the_same_text_is_no_new_version_and_the_same_review(store, kept):
    decide(store, kept.turn)

    again = keep(store)

    assert (again.version, again.checked.is_new, again.found) == (1, False, True)
    assert again.turn.draft.place == 2


def test_a_new_version_keeps_the_decisions_that_still_hold(store, kept):
    second = decide(store, kept.turn)
    decide(store, second, taken=False)
    changed = replace(ARTICLE, passages=make_article("改过。", "第二段。", "第三段。").passages)

    again = keep(store, changed, QUESTIONS[:3])

    assert (again.version, again.checked.is_new) == (2, True)
    assert rows(store) == [("题1？", "taken"), ("题2？", "dropped"), ("题3？", "open")]
    with pytest.raises(DraftGone):
        decide(store, second)


def test_only_what_was_taken_gets_into_the_bank_and_only_once(store, kept):
    second = decide(store, kept.turn)
    third = decide(store, second, taken=False)
    assert store.do(lambda session: session.exec(select(BankRow)).all()) == []

    shelf, stocked = store.do(draft.stock, TRAINER, number_of(kept), NOW)

    inside = store.do(bank.load, shelf.id)
    assert (shelf.title, shelf.state, stocked.new) == ("守则", DRAFT, 1)
    assert [each.stem for each in inside.questions] == ["题1？"]
    assert inside.questions[0].quotes == (make_quote(),)
    with pytest.raises(DraftGone):
        store.do(draft.stock, TRAINER, number_of(kept), NOW)
    with pytest.raises(DraftGone):
        store.do(draft.decide, TRAINER, kept.turn.draft.id, 2, taken=False)
    assert store.do(bank.load, shelf.id) == inside
    assert third.draft.place == 3


def test_what_is_taken_later_goes_into_the_same_bank(store, kept):
    second = decide(store, kept.turn)
    first, _ = store.do(draft.stock, TRAINER, number_of(kept), NOW)
    store.do(bank.set_state, TRAINER, first.id, PUBLISHED)
    decide(store, second)

    later, stocked = store.do(draft.stock, TRAINER, number_of(kept), NOW + timedelta(hours=1))

    assert (later.id, later.state, later.questions) == (first.id, PUBLISHED, 2)
    assert (stocked.new, stocked.same, stocked.gone) == (1, 0, 0)


def test_what_was_dropped_can_be_judged_again(store, kept):
    decide(store, kept.turn, taken=False)

    turn = store.do(draft.reopen, TRAINER, number_of(kept))

    assert turn.draft.place == 1
    assert turn.draft.state is State.OPEN
    with pytest.raises(DraftGone):
        store.do(draft.reopen, TRAINER, number_of(kept))


# Correcting one


def test_a_typed_field_is_kept_and_waits_for_a_decision(store, kept):
    it = kept.turn.draft
    store.do(draft.open_field, TRAINER, it.id, it.edition, Field.STEM)
    assert store.do(talk.expected, TRAINER) == (draft.CORRECTION, f"{it.id} {it.edition} stem")

    turn, _ = store.do(draft.type_field, TRAINER, it.id, it.edition, Field.STEM, "换个问法？")

    assert (turn.draft.question.stem, turn.draft.state) == ("换个问法？", State.EDITED)
    assert store.do(talk.expected, TRAINER) is None
    with pytest.raises(DraftGone):
        decide(store, kept.turn)
    assert decide(store, turn).review.taken == 1


def test_what_cannot_be_is_not_kept_and_another_text_is_awaited(store, kept):
    it = kept.turn.draft
    store.do(draft.open_field, TRAINER, it.id, it.edition, Field.QUOTES)

    turn, edited = store.do(
        draft.type_field, TRAINER, it.id, it.edition, Field.QUOTES, "哪里都没有。"
    )

    assert [each.code for each in edited.problems] == ["quote_not_verbatim"]
    assert turn.draft == it
    assert store.do(talk.expected, TRAINER)


def test_a_draft_without_a_quote_cannot_be_taken(store, kept):
    it = kept.turn.draft
    bare = lambda question: replace(question, quotes=())  # noqa: E731 - a name would say no more
    turn = store.do(draft.change, TRAINER, it.id, it.edition, Field.QUOTES, bare)

    with pytest.raises(DraftWrong):
        decide(store, turn)

    chosen = store.do(draft.choose_quote, TRAINER, it.id, turn.draft.edition, 2)
    assert chosen.draft.question.quotes == (Quote("article", "第三段。", 3),)
    assert decide(store, chosen).review.taken == 1


def test_a_field_that_the_kind_has_not_is_refused(store, kept):
    blank = make_question(kind=Kind.BLANK, quotes=(make_quote(),))
    other = keep(store, make_article("第二段。", "第二段。", key="b"), [blank])
    it = other.turn.draft

    with pytest.raises(OldButton):
        store.do(draft.open_field, TRAINER, it.id, it.edition, Field.CHOICES)


# The article


def test_pieces_come_together_and_a_book_is_refused(store, kept):
    store.do(drafting.ask, TRAINER)
    store.do(drafting.collect, TRAINER, "守则\n第一句。")
    store.do(drafting.collect, TRAINER, "第二句没有")

    assert store.do(drafting.whole, TRAINER, "完。") == "守则\n第一句。\n第二句没有完。"
    with pytest.raises(FileRefused):
        store.do(drafting.collect, TRAINER, "长" * 100_001)


def test_without_a_piece_there_is_nothing_to_end(store, kept):
    with pytest.raises(DraftGone):
        store.do(drafting.whole, TRAINER)


def test_an_article_is_found_by_its_title_however_it_is_written(store, kept):
    assert store.do(drafting.titled, TRAINER, "《 守则 》") == ARTICLE
    assert store.do(drafting.titled, TRAINER, "别的") is None


def test_a_press_may_name_any_number(store, kept):
    for number in (0, 2**31, 2**63 - 1):
        with pytest.raises(DraftGone):
            store.do(draft.go_on, TRAINER, number)
        with pytest.raises(DraftGone):
            store.do(draft.look, TRAINER, number, 0)


def test_the_journal_tells_who_did_what(store, kept):
    second = decide(store, kept.turn)
    decide(store, second, taken=False)
    store.do(draft.stock, TRAINER, number_of(kept), NOW)

    lines = select(JournalRow.action, JournalRow.actor_id).order_by(JournalRow.id)
    lines = lines.where(JournalRow.action != "article_checked")
    told = store.do(lambda session: [tuple(each) for each in session.exec(lines)])
    assert told == [
        (action, TRAINER)
        for action in ("drafted", "draft_taken", "draft_dropped", "drafts_stocked")
    ]
    assert store.do(articles.stored, "article") == ARTICLE
