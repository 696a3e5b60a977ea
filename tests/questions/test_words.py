"""jieba is loaded late, quietly, once, and leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from questions import words
from questions.articles import library

ROOT = Path(__file__).parents[2]


def python(code: str, temp: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"TMPDIR": str(temp), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )


def test_text_is_cut_into_words():
    assert words.cut("提高安全生产效率") == ["提高", "安全", "生产", "效率"]
    assert words.cut("") == []


def as_jieba_cuts(text):
    quicker = words._tokenizer()
    import jieba

    plain = jieba.Tokenizer()
    plain.FREQ, plain.total, plain.initialized = quicker.FREQ, quicker.total, True
    return list(plain.cut(text))


def test_the_words_are_those_that_jieba_finds():
    for article in library():
        for passage in article.passages:
            assert words.cut(passage.text) == as_jieba_cuts(passage.text)


@given(st.text(st.sampled_from("安全生产党建引领社区的一二〇龘㙍ab1.5%，。 "), max_size=40))
def test_so_are_those_of_a_text_that_makes_no_sense(text):
    assert words.cut(text) == as_jieba_cuts(text)


@given(st.text(max_size=40))
def test_words_joined_are_the_text(text):
    assert "".join(words.cut(text)) == text


def test_jieba_is_not_loaded_before_the_first_cut(tmp_path):
    code = "import sys; from questions import words; print('jieba' in sys.modules)"

    assert python(code, tmp_path).stdout.strip() == "False"


def test_loading_says_nothing_and_leaves_no_file(tmp_path):
    done = python("from questions import words; words.cut('安全生产')", tmp_path)

    assert (done.stdout, done.stderr) == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_many_threads_at_once_load_it_once(tmp_path):
    code = """
from concurrent.futures import ThreadPoolExecutor
import jieba
from questions import words
loads = []
plain = jieba.Tokenizer.gen_pfdict
jieba.Tokenizer.gen_pfdict = staticmethod(lambda f: (loads.append(1), plain(f))[1])
with ThreadPoolExecutor(8) as pool:
    cuts = list(pool.map(words.cut, ["安全生产"] * 8))
print(len(loads), len(cuts), all(cuts))
"""
    assert python(code, tmp_path).stdout.strip() == "1 8 True"
