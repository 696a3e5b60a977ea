"""wengu scores export: the same sheet as in chat, in a file, or one sentence why not."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from bot.cli.scores import scores
from db.engines import open_engine
from db.migrate import migrate
from db.store import Store
from db.tables import JournalRow
from tests.builders import make_bank, make_person, make_questions, stock
from tests.sheets import plays


@pytest.fixture
def url(tmp_path, monkeypatch):
    """A store beside the command, with one run of today."""
    url = f"sqlite:///{tmp_path / 'wengu.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENGU_DATABASE_URL", url)
    engine = open_engine(url)
    migrate(engine)
    store = Store(engine)
    make_person(store, 1, department="生产部", name="李员工")
    make_person(store, 2, department="财务部")
    bank = stock(store, make_bank(*make_questions(10), key="mine", title="安全"))
    plays(store, 1, bank, "1" * 7 + "0" * 3, datetime.now(UTC))
    store.close()
    return url


@pytest.fixture
def run(url, capsys):
    """Runs the command; its status and what it says."""

    def run(*arguments):
        try:
            status = scores(["export", *arguments])
        except SystemExit as end:
            status = end.code
        told = capsys.readouterr()
        return status, (told.out + told.err).strip()

    return run


def test_a_workbook_is_written(run, tmp_path):
    status, said = run("成绩.xlsx", "--bank", "mine", "--department", "生产部")

    book = load_workbook(tmp_path / "成绩.xlsx")
    (_, row) = book["成绩"].iter_rows(values_only=True)
    assert (status, said) == (0, "已写入 成绩.xlsx")
    assert row[1:3] == ("李员工", "生产部")
    assert row[9:12] == (7, 10, 0.7)
    assert [path.name for path in tmp_path.glob("成绩*")] == ["成绩.xlsx"]


def test_a_csv_is_written_whatever_its_ending_looks_like(run, tmp_path):
    status, _ = run("Scores.CSV", "--from", "2020-01-01", "--to", "2999-12-31")

    text = (tmp_path / "Scores.CSV").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert status == 0
    assert (row["姓名"], row["练习"], row["得分"]) == ("李员工", "安全", "7.0")


def test_the_command_line_is_in_the_journal_too(run, url):
    run("a.csv", "--bank", "mine")

    store = Store.open(url)
    (line,) = store.do(
        lambda session: session.exec(
            select(JournalRow).where(JournalRow.action == "exported")
        ).all()
    )
    store.close()
    assert (line.actor_id, line.facts["format"]) == (None, "csv")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["a.pdf"], "文件名要以 .xlsx 或 .csv 结尾", id="another ending"),
        pytest.param(["a"], "文件名要以 .xlsx 或 .csv 结尾", id="no ending"),
        pytest.param(["a.csv", "--bank", "none"], "没有题库“none”。现有题库：mine", id="no bank"),
        pytest.param(
            ["a.csv", "--department", "一车间"],
            "没有部门“一车间”。现有部门：生产部、财务部。",
            id="no department",
        ),
        pytest.param(["a.csv", "--from", "昨天"], "--from 应当是日期", id="no date"),
        pytest.param(["a.csv", "--to", "2026-02-30"], "--to 应当是日期", id="no such day"),
        pytest.param(
            ["a.csv", "--from", "2026-11-02", "--to", "2026-11-01"],
            "--from 不能晚于 --to。",
            id="the wrong way round",
        ),
        pytest.param(["a.csv", "--to", "2020-01-01"], "还没有成绩", id="nothing in range"),
        pytest.param(["a.csv", "--department", "财务部"], "还没有成绩", id="nothing there"),
        pytest.param(["none/a.csv"], "写不了文件 none/a.csv", id="no folder"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_no_file(run, tmp_path, arguments, said):
    before = set(tmp_path.iterdir())

    status, sentence = run(*arguments)

    assert status == 2
    assert said in sentence
    assert "\n" not in sentence
    assert set(tmp_path.iterdir()) == before


def test_a_file_that_was_there_stays_when_nothing_can_be_written(run, tmp_path):
    (tmp_path / "a.csv").write_text("before")

    run("a.csv", "--to", "2020-01-01")

    assert (tmp_path / "a.csv").read_text() == "before"
