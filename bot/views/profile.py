"""What a person sees of themselves, and may change."""

from bot.html import Html, lines
from bot.presses import Change, Speak
from bot.screen import Button, Screen
from bot.texts import LANGUAGES, Texts
from questions.people import Person

FIELDS = ("name", "number", "department")


def own(person: Person, words: Texts) -> Screen:
    empty = words("profile.empty")
    text = lines(
        words("profile.top"),
        words("profile.name", value=person.name or empty),
        words("profile.number", value=person.employee_number or empty),
        words("profile.department", value=person.department or empty),
        words("profile.role", value=words(f"role.{person.role}")),
        words("profile.language", value=words(f"language.{person.language}")),
    )
    change = tuple(Button(words.plain(f"profile.change.{f}"), Change(f)) for f in FIELDS)
    speak = tuple(
        Button(words.plain(f"language.{each}"), Speak(each))
        for each in LANGUAGES
        if each != person.language
    )
    return Screen(text, (change, speak))


def ask(field: str, words: Texts) -> Screen:
    return Screen(Html(words(f"profile.ask.{field}")))
