"""Files, HTML and presses, broken by chance: what each is made of, and how it is changed."""

import csv
import io
import json
import zipfile
from pathlib import Path
from random import Random

from tests.uploading import GOOD, HEADER, HOMES, LUNCH, MIXED, sheet

FILES = Path(__file__).parents[1] / "formats/files"


def _csv(encoding: str, separator: str = ",") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows([HEADER, *MIXED])
    return target.getvalue().encode(encoding, "replace")


def _zip(**entries: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAPER = """安全生产知识试卷
一、单选题（每题 2 分）
1．班前会由谁主持？（ A ）
A．班长 B．厂长 C．调度 D．工人
2、食堂几点开饭？
A 十一点半
B 十二点
答案：B
解析：见通知。
二、判断题
3. 进入现场必须戴安全帽。（√）
4. 可以带火种上井场。（×）
三、填空题
5. 总建筑面积为____平方米。
答案：35202.45
四、简答题
6. 四个“无”是什么？
参考答案：人员无失误；设备无故障；系统无缺陷；管理无漏洞
参考答案
1-2 AB 3. √ 4. ×
"""
GIFT = """::甲:: 谁写的《玫瑰》？ {=作者 ~编辑 ~%50%读者#也许}
// 注
一加一{#2:0.1}
地球是平的。{FALSE}
首都 {=北京 =Beijing} 在哪里
$CATEGORY: $course$/安全
配对 {=甲 -> 乙 =丙 -> 丁}
"""
AIKEN = "What is the capital?\nA. Paris\nB) Berlin\nANSWER: A\n\n谁？\nA. 甲\nB. 乙\nANSWER: B\n"
MOODLE = (
    '<?xml version="1.0"?><quiz><question type="multichoice"><name><text>n</text></name>'
    '<questiontext format="html"><text><![CDATA[<p>谁？</p>]]></text></questiontext>'
    '<answer fraction="100"><text>甲</text></answer><answer fraction="0"><text>乙</text></answer>'
    "</question></quiz>"
)
TABLE = "".join(
    "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADER, *GOOD)
)
XML_2003 = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
    + "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row)
        + "</Row>"
        for row in (HEADER, HOMES, LUNCH)
    )
    + "</Table></Worksheet></Workbook>"
)
DOCX = _zip(
    word__document_xml=f'<w:document xmlns:w="{WORD}"><w:body>'
    + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in PAPER.splitlines())
    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>题干</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    + "</w:body></w:document>"
)
ENTRIES = [
    {"id": "1", "question": "谁？", "options": ["甲", "乙"], "answer": 0, "explanation": "因为"},
    {"id": "2", "question": "对吗？", "options": [], "answer": [True], "quotes": ["引文"]},
    {"question": "____？", "answer": ["一|壹", "二"], "tags": ["安全"], "difficulty": 2},
]
SEEDS: tuple[bytes, ...] = (
    sheet(*MIXED),
    sheet(HOMES, LUNCH),
    _csv("utf-8-sig"),
    _csv("gb18030"),
    _csv("utf-16", "\t"),
    json.dumps(ENTRIES, ensure_ascii=False).encode(),
    json.dumps({"questions": ENTRIES}).encode(),
    f"<html><body><table>{TABLE}</table></body></html>".encode(),
    XML_2003.encode(),
    PAPER.encode(),
    GIFT.encode(),
    AIKEN.encode(),
    MOODLE.encode(),
    DOCX,
    (FILES / "bank.xls").read_bytes(),
    (FILES / "encrypted.xlsx").read_bytes(),
)
TOKENS = (
    b"\x00",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r\n",
    b"\t",
    b",",
    b'"',
    b"'",
    b"=1+1",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"[",
    b"]",
    b"{",
    b"}",
    b"null",
    b"true",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#xD800;",
    b"&lt;",
    b"<!DOCTYPE x>",
    b"<![CDATA[",
    b"]]>",
    b"</",
    b"<row/>",
    b'r="A99999999"',
    b'r="XFD1048576"',
    b's="999"',
    b't="s"',
    b't="e"',
    b"<v>-1</v>",
    b"<v>999999999</v>",
    b"<is/>",
    "（".encode(),
    b"____",
    "一、".encode(),
    "答案：".encode(),
    "\u202e".encode(),
    "\u3000".encode(),
    "\ufffd".encode(),
    b"\\u0000",
    b"\\ud800",
    b"1.",
    b"A.",
    b"ANSWER:",
    b"{=",
    b"~",
    b"->",
    b"%50%",
    b"#",
    b"::",
    b"$CATEGORY:",
)


