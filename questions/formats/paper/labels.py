"""What a line says of itself: 答案：B, 【解析】…, 难度：易, also several in one line."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from questions.formats.paper.line import Line

STEM, OPTIONS = "stem", "options"
ANSWER, MINE, NOTE, DIFFICULTY, SCORE, GOT, TAGS, QUOTE, KIND, IDLE = (
    "answer", "mine", "note", "difficulty", "score", "got", "tags", "quote", "kind", "idle",
)  # fmt: skip

_WORDS = {
    field: [word.replace("_", " ") for word in words.split()]
    for field, words in tomllib.loads(
        (resources.files("questions.formats.paper") / "labels.toml").read_text("utf-8")
    ).items()
}
_FIELDS = {word.lower(): field for field, words in _WORDS.items() for word in words}
_BY_LENGTH = sorted((word for words in _WORDS.values() for word in words), key=len, reverse=True)
_ANY = "|".join(re.escape(word).replace(r"\ ", r"\s{1,4}") for word in _BY_LENGTH)
_LABEL = re.compile(
    rf"[【\[〖「]\s?({_ANY})\s?(?:[:：]\s?)?[】\]〗」]\s?(?:是|为)?\s?[:：]?"
    rf"|(?:(?:{_ANY})\s?[/／(（]\s?)?({_ANY})\s?[)）]?\s?(?:是|为|选)?\s?[:：]"
    rf"|[(（]\s?({_ANY})\s?[)）]\s?(?:[:：]|(?=[A-HＡ-Ｈ√×✓✗对错正]))",
    re.IGNORECASE,
)
# No label is without one of these.
_ENDS = re.compile(r"[:：】\]〗」)）]")
# Only at the start of a line.
_LONE = re.compile(rf"[【\[(（]?\s?({_ANY})\s?[】\])）]?", re.IGNORECASE)
ASKED = "问"
_ASKED = re.compile(r"(?:问|Q)\s?[:：]\s?")
_REPLY = re.compile(r"(答|解|解答)\s?[:：]\s?|答\s(?=\S)|[【\[](答|解)[】\]]\s?[:：]?\s?")
# Behind the last option: D. 丁   正确答案 C
_BEHIND = re.compile(
    r"(?<=\s)(?:正确答案|参考答案|标准答案|答案)\s{0,4}(?=(?:[A-H]{1,8}|√|×|对|错|正确|错误)[。.]?$)"
)
_REPLIED = re.compile(r"(?<=[。？?！!；;_＿）)])\s{0,8}答\s?[:：]\s?(?=\S)")
_PICKED = re.compile(
    r"(?:[我你您](?:的答案|选择|的选择|的作答)|已选)\s{1,4}(?=(?:[A-H]{1,8}|正确|错误|对|错|√|×)\s*$)"
)
_SPOKEN = re.compile(
    r"(?:[本此]题(?:正确)?答案|正确答案|参考答案|标准答案|答案|正确选项|本题选|应选|故选|Answer)\s?(?:是|为|应为|应选|选)?\s{0,4}"
    r"(?=[A-HＡ-Ｈ][A-HＡ-Ｈ,，、\s]{0,20}[。.]?\s*$|(?:正确|错误|对|错|√|×)[。.]?\s*$)",
    re.IGNORECASE,
)
# These begin a field anywhere in a line; others may be words of the sentence.
_INSIDE = re.compile(
    r"正确答案|参考答案|标准答案|试题答案|答案|正确选项|解析|我的答案|你的答案|您的答案|考生答案|学生答案|难度|难易|分值|得分|知识点|点评|题型"
    r"|answer|章节|考点|改正|更正"
)
_WEAK = re.compile(
    "解释|说明|分析|备注|类型|来源|原文|目录|分类|分数|标签|关键词|统计|依据|用时|解答|key|points",
    re.I,
)
_VALUE = re.compile(r"\s*[(（]?\s*(?:[A-HＡ-Ｈ]|√|×|对|错|正确|错误)")


_ASIDE = (DIFFICULTY, SCORE, GOT, KIND)
_ASIDE_END = re.compile(r"[^()（）【】\[\]]{1,16}[)）】\]](?=\s*\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line: `field` is "" for what belongs to no label.

    `is_weak`: a word like 说明, which opens a field only where one is due.
    """

    field: str
    line: Line
    label: str = ""
    is_weak: bool = False


def parts(line: Line) -> list[Part]:
    """The line cut at its labels."""
    text = line.text
    if not text:
        return []
    first = _at_start(text)
    if (first is None or first[0] == STEM) and (replied := _REPLIED.search(text)):
        # 问：…？答：… in one line.
        asked = parts(line.cut(0, replied.start()))
        return [*asked, *_inside(line.cut(replied.end()), ANSWER, "答", False)]
    if first:
        field, label, end = first
        weak = bool(_WEAK.fullmatch(label))
        rest = line.cut(end)
        # The label that follows may be the value's own: 我的答案:正确答案:A.
        return [*_inside(rest, field, label, weak)]
    return [*_inside(line, "", "", False)]


def _field(word: str) -> str:
    return _FIELDS[" ".join(word.lower().split())]


def _at_start(text: str) -> tuple[str, str, int] | None:
    if _ENDS.search(text) and (found := _LABEL.match(text)):
        word = found[1] or found[2] or found[3]
        return _field(word), word, found.end()
    if found := _ASKED.match(text):
        return STEM, ASKED, found.end()
    if found := _REPLY.match(text):
        return ANSWER, "答", found.end()
    if found := _PICKED.match(text):
        return MINE, found[0].strip(), found.end()
    if found := _SPOKEN.match(text):
        return ANSWER, "答案", found.end()
    if found := _LONE.fullmatch(text):
        field = _field(found[1])
        if field not in (STEM, OPTIONS) and found[1] not in ("来源", "类型", "目录", "原文"):
            return field, found[1], found.end()
    return None


def _inside(line: Line, field: str, label: str, weak: bool) -> Iterator[Part]:
    start = 0
    for found in _LABEL.finditer(line.text) if _ENDS.search(line.text) else ():
        word = (found[1] or found[2] or found[3]).lower()
        if found.start() < start or not _opens(line.text, found, word, field):
            continue
        yield Part(field, _unbracketed(line.cut(start, found.start())), label, weak)
        field, label, start = _field(word), word, found.end()
        weak = False
        if field in _ASIDE and (ends := _ASIDE_END.match(line.text, start)) and found.start():
            # 单选题（难度：易）甲是（ ）
            yield Part(field, line.cut(start, ends.end() - 1), label)
            field, label, start = "", "", ends.end()
    rest = line.cut(start)
    if not field and (behind := _BEHIND.search(rest.text)):
        yield Part("", rest.cut(0, behind.start()), label, weak)
        field, label, weak, rest = ANSWER, "答案", False, rest.cut(behind.end())
    yield Part(field, rest, label, weak)


def _opens(text: str, found: re.Match[str], word: str, field: str) -> bool:
    """Whether a label in the middle of a line is one."""
    if found.start() == 0:
        return True
    if found[1] and text[found.start()] in "【〖":
        return True
    if not _INSIDE.search(word):
        return False
    before = text[found.start() - 1]
    if before.isspace() or before in ",，;；。.!！?？)）】]>|(（":
        return True
    if field in (ANSWER, MINE):
        return True
    return _field(word) == ANSWER and _VALUE.match(text, found.end()) is not None


def _unbracketed(line: Line) -> Line:
    """Without the bracket that was opened before the label: （答案：B）."""
    return line.cut(0, -1) if line.text.endswith(("(", "（", "[", "【", "|")) else line
