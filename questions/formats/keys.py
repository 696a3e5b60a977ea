"""What a trainer wrote as the key: letters, numbers, an option's own text, or a word of truth."""

import json
import re
import unicodedata
from collections.abc import Sequence

from questions.formats.normal import plain, tidy

TRUE_WORDS = frozenset((
    "对", "正确", "√", "✓", "✔", "☑", "是", "t", "true", "y", "yes", "right", "真", "同意", "v",
    "○", "〇", "是的", "对的", "正确的", "正", "r", "對", "正確", "ok", "正解",
    "✅", "对√", "正确√",
))  # fmt: skip
FALSE_WORDS = frozenset((
    "错", "错误", "×", "✗", "✘", "✕", "✖", "否", "f", "false", "n", "no", "wrong", "假", "不同意",
    "x", "╳", "不对", "不正确", "不是", "错的", "错误的", "非", "误", "錯", "錯誤", "☒",
    "❌", "❎", "⨯", "ㄨ", "乂", "メ", "错×", "错误×",
))  # fmt: skip
# Alone these are letters like any other; as the two options of a question x and y are x and y.
_ONLY_LETTERS = frozenset("vrxyn")
_VERDICT = re.compile(
    r"(正确|错误|不正确|不对|对|错|√|×|✓|✗|✔|✘|True|False)\s*"
    r"(?:[，,。.;；:：\s（(!！]|(?=(?:正确答案|改正|应为|正确的?是|因为|解析)))(.{2,})",
    re.I | re.S,
)
_AROUND = re.compile(r"^[()\[\]【】.,。;；:'\"“”]+|[()\[\]【】.,。;；:'\"“”]+$")
# Letters of other alphabets that look like ours.
_LOOKALIKES = str.maketrans("АВСЕАΑΒΕ", "ABCEAABE")
_BEFORE = re.compile(
    r"^(?:(?:本|此|该)题|\d{1,4}\s?[.．、)）](?=\s?[A-LＡ-Ｌ]+$))?\s?"
    r"(?:故?【?(?:参考|正确|标准)?答案】?\s*(?:是|为)?\s*[:：]?|答\s*[:：]|选项?|应选|故选)?\s*",
    re.I,
)
# 选项2, Option C, C项: the word round a letter or a number.
_NAMED = re.compile(
    r"(?:选项|答案|option|choice|answer|opt)[\s_-]{0,3}(?=(?:[A-L]|\d{1,2})(?![A-Z\d]))"
    r"|(?<![A-Z][A-L])(?<=[A-L])\s?(?:选项|项)(?![一-鿿])",
    re.IGNORECASE,
)
# 选项二, 第二项.
_CHINESE_DIGITS = "一二三四五六七八九十"
_COUNTED = re.compile(rf"选项([{_CHINESE_DIGITS}])|第([{_CHINESE_DIGITS}])(?:个选项|个|项)")
_BETWEEN = re.compile(r"[\s,，、;；|┋│/\\.。．:：+&＋和与及\"'“”‘’()（）【】\[\]{}<>_\-—]+")
_REMARK = re.compile(r"\([^()]{2,}\)\s*$")
_LETTERED = re.compile(
    r"\s*[(（【\[]?([A-La-l])"
    r"([)）】\]]?\s*[.．、:：,，)）\-—\s]|[)）】\]])\s*(\S.*)",
    re.DOTALL,
)
_CALLED = re.compile(
    r"(?:\b(?:option|choice|answer)|选项)\s?(?=[A-L]\s?[.．、:：)）\-—])", re.IGNORECASE
)
# 119 (B): the letter behind its text.
_BEHIND = re.compile(r"\s*(\S.*?)\s*[(（【\[]([A-L])[)）】\]]\s*", re.DOTALL)
_AND = re.compile(r"^BOTH\s|\sAND(?=\s)")
_BEFORE_LABEL = re.compile(
    r"[\n|┋;；]|(?<=[\s,，、])(?=[(（【\[]?[A-LＡ-Ｌ]\s?[)）】\]]?\s?[.．、:：])"
)
_SPAN = re.compile(r"\s*([A-L])\s*(?:[-~—–至到]|--)\s*([A-L])\s*")
_NUMBERS = re.compile(r"\d{1,2}(?:\.0)?(?:\s*[,，、;；|/\s]\s*\d{1,2}(?:\.0)?)*")
_NUMBER = re.compile(r"([+-]?\d{1,15}(?:,\d{3})*(?:\.\d{1,15})?)(%)?")
_PIECES = ("$;$", "&&", "##", "||", "@@", "\n", "|", "┋", ";", "；", "、", "，", ",", "/")


def letters(key: str) -> tuple[int, ...] | None:
    """The positions that letters name, from 0, each once; None when it is not all letters."""
    text = unicodedata.normalize("NFKC", tidy(key)).upper().translate(_LOOKALIKES)
    text = _NAMED.sub("", text) if len(text) > 1 else text
    if " AND " in text or text.startswith("BOTH "):
        text = _AND.sub(" ", text)
    if (span := _SPAN.fullmatch(text)) and ord(span[1]) + 1 < ord(span[2]):
        # A-D: all from A to D.
        return tuple(range(ord(span[1]) - ord("A"), ord(span[2]) - ord("A") + 1))
    bare = _BETWEEN.sub("", _BEFORE.sub("", text))
    if not re.fullmatch("[A-Z]{1,12}", bare):
        # A remark behind the letters: ABC（缺一不可）.
        bare = _BETWEEN.sub("", _REMARK.sub("", text))
    if not re.fullmatch("[A-Z]{1,12}", bare):
        return None
    return tuple(sorted({ord(letter) - ord("A") for letter in bare}))


