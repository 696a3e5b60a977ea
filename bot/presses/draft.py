"""Presses of /draft. What is done to a draft names its edition: pressed again, it is old."""

from dataclasses import dataclass

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class EndArticle(Press):
    """The pieces that were pasted are the whole article."""

    name = "dfa"


@dataclass(frozen=True, slots=True)
class AskModel(Press):
    """Send a version of an article to the language model, and have it draft more."""

    name = "dfl"
    article: int


@dataclass(frozen=True, slots=True)
class ReviewDrafts(Press):
    """Show the next draft of a version of an article that waits for a decision."""

    name = "dft"
    article: int


@dataclass(frozen=True, slots=True)
class PauseReview(Press):
    """Show where the review stands."""

    name = "dfp"
    article: int


@dataclass(frozen=True, slots=True)
class ReopenDrafts(Press):
    """What was dropped waits again."""

    name = "dfo"
    article: int


@dataclass(frozen=True, slots=True)
class StockDrafts(Press):
    """Put what was taken into the bank."""

    name = "dfs"
    article: int


@dataclass(frozen=True, slots=True)
class JudgeDraft(Press):
    """Take (1) or drop (0) a draft."""

    name = "dfj"
    draft: int
    edition: int
    taken: int


@dataclass(frozen=True, slots=True)
class ShowDraft(Press):
    name = "dfv"
    draft: int
    edition: int


@dataclass(frozen=True, slots=True)
class CorrectDraft(Press):
    """Show what can be corrected of a draft."""

    name = "dfe"
    draft: int
    edition: int


@dataclass(frozen=True, slots=True)
class CorrectField(Press):
    """Correct one field, by its name in questions/editing.py."""

    name = "dff"
    draft: int
    edition: int
    field: str


@dataclass(frozen=True, slots=True)
class MarkDraft(Press):
    """The choice at `place` (from 0) is right; of several right ones, or not, in turns."""

    name = "dfm"
    draft: int
    edition: int
    place: int


@dataclass(frozen=True, slots=True)
class SetDraftDifficulty(Press):
    name = "dfd"
    draft: int
    edition: int
    difficulty: int


@dataclass(frozen=True, slots=True)
class ClearDraftField(Press):
    name = "dfc"
    draft: int
    edition: int
    field: str


@dataclass(frozen=True, slots=True)
class QuoteDraft(Press):
    """Give a draft for its quote a sentence of its article, by its place among all of them."""

    name = "dfq"
    draft: int
    edition: int
    sentence: int
