"""A sentence that was found in the articles, to the letter, with its source line."""

from bot.html import Html, clip, lines, quoted
from bot.texts import Texts
from bot.views.question import source_line
from questions.search import Match

# Only a sentence that is longer than a message can be is not shown whole.
LONGEST = 3000


def match(found: Match, words: Texts) -> Html:
    sic = words("question.sic") if found.cited.misprints else Html("")
    source = lines(sic, source_line(found.cited, words), apart=" ")
    return lines(quoted(clip(found.cited.quote.text, LONGEST)), source)
