"""Drafts judged one at a time, each once, and put into a bank by who judged them."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from db import articles, bank, journal, recheck, talk
from db import draft_rows as rows
from db.people import authorise
from db.tables import DraftRow
from questions.drafting import review
from questions.drafting.review import CLOSED, Review, State, Turn
from questions.editing import Edited, Field, fields, is_pressed, typed, with_quote
from questions.errors import DraftGone, DraftWrong, OldButton
from questions.formats.wire import question_to_json
from questions.people import Permission
from questions.question import Question
from questions.search import Shelved, sentence_at
from questions.shelf import Shelf, Stocked

# What the next text is awaited for: an article, or a field of a draft.
ARTICLE, CORRECTION = "draft", "draft_field"


def go_on(session: Session, actor_id: int, number: int) -> Turn:
    """The next draft of the article that waits for a decision."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    turn = rows.turn(session, actor_id, number, 0)
    if not turn.review.total:
        raise DraftGone
    return turn


def pause(session: Session, actor_id: int, number: int) -> Review:
    """Where the actor stands with an article."""
    return go_on(session, actor_id, number).review


def look(session: Session, actor_id: int, draft_id: int, edition: int) -> Turn:
    """A draft as its button knew it; refused where something was done to it since."""
    row = _own(session, actor_id, draft_id, edition)
    return rows.before(session, row)


def back(session: Session, actor_id: int, draft_id: int, edition: int) -> Turn:
    """A draft again, of which a field was to be typed: no text is awaited any more."""
    row = _own(session, actor_id, draft_id, edition)
    _await_nothing(session, actor_id)
    return rows.before(session, row)


def decide(
    session: Session, actor_id: int, draft_id: int, edition: int, *, taken: bool
) -> tuple[int, Turn]:
    """Take or drop a draft, once: at which place it stands, and the next that waits."""
    row = _own(session, actor_id, draft_id, edition, hold=True)
    if taken and review.wrong(rows.question_of(row), rows.article_of(session, row.article_id)):
        raise DraftWrong
    _await_nothing(session, actor_id)
    rows.put(row, State.TAKEN if taken else State.DROPPED)
    _note(session, actor_id, row, "draft_taken" if taken else "draft_dropped")
    return row.place, rows.turn(session, actor_id, row.article_id, row.place)


def reopen(session: Session, actor_id: int, number: int) -> Turn:
    """What was dropped of an article waits for a decision again."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    dropped = [
        each for each in rows.standing(session, actor_id, number) if each.state == State.DROPPED
    ]
    if not dropped:
        raise DraftGone
    for row in dropped:
        rows.put(row, State.OPEN)
    journal.write(session, actor_id, "drafts_reopened", str(number), drafts=len(dropped))
    session.flush()
    return rows.turn(session, actor_id, number, 0)


def open_field(
    session: Session, actor_id: int, draft_id: int, edition: int, field: Field
) -> tuple[Turn, Shelved]:
    """A field is to be changed, and the article that it is about; where that is done by typing,
    the actor's next text is taken for it."""
    row = _own(session, actor_id, draft_id, edition)
    question = rows.question_of(row)
    if field not in fields(question):
        raise OldButton
    if is_pressed(question, field):
        _await_nothing(session, actor_id)
    else:
        talk.expect(session, actor_id, CORRECTION, f"{draft_id} {edition} {field}")
    return rows.before(session, row), Shelved(
        row.article_id, rows.article_of(session, row.article_id)
    )


def type_field(
    session: Session, actor_id: int, draft_id: int, edition: int, field: Field, text: str
) -> tuple[Turn, Edited]:
    """The field was typed. Where that cannot be, the draft is as it was, and another text is
    awaited."""
    row = _own(session, actor_id, draft_id, edition, hold=True)
    edited = typed(rows.question_of(row), field, text, (rows.article_of(session, row.article_id),))
    if not edited.problems:
        _edit(session, actor_id, row, edited.question, field)
    return rows.before(session, row), edited


def change(
    session: Session,
    actor_id: int,
    draft_id: int,
    edition: int,
    field: Field,
    rule: Callable[[Question], Question],
) -> Turn:
    """Change the field as the rule says."""
    row = _own(session, actor_id, draft_id, edition, hold=True)
    _edit(session, actor_id, row, rule(rows.question_of(row)), field)
    return rows.before(session, row)


def choose_quote(
    session: Session, actor_id: int, draft_id: int, edition: int, sentence: int
) -> Turn:
    """This sentence of its article is the draft's quote."""
    row = _own(session, actor_id, draft_id, edition, hold=True)
    quote = sentence_at(rows.article_of(session, row.article_id), sentence)
    _edit(session, actor_id, row, with_quote(rows.question_of(row), quote), Field.QUOTES)
    return rows.before(session, row)


def stock(session: Session, actor_id: int, number: int, now: datetime) -> tuple[Shelf, Stocked]:
    """Put what was taken of an article into its bank: a new one, as a draft of a bank, or the one
    that earlier drafts of the article went into."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    taken = [
        each for each in rows.standing(session, actor_id, number) if each.state == State.TAKEN
    ]
    if not taken:
        raise DraftGone
    articles.hold(session)
    article = rows.article_of(session, number)
    whole = review.as_bank(map(rows.question_of, taken), article, actor_id)
    stocked = bank.stock(session, whole, actor_id, now, retire=False)
    for row in taken:
        rows.put(row, State.STOCKED)
    if article != articles.stored(session, article.key):
        # Somebody has changed it since: what they left out proves nothing any more.
        recheck.check(session, article.key, now, actor_id, stocked.bank_id)
    facts = {"article": article.key, "new": stocked.new, "changed": stocked.changed}
    journal.write(session, actor_id, "drafts_stocked", str(stocked.bank_id), **facts)
    session.flush()
    return bank.shelf(session, actor_id, stocked.bank_id), stocked


def _edit(session: Session, actor_id: int, row: DraftRow, question: Question, field: str) -> None:
    row.question = question_to_json(question)
    _await_nothing(session, actor_id)
    rows.put(row, State.EDITED)
    _note(session, actor_id, row, "draft_edited", field=str(field))


def _await_nothing(session: Session, actor_id: int) -> None:
    """Whoever judges drafts sends no article and types no field; an answer is still awaited."""
    if (talk.expected(session, actor_id) or ("", ""))[0] in (ARTICLE, CORRECTION):
        talk.forget(session, actor_id)


def _note(session: Session, actor_id: int, row: DraftRow, action: str, **facts: object) -> None:
    key = row.question["key"]
    journal.write(session, actor_id, action, str(row.id), key=key, article=row.article_id, **facts)
    session.flush()


def _own(
    session: Session, actor_id: int, draft_id: int, edition: int, *, hold: bool = False
) -> DraftRow:
    """A draft of the actor's own to which nothing was done since this edition."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    row = session.get(DraftRow, draft_id, with_for_update=hold or None)
    if row is None:
        raise DraftGone
    authorise(session, actor_id, Permission.KEEP_BANKS, row.owner_id, DraftGone)
    if row.owner_id != actor_id or row.edition != edition or row.state in CLOSED:
        raise DraftGone
    return row
