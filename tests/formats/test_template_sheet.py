"""The template is read as it is, and shows a trainer what goes where."""

import io

import openpyxl
import pytest

from questions.articles import library
from questions.formats.reader import read
from questions.formats.template import LANGUAGES, template
from questions.question import Kind
from questions.validation import problems
from tests.formats.made import questions, said, spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_read_without_a_problem_and_show_every_kind(language):
    found = spoken(read(template(language)))

    assert [each.kind for each in questions(found)] == list(Kind)
    assert not said(found) & {"sheet_skipped", "columns_unused", "kind_inferred"}
    codes = {each.code for question in questions(found) for each in problems(question)}
    assert codes <= {"quote_not_verbatim"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quotes_of_the_examples_stand_in_the_articles(language):
    for question in questions(read(template(language))):
        for quote in question.quotes:
            assert any(article.locate(quote.text) for article in library()), quote.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_and_difficulties_are_offered_and_headers_explained(language):
    book = openpyxl.load_workbook(io.BytesIO(template(language)))
    page = book.worksheets[0]

    offered = [each.formula1 for each in page.data_validations.dataValidation]
    assert len(offered) == 2
    assert [cell.comment is not None for cell in page[1]].count(True) >= 8
    assert len(book.sheetnames) == 2
    assert page.freeze_panes == "A2"


def test_another_language_gets_the_chinese_template():
    assert openpyxl.load_workbook(io.BytesIO(template("fr"))).sheetnames == ["题目", "填写说明"]
