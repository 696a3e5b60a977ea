"""Presses of 修改: a question changed field by field."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class BeginEdit(Press):
    """Begin to change a question, or go on with it."""

    name = "ed"
    question: int


@dataclass(frozen=True, slots=True)
class ShowEdit(Press):
    """Show what is being changed as a whole."""

    name = "edb"
    edit: int


@dataclass(frozen=True, slots=True)
class EditField(Press):
    """Ask for a field, by its name in `questions.editing.Field`."""

    name = "edf"
    edit: int
    field: str


@dataclass(frozen=True, slots=True)
class MarkChoice(Press):
    """Take the choice at `place` (from 0) for right, or for right no more."""

    name = "edm"
    edit: int
    place: int


@dataclass(frozen=True, slots=True)
class SetDifficulty(Press):
    name = "edd"
    edit: int
    difficulty: int


@dataclass(frozen=True, slots=True)
class ClearField(Press):
    """Take away what a question can do without."""

    name = "edc"
    edit: int
    field: str


@dataclass(frozen=True, slots=True)
class QuoteSentence(Press):
    """Quote a sentence, by the number of its article and its place among all sentences of it."""

    name = "edq"
    edit: int
    article: int
    sentence: int


@dataclass(frozen=True, slots=True)
class SaveEdit(Press):
    name = "eds"
    edit: int


@dataclass(frozen=True, slots=True)
class LeaveEdit(Press):
    """Give up what was changed."""

    name = "edx"
    edit: int
