"""The welcome, the help, and the words for who has not joined."""

from bot.html import Html, lines
from bot.presses import Pickers
from bot.screen import Button, Screen
from bot.texts import Texts
from questions.people import Person


def welcome(person: Person, words: Texts) -> Screen:
    text = lines(
        words("start.welcome", name=person.name or words.plain("person.unnamed")),
        words(f"start.role.{person.role}"),
        apart="\n\n",
    )
    return Screen(text, ((Button(words.plain("start.practise"), Pickers()),),))


def help_page(commands: list[str], words: Texts) -> Screen:
    listed = [Html(f"/{name} {words(f'command.{name}')}") for name in commands]
    return Screen(lines(words("help.top"), lines(*listed), words("help.bottom"), apart="\n\n"))
