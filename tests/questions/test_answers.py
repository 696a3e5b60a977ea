"""A key in whatever writing becomes the texts that are right."""

import pytest

from questions.answers import bare_choices, right_texts

YEARS = ["2018年", "2019年", "2020年", "2021年"]


@pytest.mark.parametrize(
    ("kind", "options", "answer", "texts"),
    [
        pytest.param("single", YEARS, [1], ("2019年",), id="an index from 0"),
        pytest.param("single", YEARS, "B", ("2019年",), id="a letter"),
        pytest.param("multiple", YEARS, "AC", ("2018年", "2020年"), id="letters together"),
        pytest.param("multiple", YEARS, ["A", "C"], ("2018年", "2020年"), id="a list of letters"),
        pytest.param("multiple", YEARS, "A、C", ("2018年", "2020年"), id="letters apart"),
        pytest.param("single", YEARS, ["2021年"], ("2021年",), id="the text itself"),
        pytest.param("single", ["A. 一", "B. 二"], ["B"], ("二",), id="labelled choices"),
        pytest.param("single", YEARS, [9], (), id="an index beyond the choices"),
        pytest.param("true_false", [], [False], (), id="a statement has no text of its own"),
        pytest.param("blank", [], [["321户", "321"], ["924人"]], ("321户", "924人"), id="blanks"),
        pytest.param("short", [], ["知情权", "参与权"], ("知情权", "参与权"), id="key points"),
        pytest.param("blank", [], "321", ("321",), id="one blank"),
        pytest.param("blank", [], None, (), id="no key at all"),
    ],
)
def test_right_texts(kind, options, answer, texts):
    assert right_texts(kind, options, answer) == texts


def test_a_word_that_begins_with_a_letter_is_not_a_label():
    assert bare_choices(["B超检查", "A股市场"]) == ("B超检查", "A股市场")
