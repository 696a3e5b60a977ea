"""wengu article import: an article in, a new version in, one sentence when it will not do."""

import pytest

from bot.__main__ import COMMANDS
from bot.cli.article import article
from db import articles
from db.store import Store

TEXT = "食堂管理办法\n\n食堂每天十二点开饭。\n\n菜品留样125克。\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the command in a folder of its own: its status, what it prints and complains of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENGU_DATABASE_URL", f"sqlite:///{tmp_path / 'wengu.db'}")

    def run(text, name="a.txt"):
        if text is not None:
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        capsys.readouterr()
        try:
            status = article(["import", name])
        except SystemExit as end:
            status = end.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def kept(tmp_path):
    store = Store.open(f"sqlite:///{tmp_path / 'wengu.db'}")
    try:
        found = store.do(articles.titled, "《食堂管理办法》")
    finally:
        store.close()
    return found and (found.version, [each.text for each in found.passages])


def test_an_article_comes_in_and_again_as_a_new_version(run, tmp_path):
    first = run(TEXT)
    same = run(TEXT)
    changed = run(TEXT.replace("十二点", "十一点半"))

    assert first == (0, "已收入文章《食堂管理办法》。\n", "")
    assert same == (0, "《食堂管理办法》和已有的一字不差，没有变化。\n", "")
    assert changed[1].splitlines() == [
        "已收入《食堂管理办法》的新版本。",
        "引文换了位置的 0 题；找不到引文、已暂停出题的 0 题，已通知管题库的人；恢复出题的 0 题。",
    ]
    assert kept(tmp_path) == (2, ["食堂每天十一点半开饭。", "菜品留样125克。"])


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"\x89PNG\r\n", None])
def test_what_is_no_article_is_refused_in_a_sentence(run, tmp_path, content):
    status, out, err = run(content)

    assert (status, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "wengu.db").exists()


def test_it_is_one_of_the_commands():
    assert COMMANDS["article"] == ("bot.cli.article", "article")
