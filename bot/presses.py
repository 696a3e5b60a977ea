"""Every button press in the product, and how it travels in Telegram's 64 bytes."""

from dataclasses import astuple, dataclass, fields
from typing import ClassVar, Self, get_type_hints

from questions.errors import OldButton

LIMIT = 64
# What a number in a press may be: ids are 64 bits wide and never negative.
BIGGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Press:
    """A press is a name and some numbers or short words, apart by colons."""

    name: ClassVar[str]

    @classmethod
    def unpack(cls, data: str) -> Self:
        """Read a press; anything that no button of ours can have sent is refused."""
        parts = data.split(":")[1:]
        kinds = [get_type_hints(cls)[field.name] for field in fields(cls)]
        if len(parts) != len(kinds):
            raise OldButton
        return cls(*(_value(kind, part) for kind, part in zip(kinds, parts, strict=True)))


def pack(press: Press) -> str:
    data = ":".join([press.name, *map(str, astuple(press))])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"{type(press).__name__} needs more than {LIMIT} bytes: {data}")
    return data


def _value(kind: type, part: str) -> int | str:
    if kind is str:
        return part
    if not (part.isascii() and part.isdigit()) or int(part[:20]) > BIGGEST:
        raise OldButton
    return int(part)


# Practice


@dataclass(frozen=True, slots=True)
class Practise(Press):
    """Start a run from a bank; 0 is all banks."""

    name = "run"
    bank: int


@dataclass(frozen=True, slots=True)
class GoOn(Press):
    name = "on"


@dataclass(frozen=True, slots=True)
class Pick(Press):
    """Answer the question asked at place `asked` with the choice shown at `choice`."""

    name = "pick"
    asked: int
    choice: int


@dataclass(frozen=True, slots=True)
class Toggle(Press):
    name = "tog"
    asked: int
    choice: int


@dataclass(frozen=True, slots=True)
class Submit(Press):
    name = "sub"
    asked: int


@dataclass(frozen=True, slots=True)
class Next(Press):
    name = "next"
    asked: int


@dataclass(frozen=True, slots=True)
class Around(Press):
    """Show the passages around the quotes of the question asked at place `asked`."""

    name = "ctx"
    asked: int


# Profile


@dataclass(frozen=True, slots=True)
class Speak(Press):
    name = "lang"
    language: str


@dataclass(frozen=True, slots=True)
class Change(Press):
    """Ask for a new value of one's own: name, number or department."""

    name = "own"
    field: str


# Start


@dataclass(frozen=True, slots=True)
class Pickers(Press):
    """Open the choice of banks."""

    name = "banks"


# Upload


@dataclass(frozen=True, slots=True)
class Import(Press):
    name = "imp"
    upload: int


@dataclass(frozen=True, slots=True)
class CancelUpload(Press):
    name = "impno"
    upload: int


# Banks


@dataclass(frozen=True, slots=True)
class Shelves(Press):
    """Show the list of banks from `page` (from 0)."""

    name = "shelves"
    page: int


@dataclass(frozen=True, slots=True)
class OpenBank(Press):
    name = "bank"
    bank: int


@dataclass(frozen=True, slots=True)
class SetState(Press):
    """Publish (1) or withdraw (0) a bank."""

    name = "state"
    bank: int
    published: int


@dataclass(frozen=True, slots=True)
class Preview(Press):
    """Show the question at `place` (from 0) of a bank as an employee sees it, with its key."""

    name = "view"
    bank: int
    place: int


@dataclass(frozen=True, slots=True)
class Download(Press):
    """Send a bank in a form, by its place in `bot.views.bank.FORMATS`."""

    name = "down"
    bank: int
    format: int


@dataclass(frozen=True, slots=True)
class AcceptQuotes(Press):
    """Accept all proposed quotes of a bank."""

    name = "quotes"
    bank: int


@dataclass(frozen=True, slots=True)
class JudgeQuote(Press):
    """Accept (1) or drop (0) the proposed quote of the question at `place`."""

    name = "qt"
    bank: int
    place: int
    accepted: int


# Export


@dataclass(frozen=True, slots=True)
class Export(Press):
    """Show what is chosen so far (see questions/export.py)."""

    name = "ex"
    chosen: str


@dataclass(frozen=True, slots=True)
class ExportList(Press):
    """Show the banks or the departments to choose from."""

    name = "exl"
    what: str
    page: int
    chosen: str


@dataclass(frozen=True, slots=True)
class ExportDates(Press):
    """Ask for dates."""

    name = "exd"
    chosen: str


@dataclass(frozen=True, slots=True)
class MakeExport(Press):
    name = "exgo"
    chosen: str


# Invite


@dataclass(frozen=True, slots=True)
class Invite(Press):
    """Show the next thing to choose (see questions/invite.py)."""

    name = "inv"
    chosen: str


@dataclass(frozen=True, slots=True)
class InviteTo(Press):
    """Show `page` of the departments to invite to."""

    name = "invd"
    page: int
    chosen: str


@dataclass(frozen=True, slots=True)
class InviteToNew(Press):
    """Ask for the name of a department."""

    name = "invn"
    chosen: str


@dataclass(frozen=True, slots=True)
class MakeInvitation(Press):
    name = "invgo"
    chosen: str


# People; `place` is where in the list one came from (see bot/views/paging.py)


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
