"""Presses of /invite."""

from dataclasses import dataclass

from bot.presses.press import Press


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
