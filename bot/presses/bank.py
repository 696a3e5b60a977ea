"""Presses of /banks."""

from dataclasses import dataclass

from bot.presses.press import Press


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
class PreviewRetired(Press):
    """Show the question at `place` (from 0) among those of a bank that are retired."""

    name = "viewx"
    bank: int
    place: int


@dataclass(frozen=True, slots=True)
class RetireQuestion(Press):
    """Take a question out of what is asked (1), or let it in again (0)."""

    name = "qout"
    question: int
    retired: int


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


@dataclass(frozen=True, slots=True)
class SeekQuote(Press):
    """Show the sentences to choose a quote from for the question at `place` of a bank."""

    name = "seek"
    bank: int
    place: int


@dataclass(frozen=True, slots=True)
class ChooseQuote(Press):
    """Give a version of a question for its quote a sentence, by the number of its article and its
    place among all sentences of it."""

    name = "cq"
    version: int
    article: int
    sentence: int


@dataclass(frozen=True, slots=True)
class NothingFits(Press):
    """No sentence of the articles, as they were in that edition, fits a version of a question."""

    name = "nofit"
    version: int
    edition: int
