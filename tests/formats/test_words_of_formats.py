"""Whatever the reader can say has words in both languages."""

import re
from pathlib import Path

import pytest

from bot.texts import LANGUAGES, texts
from tests.formats.made import letters, only, reading

SOURCES = [
    path.read_text("utf-8")
    for folder in ("formats", "spreadsheet")
    for path in (Path(__file__).parents[2] / "questions" / folder).rglob("*.py")
]
CODES = {
    "problem": r'(?:Finding|RowProblem)\(\s*(?:[^()"]*,\s*)?"([a-z_]+)"',
    "assumption": r'(?:\bsay|Assumption)\(\s*"([a-z_]+)"',
    "refusal": r'"(file_[a-z_0-9]+)"',
}


def codes(group):
    return {code for source in SOURCES for code in re.findall(CODES[group], source)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", CODES)
def test_every_code_has_its_words(group, language):
    spoken = texts(language).words

    assert len(codes(group)) >= 10
    assert {code for code in codes(group) if f"{group}.{code}" not in spoken} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_says_how_to_mend_it(language):
    spoken = texts(language).words

    assert {code for code in codes("problem") if f"problem.{code}.mend" not in spoken} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", ["index", "share", "five", "ten"])
def test_every_scale_of_difficulty_has_its_words(scale, language):
    assert f"assumption.difficulty_{scale}" in texts(language).words


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (["Frage", "Antwort A", "Antwort B", "Richtige Antwort"], ["Wo?", "da", "dort", "B"]),
        (["Question", "Réponse A", "Réponse B", "Bonne réponse"], ["Où ?", "ici", "là", "B"]),
        (["Pregunta", "Opción A", "Opción B", "Respuesta"], ["¿Cuál?", "uno", "dos", "B"]),
        (["No", "Question", "A)", "B)", "Ans."], [1, "Where?", "here", "there", "B"]),
        (["No", "Question", "(A)", "(B)", "Ans."], [1, "Where?", "here", "there", "B"]),
    ],
)  # fmt: skip
def test_columns_are_known_in_the_tongues_that_their_programs_speak(names, row):
    assert letters(only(reading(names, row))) == "B"