def lettered_texts(key: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """The positions of a key like `B、《史记》`; None for other keys, and where the two differ."""
    text = _CALLED.sub("", tidy(key))
    pieces = [piece for piece in _BEFORE_LABEL.split(text) if piece.strip()]
    found = [_lettered_text(unicodedata.normalize("NFKC", piece), options) for piece in pieces]
    places = {place for place in found if place is not None}
    return None if None in found else tuple(sorted(places)) or None


def _lettered_text(piece: str, options: Sequence[str]) -> int | None:
    if behind := _BEHIND.fullmatch(piece):
        place = ord(behind[2]) - ord("A")
        return place if match_text(behind[1], options) == place else None
    match = _LETTERED.fullmatch(piece)
    if match is None:
        return None
    place = ord(match[1].upper()) - ord("A")
    named = match_text(match[3].strip(" ,，、"), options)
    # "A and C" is no A called "and C", and "a dog" is no A at all.
    is_sure = bool(match[2].strip()) and match[1].isupper()
    return place if named == place or (named is None and is_sure) else None


def numbers(key: str) -> tuple[int, ...] | None:
    """The numbers of a key like `1` or `1,3`, as written; None when it is not all numbers."""
    text = unicodedata.normalize("NFKC", tidy(key))
    if "选项" in text or "第" in text:
        text = _COUNTED.sub(
            lambda found: str(_CHINESE_DIGITS.index(found[1] or found[2]) + 1), text
        )
    text = _NAMED.sub("", text).strip("[](){} ")
    if not _NUMBERS.fullmatch(text):
        return None
    return tuple(int(each.partition(".")[0]) for each in re.findall(r"\d+(?:\.0)?", text))


def texts(key: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """The positions of options that the key repeats, whole or in pieces; each must hit one."""
    whole = match_text(key, options)
    if whole is not None:
        return (whole,)
    listed = _list(key)
    cuts = [listed] if listed else [key.split(separator) for separator in _PIECES]
    for pieces in cuts:
        filled = [piece for piece in pieces if piece.strip()]
        if len(filled) > len(options):
            # Each would have to hit an option of its own; a long key is not compared for nothing.
            continue
        found = [match_text(piece, options) for piece in filled]
        if found and (listed or len(filled) > 1) and None not in found:
            return tuple(sorted({place for place in found if place is not None}))
    return None


def match_text(text: str, options: Sequence[str]) -> int | None:
    """The one option that reads like the text; None for none, and for two."""
    wanted = _comparable(text)
    hits = [
        place for place, option in enumerate(options) if option and _comparable(option) == wanted
    ]
    if not hits and (value := _value(text)) is not None:
        hits = [place for place, option in enumerate(options) if _value(option) == value]
    return hits[0] if wanted and len(hits) == 1 else None


def _value(text: str) -> float | None:
    """The number that a text is: what a sheet holds as 0.2 may be shown as 20%."""
    found = _NUMBER.fullmatch(plain(text))
    if found is None:
        return None
    return round(float(found[1].replace(",", "")) / (100 if found[2] else 1), 9)


def listed(key: str) -> str:
    """A key written as a list, `["A","C"]`, as the words in it; any other key as it is."""
    return ",".join(words) if (words := _list(key)) else key


def parts(key: str) -> tuple[str, ...]:
    """The members of a key written as a list, in their order; () for any other key."""
    return tuple(_list(key))


def flags(key: str, width: int) -> tuple[int, ...] | None:
    """The positions that a list of as many true and false as there are options marks."""
    words = [plain(word) for word in _list(key)]
    if len(words) != width or not {"true"} <= set(words) <= {"true", "false"}:
        return None
    return tuple(place for place, word in enumerate(words) if word == "true")


def truth(key: str) -> bool | None:
    """What a word like 对, ✗ or False says; None for other words."""
    word = _AROUND.sub("", plain(_BEFORE.sub("", tidy(key.replace("\ufe0f", "")))))
    if word in TRUE_WORDS:
        return True
    return False if word in FALSE_WORDS else None


def verdict(key: str) -> tuple[bool | None, str]:
    """The truth of a key, and the reason that some write behind it: `错误，因为…`."""
    if (value := truth(key)) is not None:
        return value, ""
    found = _VERDICT.fullmatch(_BEFORE.sub("", tidy(key)))
    if found is None or truth(found[2]) is not None:
        # 正确 错误: both, and so neither.
        return None, ""
    return truth(found[1]), found[2].strip().rstrip(")）")


def is_truth_pair(options: Sequence[str]) -> bool:
    """Whether two options are true and false, so that the question is a true_false."""
    words = {plain(option) for option in options}
    if len(options) != 2 or (words & _ONLY_LETTERS and words != {"y", "n"}):
        return False
    return {truth(option) for option in options} == {True, False}


def _comparable(text: str) -> str:
    bare = re.sub(r"[。、“”‘’「」\"]", "", plain(text))
    return bare.rstrip(".,;:!?") or bare


def _list(key: str) -> list[str]:
    text = tidy(key)
    if not (text.startswith("[") and text.endswith("]")) or len(text) > 20_000:
        return []
    try:
        value = json.loads(text.replace("'", '"'))
    except (ValueError, RecursionError):
        return []
    members = [each for each in value if isinstance(each, str | int | float | list)]
    return [json.dumps(each) if isinstance(each, list) else str(each) for each in members]
