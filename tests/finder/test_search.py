"""What /search shows and what it says of itself, on the finder's trial and on single words."""

import pytest

from questions import articles
from questions.finder import Finder
from questions.search import Searched, Shelved, search
from tests.finder import trial

LIBRARY = tuple(Shelved(number, each) for number, each in enumerate(articles.library(), 1))
SAID = (
    "党建引领 安全生产 网络文学 思想政治工作 五能 苏家村 隐患排查 易地搬迁 "
    "571人 网络文学出海 现实题材 志愿者 幼儿园 疫情 消防 师带徒 敲门行动 "
    "驿站 四懂四会 無危則安 党小组 物业 矛盾纠纷 就业服务站 主题党日 "
    "职工代表大会 版权 科幻 应急演练 设备巡检 PDCA ROSE 27个村 "
    "三百二十一户"
)
UNSAID = (
    "晋江 网络安全 报销 年假 食堂 考勤 加班 消防器材 劳动合同 区块链 "
    "人工智能 产假多少天 出差住宿标准 密码多久换一次 灭火器怎么用 房贷 股票 "
    "火箭发射 hello 加油站 班组 奖惩 打印机 请假 工资 停车 体检 保险 "
    "123 vacation 什么 ？？？ 发票 会议室 快递 离职 社保 客户投诉 "
    "年终奖 试用期"
)


@pytest.fixture(scope="module")
def look():
    finder = Finder(articles.library())
    return lambda words: search(finder, LIBRARY, words)


def shares(found: list[Searched]) -> tuple[float, float]:
    """How often it is said that a passage speaks of the words, and how often any is shown."""
    return (
        sum(each.fits for each in found) / len(found),
        sum(bool(each.matches) for each in found) / len(found),
    )


def test_questions_that_an_article_answers_are_shown_passages(look):
    fits, shown = shares([look(each.stem) for each in trial.supported(1)])

    assert fits >= 0.7
    assert shown >= 0.85


def test_the_passage_that_answers_is_among_those_shown(look):
    met = 0
    for each in trial.supported(1):
        shown = [match.cited.quote for match in look(each.stem).matches]
        texts = [articles.article(q.article).passages[q.passage - 1].text for q in shown]
        met += any(proof in text for proof in each.quotes for text in texts)

    assert met / len(trial.supported(1)) >= 0.8


def test_a_detail_that_the_articles_do_not_give_is_rarely_said_to_be_there(look):
    """They speak of the thing, but not of what is asked: what is near is shown as that."""
    fits, _ = shares([look(each.stem) for each in trial.unsupported(1) if each.article])

    assert fits <= 0.25


def test_what_is_nowhere_is_never_said_to_be_there(look):
    foreign = [each for each in trial.unsupported() if not each.article]

    fits, shown = shares([look(each.stem) for each in foreign])

    assert fits == 0
    assert shown <= 0.15


@pytest.mark.parametrize("words", SAID.split())
def test_words_that_stand_in_an_article_are_found(look, words):
    assert look(words).fits


@pytest.mark.parametrize("words", UNSAID.split())
def test_words_that_stand_nowhere_are_not(look, words):
    assert look(words).matches == ()
