"""A question, its verdict and its quotes, wherever they are shown."""

from bot.html import Html, bold, clip, esc, lines, plain, quoted
from bot.screen import TEXT_LIMIT
from bot.texts import Texts
from questions.practice import Asked, Cited, Outcome, shown_places
from questions.question import LETTERS, Kind, Question

STEM_SHORT = 300
KEY_SHORT = 900
GIVEN_SHORT = 200


def heading(asked: Asked, words: Texts) -> Html:
    kind = words(f"kind.{asked.question.kind}")
    return words("question.heading", seq=asked.seq, length=asked.length, kind=kind)


def body(asked: Asked) -> Html:
    """The stem and, where there are any, the lettered choices in the order shown."""
    return lines(bold(asked.question.stem), lines(*_choices(asked)), apart="\n\n")


def as_written(question: Question, words: Texts) -> Html:
    """The stem and the choices in the order that the trainer gave them."""
    if question.kind is Kind.TRUE_FALSE:
        both = f"{words.plain('choice.true')} / {words.plain('choice.false')}"
        return lines(bold(question.stem), both, apart="\n\n")
    lettered = (esc(f"{a}. {b}") for a, b in zip(LETTERS, question.choices, strict=False))
    return lines(bold(question.stem), lines(*lettered), apart="\n\n")


def shown_choices(asked: Asked) -> list[str]:
    """The texts of the choices in the order shown."""
    return [asked.question.choices[own] for own in asked.shuffle]


def key(asked: Asked, words: Texts) -> str:
    """The right answer in one line, with the letters that this person saw."""
    question = asked.question
    if question.kind.is_typed or question.kind is Kind.TRUE_FALSE:
        return plain_key(question, words)
    right = sorted(shown_places(asked, question.right))
    texts = shown_choices(asked)
    if len(right) == 1:
        return f"{LETTERS[right[0]]}. {texts[right[0]]}"
    return "".join(LETTERS[place] for place in right)


def plain_key(question: Question, words: Texts) -> str:
    """The right answer in words, for where no letters were shown."""
    if question.kind is Kind.TRUE_FALSE:
        return words.plain("choice.true" if question.is_true else "choice.false")
    if question.kind.is_typed:
        return "；".join(wordings[0] for wordings in question.accepted)
    return "；".join(question.choices[own] for own in sorted(question.right))


def between(top: Html, question: Question, below: Html, words: Texts) -> Html:
    """The question as it was written, between what is said of it; its choices, and the end of a
    long stem, give way where not all of it fits into a message."""
    text = Html("")
    for asked in (as_written(question, words), bold(clip(question.stem, STEM_SHORT))):
        text = lines(top, asked, below, apart="\n\n")
        if len(plain(text)) <= TEXT_LIMIT:
            break
    return text


def given(question: Question, answer: str, words: Texts) -> str:
    """An answer as it is kept, as somebody reads it who sees the choices as they were written."""
    if question.kind.is_typed:
        return clip(" ".join(answer.split()), GIVEN_SHORT)
    if question.kind is Kind.TRUE_FALSE:
        return words.plain("choice.true" if answer == LETTERS[0] else "choice.false")
    if len(answer) == 1 and LETTERS.index(answer) < len(question.choices):
        return f"{answer}. {question.choices[LETTERS.index(answer)]}"
    return answer


def quotes_of(cited: tuple[Cited, ...], question: Question, proposed: bool, words: Texts) -> Html:
    """Each quote in a block of its own, whole and to the letter, with its source line."""
    parts = [_quote(each, question, words) for each in cited]
    if parts and proposed:
        parts.append(words("question.proposed"))
    return lines(*parts)


def note(question: Question, words: Texts) -> Html:
    return words("question.note", note=question.note) if question.note else Html("")


