"""An uploaded file, examined: what is taken, what is left out, and under which keys."""

from dataclasses import replace

import pytest

from bot.texts import LANGUAGES, texts
from questions.articles import library
from questions.finder import shipped
from questions.formats.report import Draft, Reading, RowProblem
from questions.question import Kind, Quote
from questions.upload import Examined, as_bank, examine, from_json, title_of, to_json
from tests.builders import make_question, make_questions

PROVED = "总建筑面积35202.45平方米,安置321户924人。"
HOMES = make_question(
    "",
    stem="苏家村易地扶贫搬迁安置小区安置了多少户、多少人？",
    choices=("321户924人", "924户321人"),
    right=frozenset({0}),
)
LUNCH = make_question("", stem="食堂几点开饭？", choices=("十一点", "十二点"))


def examined(*questions, name="题库", problems=(), sheets=()):
    """A file with these questions from row 2 on, each in its sheet where sheets are named."""
    drafts = tuple(
        Draft(question, row, sheets[row - 2] if sheets else "题目")
        for row, question in enumerate(questions, 2)
    )
    reading = Reading("xlsx", "", drafts, problems)
    return examine(reading, name, library(), shipped())


def keys(*questions):
    return [question.key for question in examined(*questions).questions]


def found(*questions, **more):
    return [(problem.row, problem.code) for problem in examined(*questions, **more).problems]


# What the check of a bank says of it


def test_what_the_check_finds_is_named_by_its_row_and_keeps_nothing_out():
    doubtful = replace(LUNCH, stem="该食堂几点开饭？", difficulty=3)

    result = examined(HOMES, doubtful)

    assert [(each.row, each.code) for each in result.findings] == [
        (3, "stem_pronoun"),
        (3, "note_missing"),
    ]
    assert len(result.questions) == 2


def test_a_question_that_is_nearly_another_names_the_others_row():
    nearly = replace(LUNCH, stem="公司的食堂几点开饭？")

    (finding,) = examined(replace(LUNCH, stem="公司食堂几点开饭？"), HOMES, nearly).findings

    assert (finding.row, finding.code, finding.facts) == (2, "nearly_twice", {"row": 4})


def test_what_is_said_of_the_bank_as_a_whole_has_no_row():
    singles = [replace(LUNCH, stem=f"{word}几点开饭？") for word in "甲乙丙丁戊己庚辛壬癸"]
    others = [replace(each, stem=f"{each.stem[0]}楼在哪条路上？") for each in singles]

    result = examined(*singles, *others)

    whole = {each.code for each in result.findings if each.row == 0}
    assert {"kind_above_half", "difficulty_3_few", "difficulty_2_few"} <= whole


def test_a_proposed_quote_is_not_held_against_the_trainer():
    result = examined(HOMES)

    assert result.proposed
    assert result.findings == ()


# What is taken, and what is left out


def test_a_question_without_a_quote_is_given_one_that_is_only_proposed():
    result = examined(HOMES, LUNCH)

    homes, lunch = result.questions
    assert homes.quotes[0].text.endswith(PROVED)
    assert lunch.quotes == ()
    assert result.proposed == {homes.key}
    assert result.unquoted == 1


def test_a_quote_that_came_along_is_put_in_its_place_and_is_not_proposed():
    result = examined(replace(LUNCH, quotes=(Quote("", f" {PROVED}", 0),)))

    (question,) = result.questions
    assert question.quotes == (Quote("rose", PROVED, 1),)
    assert result.proposed == frozenset()


@pytest.mark.parametrize(
    "quote",
    [
        Quote("", "总建筑面积三万多平方米。", 0),
        Quote("rose", "总建筑面积三万多平方米。", 1),
        Quote("lost", "这篇文章不在这里。", 3),
    ],
    ids=["nowhere", "not to the letter", "of no article"],
)
def test_a_quote_that_stands_nowhere_is_never_kept_as_one(quote):
    result = examined(replace(LUNCH, note="见通知。", quotes=(quote,)))

    (question,) = result.questions
    assert question.quotes == ()
    assert question.note == f"见通知。\n{quote.text}"
    assert [(each.row, each.code) for each in result.warnings] == [(2, "quote_not_verbatim")]
    assert not result.problems


