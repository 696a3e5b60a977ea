"""A bank as GIFT: Moodle reads it, and here it comes back without any loss."""

from collections.abc import Iterator, Mapping

from questions.formats import own_marks
from questions.formats.gift import sealed as what_is_sealed
from questions.formats.gift_blocks import OWN
from questions.formats.gift_text import escaped
from questions.formats.normal import tidy
from questions.formats.own_sheet import sealed
from questions.formats.shares import shares
from questions.question import Bank, Kind, Question

_WRONG = "%-100%"


def write_bank(bank: Bank, articles_titles: Mapping[str, str]) -> bytes:
    """UTF-8, a block a question. `articles_titles` names the articles of the quotes by key."""
    blocks = [_block(each, articles_titles) for each in bank.questions]
    title = " ".join(tidy(bank.title or bank.key).split())
    return "\n".join([f"// {title}\n", *blocks]).encode("utf-8", "ignore")


def _block(question: Question, titles: Mapping[str, str]) -> str:
    told = escaped("\n".join(own_marks.lines(question, titles)))
    answers = [*_answers(question), *([f"####{told}"] if told else [])]
    # Marked as plain, no text is taken for a tag, a comment or a category.
    text = "\n".join((f"[plain]{escaped(question.stem)} {{", *answers, "}"))
    own = sealed(question, what_is_sealed(text)).replace("[id:", "\\u005bid:")
    own = own.replace("[tag:", "\\u005btag:")
    return f"{_about(question)}\n{OWN}{own}\n{text}\n"


def _about(question: Question) -> str:
    """The comment that Moodle takes id and tags from."""
    marks = [f"[tag:{text}]" for each in own_marks.tags(question) if (text := _tag(each))]
    key = _tag(question.key)
    return " ".join(["//", *([f"[id:{key}]"] if key else []), *marks])


def _tag(text: str) -> str:
    kept = "".join(char for char in tidy(text) if char not in "<>`\\")
    return " ".join(kept.split()).replace("]", "\\]")


def _answers(question: Question) -> Iterator[str]:
    if question.kind is Kind.TRUE_FALSE:
        yield "TRUE" if question.is_true else "FALSE"
    elif question.kind is Kind.BLANK:
        for wording in own_marks.joined(question.accepted):
            yield f"={_answer(wording.replace('*', chr(92) + '*'), '%100%')}"
    elif question.kind is Kind.SINGLE:
        for place, choice in enumerate(question.choices):
            is_right = place in question.right
            yield f"={_answer(choice)}" if is_right else f"~{_answer(choice, '%0%')}"
    elif question.kind is Kind.MULTIPLE:
        weights = iter(shares(len(question.right)))
        for place, choice in enumerate(question.choices):
            weight = f"%{next(weights)}%" if place in question.right else _WRONG
            yield f"~{weight}{_answer(choice)}"


def _answer(text: str, weight: str = "") -> str:
    """What may be taken for a weight or a format has one before it."""
    written = escaped(text)
    if written.startswith("["):
        written = f"[plain]{written}"
    if not written.startswith("%"):
        return written
    return weight + written if weight else f" {written}"