def verdict(outcome: Outcome, words: Texts) -> Html:
    """All that is said after an answer; choices and long stems give way to the quotes."""
    asked = outcome.asked
    said = lines(verdict_line(outcome, words), _given(outcome, words))
    quotes = quotes_of(asked.cited, asked.question, asked.proposed, words)
    proof = lines(quotes, note(asked.question, words), apart="\n\n")
    stem = bold(asked.question.stem)
    marked = lines(*_marked(outcome))
    for top in (
        lines(stem, marked, apart="\n\n"),
        stem,
        bold(clip(asked.question.stem, STEM_SHORT)),
    ):
        whole = lines(heading(asked, words), top, said, proof, apart="\n\n")
        if len(plain(whole)) <= TEXT_LIMIT:
            return whole
    for count in range(len(asked.cited), -1, -1):
        # A quote is shown whole or not at all; the last ones give way.
        quotes = quotes_of(asked.cited[:count], asked.question, asked.proposed, words)
        whole = lines(said, quotes, apart="\n\n")
        if len(plain(whole)) <= TEXT_LIMIT:
            break
    return whole


def verdict_line(outcome: Outcome, words: Texts) -> Html:
    grade, right = outcome.grade, clip(key(outcome.asked, words), KEY_SHORT)
    if grade.points >= 1:
        return words("verdict.right", key=right)
    if grade.points > 0:
        return words("verdict.partly", key=right, points=f"{grade.points:.2g}")
    if grade.verdict == "almost":
        return words("verdict.almost", key=right)
    return words("verdict.wrong", key=right)


def source_line(cited: Cited, words: Texts) -> Html:
    return words(
        "question.source",
        title=cited.title,
        author=cited.author,
        passage=cited.quote.passage,
    )


def emphasised(text: str, pieces: list[str]) -> Html:
    """The text with the first place of each piece in bold; where none stands, just the text."""
    spans = sorted(
        (text.index(piece), len(piece)) for piece in set(pieces) if piece and piece in text
    )
    done, parts = 0, []
    for start, length in spans:
        if start >= done:
            parts += [esc(text[done:start]), bold(text[start : start + length])]
            done = start + length
    return Html("".join([*parts, esc(text[done:])]))


def _choices(asked: Asked) -> list[Html]:
    return [
        esc(f"{letter}. {text}")
        for letter, text in zip(LETTERS, shown_choices(asked), strict=False)
    ]


def _marked(outcome: Outcome) -> list[Html]:
    """The choices again, the right ones and the wrongly picked ones marked."""
    asked = outcome.asked
    if asked.question.kind not in (Kind.SINGLE, Kind.MULTIPLE):
        return []
    right = shown_places(asked, asked.question.right)
    marks = []
    for place, line in enumerate(_choices(asked)):
        sign = "✅" if place in right else "❌" if place in outcome.picked else "▫️"
        marks.append(Html(f"{sign} {line}"))
    return marks


def _given(outcome: Outcome, words: Texts) -> Html:
    """What was answered, where the verdict line and the marks do not show it."""
    if outcome.grade.points >= 1:
        return Html("")
    kind = outcome.asked.question.kind
    if kind is Kind.MULTIPLE:
        picked = "".join(LETTERS[place] for place in sorted(outcome.picked))
        return words("verdict.given", given=picked)
    if kind.is_typed:
        return words("verdict.given", given=clip(" ".join(outcome.given.split()), GIVEN_SHORT))
    return Html("")


def _quote(cited: Cited, question: Question, words: Texts) -> Html:
    block = quoted(emphasised(cited.quote.text, _answers(question)))
    sic = words("question.sic") if cited.misprints else Html("")
    return lines(block, lines(sic, source_line(cited, words), apart=" "))


def _answers(question: Question) -> list[str]:
    """The wordings of the right answer, longest first, to be looked for in a quote."""
    if question.kind.is_typed:
        found = [wording for wordings in question.accepted for wording in wordings]
    else:
        found = [question.choices[own] for own in question.right if question.choices]
    return sorted(found, key=len, reverse=True)
