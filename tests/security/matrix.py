"""The matrix of rights: every handler tried by everybody, also after their role was changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from questions.people import Role
from tests.scene import Player
from tests.security.acts import Props
from tests.security.handlers import HARMLESS, MAY
from tests.security.stage import LateStore, Stage, change, refused_as

ID = 5001
# How the front refuses those whose it is not; each column has one of its own.
NOT_ALLOWED, NOT_A_MEMBER, DEACTIVATED = "not_allowed", "not_a_member", "deactivated"


@dataclass(frozen=True, slots=True)
class Column:
    """`before` is the role for which the button was drawn, `after` that at the press: changed by
    another process, unless it was `seen` here; `late`: only in the transaction of the verb. No
    role at all: a stranger."""

    name: str
    before: Role | None
    after: Role | None
    active: bool = True
    late: bool = False
    seen: bool = False

    @property
    def who(self) -> str:
        """Whose rights they have at the press."""
        if self.before is None:
            return "nobody"
        return str(self.after) if self.active else DEACTIVATED


EMPLOYEE, TRAINER, ADMIN = Role.EMPLOYEE, Role.TRAINER, Role.ADMIN
COLUMNS = (
    Column("nobody", None, None),
    Column("employee", EMPLOYEE, EMPLOYEE),
    Column("trainer", TRAINER, TRAINER),
    Column("admin", ADMIN, ADMIN),
    Column("deactivated", ADMIN, ADMIN, active=False, seen=True),
    Column("admin→deactivated", ADMIN, ADMIN, active=False),
    Column("trainer→employee", TRAINER, EMPLOYEE),
    Column("admin→employee", ADMIN, EMPLOYEE),
    Column("admin→trainer", ADMIN, TRAINER),
    Column("late: admin→employee", ADMIN, EMPLOYEE, late=True),
    Column("late: admin→trainer", ADMIN, TRAINER, late=True),
    Column("late: deactivated", ADMIN, ADMIN, active=False, late=True),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one handler did for one column. `verb`: whether a verb that writes was asked for."""

    handler: str
    column: Column
    allowed: bool
    refused: str
    changed: bool
    verb: bool

    @property
    def may(self) -> bool:
        return self.column.who in MAY.get(self.handler, ())

    @property
    def hole(self) -> str:
        """What is wrong here; "" where it is as it is written down."""
        if self._still_unseen:
            return ""
        if self.allowed and not self.may:
            # What only reads was asked before the change: it has read what was allowed then.
            return "" if self.column.late and not self.verb else "allowed"
        if self.may and not self.allowed:
            return f"refused: {self.refused}"
        if not self.allowed and self.changed:
            return "refused, but something changed"
        if not self.allowed and self.refused != self._expected:
            return f"refused as {self.refused}, not as {self._expected}"
        return ""

    @property
    def _still_unseen(self) -> bool:
        """Who was deactivated by another process is told for some seconds what they might do."""
        unseen = not self.column.active and not self.column.seen
        return unseen and self.handler in HARMLESS and not self.changed

    @property
    def _expected(self) -> str:
        own = {"nobody": NOT_A_MEMBER, DEACTIVATED: DEACTIVATED}
        return own.get(self.column.who, NOT_ALLOWED)

    @property
    def sign(self) -> str:
        if self.hole:
            return "HOLE"
        # Where the role was changed later than it was asked, what was read was allowed.
        return ("yes" if self.may else "(yes)") if self.allowed else "·"


async def try_column(stage: Stage, column: Column, handlers: Iterable[str]) -> list[Cell]:
    player = await stage.person(ID, "某人", column.before)
    return [await _try(stage, player, column, name) for name in handlers]


async def _try(stage: Stage, player: Player, column: Column, name: str) -> Cell:
    if column.before:
        await stage.becomes(ID, column.before)
    act = await Props(stage, player, joined=column.before is not None).act(name)
    if column.after and not column.late:
        become = stage.becomes if column.seen else stage.becomes_unseen
        await become(ID, column.after, column.active)
    before = await stage.rows()
    LateStore.ran.clear()
    if column.late and column.after:
        stage.store.late = partial(change, person_id=ID, role=column.after, active=column.active)
    said = await stage.answer_to(player, act)
    stage.store.late = None
    refused = refused_as(said)
    return Cell(
        name,
        column,
        allowed=not refused,
        refused=refused,
        changed=await stage.rows() != before,
        verb=bool(LateStore.ran),
    )
