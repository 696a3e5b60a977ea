"""The dictionary of column headers: what a trainer may call the stem, the options, the key."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources


class Role(StrEnum):
    STEM = "stem"
    KIND = "kind"
    MATERIAL = "material"  # what several questions are asked about
    OPTION = "option"
    OPTIONS = "options"
    KEY = "key"
    ANSWER = "answer"  # 答案1, answer 1: an option or a key, as the other columns tell
    WRONG = "wrong"  # 干扰项1, incorrect answer 2: the key is the option beside them
    IS_RIGHT = "is_right"  # isCorrect1, 是否正确
    WEIGHT = "weight"  # score 1, 选项A分值: what an option earns
    NOTE = "note"
    CHAPTER = "chapter"
    TAGS = "tags"
    DIFFICULTY = "difficulty"
    QUOTE = "quote"
    PICTURE = "picture"
    REASON = "reason"
    OWN_KEY = "own_key"
    OWN_DATA = "own_data"
    POINTS = "points"
    TYPED_AS = "typed_as"
    ORDERED = "ordered"
    IDLE = "idle"  # known, and of no use here


@dataclass(frozen=True, slots=True)
class Header:
    """`position` is that of an option, from 0; `is_weak` may mean something else as well."""

    role: Role
    position: int = 0
    is_weak: bool = False


# What our own sheets call the columns that others have not.
OWN_KEY = "温故编号"
OWN_DATA = "温故数据"
REASON = "错误原因"

_WORDS = tomllib.loads((resources.files("questions.formats") / "headers.toml").read_text("utf-8"))
_DICTIONARY = {
    **{word: Role(role) for role, words in _WORDS.items() for word in words.split()},
    REASON: Role.REASON,
    OWN_KEY: Role.OWN_KEY,
    OWN_DATA: Role.OWN_DATA,
}
# In a sheet of one kind, the name of its stems.
_KINDS = """
单选题 多选题 判断题 填空题 简答题 选择题 问答题 单项选择题 多项选择题 不定项选择题 名词解释"""
# Words that a table of anything may have: a stem only where no better word is.
_WEAK = {
    **dict.fromkeys(("内容", "标题", "名称", "title", "name", "text", "题", "q", "问"), Role.STEM),
    **dict.fromkeys(_KINDS.split(), Role.STEM),
    **dict.fromkeys(("true/false", "trueorfalse", "t/f", "truefalse", "对错", "正误"), Role.KEY),
    **dict.fromkeys(("对/错", "正确/错误", "√/×", "√或×", "对或错", "是/否"), Role.KEY),
    **dict.fromkeys(("判断", "判断结果", "判断对错", "判断正误", "对错判断"), Role.KEY),
    **dict.fromkeys(("correct", "right", "正确", "答", "答题", "key", "solution"), Role.KEY),
}

# Names that the dictionary lacks, by the word that they are made with.
_ALIKE = (
    (
        re.compile("(?:你的|我的|用户|考生|学生|学员|员工|提交|已选).*(?:答案|选项|作答)"),
        Role.IDLE,
    ),
    (re.compile("解析"), Role.NOTE),
    (re.compile("题型|题目类型|试题类型"), Role.KIND),
    (re.compile("难度|难易"), Role.DIFFICULTY),
    (re.compile("(?:正确|标准|参考)(?:答案|选项)|答案$"), Role.KEY),
    (re.compile("题干|(?:题目|试题|问题)(?:内容|描述|正文|文本)"), Role.STEM),
    (re.compile("图片|插图"), Role.PICTURE),
    (re.compile("章节|知识点|分类|类别|目录"), Role.CHAPTER),
    (re.compile("分值|分数|编号|时间"), Role.IDLE),
)
_ALIKE_LENGTH = 12
# What every name of a column of stems has in it.
STEM_LIKE = re.compile(
    "题[干目面]|[试考]题|題|[问問]|stem|question|content|problem|prompt|statement|item|^q$|frage|pregunta|pergunta|domanda|문제|질문",
    re.I,
)

_SIGN = (
    "(?:选项内容|选项|备选项|备选答案|候选项|候选答案|选择项|答案选项|试题选项|题目选项|選項|选择支|选择"
    "|(?:answer|question)?(?:option|choice)|possibleanswer|opt"
    "|antwort(?:möglichkeit)?|r[ée]ponse|opci[óo]n|opção|alternativa|opzione)"
)
_MARK = r"([a-l]|\d{1,2}|[一二三四五六七八九十])"
_OPTION = re.compile(
    rf"{_SIGN}(?:text)?\(?{_MARK}\)?(?:内容|text)?|\(?{_MARK}\)?{_SIGN}|([a-l])(?:项|答案)|\(?([a-l])[.)]?"
)
_ANSWER = re.compile(
    rf"(?:答案|正确答案|参考答案|答|answer|ans|response|resp|a(?=\d)){_MARK}|第?{_MARK}(?:空答案|个?空)"
)
_WRONG = re.compile(
    rf"(?:干扰项|干扰选项|错误选项|错误答案|错误项|distractor|wrong(?:answer|option)?|incorrect(?:answer|option)?)s?{_MARK}?"
)
_RIGHT = re.compile(
    rf"(?:iscorrect|isright|correct|是否正确){_MARK}"
    rf"|(?:{_SIGN}|answer|ans|答案)?{_MARK}(?:是否)?(?:正确|为?正确答案|is_?correct|correct)"
)
_EARNS = "(?:分值|得分|分数|权重|score|points?|weight|grade|fraction|mark)"
_WEIGHT = re.compile(rf"{_EARNS}{_MARK}|(?:{_SIGN}|answer|答案)?{_MARK}{_EARNS}")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_AFTERWARDS = re.compile(r"\n|[:,;。!]| - | – | — ")
# 题目 / Question, Option A 选项A: one name in two languages.
_TONGUES = re.compile(
    r"(?:(?<=[一-鿿])|(?<=[^a-z][a-l]))\s*[/／\s]\s*(?=[a-z])|(?<=[a-z.#*])\s*[/／\s]\s*(?=[一-鿿])"
)
_CHINESE_DIGITS = "一二三四五六七八九十"
_LONGEST = 120
_IGNORED = re.compile(r"[\s_*★●:。·?'\"]")
_LETTER = re.compile(r"\s*[(（]?[A-La-lＡ-Ｌ][.．)）]?\s*")
_QUOTE = re.compile(r"引文\d{1,2}")
# No pattern of a header matches a longer word.
_LONGEST_PATTERN = 40


def header(cell: str) -> Header | None:
    """What the column under such a header holds; None when the dictionary lacks the word."""
    if not cell or len(cell) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", cell.replace("&#10;", "\n")).casefold().strip()
    if found := _named(_bare(text).rstrip(".") or _bare(text)):
        return found
    unbracketed = _BRACKETS.sub("", text)
    tongues = _TONGUES.split(unbracketed)
    for form in (unbracketed, _AFTERWARDS.split(unbracketed, maxsplit=1)[0], *tongues[1:]):
        # The A of "A,B" or "A(better)" is no column's name.
        if len(word := _bare(form)) > 1 and (found := _named(word)):
            return found
    return _alike(_bare(unbracketed))


def is_option_letter(cell: str) -> bool:
    """A bare `A`: an option's header only beside its neighbours, otherwise perhaps a key."""
    return _LETTER.fullmatch(cell) is not None


