"""Presses below the report on an upload."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Import(Press):
    name = "imp"
    upload: int


@dataclass(frozen=True, slots=True)
class ImportWhole(Press):
    """Import, and retire what the bank has and the file has not."""

    name = "impx"
    upload: int


@dataclass(frozen=True, slots=True)
class CancelUpload(Press):
    name = "impno"
    upload: int
