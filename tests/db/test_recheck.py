"""An article changes: its quotes are looked for anew, and what is lost is told and decided."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from db import articles, bank, item_report, lost, practice, recheck, regrade, shipped, upload
from db.stock import set_retired
from db.store import Store
from db.tables import (
    BankRow,
    DeliveryRow,
    JournalRow,
    LostRow,
    PushRow,
    QuestionRow,
    VersionRow,
)
from questions.errors import BankNotYours, NotAllowed, NothingToPractise, OldButton
from questions.people import Role
from questions.question import Kind
from questions.recheck import Rechecked, Span, nearest
from questions.regrade import Key
from questions.shelf import PUBLISHED
from questions.upload import Examined
from tests.builders import (
    NOW,
    ZONE,
    later,
    make_article,
    make_bank,
    make_person,
    make_question,
    make_quote,
    right_place,
)

TRAINER, COLLEAGUE, EMPLOYEE, ADMIN = 5, 6, 7, 8
STAYS, MOVES, GOES = (
    make_quote("第一段。", 1),
    make_quote("第二段。", 2),
    make_quote("第三段。", 3),
)
NEW = make_article("第一段。", "插进来的。", "第二段。", "第三段改了。")


@pytest.fixture
def bank_id(store):
    """A published bank of the trainer's own: a quote that will stay, one that moves, one that
    goes, and one of both."""
    for person, role in ((TRAINER, Role.TRAINER), (COLLEAGUE, Role.TRAINER), (ADMIN, Role.ADMIN)):
        make_person(store, person, role)
    make_person(store, EMPLOYEE)
    store.do(recheck.keep, make_article(), NOW)
    taken = make_bank(
        make_question("stays", quotes=(STAYS,)),
        make_question("moves", quotes=(MOVES,)),
        make_question("goes", quotes=(GOES,)),
        make_question("both", quotes=(MOVES, GOES)),
        make_question("bare"),
    )
    return store.do(bank.stock, taken, TRAINER, NOW, state=PUBLISHED).bank_id


def changes(store, article=NEW, **more):
    return store.do(recheck.keep, article, later(hours=1), **more)


def quotes(store, bank_id):
    return {each.key: each.quotes for each in store.do(bank.load, bank_id).questions}


def question(store, key):
    return store.do(lambda s: s.exec(select(QuestionRow).where(QuestionRow.key == key)).one())


def out(store):
    rows = select(QuestionRow.key).join(LostRow, col(LostRow.question_id) == QuestionRow.id)
    return set(store.do(lambda session: session.exec(rows).all()))


def told(store):
    """Who was told of how many."""
    rows = (
        select(DeliveryRow.person_id, PushRow.facts)
        .join(PushRow, col(PushRow.id) == DeliveryRow.push_id)
        .where(PushRow.kind == recheck.LOST)
        .order_by(DeliveryRow.person_id)
    )
    found = store.do(lambda session: session.exec(rows).all())
    return [(person, facts["count"]) for person, facts in found]


def journal(store, action):
    rows = select(JournalRow).where(JournalRow.action == action).order_by(col(JournalRow.id))
    return [
        (row.actor_id, row.subject, row.facts)
        for row in store.do(lambda session: session.exec(rows).all())
    ]


def drawn(store, person=EMPLOYEE):
    asked = store.do(practice.start, person, None, later(hours=2), 1)
    keys = {asked.question.key}
    for _ in range(asked.length - 1):
        store.do(practice.answer, person, asked.id, right_place(asked), later(hours=2), ZONE)
        asked = store.do(practice.next_question, person, asked.id, later(hours=3))
        keys.add(asked.question.key)
    return keys


def offered(store, key="goes", actor=TRAINER):
    seen = store.do(lost.look, actor, question(store, key).id)
    return seen, nearest(seen)


def test_what_is_found_is_moved_and_what_is_not_leaves_quizzes(store, bank_id):
    done = changes(store)

    assert done == Rechecked(is_new=True, moved=1, lost=2)
    assert quotes(store, bank_id) == {
        "stays": (STAYS,), "moves": (make_quote("第二段。", 3),), "bare": (),
    }  # fmt: skip
    assert out(store) == {"goes", "both"}
    assert drawn(store) == {"stays", "moves", "bare"}
    shelf = store.do(bank.shelf, TRAINER, bank_id)
    assert (shelf.questions, shelf.lost) == (3, 2)


def test_a_question_that_moved_keeps_who_wrote_it_and_what_it_asks(store, bank_id):
    of = question(store, "moves").id
    versions = select(VersionRow).where(VersionRow.question_id == of)

    changes(store, actor_id=COLLEAGUE)

    before, after = store.do(lambda session: session.exec(versions).all())
    assert (after.version, after.made_by, after.proposed) == (2, TRAINER, False)
    assert after.asks == before.asks
    assert before.quotes == [["article", 2, "第二段。"]]


def test_its_owner_is_told_once_of_how_many_and_it_is_written_down(store, bank_id):
    changes(store, actor_id=COLLEAGUE)
    again = changes(store, actor_id=COLLEAGUE)

    assert again == Rechecked(is_new=False)
    assert told(store) == [(TRAINER, 2)]
    version = {"version": 2}
    assert journal(store, "article_checked")[1:] == [
        (COLLEAGUE, "article", {**version, "moved": 1, "lost": 2, "back": 0})
    ]
    assert journal(store, "quotes_checked")[-1] == (
        COLLEAGUE, str(bank_id),
        {"article": "article", **version, "moved": ["moves"], "lost": ["goes", "both"],
         "back": []},
    )  # fmt: skip


def test_of_a_bank_that_nobody_owns_everybody_is_told_who_may_change_it(store, bank_id):
    theirs = make_bank(make_question("n1", quotes=(GOES,)), key="nobodys")
    store.do(bank.stock, theirs, None, NOW)

    changes(store)

    assert told(store) == [(TRAINER, 3), (COLLEAGUE, 1), (ADMIN, 1)]


def test_who_has_lost_nothing_is_told_nothing(store, bank_id):
    done = changes(store, make_article("第三段。", "第二段。", "第一段。"))

    assert done == Rechecked(is_new=True, moved=3)
    assert told(store) == []


def test_an_employee_changes_no_article(store, bank_id):
    with pytest.raises(NotAllowed):
        changes(store, actor_id=EMPLOYEE)

    assert store.do(articles.stored, "article").version == 1


def test_what_comes_nearest_is_taken_and_the_question_is_asked_again(store, bank_id):
    changes(store)
    seen, (best, *_) = offered(store)

    taken = store.do(lost.take, TRAINER, seen.version, best.span, later(hours=2))

    assert taken == (seen.question_id, True)
    assert quotes(store, bank_id)["goes"] == (make_quote("第三段改了。", 4),)
    assert out(store) == {"both"}
    assert "goes" in drawn(store)
    assert store.do(bank.shelf, TRAINER, bank_id).questions == 4
    told_of = {"key": "goes", "is_back": True}
    assert journal(store, "quote_replaced") == [(TRAINER, str(bank_id), told_of)]


def test_its_other_quotes_are_moved_with_it(store, bank_id):
    changes(store)
    seen, (best, *_) = offered(store, "both")

    store.do(lost.take, TRAINER, seen.version, best.span, later(hours=2))

    assert quotes(store, bank_id)["both"] == (
        make_quote("第二段。", 3), make_quote("第三段改了。", 4),
    )  # fmt: skip


def test_with_two_lost_quotes_it_comes_back_with_the_second(store, bank_id):
    changes(store, make_article("第二段变了。", "第三段改了。"))
    seen, (best, *_) = offered(store, "both")
    _, first = store.do(lost.take, TRAINER, seen.version, best.span, later(hours=2))
    left, (best, *_) = offered(store, "both")

    _, second = store.do(lost.take, TRAINER, left.version, best.span, later(hours=3))

    assert (seen.others, left.others, first, second) == (1, 0, False, True)
    assert [each.text for each in quotes(store, bank_id)["both"]] == [
        "第二段变了。", "第三段改了。",
    ]  # fmt: skip


def test_taken_out_for_good_it_is_no_more_in_the_list(store, bank_id):
    changes(store)
    number = question(store, "goes").id

    store.do(lost.withdraw, TRAINER, number)

    assert out(store) == {"both"}
    assert question(store, "goes").retired
    assert journal(store, "question_retired") == [(TRAINER, str(bank_id), {"key": "goes"})]
    with pytest.raises(OldButton):
        store.do(lost.look, TRAINER, number)


def test_the_list_goes_round_what_one_may_change(store, bank_id):
    changes(store)
    goes, both = question(store, "goes").id, question(store, "both").id

    found, total = store.do(lost.listed, TRAINER, 0, 8)

    assert ([each.question_id for each in found], total) == ([goes, both], 2)
    assert store.do(lost.following, TRAINER, goes) == both
    assert store.do(lost.following, TRAINER, both) == goes
    assert store.do(lost.listed, COLLEAGUE, 0, 8) == ((), 0)
    assert store.do(lost.listed, ADMIN, 2**60, 8) == ((), 2)


@pytest.mark.parametrize(("actor", "refusal"), [(COLLEAGUE, BankNotYours), (EMPLOYEE, NotAllowed)])
def test_what_is_not_theirs_nobody_decides(store, bank_id, actor, refusal):
    changes(store)
    seen, (best, *_) = offered(store)

    for verb, arguments in (
        (lost.look, (seen.question_id,)),
        (lost.take, (seen.version, best.span, NOW)),
        (lost.withdraw, (seen.question_id,)),
    ):
        with pytest.raises(refusal):
            store.do(verb, actor, *arguments)
    assert out(store) == {"goes", "both"}


def test_old_buttons_are_refused(store, bank_id):
    changes(store)
    seen, (best, *_) = offered(store)
    changes(store, make_article("全是新的。"))
    for version, span in (
        (seen.version, best.span), (999, best.span), (seen.version, Span(999, 0, 1)),
    ):  # fmt: skip
        with pytest.raises(OldButton):
            store.do(lost.take, TRAINER, version, span, NOW)
    _, (newest, *_) = offered(store)

    store.do(lost.take, TRAINER, seen.version, newest.span, later(hours=2))

    with pytest.raises(OldButton):
        store.do(lost.take, TRAINER, seen.version, newest.span, later(hours=2))
    for number in (question(store, "bare").id, 999, 2**63 - 1):
        with pytest.raises(OldButton):
            store.do(lost.withdraw, TRAINER, number)


def test_when_the_old_text_comes_back_so_do_its_questions(store, bank_id):
    before = quotes(store, bank_id)
    changes(store)

    done = store.do(recheck.keep, make_article(), later(hours=2))

    assert done == Rechecked(is_new=True, moved=1, back=2)
    assert (quotes(store, bank_id), out(store)) == (before, set())
    assert store.do(bank.shelf, TRAINER, bank_id).questions == 5


def test_a_retired_question_is_no_news_but_does_not_come_back_with_a_lost_quote(store, bank_id):
    number = question(store, "goes").id
    store.do(item_report.retire, TRAINER, number, True)
    changes(store)
    told_before = told(store)

    still = store.do(item_report.retire, TRAINER, number, False)

    assert told_before == [(TRAINER, 1)]
    assert still.retired
    assert "goes" in out(store)
    assert journal(store, "question_restored") == []


def test_the_same_file_again_brings_no_lost_quote_back(store, bank_id):
    changes(store)
    again = make_bank(make_question("goes"), make_question("both", quotes=(MOVES, GOES)))

    store.do(bank.stock, again, TRAINER, later(hours=2), retire=False)

    assert out(store) == {"goes", "both"}
    assert set(quotes(store, bank_id)) == {"stays", "moves", "bare"}


def test_a_file_with_a_quote_that_stands_does(store, bank_id):
    changes(store)
    again = make_bank(make_question("goes", quotes=(make_quote("第三段改了。", 4),)))

    store.do(bank.stock, again, TRAINER, later(hours=2), retire=False)

    assert out(store) == {"both"}
    assert quotes(store, bank_id)["goes"] == (make_quote("第三段改了。", 4),)


def test_a_file_that_was_read_before_is_looked_through_when_it_is_imported(store, bank_id):
    read = Examined("新", "f", (make_question("u1", quotes=(GOES,)),), (), ())
    waiting = store.do(upload.receive, TRAINER, "新.xlsx", "sha", read, NOW)
    changes(store)
    planned = store.do(upload.plan, TRAINER, read, later(hours=2))

    shelf, _ = store.do(upload.take, TRAINER, waiting.upload_id, planned, later(hours=2))

    assert (shelf.questions, shelf.lost) == (0, 1)
    assert "u1" in out(store)


def test_an_article_that_was_just_being_kept_counts_as_changed_since_a_file_was_read(
    store, bank_id
):
    read = Examined("新", "f", (make_question("u1", quotes=(GOES,)),), (), ())
    changes(store)
    # The time of a version is that at which keeping it began.
    waiting = store.do(upload.receive, TRAINER, "新.xlsx", "sha", read, later(hours=1, seconds=9))
    planned = store.do(upload.plan, TRAINER, read, later(hours=2))

    store.do(upload.take, TRAINER, waiting.upload_id, planned, later(hours=2))

    assert "u1" in out(store)


@pytest.mark.postgres
def test_an_article_that_changes_while_a_file_is_imported_is_looked_for_in_it(
    postgres_url,
):
    store, other = Store.open(postgres_url), Store.open(postgres_url)
    make_person(store, TRAINER, Role.TRAINER)
    store.do(recheck.keep, make_article(), NOW)
    read = Examined("新", "f", (make_question("u1", quotes=(GOES,)),), (), ())
    waiting = store.do(upload.receive, TRAINER, "新.xlsx", "sha", read, NOW)
    planned = store.do(upload.plan, TRAINER, read, NOW)

    def imports(session):
        upload.take(session, TRAINER, waiting.upload_id, planned, NOW)
        changing = others.submit(changes, other)
        while not changing.done() and not waits_for_us(session):
            pass
        return changing

    with ThreadPoolExecutor(1) as others:
        store.do(imports).result()

    assert out(store) == {"u1"}
    store.close()
    other.close()


def waits_for_us(session):
    waiting = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    return session.execute(text(waiting)).scalar()


def test_an_old_answer_shows_the_article_as_it_was(store, bank_id):
    def answers(key, now):
        only = make_bank(make_question(key, quotes=(STAYS,)), key=key)
        own = store.do(bank.stock, only, TRAINER, now, state=PUBLISHED).bank_id
        asked = store.do(practice.start, EMPLOYEE, own, now, 1)
        store.do(practice.answer, EMPLOYEE, asked.id, right_place(asked), now, ZONE)
        return asked.id

    def shown(asked_id):
        asked, then = store.do(practice.outcome_of, EMPLOYEE, asked_id)
        (cited,) = asked.cited
        return [each and each.text for each in store.do(articles.around, cited.quote, then)]

    before = answers("before", NOW)
    changes(store)
    after = answers("after", later(hours=2))

    assert shown(before) == [None, "第一段。", "第二段。"]
    assert shown(after) == [None, "第一段。", "插进来的。"]


def test_an_old_quote_keeps_its_context_where_it_is_there_no_more(store, bank_id):
    changes(store)

    three = store.do(articles.around, GOES, later(hours=9))

    assert [each and each.text for each in three] == ["第二段。", "第三段。", None]


def test_where_all_questions_are_out_there_is_nothing_to_practise(store, bank_id):
    store.do(bank.stock, make_bank(make_question("goes", quotes=(GOES,))), TRAINER, NOW)

    changes(store)

    with pytest.raises(NothingToPractise):
        store.do(practice.start, EMPLOYEE, None, later(hours=2), 1)


class TestWhatShips:
    @pytest.fixture(autouse=True)
    def taken_in(self, store, bank_id):
        """An older edition of an article that ships stood here, and a trainer quotes it."""
        store.do(shipped.stock, NOW)
        rose = store.do(articles.stored, "rose")
        text = rose.passages[0].text
        older = make_article("旧的一段。", text, key="rose", title=rose.title)
        store.do(recheck.keep, older, later(minutes=1))
        both = (
            make_question("old", quotes=(make_quote("旧的一段。", 1, "rose"),)),
            make_question("same", quotes=(make_quote(text, 2, "rose"),)),
        )
        self.own = store.do(
            bank.stock, make_bank(*both, key="own"), TRAINER, later(minutes=2), state=PUBLISHED
        ).bank_id
        self.text = text

    def upgrade(self, store):
        def older(session):
            session.exec(select(BankRow).where(BankRow.key == "rose")).one().edition = "old"

        store.do(older)
        store.do(shipped.stock, later(days=1))

    def test_at_an_upgrade_trainers_questions_are_looked_through(self, store):
        self.upgrade(store)

        assert out(store) == {"old"}
        assert quotes(store, self.own) == {"same": (make_quote(self.text, 1, "rose"),)}
        assert (TRAINER, 1) in told(store)

    def test_the_bank_that_ships_is_whole_again_with_its_own_quotes(self, store):
        rose = store.do(lambda s: s.exec(select(BankRow).where(BankRow.key == "rose")).one())

        self.upgrade(store)

        shelf = store.do(bank.shelf, TRAINER, rose.id)
        assert (shelf.lost, shelf.questions) == (0, len(store.do(bank.load, rose.id).questions))
        assert shelf.questions > 20

    def test_again_changes_nothing(self, store):
        self.upgrade(store)
        before = told(store), out(store)

        store.do(shipped.stock, later(days=2))

        assert (told(store), out(store)) == before


def test_a_question_that_is_out_may_get_another_key_and_stays_out(store, bank_id):
    changes(store)
    number = question(store, "goes").id

    store.do(regrade.rekey, TRAINER, number, None, Key(frozenset({2})), later(hours=2), ZONE)

    assert "goes" in out(store)
    assert not store.do(set_retired, bank_id, number, False)
    assert question(store, "goes").retired


@pytest.mark.parametrize("key", ["文章", 'a"b', "a_b%", "back\\slash"])
def test_an_article_may_have_any_key(store, bank_id, key):
    store.do(recheck.keep, make_article("甲。", key=key), NOW)
    taken = make_bank(
        make_question("odd", kind=Kind.TRUE_FALSE, quotes=(make_quote("甲。", 1, key),)), key="odd"
    )
    store.do(bank.stock, taken, TRAINER, NOW)

    done = changes(store, make_article("乙。", key=key))

    assert done == Rechecked(is_new=True, lost=1)
    assert out(store) == {"odd"}
