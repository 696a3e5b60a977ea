"""People as an admin goes through them: listed, searched for, looked at, moved about."""

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from db import people, talk
from db.people import authorise
from db.tables import AnswerRow, PersonRow
from questions.errors import OldScreen, PersonUnknown
from questions.people import Entry, Found, Permission, Person
from questions.stamps import stamped

# What the next text is awaited for: words to search by; its row keeps those searched by last.
SEARCH = "people"
# … or the name of a department: its row says whose, where in the list, and the words as well.
DEPARTMENT = "department"
COMMAND = "people"


def search(session: Session, actor_id: int, words: str, size: int) -> Found:
    """Search for people by their name, number, username or department; "" finds everybody."""
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    talk.expect(session, actor_id, SEARCH, words)
    return _find(session, words, 0, size)


def turn(session: Session, actor_id: int, page: int, number: int, size: int) -> Found:
    """Another page of what was searched for by the words with the stamp `number`."""
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    words = stamped(number, [_words(session, actor_id)]) if number else ""
    if words is None:
        raise OldScreen(command=COMMAND)
    return _find(session, words, page, size)


def look(session: Session, actor_id: int, person_id: int) -> Entry:
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    return entry(session, person_id)


def entry(session: Session, person_id: int) -> Entry:
    row = session.get(PersonRow, person_id)
    if row is None:
        raise PersonUnknown
    last = select(func.max(AnswerRow.answered_at)).where(AnswerRow.person_id == person_id)
    return Entry(row.to_person(), row.joined_at, session.exec(last).one())


def departments(session: Session, actor_id: int) -> list[str]:
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    return people.departments(session)


def move(session: Session, actor_id: int, person_id: int, number: int) -> Person:
    """Put a person into the department with the stamp `number`; 0 is none."""
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    name = stamped(number, departments(session, actor_id)) if number else ""
    if name is None:
        raise OldScreen(command=COMMAND)
    return people.set_department(session, actor_id, person_id, name)


def await_department(session: Session, actor_id: int, person_id: int, place: str) -> None:
    """Take the next text for the name of the person's department."""
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    subject = f"{person_id} {place} {_words(session, actor_id)}"
    talk.expect(session, actor_id, DEPARTMENT, subject)


def type_department(session: Session, actor_id: int, name: str) -> tuple[Person, str]:
    """Put the person that was awaited into a department by its name; and say where in the list
    they were. The next text is for searching again."""
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    awaiting, subject = talk.expected(session, actor_id) or ("", "")
    if awaiting != DEPARTMENT:
        raise OldScreen(command=COMMAND)
    person_id, place, words = subject.split(" ", 2)
    person = people.set_department(session, actor_id, int(person_id), name)
    talk.expect(session, actor_id, SEARCH, words)
    return person, place


def _words(session: Session, actor_id: int) -> str:
    """What was searched for last; "" where that is forgotten."""
    awaiting, subject = talk.expected(session, actor_id) or ("", "")
    if awaiting == DEPARTMENT:
        return subject.split(" ", 2)[2]
    return subject if awaiting == SEARCH else ""


def _find(session: Session, words: str, page: int, size: int) -> Found:
    where = _matches(words)
    total = session.exec(select(func.count()).select_from(PersonRow).where(where)).one()
    page = min(page, max(0, (total - 1) // size))
    rows = session.exec(
        select(PersonRow)
        .where(where)
        .order_by(col(PersonRow.active).desc(), col(PersonRow.joined_at), col(PersonRow.id))
        .offset(page * size)
        .limit(size)
    )
    return Found(tuple(row.to_person() for row in rows), page, total, words)


def _matches(words: str) -> ColumnElement[bool]:
    """Anything that holds the words, whichever way their letters are written."""
    named = (
        PersonRow.name,
        PersonRow.telegram_name,
        PersonRow.username,
        PersonRow.employee_number,
        PersonRow.department,
    )
    bare = words.removeprefix("@")
    return or_(*(col(column).icontains(bare, autoescape=True) for column in named))
