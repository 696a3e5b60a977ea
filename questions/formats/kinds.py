"""What the words of a 题型 column, a sheet's name or a section title say about the kind."""

import re
from collections.abc import Mapping
from enum import StrEnum

from questions.formats.normal import plain


class Sort(StrEnum):
    """The kind as a file declares it, which is wider than what can be held here."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    CHOICE = "choice"
    TRUE_FALSE = "true_false"
    BLANK = "blank"
    ESSAY = "essay"
    ORDERING = "ordering"
    MATCHING = "matching"
    OTHER = "other"


# In this order: 多项填空 is a blank, 不定项选择 is multiple, 案例分析单选题 is single.
_WORDS = (
    (Sort.OTHER, "完形|完型|投票|问卷|录音|口语|听力|上传|poll|draw|slide|video|audio|hotspot"),
    (Sort.BLANK, "填空|填充|fill|blank|cloze|numeric|fib"),
    (Sort.ORDERING, "排序|order|sequenc|jumble|puzzle"),
    (Sort.MATCHING, "匹配|连线|配对|配伍|match|pairing"),
    (Sort.MULTIPLE, "多选|多项选|多项|不定项|複選|x型|multipleselect|multipleresponse"
                    "|multiplecorrect|multi-?select|multipleanswer|checkbox|manyofmany|duoxuan"),
    (Sort.SINGLE, "单选|单项|單選|a1|a2|a3|a4|a型|single|radio|onecorrect|danxuan"),
    (Sort.TRUE_FALSE, "判断|判斷|是非|正误|对错|辨析判|truefalse|true/false|trueorfalse|t/f|judg"
                      "|boolean|yesno|yes/no|panduan"),
    (Sort.ESSAY, "简答|简述|问答|论述|名词解释|案例|计算|主观|综合|解答|材料|分析|辨析|作文|写作"
                 "|情景|实操|实务|操作|应用题|编程|翻译|essay|short|open|subjective|text|paragraph"),
    (Sort.CHOICE, "选择|選擇|choice|mcq|quiz"),
)  # fmt: skip
_FINDERS = tuple((sort, re.compile(words)) for sort, words in _WORDS)
_EXACT = {
    "multi": Sort.MULTIPLE, "multiple": Sort.MULTIPLE, "m": Sort.MULTIPLE, "ma": Sort.MULTIPLE,
    "mr": Sort.MULTIPLE, "多": Sort.MULTIPLE, "s": Sort.SINGLE, "sc": Sort.SINGLE,
    "单": Sort.SINGLE, "tf": Sort.TRUE_FALSE, "判": Sort.TRUE_FALSE, "bool": Sort.TRUE_FALSE,
    "mc": Sort.CHOICE, "填": Sort.BLANK, "sa": Sort.ESSAY, "essay": Sort.ESSAY,
    "short_answer": Sort.BLANK, "shortanswer": Sort.BLANK, "ti": Sort.BLANK, "numg": Sort.BLANK,
    "seq": Sort.ORDERING, "mg": Sort.MATCHING, "wb": Sort.OTHER, "hs": Sort.OTHER,
}  # fmt: skip

# For places that are not there to name a kind (a sheet's name, a title): the clear words only.
_NAMED = (
    (Sort.MULTIPLE, "多选|多项选择|不定项"),
    (Sort.SINGLE, "单选|单项选择"),
    (Sort.TRUE_FALSE, "判断|是非题"),
    (Sort.BLANK, "填空"),
    (Sort.ORDERING, "排序题"),
    (Sort.MATCHING, "匹配题|连线题|配对题"),
    (Sort.ESSAY, "简答|问答题|论述题|名词解释|案例分析题|计算题"),
)
_NAMED_FINDERS = tuple((sort, re.compile(words)) for sort, words in _NAMED)
_LEGEND = re.compile(r"(\d)\s*[-:=.、为是]?\s*([一-鿿a-z]{2,8})")
_PREFIX = re.compile(
    r"\s*[\[【(（〔]\s*([^\[\]【】()（）〔〕]{0,6}(?:单选|多选|单项选择|多项选择|不定项|判断|填空|简答|问答|论述)"
    r"[^\[\]【】()（）〔〕]{0,12})[\]】)）〕]\s*[:：、.．]?\s*"
)
_SUFFIX = re.compile(
    r"\s{0,4}[\[【(（〔]\s?((?:单选|多选|单项选择|多项选择|不定项选?择?|判断|填空|简答|问答)题?)\s?[\]】)）〕]\s{0,4}$"
)


def sort_of(text: str, legend: Mapping[str, Sort] | None = None) -> Sort | None:
    """The kind that a 题型 cell names; None when it names none that we know."""
    word = plain(text).replace("_", "").replace("-", "").replace("题型:", "")
    if not word:
        return None
    if legend and word.removesuffix(".0") in legend:
        return legend[word.removesuffix(".0")]
    if word in _EXACT:
        return _EXACT[word]
    return next((sort for sort, finder in _FINDERS if finder.search(word)), None)


def sort_named(text: str) -> Sort | None:
    """The one kind that a title names; None when it names none or several."""
    word = plain(text)
    found = [sort for sort, finder in _NAMED_FINDERS if finder.search(word)]
    if not found and "选择题" in word:
        return Sort.CHOICE
    return found[0] if len(found) == 1 else None


def legend_of(header: str) -> dict[str, Sort]:
    """What numbers mean, where the header says it: 题型（0单选，1判断，2多选）."""
    pairs = ((digit, sort_of(word)) for digit, word in _LEGEND.findall(plain(header)))
    legend = {digit: sort for digit, sort in pairs if sort is not None}
    return legend if len(legend) > 1 else {}


def without_prefix(stem: str) -> tuple[str, Sort | None]:
    """The stem without a `【单选题】` before it, and the kind that this names."""
    found = _PREFIX.match(stem)
    if found is None or len(stem) == found.end():
        return stem, None
    return stem[found.end() :], sort_of(found[1])


def without_suffix(stem: str) -> tuple[str, Sort | None]:
    """The stem without a `（单选题）` behind it, and the kind that this names."""
    found = _SUFFIX.search(stem)
    if found is None or not found.start():
        return stem, None
    return stem[: found.start()], sort_of(found[1])
