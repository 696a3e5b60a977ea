"""Presses of /people; `place` is where in the list one came from (see bot/views/paging.py)."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class ListPeople(Press):
    name = "ppl"
    place: str


@dataclass(frozen=True, slots=True)
class OpenPerson(Press):
    """Show a person, or one `part`: the roles to choose from, or whether to (de)activate."""

    name = "who"
    person: int
    part: str
    place: str


@dataclass(frozen=True, slots=True)
class PersonDepartments(Press):
    name = "dep"
    person: int
    page: int
    place: str


@dataclass(frozen=True, slots=True)
class NewDepartment(Press):
    """Ask for the name of a department that nobody is in yet."""

    name = "newd"
    person: int
    place: str


@dataclass(frozen=True, slots=True)
class SetRole(Press):
    name = "role"
    person: int
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class SetDepartment(Press):
    """`department` is a stamp; 0 takes the person out of any."""

    name = "setd"
    person: int
    department: int
    place: str


@dataclass(frozen=True, slots=True)
class SetActive(Press):
    """Deactivate (0) or reactivate (1)."""

    name = "act"
    person: int
    active: int
    place: str