def _alike(word: str) -> Header | None:
    if not 2 < len(word) <= _ALIKE_LENGTH:
        return None
    if found := re.search(r"选项([a-l])$", word):
        return Header(Role.OPTION, _position(found[1]), is_weak=True)
    role = next((role for made, role in _ALIKE if made.search(word)), None)
    return Header(role, is_weak=True) if role else None


def _bare(text: str) -> str:
    return _IGNORED.sub("", text)


def _named(word: str) -> Header | None:
    if word in _WEAK:
        return Header(_WEAK[word], is_weak=True)
    if word in _DICTIONARY:
        return Header(_DICTIONARY[word])
    if len(word) > _LONGEST_PATTERN:
        return None
    if _QUOTE.fullmatch(word):
        return Header(Role.QUOTE)
    if _WRONG.fullmatch(word):
        return Header(Role.WRONG)
    if found := _RIGHT.fullmatch(word):
        return Header(Role.IS_RIGHT, _position(found[1] or found[2]))
    if found := _WEIGHT.fullmatch(word):
        return Header(Role.WEIGHT, _position(found[1] or found[2]), is_weak=True)
    if found := _OPTION.fullmatch(word):
        return Header(Role.OPTION, _position(next(each for each in found.groups() if each)))
    if found := _ANSWER.fullmatch(word):
        mark = found[1] or found[2]
        is_letter = mark.isascii() and mark.isalpha()
        return Header(Role.OPTION if is_letter else Role.ANSWER, _position(mark))
    return None


def _position(mark: str) -> int:
    if mark.isdecimal():
        return max(int(mark) - 1, -1)
    if mark in _CHINESE_DIGITS:
        return _CHINESE_DIGITS.index(mark)
    return ord(mark) - ord("a")
