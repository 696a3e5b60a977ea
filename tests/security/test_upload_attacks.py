"""Files that mean harm: their names, their letters, what they point at, and the process that
reads them. Bombs, entities, far cells, macros, passwords: tests/formats/test_refused_files.py."""

import io
import json
import logging
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.views.bank import file_name
from questions.errors import FileRefused
from questions.finder import Finder
from questions.formats import worker
from questions.formats.marked import marked
from questions.formats.reader import read
from questions.upload import TITLE_LIMIT, examine, title_of, to_json
from tests.uploading import HEADER, HOMES, LUNCH, sheet

NAMES = {
    "up and away": "../../../../etc/passwd.xlsx",
    "from the root": "/etc/cron.d/题库.xlsx",
    "Windows": r"C:\Windows\System32\题库.xlsx",
    "a share": r"\\server\share\题库.xlsx",
    "a device": "CON.xlsx",
    "300 letters": "长" * 300 + ".xlsx",
    "300 letters of four bytes": "𠮷" * 300 + ".xlsx",
    "right to left": "题库\u202excod.xlsx",
    "isolates": "\u2067题库\u2069.xlsx",
    "line ends": "题库\r\nContent-Type: text/html\r\n.xlsx",
    "NUL": "题库.xlsx\x00.exe",
    "half a letter": "题库\ud83d.xlsx",
    "nothing seen": "\u200b\u2060.xlsx",
    "dots": "....xlsx",
    "nothing": "",
    "HTML": "<img src=x onerror=alert(1)>.xlsx",
    "a formula": "=cmd|' /C calc'!A0.xlsx",
    "a pattern": "%s%n{0.__class__}.xlsx",
    "only an ending": ".xlsx",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_becomes_a_title_that_can_be_kept_and_shown(name):
    title = title_of(name)

    assert 0 < len(title) <= TITLE_LIMIT
    assert title.isprintable() or "\u200d" in title
    assert not set(title) & set("\u202e\u2067\x00\r\n")
    title.encode("utf-8")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_title_becomes_a_name_that_leads_nowhere(name):
    sent = file_name(f"{title_of(name)}-错误标注") + ".xlsx"

    assert not set(sent) & set('\\/:*?"<>|\x00\r\n')
    assert not sent.startswith(".")
    assert Path("/folder", sent).resolve().parent == Path("/folder")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_name_of_a_file_is_not_what_decides_how_it_is_read(name):
    assert len(worker.read_apart(sheet(HOMES), name.replace("\ud83d", "")).drafts) == 1


LETTERS = {
    "NUL": "安置\x00多少户？",
    "half a letter": "安置\ud83d多少户？",
    "an escape": "安置\x1b[31m多少户？",
    "turned round": "安置\u202e多少户？",
    "no characters": "安置\ufffe\uffff多少户？",
    "private": "安置\ue000多少户？",
}


def as_json(text):
    entry = {
        "id": "1",
        "question": text,
        "options": [text, "乙"],
        "answer": 0,
        "explanation": text,
    }
    return json.dumps([entry]).encode()


def as_csv(text):
    row = [text, "单选题", text, "乙", "丙", "丁", "A", text, ""]
    return "\n".join(",".join(each) for each in (HEADER, row)).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("write", [as_json, as_csv])
@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
def test_letters_that_no_database_keeps_are_left_out_or_refused(write, text):
    try:
        found = read(write(text), "题库")
    except FileRefused:
        return
    kept = to_json(examine(found, "题库", (), Finder(())))

    written = json.dumps(kept, ensure_ascii=False)
    written.encode("utf-8")
    assert not set(written) & set("\x00\x1b\u202e\ufffe\uffff")
    assert "\\u0000" not in written


# What a file points at


@pytest.fixture
def no_network(monkeypatch):
    """Any attempt to open a connection, or to ask for the address of a name, is noted."""
    asked = []

    def refuse(*wanted, **_more):
        asked.append(wanted)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return asked


RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATED}/image" TargetMode="External" Target="http://127.0.0.1:9/a.png"/>'
    f'<Relationship Id="r2" Type="{RELATED}/externalLinkPath" TargetMode="External" Target="file://127.0.0.1/x.xlsx"/>'
    "</Relationships>"
)  # fmt: skip


