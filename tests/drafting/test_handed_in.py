"""What a trainer hands in becomes an article, and which one it is a version of."""

from dataclasses import replace

import pytest

from questions.articles import Misprint, article, library
from questions.drafting.handed_in import following, handed_in, joined, suited, title_key
from questions.drafting.review import State, carried_over, keyed, wrong
from questions.errors import FileRefused
from questions.formats.article_text import article_text
from questions.question import Kind
from tests.builders import make_article, make_question, make_quote
from tests.drafting.made import FOLDER

RULES = (FOLDER / "rules.md").read_text("utf-8")


def refusal_of(text):
    with pytest.raises(FileRefused) as refused:
        handed_in(text)
    return refused.value.code


def test_the_title_comes_first_and_every_paragraph_is_kept_to_the_letter():
    found = handed_in("守则\n第一句,照旧。\n第二句。")

    assert found.title == "守则"
    assert [each.text for each in found.passages] == ["第一句,照旧。", "第二句。"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "article_wanted", id="nothing"),
        pytest.param("你好", "article_wanted", id="a greeting"),
        pytest.param("守则\n" + "一" * 100_000, "article_too_long", id="a book"),
        pytest.param("守则\n第一句\x00。", "article_wanted", id="a NUL"),
        pytest.param(
            "试卷\n1. 谁？\nA. 甲\nB. 乙\n答案：A\n2. 谁？\nA. 甲\nB. 乙\n答案：B",
            "article_is_paper",
            id="a paper",
        ),
        pytest.param(
            '+++\nkey = "rose"\ntitle = 5\nsubtitle = ""\nauthor = ""\naffiliation = ""\n'
            'source = ""\n+++\n一段。',
            "article_wanted",
            id="front matter of another shape",
        ),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_send_instead(text, code):
    assert refusal_of(text) == code


def test_the_shipped_articles_are_no_papers():
    for each in library():
        text = "\n".join([each.title, *(passage.text for passage in each.passages)])
        assert handed_in(text).title == each.title


def test_front_matter_does_not_choose_the_key():
    """Else a text of any title could take the place of another article."""
    text = (
        '+++\nkey = "rose"\ntitle = "守则"\nsubtitle = ""\nauthor = "甲"\naffiliation = ""\n'
        'source = ""\n+++\n一段。'
    )

    made = following(handed_in(text), None)

    assert made.key != "rose"
    assert made.author == "甲"
    assert {each.article for each in made.passages} == {made.key}


def test_the_same_title_is_the_same_article_however_it_is_written():
    one = following(handed_in("守 则（Ａ）\n一段。"), None)
    other = following(handed_in("《守则(a)》\n另一段。"), None)

    assert one.key == other.key
    assert title_key("守则") != title_key("手则")


def test_a_new_version_keeps_who_wrote_it_and_the_misprints_that_it_still_shows():
    known = replace(
        make_article("把握4O。", "及时坐好。", key="k", title="守则"),
        misprints=(Misprint("4O", 1, "40"), Misprint("及时坐", 2, "及时做")),
    )

    new = following(handed_in("守则\n新的一段。\n把握4O。"), known)

    assert (new.key, new.author) == ("k", "作者")
    assert new.misprints == (Misprint("4O", 2, "40"),)


def test_the_text_of_a_shipped_article_is_that_article():
    shipped = article("safety")
    text = "\n\n".join([shipped.title, *(each.text for each in shipped.passages)])

    new = following(handed_in(text), shipped)

    assert (new.key, new.author, new.misprints) == ("safety", shipped.author, shipped.misprints)


def test_pieces_are_joined_at_a_sentence_by_a_line_and_inside_of_one_by_nothing():
    assert joined("一句。", "又一句。") == "一句。\n又一句。"
    assert joined("半", "句。") == "半句。"


def test_a_longer_article_is_asked_for_more_but_not_for_any_number():
    assert suited(make_article("短。")) == 10
    assert suited(make_article("字" * 800)) == 20
    assert suited(make_article("字" * 9000)) == 30


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_the_encodings_that_there_are(encoding):
    assert handed_in(article_text(RULES.encode(encoding))) == handed_in(RULES)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "article_wanted", id="empty"),
        pytest.param(b"%PDF-1.4", "file_pdf", id="PDF"),
        pytest.param(b"<html><body>x</body></html>", "article_wanted", id="a page"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "article_wanted", id="a picture"),
        pytest.param(b"{\\rtf1 x}", "file_rtf", id="RTF"),
        pytest.param(b"x" * (21 << 20), "file_too_large", id="too large"),
    ],
)
def test_other_files_are_refused(data, code):
    with pytest.raises(FileRefused) as refused:
        article_text(data)
    assert refused.value.code == code


# What becomes of drafts when their article changes

ARTICLE = make_article("第一段。", "第二段。", "第三段。")


def test_the_same_question_has_the_same_key_wherever_it_stands():
    first, second = keyed([make_question(stem="甲？"), make_question(stem="乙？")], "k")

    assert keyed([make_question(stem="乙？")], "k") == (second,)
    assert first.key != second.key


def test_what_was_done_to_a_draft_holds_where_its_quote_still_stands():
    there, gone = keyed(
        [make_question(stem="甲？", quotes=(make_quote(),)), make_question(stem="乙？")], "article"
    )
    edited = replace(there, note="看第二段。")
    astray = replace(gone, quotes=(make_quote("没有了。"),))
    fresh = replace(gone, quotes=(make_quote("第三段。", 3),))

    carried = carried_over([there, fresh], [(edited, State.TAKEN), (astray, State.TAKEN)], ARTICLE)

    assert carried == [(edited, State.TAKEN), (fresh, State.OPEN)]


def test_a_draft_needs_a_quote_to_the_letter_and_a_key():
    sound = make_question(quotes=(make_quote(),))

    assert wrong(sound, ARTICLE) == ()
    assert [each.code for each in wrong(replace(sound, quotes=()), ARTICLE)] == ["quote_missing"]
    assert [each.code for each in wrong(replace(sound, right=frozenset()), ARTICLE)] == [
        "right_missing"
    ]
    assert wrong(make_question(kind=Kind.BLANK, quotes=(make_quote("第二 段。"),)), ARTICLE)