def test_a_blank_quote_is_none():
    result = examined(replace(LUNCH, quotes=(Quote("", " ", 0),)))

    assert result.questions[0].quotes == ()
    assert result.warnings == ()


def test_a_quote_in_the_wrong_place_is_put_right():
    astray = replace(LUNCH, quotes=(Quote("rose", PROVED, 5), Quote("safety", PROVED, 1)))

    (question,) = examined(astray).questions

    assert question.quotes == (Quote("rose", PROVED, 1), Quote("rose", PROVED, 1))


def test_a_quote_stays_in_the_place_it_names_where_it_stands_twice():
    word = "安全"
    places = [each.number for each in library()[-1].passages if word in each.text]

    (question,) = examined(replace(LUNCH, quotes=(Quote("safety", word, places[1]),))).questions

    assert question.quotes[0].passage == places[1]


def test_a_wrong_question_is_a_problem_of_its_row_and_the_others_go_on():
    result = examined(HOMES, replace(LUNCH, right=frozenset({7})), LUNCH)

    assert [(each.row, each.code) for each in result.problems] == [(3, "right_beyond")]
    assert [question.stem for question in result.questions] == [HOMES.stem, LUNCH.stem]


def test_one_row_with_two_problems_is_one_row():
    wrong = replace(LUNCH, stem="", right=frozenset({7}))

    result = examined(wrong)

    assert [each.code for each in result.problems] == ["stem_missing", "right_beyond"]
    assert result.rows == 1


def test_problems_of_the_reader_and_ours_come_in_the_order_of_rows():
    before = RowProblem(3, "题目", "", "key_unclear", {"key": "X"})

    result = examined(replace(LUNCH, stem=""), HOMES, replace(HOMES, stem=""), problems=(before,))

    assert [each.row for each in result.problems] == [2, 3, 4]


def test_the_same_question_twice_is_told_with_the_row_of_the_first():
    twins = examined(HOMES, LUNCH, replace(LUNCH, stem="食堂 几点开饭?", difficulty=3))

    (problem,) = twins.problems
    assert (problem.row, problem.code, problem.facts) == (4, "twice_in_file", {"row": 3})


def test_a_twin_in_another_sheet_is_told_with_that_sheet():
    twins = examined(LUNCH, LUNCH, sheets=("一", "二"))

    (problem,) = twins.problems
    assert (problem.code, problem.facts) == ("twice_in_sheets", {"sheet": "一", "row": 2})
    assert twins.sheets == {"一", "二"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高度超过1.5米要系安全带。", "高度超过15米要系安全带。"),
        ("1+1等于几？", "1-1等于几？"),
        ("压力＜5时可以作业。", "压力＞5时可以作业。"),
    ],
)
def test_figures_and_signs_tell_questions_apart(one, other):
    pair = [make_question("", Kind.TRUE_FALSE, stem=stem) for stem in (one, other)]

    assert found(*pair) == []


def test_the_same_stem_with_other_choices_is_another_question():
    other = replace(LUNCH, choices=("六点", "七点"))

    assert found(LUNCH, other) == []
    assert len(set(keys(LUNCH, other))) == 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (make_question("", Kind.BLANK, stem="安置__户__人。"), "blanks_differ"),
        (make_question("", Kind.MULTIPLE, right=frozenset({1})), "right_only_one"),
    ],
)
def test_what_is_doubtful_is_taken_with_a_warning(wrong, code):
    result = examined(wrong)

    assert len(result.questions) == 1
    assert [each.code for each in result.warnings] == [code]


def test_questions_are_counted_by_kind_in_the_order_of_kinds():
    result = examined(*(make_question("", kind) for kind in (Kind.SHORT, Kind.SINGLE)), LUNCH)

    assert list(result.kinds.items()) == [(Kind.SINGLE, 2), (Kind.SHORT, 1)]