def pointing():
    """A workbook with links, pictures and formulas that point outside, in every way there is."""
    book = openpyxl.load_workbook(io.BytesIO(sheet(HOMES, LUNCH)))
    page = book.active
    page["A2"].hyperlink = "http://127.0.0.1:9/x"
    page["C2"] = '=WEBSERVICE("http://127.0.0.1:9/")'
    page["D2"] = '=IMAGE("http://127.0.0.1:9/a.png")'
    page["E2"] = "='file://127.0.0.1/[x.xlsx]A'!A1"
    page["F2"] = '<img src="http://127.0.0.1:9/a.png">'
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/drawings/_rels/drawing1.xml.rels", LINKS)
        archive.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", LINKS)
    return target.getvalue()


WEB_PAGE = (
    '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/a.css">'
    '<script src="http://127.0.0.1:9/a.js"></script></head><body><img src="http://127.0.0.1:9/a">'
    "<table><tr><td>题干</td><td>答案</td></tr><tr><td>一。</td><td>对</td></tr></table></body></html>"
).encode()


@pytest.mark.parametrize("data", [pointing(), WEB_PAGE], ids=["workbook", "web page"])
def test_nothing_that_a_file_points_at_is_fetched(no_network, data):
    found = read(data, "题库.xlsx")
    examine(found, "题库", (), Finder(()))
    marked(data, {("题目", 2): "看这一行"})

    assert no_network == []


# The process that a file is read in

PROBE = """
from questions.formats.worker import _limit
_limit()
import os, resource as r
names = ("AS", "CPU", "FSIZE", "NPROC", "CORE")
limits = {name: r.getrlimit(getattr(r, "RLIMIT_" + name)) for name in names}
print(all(soft == hard for soft, hard in limits.values()))
print({name: soft for name, (soft, _) in limits.items()})
"""
DEEDS = {
    "fill the memory": "bytearray(2 << 30)",
    "write 60 MB": "open(tempfile.gettempdir() + '/probe', 'wb').write(bytes(60 << 20))",
    "begin a process": "os.fork()",
    "raise a limit": "resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))",
}  # fmt: skip
linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")


def apart(code):
    floor = Path(worker.__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", code],
        env=worker._environment(),
        cwd=floor,
        capture_output=True,
        text=True,
        check=False,
    )


@linux
def test_the_process_is_limited_in_memory_time_files_and_processes_for_good():
    done = apart(PROBE)

    assert done.stdout.strip() == (
        "True\n{'AS': 1073741824, 'CPU': 20, 'FSIZE': 52428800, 'NPROC': 0, 'CORE': 0}"
    )


@linux
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_the_process_cannot(deed, tmp_path, monkeypatch):
    """Run as somebody who is not root, for whom some limits do not hold."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    drop = "import os; os.getuid() == 0 and (os.setgid(65534), os.setuid(65534))"
    tmp_path.chmod(0o777)

    done = apart(
        f"import os, resource, tempfile; from questions.formats.worker import _limit\n"
        f"_limit(); {drop}\n"
        f"{deed}\nprint('done')"
    )

    assert "done" not in done.stdout


def test_what_breaks_the_reader_is_logged_without_a_word_of_the_file(monkeypatch, caplog):
    code = (
        "import sys; from questions.formats import reader, worker\n"
        "def breaks(data, name):\n"
        "    raise KeyError(data.decode())\n"
        "reader.read = breaks; worker.main()"
    )
    monkeypatch.setattr(worker, "COMMAND", [sys.executable, "-c", code])

    with caplog.at_level(logging.WARNING), pytest.raises(FileRefused) as refused:
        worker.read_apart("机密的题目".encode())

    assert refused.value.code == "file_unreadable"
    assert "KeyError at" in caplog.text
    assert "机密" not in caplog.text
