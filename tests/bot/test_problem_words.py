"""Every problem that a check can find has a sentence and a way to mend it, in both languages."""

import string
import tomllib
from importlib import resources

import pytest

from questions.check import WARNINGS
from questions.validation import SEVERITY


def words(language):
    path = resources.files("bot") / "texts" / language / "problems.toml"
    return tomllib.loads(path.read_text("utf-8"))


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", [*SEVERITY, *WARNINGS])
def test_a_problem_is_said_with_its_mend(language, code):
    assert words(language)[f"problem.{code}"].strip()
    assert words(language)[f"problem.{code}.mend"].strip()


def test_both_languages_fill_in_the_same_facts():
    zh, en = words("zh"), words("en")

    assert {key: blanks(text) for key, text in zh.items()} == {
        key: blanks(text) for key, text in en.items()
    }


@pytest.mark.parametrize(("language", "stops"), [("zh", "。"), ("en", ".")])
def test_what_is_wrong_and_its_mend_are_whole_sentences(language, stops):
    open_ended = [key for key, text in words(language).items() if not text.endswith(tuple(stops))]

    assert open_ended == []
