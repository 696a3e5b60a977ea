"""The picture of /score: what a person sees in it, and what drawing it leaves alone."""

import io
import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from bot.views import chart
from bot.views.canvas import SCALE
from bot.views.lettering import face
from questions.score import BankScore, DayScore, Score, last_days

ROOT = Path(__file__).parents[2]
WORDS = {
    language: tomllib.loads((ROOT / "bot/texts" / language / "chart.toml").read_text("utf-8"))
    for language in ("zh", "en")
}
TODAY = date(2026, 11, 23)
TITLES = (
    "党建引领凝心聚力 共建居民幸福家园",
    "做好企业职工思想政治工作 激发高质量发展动力",
    "网络文学大有可为也大有作为",
    "夯实安全管理基础 筑牢风险防控底线",
)


def bank(title="安全", answered=10, right=8, total=20, seen=9):
    return BankScore(title, answered, right, total, seen)


def score(banks=(), days=(), answered=10, right=8):
    return Score(TODAY, answered, right, 3, tuple(banks), tuple(days))


def days(count, answered=10, right=8):
    return [DayScore(TODAY - timedelta(days=back), answered, right) for back in range(count)][::-1]


def picture(figures, language="zh"):
    return Image.open(io.BytesIO(chart.draw(figures, WORDS[language]))).convert("RGB")


def longest_run(image, colour):
    """The longest stretch of one colour in any row, in units."""
    wanted = ImageColor.getrgb(colour)
    rows = (
        image.crop((0, y, image.width, y + 1)).get_flattened_data() for y in range(image.height)
    )
    runs = (sum(1 for _ in run) for row in rows for pixel, run in groupby(row) if pixel == wanted)
    return max(runs, default=0) / SCALE


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(score([bank(title) for title in TITLES], days(14)), id="the usual"),
        pytest.param(score([bank(f"题库{n}") for n in range(40)], days(30)), id="much"),
        pytest.param(score([bank("题" * 500)], days(1), 9_999_999, 1), id="long and large"),
        pytest.param(score([bank("新", 0, 0, 0, 0)], last_days([], TODAY, 14)), id="hardly any"),
        pytest.param(score(answered=0, right=0), id="nothing"),
    ],
)
def test_a_phone_shows_the_picture_whole(figures, language):
    image = picture(figures, language)

    assert image.width == chart.WIDTH * SCALE
    # Telegram takes a photo up to 10,000 for both sides together; a phone is about 1 to 2.
    assert image.height <= 2 * image.width


@pytest.mark.parametrize(("right", "share"), [(4, 0.4), (10, 1.0)])
def test_a_bar_is_as_long_as_its_rate(right, share):
    colour = chart.JADE if share >= chart.WEAK else chart.CLAY
    image = picture(score([bank(right=right)]))

    inner = chart.WIDTH - 2 * 30
    assert longest_run(image, colour) == pytest.approx(inner * share, abs=5)


def test_a_day_with_every_answer_right_has_no_other_colour():
    all_right = picture(score(days=days(1, 7, 7)))
    none_right = picture(score(days=days(1, 7, 0)))

    # The rate above and the key to the colours are drawn in both, but a column is 26 wide.
    assert longest_run(all_right, chart.SAND) < 20 < longest_run(all_right, chart.JADE)
    assert longest_run(none_right, chart.JADE) < 20 < longest_run(none_right, chart.SAND)


def test_the_same_figures_make_the_same_picture_from_several_threads_at_once():
    figures = [score([bank(title, right=n)], days(14)) for n, title in enumerate(TITLES)]
    alone = [chart.draw(each, WORDS["zh"]) for each in figures]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda each: chart.draw(each, WORDS["zh"]), figures * 3))

    assert together == alone * 3


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("🔥安全\U0002070e龘", id="letters that no font of ours has"),
        pytest.param(r"$\frac{$ 100", id="looks like a formula"),
        pytest.param("\x00\u202e\u200b\ud83d", id="nothing to see"),
        pytest.param("", id="empty"),
    ],
)
def test_any_title_can_be_drawn(title):
    assert picture(score([bank(title)])).width


def test_letters_that_are_missing_are_shown_as_boxes():
    assert face().drawable("安\U0002070e全\u200b\n") == "安□全"


def test_everything_of_gb2312_and_every_word_of_ours_has_letters():
    codes = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    standard = "".join(code.decode("gb2312", "ignore") for code in codes)
    ours = "".join(text for words in WORDS.values() for text in words.values())

    for bold in (False, True):
        assert face(bold=bold).drawable(standard) == standard
        assert face(bold=bold).drawable(ours + "".join(TITLES)) == ours + "".join(TITLES)


def test_a_title_of_two_halves_breaks_between_them():
    assert face().wrapped(TITLES[1], 200, 13, lines=2) == TITLES[1].split()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("安全生产标准化管理与职业健康应急处置综合知识培训", id="no blank at all"),
        pytest.param("（一）安全，生产；管理。（二）应急、处置：知识！", id="many marks"),
        pytest.param("Safety and Environmental Compliance 安全 Programme 2026", id="Latin words"),
    ],
)
def test_lines_fit_and_none_begins_with_a_closing_mark(text):
    lines = face().wrapped(text, 150, 13, lines=9)

    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(face().width(line, 13) <= 150 for line in lines)
    assert not [line for line in lines if line[0] in "，。；：！？、）"]
    assert "Environmental" not in text or any("Environmental" in line for line in lines)


def test_what_does_not_fit_into_two_lines_is_cut_and_says_so():
    lines = face().wrapped(
        "Retail Station Managers and Staff of the Province 培训题库", 120, 13, 2
    )

    assert len(lines) == 2
    assert lines[1].startswith("Managers and")
    assert lines[1].endswith("…")


def test_both_languages_have_the_same_words():
    assert WORDS["zh"].keys() == WORDS["en"].keys()


def test_the_bot_starts_without_matplotlib_and_drawing_writes_nothing(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    told = {"HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(ROOT)}
    inherited = {"PATH": os.environ["PATH"], "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    code = (
        "import sys, datetime\n"
        "from bot.views import chart\n"
        "from questions.score import Score, BankScore\n"
        "assert 'matplotlib' not in sys.modules\n"
        "words = __import__('collections').defaultdict(lambda: '字')\n"
        "bank = BankScore('安全', 3, 2, 5, 3)\n"
        "score = Score(datetime.date(2026, 11, 23), 3, 2, 1, (bank,))\n"
        "sys.stdout.write(str(len(chart.draw(score, words))))\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "from matplotlib.font_manager import fontManager\n"
        "assert not fontManager.ttflist\n"
    )

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=home,
        env=inherited | told,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 1000
    assert list(home.iterdir()) == []
