"""People, their roles, what each role may do, and the codes that invite them."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from questions.errors import Deactivated, NotAllowed, NotYours, Refusal, TextInvalid

# 16 letters of 32 = 80 bits: not to be guessed. No I, L, O, U: they are misread.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16
# Wrong codes a person may try within KNOCK_SPAN before every code is turned away.
KNOCKS = 5
KNOCK_SPAN = timedelta(minutes=15)
# Wrong codes that all people together may try within an hour.
KNOCKS_OF_ALL = 100
NAME_LIMIT = 40
NUMBER_LIMIT = 32


class Role(StrEnum):
    EMPLOYEE = "employee"
    TRAINER = "trainer"
    ADMIN = "admin"


class Permission(StrEnum):
    PRACTISE = "practise"
    KEEP_BANKS = "keep_banks"
    CHANGE_BANKS = "change_banks"
    EXPORT = "export"
    INVITE = "invite"
    KEEP_PEOPLE = "keep_people"


_EMPLOYEE = frozenset({Permission.PRACTISE})
_TRAINER = _EMPLOYEE | {Permission.KEEP_BANKS, Permission.CHANGE_BANKS}
_MAY = {
    Role.EMPLOYEE: _EMPLOYEE,
    Role.TRAINER: _TRAINER,
    Role.ADMIN: frozenset(Permission),
}
# What a role may do with what is somebody else's.
_WITH_ANYBODYS = {(Role.ADMIN, Permission.CHANGE_BANKS)}


@dataclass(frozen=True, slots=True)
class Person:
    """`id` is Telegram's. `name` is what the person chose, or else Telegram's display name."""

    id: int
    name: str
    role: Role
    language: str
    department: str = ""
    employee_number: str = ""
    username: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as an admin sees them; `answered_at` is when they last answered, if ever."""

    person: Person
    joined_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page, from 0, of the people who were searched for by `words`; "" finds everybody."""

    people: tuple[Person, ...]
    page: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation gives: a role, perhaps a department, for a while, for so many people."""

    role: Role
    department: str = ""
    valid_for: timedelta | None = None
    uses: int | None = None


def may(role: Role, permission: Permission) -> bool:
    return permission in _MAY[role]


def may_anybodys(role: Role, permission: Permission) -> bool:
    """Whether with what is somebody else's as well."""
    return may(role, permission) and (role, permission) in _WITH_ANYBODYS


def permit(
    role: Role,
    active: bool,
    permission: Permission,
    *,
    owns: bool = True,
    refusal: type[Refusal] = NotYours,
) -> None:
    """The one rule of who may do what: those who are active, whose role allows it, and with what
    is their own, where it is anybody's; an admin may change all banks. `refusal` is how what is
    another's is refused."""
    if not active:
        raise Deactivated
    if not may(role, permission):
        raise NotAllowed
    if not owns and not may_anybodys(role, permission):
        raise refusal


def clean_name(raw: str) -> str:
    """A name as it can be shown: no control, direction or invisible characters, one line."""
    kept = (c for c in raw if c == "\u200d" or unicodedata.category(c) not in _UNSEEN)
    return " ".join("".join(kept).split()).strip("\u200d")


_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_text(raw: str, limit: int) -> str:
    """A typed name, number or department; refused when nothing is left or it is too long."""
    text = clean_name(raw)
    if not text or len(text) > limit:
        raise TextInvalid(limit=limit)
    return text


def code_hash(code: str) -> str:
    """How an invitation code is kept. A code has 80 random bits, so a plain hash is enough."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()
