"""wengu bank, grade, passages, doctor: what they write, print, and say when it will not do."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.cli.bank import bank
from bot.cli.doctor import doctor
from bot.cli.grade import grade
from bot.cli.passages import passages
from db import bank as banks
from db.store import Store
from questions.articles import library
from questions.bank import shipped, to_json
from questions.formats.reader import read
from questions.shelf import DRAFT, PUBLISHED
from tests.company import TRAINER, furnish
from tests.uploading import AREA, GOOD, HOMES, MIXED, sheet

ROOT = Path(__file__).parents[2]
SHIPPED = {each.key: each for each in shipped()}


@pytest.fixture(scope="session")
def furnished_url(tmp_path_factory):
    path = tmp_path_factory.mktemp("furnished") / "wengu.db"
    furnish(path)
    return path


@pytest.fixture
def folder(furnished_url, tmp_path, monkeypatch):
    """A folder to work in, with a furnished store beside it."""
    shutil.copyfile(furnished_url, tmp_path / "wengu.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENGU_DATABASE_URL", f"sqlite:///{tmp_path / 'wengu.db'}")
    monkeypatch.delenv("WENGU_TOKEN", raising=False)
    return tmp_path


@pytest.fixture
def store(folder):
    opened = Store.open(f"sqlite:///{folder / 'wengu.db'}")
    yield opened
    opened.close()


@pytest.fixture
def run(folder, capsys):
    """Runs a command: its status, what it prints, and what it complains of."""

    def run(command, *arguments):
        capsys.readouterr()
        try:
            status = command([str(each) for each in arguments])
        except SystemExit as end:
            status = end.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def shelf_called(store, title):
    found = [
        whole
        for bank_id in store.do(banks.all_banks)
        if (whole := store.do(banks.load, bank_id)).title == title
    ]
    assert len(found) == 1
    return found[0]


def states(store):

    return {each.title: each.state for each in store.do(banks.shelves, TRAINER)}


# bank read


def test_what_the_importer_makes_of_a_file_is_written_as_json(run, folder):
    (folder / "题库.xlsx").write_bytes(sheet(*MIXED))

    status, out, err = run(bank, "read", "题库.xlsx", "--json", "out.json")

    assert (status, out, err) == (0, "", "")
    told = json.loads((folder / "out.json").read_text("utf-8"))
    assert list(told) == ["format", "encoding", "questions", "problems", "assumptions"]
    assert (told["format"], told["encoding"]) == ("xlsx", "")
    assert [each["row"] for each in told["questions"]] == [2, 3, 5, 6, 7, 9]
    assert told["questions"][0] == {
        "id": "",
        "article_title": "",
        "type": "single",
        "stem": HOMES[0],
        "options": list(HOMES[2:6]),
        "answer": [0],
        "explanation": "户数在前。",
        "quotes": [],
        "difficulty": 1,
        "tags": [],
        "row": 2,
        "sheet": "题目",
    }
    assert [each["answer"] for each in told["questions"]] == [
        [0],
        [0, 1, 2],
        [False],
        [["35202.45"]],
        [["人员无失误"], ["设备无故障"], ["系统无缺陷"], ["管理无漏洞"]],
        [1],
    ]
    assert told["questions"][3]["quotes"] == [AREA[-1]]


def test_every_problem_says_where_what_and_how_to_mend_it(run, folder):
    (folder / "题库.xlsx").write_bytes(sheet(*MIXED))

    run(bank, "read", "题库.xlsx", "--json", "out.json")

    problems = json.loads((folder / "out.json").read_text("utf-8"))["problems"]
    assert [(each["row"], each["code"]) for each in problems] == [
        (4, "right_beyond"),
        (8, "stem_missing"),
        (10, "right_missing"),
    ]
    assert problems[0]["text"].startswith("哪一项是安全生产的方针？ | 单选题")
    assert problems[0]["reason"] == "答案写了 E，但没有选项 E。"
    assert problems[0]["mend"] == "改正答案，或者补上选项 E。"


def test_without_json_the_same_is_printed_for_people(run, folder):
    (folder / "题库.xlsx").write_bytes(sheet(*MIXED))

    status, out, _ = run(bank, "read", "题库.xlsx")

    first, *problems, assumed = out.splitlines()
    assert status == 0
    assert first == "读到 6 道题（XLSX），3 处问题。"
    assert problems[0].startswith("“题目”第 4 行：答案写了 E，但没有选项 E。改正答案")
    assert len(problems) == 3
    assert "分成了要点" in assumed


def test_what_is_printed_is_english_where_that_is_set(run, folder, monkeypatch):
    monkeypatch.setenv("WENGU_LANGUAGE", "en")
    (folder / "题库.xlsx").write_bytes(sheet(*MIXED))

    _, out, _ = run(bank, "read", "题库.xlsx")

    assert "“题目”, row 8: There is no stem. Write" in out


def test_the_encoding_of_a_text_file_is_told(run, folder):
    data = "题干,选项A,选项B,答案\n几点开饭？,十一点,十二点,B\n"
    (folder / "题库.csv").write_bytes(data.encode("gbk"))

    status, *_ = run(bank, "read", "题库.csv", "--json", "out.json")

    told = json.loads((folder / "out.json").read_text("utf-8"))
    assert status == 0
    assert (told["format"], told["encoding"]) == ("csv", "gb18030")
    assert told["questions"][0]["stem"] == "几点开饭？"


def test_a_file_without_one_good_row_ends_with_1_and_still_tells_its_problems(run, folder):
    (folder / "题库.xlsx").write_bytes(sheet(("几点？", "单选题", "一", "二", "", "", "", "", "")))

    status, out, err = run(bank, "read", "题库.xlsx", "--json", "out.json")

    assert (status, out, err) == (1, "", "题库.xlsx 里没有可以导入的题目。\n")
    told = json.loads((folder / "out.json").read_text("utf-8"))
    assert told["questions"] == []
    assert [each["code"] for each in told["problems"]] == ["right_missing"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "这个文件是空的。请选好有题目的文件再发。"),
        (b"%PDF-1.7", "这是 PDF，读不了。请找到原来的文档或表格，用 .docx 或 .xlsx 再发。"),
        (None, "没有找到文件：题库.xlsx"),
    ],
    ids=["empty", "pdf", "missing"],
)
def test_a_file_that_cannot_be_read_ends_with_1_and_one_sentence(run, folder, data, said):
    if data is not None:
        (folder / "题库.xlsx").write_bytes(data)

    for command in ("read", "import"):
        assert run(bank, command, "题库.xlsx") == (1, "", f"{said}\n")


# bank import


def test_an_import_keeps_the_good_rows_and_prints_the_bad_ones(run, folder, store):
    (folder / "安全题库.xlsx").write_bytes(sheet(*MIXED))

    status, out, err = run(bank, "import", "安全题库.xlsx")

    *problems, last = out.splitlines()
    assert (status, err) == (0, "")
    assert [line.split("：")[0] for line in problems] == [
        "“题目”第 4 行", "“题目”第 8 行", "“题目”第 10 行",
    ]  # fmt: skip
    assert last == "已导入题库《安全题库》：新增 6 题，更新 0 题，不变 0 题。"
    assert [q.stem for q in shelf_called(store, "安全题库").questions] == [r[0] for r in GOOD]
    assert states(store)["安全题库"] == DRAFT


def test_an_import_can_publish_at_once_and_again_doubles_nothing(run, folder, store):
    (folder / "安全题库.xlsx").write_bytes(sheet(*GOOD))

    run(bank, "import", "安全题库.xlsx", "--publish")
    status, out, _ = run(bank, "import", "--publish", "安全题库.xlsx")

    assert (status, out) == (0, "已导入题库《安全题库》：新增 0 题，更新 0 题，不变 6 题。\n")
    assert len(shelf_called(store, "安全题库").questions) == 6
    assert states(store)["安全题库"] == PUBLISHED


def test_a_file_without_one_good_row_is_not_imported(run, folder, store):
    before = states(store)
    (folder / "题库.xlsx").write_bytes(sheet(("几点？", "单选题", "一", "二", "", "", "", "", "")))

    status, out, err = run(bank, "import", "题库.xlsx")

    assert (status, err) == (1, "题库.xlsx 里没有可以导入的题目。\n")
    assert "“题目”第 2 行：没有答案。" in out
    assert states(store) == before


# bank export


def test_every_bank_is_exported_as_json_in_the_promised_shape(run, folder):
    status, out, _ = run(bank, "export", "--format", "json", "out/banks")

    assert status == 0
    assert len(out.splitlines()) == 4
    assert "rose.json：《党建引领凝心聚力 共建居民幸福家园》93 题" in out
    titles = {article.key: article.title for article in library()}
    for key, whole in SHIPPED.items():
        told = json.loads((folder / f"out/banks/{key}.json").read_text("utf-8"))
        assert told == [to_json(question, titles[key]) for question in whole.questions]


ENDINGS = {"xlsx": "xlsx", "csv": "csv", "json": "json", "gift": "gift", "moodle": "xml"}


@pytest.mark.parametrize(("form", "ending"), ENDINGS.items(), ids=ENDINGS)
def test_every_shipped_bank_comes_back_question_by_question(run, folder, store, form, ending):
    run(bank, "export", "--format", form, "out")

    for key, whole in SHIPPED.items():
        status, out, _ = run(bank, "import", f"out/{key}.{ending}")

        assert (status, len(out.splitlines())) == (0, 1)
        assert shelf_called(store, key).questions == whole.questions


@pytest.mark.parametrize("form", ["xlsx", "csv", "gift", "moodle"])
def test_an_exported_sheet_is_read_without_the_store(run, folder, form):
    run(bank, "export", "--format", form, "out")

    for key, whole in SHIPPED.items():
        found = read((folder / f"out/{key}.{ENDINGS[form]}").read_bytes())
        assert not found.problems
        assert tuple(draft.question for draft in found.drafts) == whole.questions


def test_an_import_by_hand_is_exported_too(run, folder):
    (folder / "安全题库.xlsx").write_bytes(sheet(*GOOD))
    run(bank, "import", "安全题库.xlsx")

    _, out, _ = run(bank, "export", "out")

    (line,) = [line for line in out.splitlines() if "《安全题库》6 题" in line]
    exported = json.loads(Path(line.split("：")[0]).read_text("utf-8"))
    assert [each["stem"] for each in exported] == [row[0] for row in GOOD]


def test_a_place_that_cannot_be_written_is_one_sentence(run, folder):
    (folder / "taken").write_text("")
    (folder / "题库.xlsx").write_bytes(sheet(*GOOD))

    for arguments in (("export", "taken"), ("read", "题库.xlsx", "--json", "taken/out.json")):
        status, out, err = run(bank, *arguments)

        assert (status, out) == (2, "")
        assert err.startswith("写不了 taken")
        assert err.count("\n") == 1


# The others


def test_typed_answers_are_graded_line_by_line(run, folder):
    asked = [
        {"id": "a", "kind": "number", "reference": "571人", "typed": "五百七十一人"},
        {"id": "b", "kind": "term", "reference": "主题党日", "typed": "主题党目"},
        {
            "id": 3,
            "kind": "enum",
            "reference": [["红"], ["绿"]],
            "ordered": True,
            "typed": "绿、红",
        },
        {"id": "d", "kind": "blanks", "reference": "321;924", "question": "", "typed": "321，924"},
    ]
    (folder / "in.jsonl").write_text("\n".join(json.dumps(each) for each in asked), "utf-8")

    assert run(grade, "--json", "in.jsonl", "out.jsonl") == (0, "", "")

    told = map(json.loads, (folder / "out.jsonl").read_text("utf-8").splitlines())
    assert [(each["id"], each["verdict"]) for each in told] == [
        ("a", "accept"),
        ("b", "almost"),
        (3, "reject"),
        ("d", "accept"),
    ]


def test_passages_are_found_line_by_line(run, folder):
    asked = [
        {"id": 1, "stem": HOMES[0], "type": "single", "options": HOMES[2:6], "answer": "A"},
        {"id": 2, "stem": "食堂几点开饭？", "type": "blank", "options": [], "answer": ["十二点"]},
        {"id": 3, "stem": HOMES[0], "answer": [0], "article_title": library()[-1].title},
    ]
    (folder / "in.jsonl").write_text("\n".join(json.dumps(each) for each in asked), "utf-8")

    assert run(passages, "find", "--json", "in.jsonl", "out.jsonl") == (0, "", "")

    homes, lunch, elsewhere = map(
        json.loads, (folder / "out.jsonl").read_text("utf-8").splitlines()
    )
    assert homes["passages"][0].endswith("安置321户924人。")
    assert 0 <= lunch["score"] < 0.5 < homes["score"] <= 1
    text = "".join(passage.text for passage in library()[-1].passages)
    assert all(each in text for each in elsewhere["passages"])
    assert len(homes["passages"]) <= 5


@pytest.mark.parametrize(
    ("command", "arguments"),
    [(grade, ("--json",)), (passages, ("find", "--json"))],
    ids=["grade", "passages"],
)
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (None, "没有找到文件：in.jsonl"),
        ('{"id": 1}\n', "in.jsonl 第 1 行缺少或写错了“"),
        ("\n[1]\n", "in.jsonl 第 2 行不是一个 JSON 对象。"),
        ("{", "in.jsonl 第 1 行不是一个 JSON 对象。"),
        ("[" * 100_000, "in.jsonl 第 1 行不是一个 JSON 对象。"),
    ],
    ids=["missing", "lacking", "a list", "broken", "too deep"],
)
def test_wrong_lines_are_one_sentence_with_their_place(
    run, folder, command, arguments, lines, said
):
    if lines is not None:
        (folder / "in.jsonl").write_text(lines, "utf-8")

    status, out, err = run(command, *arguments, "in.jsonl", "out.jsonl")

    assert (status, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "answer",
    ["B", ["B"], 1, [1], "1", "321户924人", ["321户924人"], "B. 321户924人"],
    ids=["letter", "letters", "index", "indexes", "digit", "text", "texts", "labelled"],
)
def test_an_answer_may_be_letters_indexes_or_texts(run, folder, answer):
    options = ["A. 924户321人", "B. 321户924人", "C. 312户942人"]
    asked = {"id": 1, "stem": HOMES[0], "type": "single", "options": options, "answer": answer}
    (folder / "in.jsonl").write_text(json.dumps(asked), "utf-8")

    run(passages, "find", "--json", "in.jsonl", "out.jsonl")

    found = json.loads((folder / "out.jsonl").read_text("utf-8"))
    assert found["passages"][0].endswith("安置321户924人。")
    assert found["score"] > 0.9


@pytest.mark.parametrize(
    "asked",
    [
        {"stem": HOMES[0]},
        {"stem": HOMES[0], "type": "blank", "options": [], "answer": []},
        {"stem": HOMES[0], "type": None, "options": None, "answer": None, "article_title": None},
        {"stem": HOMES[0], "answer": "", "article_title": "没有这篇文章"},
        {"stem": f"{HOMES[0]}\ud83d", "answer": "\udc00", "type": "single", "options": ["\udc00"]},
    ],
    ids=["stem alone", "no answers", "nulls", "unknown article", "halves of letters"],
)
def test_a_question_without_its_answer_is_looked_for_by_its_stem(run, folder, asked):
    (folder / "in.jsonl").write_text(json.dumps({"id": "\ud83d", **asked}), "utf-8")

    assert run(passages, "find", "--json", "in.jsonl", "out.jsonl") == (0, "", "")

    found = json.loads((folder / "out.jsonl").read_text("utf-8"))
    assert found["id"] == "\ud83d"
    assert any("苏家村" in text for text in found["passages"])
    assert 0 <= found["score"] <= 1


def test_a_stem_that_asks_nothing_finds_nothing(run, folder):
    (folder / "in.jsonl").write_text('{"id": 1, "stem": "？"}\n\n{"id": 2, "stem": ""}', "utf-8")

    assert run(passages, "find", "--json", "in.jsonl", "out.jsonl") == (0, "", "")

    told = [json.loads(each) for each in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert told == [
        {"id": 1, "passages": [], "score": 0.0},
        {"id": 2, "passages": [], "score": 0.0},
    ]


GRADED = {"id": 1, "kind": "term", "reference": "网格", "typed": "网格"}


@pytest.mark.parametrize(
    ("command", "arguments", "entry", "field"),
    [
        (passages, ("find", "--json"), {"id": 1, "stem": None}, "stem"),
        (passages, ("find", "--json"), {"id": 1, "stem": 7}, "stem"),
        (passages, ("find", "--json"), {"id": 1, "stem": "问", "options": "甲乙"}, "options"),
        (passages, ("find", "--json"), {"id": 1, "stem": "问", "answer": {"A": 1}}, "answer"),
        (passages, ("find", "--json"), {"stem": "问"}, "id"),
        (grade, ("--json",), {**GRADED, "kind": "essay"}, "kind"),
        (grade, ("--json",), {**GRADED, "kind": ["term"]}, "kind"),
        (grade, ("--json",), {**GRADED, "reference": None}, "reference"),
        (grade, ("--json",), {**GRADED, "typed": None}, "typed"),
        (grade, ("--json",), {**GRADED, "ordered": "yes"}, "ordered"),
    ],
)
def test_a_field_that_holds_what_it_cannot_is_named_with_its_line(
    run, folder, command, arguments, entry, field
):
    good = {"id": 0, "stem": "问", **GRADED}
    (folder / "in.jsonl").write_text(f"{json.dumps(good)}\n{json.dumps(entry)}", "utf-8")

    told = run(command, *arguments, "in.jsonl", "out.jsonl")

    assert told == (2, "", f"in.jsonl 第 2 行缺少或写错了“{field}”。\n")
    assert not (folder / "out.jsonl").exists()


def test_a_reference_may_be_a_number_and_an_answer_empty(run, folder):
    lines = [
        {"id": 1, "kind": "number", "reference": 571, "typed": 571, "question": None},
        {"id": 2, "kind": "number", "reference": "571", "typed": "", "ordered": None},
        {"id": 3, "kind": "enum", "reference": [], "typed": "红"},
        {"id": 4, "kind": "blanks", "reference": ["321", "924"], "typed": "321；924"},
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")

    assert run(grade, "--json", "in.jsonl", "in.jsonl") == (0, "", "")

    told = (folder / "in.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(each)["verdict"] for each in told] == [
        "accept",
        "reject",
        "reject",
        "accept",
    ]


def test_a_byte_that_is_no_utf_8_is_named_with_its_line(run, folder):
    (folder / "in.jsonl").write_bytes(f"{json.dumps(GRADED)}\n\n".encode() + b'{"id": "\xd0"}')

    told = run(grade, "--json", "in.jsonl", "out.jsonl")

    assert told == (2, "", "in.jsonl 第 3 行不是一个 JSON 对象。\n")


def test_the_doctor_says_what_is_missing(run):
    status, out, err = run(doctor)

    settings, database, token, end = out.splitlines()
    assert (status, err) == (1, "")
    assert settings == "设置：正确"
    assert "4 个题库，3 人" in database
    assert token.startswith("缺少 WENGU_TOKEN")
    assert end == "有 1 处需要处理，见上。"


@pytest.mark.parametrize(
    ("command", "arguments", "usage"),
    [
        (bank, (), "bank"),
        (bank, ("mend",), "bank"),
        (bank, ("read",), "bank read"),
        (bank, ("read", "a", "b"), "bank read"),
        (bank, ("import", "--published", "a"), "bank import"),
        (bank, ("export", "--format", "doc", "out"), "bank export"),
        (grade, ("in", "out"), "grade"),
        (passages, ("lose", "--json", "in", "out"), "passages"),
        (doctor, ("now",), "doctor"),
    ],
)
@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "参数不对，应当是"), ("en", "Wrong arguments; the command is")],
    ids=["zh", "en"],
)
def test_wrong_arguments_are_one_sentence_with_the_right_way(
    run, monkeypatch, command, arguments, usage, language, said
):
    monkeypatch.setenv("WENGU_LANGUAGE", language)

    status, out, err = run(command, *arguments)

    assert (status, out) == (2, "")
    assert err.startswith(said)
    assert f"wengu {usage} " in err
    assert err.count("\n") == 1


def test_a_wrong_setting_is_one_sentence(run, monkeypatch):
    monkeypatch.setenv("WENGU_LANGUAGE", "fr")

    status, out, err = run(bank, "export", "out")

    assert (status, out) == (2, "")
    assert err == "WENGU_LANGUAGE 只能是 zh 或 en；现在是“fr”。\n"


def test_it_works_as_a_program_of_its_own(folder):
    """The one test that pays for a real start: a command, its output in UTF-8, its status."""
    (folder / "题库.xlsx").write_bytes(b"")

    done = subprocess.run(
        [sys.executable, "-m", "bot", "bank", "read", str(folder / "题库.xlsx")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == "这个文件是空的。请选好有题目的文件再发。\n"


@pytest.mark.parametrize(("module", "function"), COMMANDS.values(), ids=COMMANDS)
def test_every_command_is_there(module, function):
    assert callable(getattr(__import__(module, fromlist=[function]), function))
