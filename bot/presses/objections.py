"""Presses of 纠错: below a verdict, and of whoever decides."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Object(Press):
    """Object to the question that was answered at place `asked`."""

    name = "ob"
    asked: int


@dataclass(frozen=True, slots=True)
class ChooseReason(Press):
    """Why, by its place in `questions.objections.REASONS`."""

    name = "obr"
    asked: int
    reason: int


@dataclass(frozen=True, slots=True)
class FileObjection(Press):
    """Without any words."""

    name = "obf"
    asked: int
    reason: int


@dataclass(frozen=True, slots=True)
class ListObjections(Press):
    """Show the open objections from `page` (from 0)."""

    name = "obl"
    page: int


@dataclass(frozen=True, slots=True)
class OpenObjection(Press):
    name = "obs"
    objection: int


@dataclass(frozen=True, slots=True)
class KeepKey(Press):
    """The key stays."""

    name = "obk"
    objection: int


@dataclass(frozen=True, slots=True)
class RetireObjected(Press):
    """Take the question that was objected to out of what is asked."""

    name = "obx"
    objection: int
