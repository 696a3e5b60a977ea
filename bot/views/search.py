"""What /search shows: passages to the letter with their source, and nothing of our own."""

from bot.html import clip, lines, plain
from bot.presses import AroundMatch
from bot.screen import TEXT_LIMIT, Button, Screen
from bot.texts import Texts
from bot.views.match import match
from questions.search import LIMIT, Match, Searched

WORDS = 60


def ask(words: Texts) -> Screen:
    return Screen(words("search.ask", limit=LIMIT))


def found(searched: Searched, words: Texts) -> Screen:
    """As many of the matches as fit into a message, the best first."""
    asked = clip(searched.words, WORDS)
    if not searched.articles:
        return Screen(words("search.no_articles"))
    if not searched.matches:
        return Screen(words("search.nothing", words=asked, articles=searched.articles))
    for count in range(len(searched.matches), 0, -1):
        matches = searched.matches[:count]
        top = words("search.fits" if searched.fits else "search.near", words=asked, count=count)
        text = lines(top, *(match(each, words) for each in matches), apart="\n\n")
        if len(plain(text)) <= TEXT_LIMIT:
            break
    return Screen(text, (_buttons(matches, words),))


def _buttons(matches: tuple[Match, ...], words: Texts) -> tuple[Button, ...]:
    label = words.plain("practice.around")
    return tuple(
        Button(
            f"{label} {number}" if len(matches) > 1 else label,
            AroundMatch(match.place.article, match.place.sentence),
        )
        for number, match in enumerate(matches, 1)
    )