# Keys: how a file finds its questions again


def test_a_key_that_came_along_is_kept_once():
    again = replace(HOMES, key="h1")

    first, second = keys(again, replace(LUNCH, key="h1"))

    assert first == "h1"
    assert second not in ("h1", "")


@pytest.mark.parametrize(
    "mended",
    [
        replace(LUNCH, choices=("十一点半", "十二点")),
        replace(LUNCH, right=frozenset({0})),
        replace(LUNCH, note="夏天提前。"),
        replace(LUNCH, stem="食堂几点 开饭?"),
        replace(LUNCH, stem="食堂几点开饭"),
    ],
    ids=["a choice", "the key", "the note", "a blank in the stem", "the end of the stem"],
)
def test_what_is_mended_beside_the_words_of_the_stem_finds_its_question(mended):
    assert keys(mended) == keys(LUNCH)


def test_keys_do_not_hang_on_the_order_of_rows():
    assert sorted(keys(HOMES, LUNCH)) == sorted(keys(LUNCH, HOMES))


def test_no_two_questions_of_a_file_share_a_key():
    taken = keys(LUNCH)[0]
    copied = replace(HOMES, key=taken)
    same_stem = [replace(LUNCH, choices=(f"{hour}点", "午夜")) for hour in range(5)]

    found_keys = keys(copied, LUNCH, *same_stem)

    assert len(set(found_keys)) == len(found_keys)


def test_the_same_file_of_the_same_trainer_is_the_same_bank():
    one, again = as_bank(examined(HOMES), 7), as_bank(examined(LUNCH), 7)

    assert one.key == again.key
    assert one.key != as_bank(examined(HOMES), 8).key
    assert one.key != as_bank(examined(HOMES, name="另一份"), 7).key
    assert len(one.key) <= 40


def test_a_bank_belongs_to_the_article_that_most_of_its_quotes_are_from():
    assert as_bank(examined(HOMES, LUNCH), 7).article == "rose"
    assert as_bank(examined(LUNCH), 7).article == ""


def test_thousands_of_questions_are_told_apart_at_once():
    result = examined(*(replace(each, key="") for each in make_questions(3000)))

    assert len(result.questions) == 3000


# Titles and what is kept meanwhile


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("安全题库.xlsx", "安全题库"),
        ("安全题库", "安全题库"),
        ("2026.12 安全题库.xlsx", "2026.12 安全题库"),
        ("C:\\题库\\安全.xls", "安全"),
        ("../../安全.csv", "安全"),
        ("安\r\n全\x00\u202e.xlsx", "安 全"),
        ("  安全\u3000\u3000题库 .xlsx", "安全 题库"),
        ("消防👩\u200d🚒.xlsx", "消防👩\u200d🚒"),
        ("安" * 200 + ".xlsx", "安" * 60),
        ("", "题库"),
        (".xlsx", ".xlsx"),
        ("\u200b.csv", "题库"),
    ],
)
def test_a_title_is_made_of_a_files_name(name, title):
    assert title_of(name) == title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("end", ["", " (1)", "（2）", "(3)"])
def test_a_returned_sheet_has_the_title_of_the_file_it_marks(language, end):
    mark = texts(language).plain("upload.marked")

    assert title_of(f"安全题库-{mark}{end}.xlsx") == "安全题库"
    assert title_of(f"安全题库-{mark}-{mark}{end}.xlsx") == "安全题库"


def test_a_copy_that_is_no_returned_sheet_keeps_its_number():
    assert title_of("安全题库 (2).xlsx") == "安全题库 (2)"


def test_what_is_kept_until_the_trainer_decides_comes_back_to_the_letter():
    whole = examined(HOMES, LUNCH, *(make_question(kind.value, kind) for kind in Kind))

    back = from_json(to_json(whole))

    assert isinstance(back, Examined)
    assert back.questions == whole.questions
    assert back.proposed == whole.proposed
    assert back.name == whole.name
