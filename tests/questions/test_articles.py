"""The four articles are on file to the letter, and know their own places."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import articles

PAGE = Path(__file__).with_name("page.txt")
PHOTO_CREDIT = "杜小燕 摄"
BOX_BEFORE_A_NAME = "□"


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def pieces_of(article: articles.Article) -> list[str]:
    """What the page must hold for this article, each piece once, in the order of the body."""
    pieces = []
    heading = ""
    for passage in article.passages:
        if passage.heading and passage.heading != heading:
            pieces.append(passage.heading)
        heading = passage.heading
        pieces.append(passage.text)
    if article.affiliation:
        pieces[-1] += f"(作者单位:{article.affiliation})"
    return pieces


def test_every_character_of_the_page_is_accounted_for_in_its_place():
    rest = bare(PAGE.read_text("utf-8"))

    for article in articles.library():
        body = bare("".join(pieces_of(article)))
        assert rest.count(body) == 1, f"the body of {article.key} is not on the page, whole, once"
        rest = rest.replace(body, f"<{article.key}>")
    for article in articles.library():
        # The body as one run of text is gone, so a title can only be met as a title.
        head = bare(article.title + article.subtitle + BOX_BEFORE_A_NAME + article.author)
        assert rest.count(head) == 1, f"title, subtitle and author of {article.key}"
        rest = rest.replace(head, f"[{article.key}]")

    # Title and author of `ideology` stand after its body; the photo credit belongs to nobody.
    assert rest == (
        f"[rose]<rose><ideology>[ideology][webnovel]<webnovel>{bare(PHOTO_CREDIT)}[safety]<safety>"
    )


def test_the_articles_hold_no_character_more_or_less_than_the_page():
    page = Counter(bare(PAGE.read_text("utf-8")))

    held = Counter(bare(PHOTO_CREDIT))
    for article in articles.library():
        held.update(bare(article.title + article.subtitle + article.author + BOX_BEFORE_A_NAME))
        held.update(bare("".join(pieces_of(article))))

    assert held == page


@pytest.mark.parametrize(
    ("key", "number", "text"),
    [
        pytest.param("rose", 4, "党支部书记、村(居)委会主任、两委干部", id="village head"),
        pytest.param("rose", 9, "建立完善了小区居民微信群", id="chat group"),
        pytest.param("rose", 13, "务工人员有266人。", id="266 people"),
        pytest.param("safety", 4, "企风,在严明制度执行与浓厚的", id="company spirit"),
        pytest.param("safety", 6, "以练备战,全面检验应对", id="drills"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_whole_again(key, number, text):
    found = articles.article(key).locate(text)

    assert found == number


def test_paragraphs_are_the_lines_of_the_page_but_for_the_joined_cuts():
    lines = {line.strip() for line in PAGE.read_text("utf-8").splitlines() if line.strip()}

    passages = [p.text for article in articles.library() for p in article.passages]
    headings = {p.heading for article in articles.library() for p in article.passages} - {""}
    cut = [text for text in passages if not any(line.startswith(text) for line in lines)]

    assert headings <= lines
    assert len(cut) == 5


def test_every_article_has_its_title_and_author():
    shown = [(a.key, a.title, a.author, a.affiliation) for a in articles.library()]

    assert shown == [
        ("rose", "党建引领凝心聚力 共建居民幸福家园", "张旭斌", "离石区乡村振兴局"),
        (
            "ideology",
            "做好企业职工思想政治工作 激发高质量发展动力",
            "苗买勤",
            "吕梁公路建设有限公司",
        ),
        ("webnovel", "网络文学大有可为也大有作为", "赵梦颖", ""),
        ("safety", "夯实安全管理基础 筑牢风险防控底线", "张红星", "山西吕梁石油分公司"),
    ]


def test_a_passage_has_a_stable_id_and_knows_its_heading():
    passages = articles.article("rose").passages

    assert passages[6].id == "rose#7"
    assert passages[6].heading == "二、构建“4S”机制,打造小区管理“强引擎”"
    assert passages[0].heading == ""
    assert [p.number for p in passages] == list(range(1, 19))


def test_a_heading_ends_where_the_next_section_names_itself_in_its_text():
    second, third = articles.article("safety").passages[2:4]

    assert second.heading == "二、加强设备管理,夯实安全硬件基础。"
    assert third.heading == ""
    assert third.text.startswith("三、强化制度执行力")


def test_a_text_that_is_not_to_the_letter_is_nowhere():
    rose = articles.article("rose")

    assert rose.locate("安置321户924人") == 1
    assert rose.locate("安置321户924人，") is None
    assert rose.locate("安置322户924人") is None
    assert rose.locate("") is None


def test_the_passages_around_a_passage_end_with_the_article():
    novel = articles.article("webnovel")

    first, second, last = novel.passages[0], novel.passages[1], novel.passages[-1]
    assert novel.around(1) == (None, first, second)
    assert novel.around(6) == (novel.passages[4], last, None)
    with pytest.raises(IndexError):
        novel.around(0)
    with pytest.raises(IndexError):
        novel.around(7)


@pytest.mark.parametrize("article", articles.library(), ids=lambda article: article.key)
def test_every_known_misprint_stands_where_it_is_said_to_stand_and_nowhere_else(article):
    for slip in article.misprints:
        listed = {each.passage for each in article.misprints if each.text == slip.text}
        met = {p.number for p in article.passages if slip.text in p.text}
        if any(slip.text in p.heading for p in article.passages):
            met.add(0)
        assert met == listed, slip


@pytest.mark.parametrize(
    ("key", "quote", "slips"),
    [
        ("rose", "坚持“40”(Organization)引领", ["“40”"]),
        ("rose", "对小区院落存在的文明现象及时劝导", ["存在的文明现象"]),
        ("rose", "让人们能及时就医、及时坐、及时买、及时停", ["及时坐"]),
        ("rose", "安置321户924人", []),
        ("ideology", "把爱爱岗、团结向上、甘于奉献的种子种到职工心中", ["爱爱岗"]),
        ("safety", "一、强化化学立法,做到明责履职。", ["化学立法"]),
        ("safety", "中国石化成立40周年", []),
    ],
)
def test_a_quote_says_which_misprints_it_shows(key, quote, slips):
    shown = articles.article(key).misprints_in(quote)

    assert [each.text for each in shown] == slips


@pytest.mark.parametrize(
    "title",
    [
        "党建引领凝心聚力 共建居民幸福家园",
        "《党建引领凝心聚力　共建居民幸福家园》",
        "党建引领凝心聚力共建居民幸福家园",
    ],
)
def test_an_article_is_known_by_its_title(title):
    assert articles.by_title(title) is articles.article("rose")


def test_an_unknown_title_or_key_is_no_article():
    assert articles.by_title("党建引领") is None
    with pytest.raises(KeyError):
        articles.article("../rose")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("没有开头", "front matter", id="no front matter"),
        pytest.param('+++\nkey = "a"\n+++\n正文', "title", id="no title"),
        pytest.param("+++\nkey = \n+++\n正文", "Invalid value", id="not TOML"),
        pytest.param(
            '+++\nkey="a"\ntitle="a"\nsubtitle=""\nauthor=""\naffiliation=""\nsource=""\n'
            'misprints=["错"]\n+++\n正文',
            "mapping",
            id="a misprint without its place",
        ),
    ],
)
def test_a_file_that_is_no_article_is_refused(text, reason):
    with pytest.raises(ValueError, match=reason):
        articles.parse(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("一、为。二呢?三!", ["一、为。", "二呢?", "三!"]),
        ("建设“红帆驿站”。“红帆驿站”由", ["建设“红帆驿站”。", "“红帆驿站”由"]),
        ("“文脉同国脉相连。”在历史长河中", ["“文脉同国脉相连。”", "在历史长河中"]),
        ("推陈出新……前不久,会上", ["推陈出新……", "前不久,会上"]),
        ("面积35202.45平方米;安置", ["面积35202.45平方米;", "安置"]),
        ("任务(带头拥护;带头宣传。),制度。完", ["任务(带头拥护;带头宣传。),制度。", "完"]),
        ("没关上的(括号。照样断开", ["没关上的(括号。", "照样断开"]),
        ("真的？！好", ["真的？！", "好"]),
        ("", []),
    ],
)
def test_a_passage_is_cut_where_one_would_quote_it(text, pieces):
    assert list(articles.sentences(text)) == pieces


@given(st.text(alphabet="甲乙丙3.,，。！？!?；;…“”()（）《》\n ", max_size=60))
def test_sentences_joined_are_the_text(text):
    pieces = articles.sentences(text)

    assert "".join(pieces) == text
    assert all(pieces)