def file(rng: Random) -> bytes:
    """A file of any sort with a few things changed, in an archive inside of it."""
    data = rng.choice(SEEDS)
    if data[:2] == b"PK" and rng.random() < 0.85:
        return _archive(data, rng)
    return mutated(data, rng)


def mutated(data: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(1, 6)):
        at = rng.randint(0, len(data))
        size = rng.choice((1, 1, 2, 4, 8, 16, 64, 256))
        match rng.randrange(7):
            case 0:
                data = data[:at] + data[at + size :]
            case 1:
                data = (
                    data[:at] + data[at : at + size] * rng.choice((2, 3, 50)) + data[at + size :]
                )
            case 2:
                data = data[:at] + rng.randbytes(min(size, 8)) + data[at + size :]
            case 3:
                data = data[:at] if rng.random() < 0.2 else data
            case 4:
                token = rng.choice(TOKENS)
                data = data.replace(token, rng.choice(TOKENS), rng.randint(1, 5))
            case 5:
                other = rng.choice(SEEDS)
                start = rng.randint(0, len(other))
                data = data[:at] + other[start : start + size * 4] + data[at:]
            case _:
                data = data[:at] + rng.choice(TOKENS) + data[at:]
    return data


def _archive(data: bytes, rng: Random) -> bytes:
    """One entry changed, left out, twice there, or called otherwise."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    names = source.namelist()
    chosen = rng.choice([name for name in names if name.endswith((".xml", ".rels"))])
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            content = source.read(name)
            if name == chosen:
                if rng.random() < 0.05:
                    continue
                content = mutated(content, rng)
                if rng.random() < 0.05:
                    name = rng.choice(
                        (name.upper(), "../" + name, name + "x", "xl/vbaProject.bin")
                    )
            archive.writestr(name, content)
    return target.getvalue()


PIECES = (
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<u>",
    "<s>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<a>",
    '<a href="http://x">',
    "<a href='tg://user?id=1'>",
    "</a>",
    "<span>",
    '<span class="tg-spoiler">',
    "</span>",
    "<tg-spoiler>",
    "</tg-spoiler>",
    "<blockquote>",
    "<blockquote expandable>",
    "</blockquote>",
    '<tg-emoji emoji-id="1">',
    "</tg-emoji>",
    '<pre><code class="language-py">',
    "<",
    ">",
    "</",
    "/>",
    "&",
    "&lt;",
    "&gt;",
    "&amp;",
    "&quot;",
    "&#60;",
    "&#x1F600;",
    "&#xD83D;",
    "&#0;",
    "&#99999999999;",
    "&nbsp;",
    "&#x",
    "&#",
    '"',
    "'",
    "=",
    " ",
    "\n",
    "\t",
    "\0",
    "a",
    "好",
    "😀",
    "\u202e",
    "\ud800",
    "@name",
    "/start",
    "#tag",
    "https://x.cn/a?b=c",
    "a@b.cn",
    "!",
    "--",
    "<!--",
    "B",
    "<B>",
    "</B>",
    "<br>",
)


def markup(rng: Random) -> str:
    """Telegram's HTML, and what is nearly that."""
    return "".join(rng.choice(PIECES) for _ in range(rng.randint(0, 24)))
