"""A person's own figures, as the words under their chart."""

from bot.html import Html, lines
from bot.presses import Pickers
from bot.screen import Button, Screen
from bot.texts import Texts
from questions.score import Score, percent


def own(score: Score, chart: bytes | None, words: Texts) -> Screen:
    """The figures under their chart; without a single answer, what to do first."""
    row = ((Button(words.plain("score.practise"), Pickers()),),)
    if score.is_empty:
        return Screen(words("score.empty"), row)
    return Screen(_figures(score, words), row, photo=chart)


def _figures(score: Score, words: Texts) -> Html:
    return lines(
        words(
            "score.all",
            answered=score.answered,
            right=score.right,
            rate=f"{percent(score.rate or 0)}%",
        ),
        words("score.streak", days=score.streak) if score.streak else "",
    )
