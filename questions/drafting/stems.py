"""Stems that stand alone: which article speaks, of what, and the words that are asked about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.drafting import lexicon
from questions.drafting.clauses import clauses
from questions.drafting.source import Sentence, Source
from questions.drafting.words import tagged

LIMIT = 120
# What is better read: only where no stem can be so short it is longer.
_SHORTER = 92
GAP = "____"
_ROOM = 60
# What goes on after a gap is shown in a stem so long.
_FURTHER = 112
_SHORT = 10
_NOTE = 44
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_OPENS_BADLY = re.compile(
    r"^(?:它|他|她|其(?![他实中余])|该|此|这|那|前者|后者|并|也|还|从而|而|同时|因此|所以|总之|比如|例如|其次|再次|此外|另外"
    r"|但|然而|却|不仅|不但|而且|更|又|则|就|再|即|以及|或|和|与|及|等|才|使|是|为其|等等|可见|对其|以此|让|一是|二是|三是|即便|二要|才能|使得|两者|二者|双方|对此"
    # Of whom or what, the clause before tells.
    r"|分为|负责(?!人)|成为|属于|包括|共(?![同享建产有])|共有|总(?!部|经理|监|书记|则|要|结|体)|其中|占|约|达|累计|合计|共计|新增|人均|年均|平均|标志|意味)"
)
# Whose work that is, a heading tells as well.
_NEEDS_TOPIC = re.compile("^(?:形成|构成|惠及|覆盖|吸纳|带动|展现|体现)")
_DROPPED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+条\s*|\d{1,2}(?:[.．]\d{1,2})+[、.．\s]\s*|[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]\s*|[一二三四五六七八九十]是"
    r"|(?:同时|因此|总之|此外|另外|比如|例如|当前|如今|其中|可见|首先|其次|最后|接下来|再次)[,，])"
)
_DEPENDS = re.compile(
    r"^(?:随着|通过|从|当|围绕|结合|经[^,，]{1,12}(?:批准|同意|审批|审核|确认)$|如果|如|若|一旦|针对|作为|虽然|既|不仅|不但|由于|因|只有|除|凡|尽管|为了|为(?!群|[^,，]{1,10}(?:提供|服务|解决|开展|办理|搭建|设立|创造|送))|根据|按照|以[^内下上]{0,14}[为]|在[^,，]{0,24}[中下时上后前]$)"
    r"|(?:时|的同时|后|之际|的基础上|过程中|期间|情况下|之前|[^平均同高中上不优]等|说|强调|指出|认为|写道|如下|包括|提出|表示|(?:会议|上级|领导|总书记)要求|的|^由[^,，]{2,14}(?:牵头|负责))$"
)
# What begins with the first and lacks the second is half a thought.
_TWO_PARTS = {
    "只有": re.compile("才"),
    "不仅": re.compile("也|还|更|而且"),
    "不但": re.compile("也|还|更|而且"),
    "虽然": re.compile("但|却|仍"),
    "既": re.compile("又|也|更"),
    "一旦": re.compile("[，,]"),
}
# Of which year or occasion, nothing in the clauses tells.
_SOME_TIME = re.compile("全年|同年|当年|同期|当天|当日|次日|本届|此次|本次|这次")
_YEAR = re.compile(r"\d{4}\s*年")
# 7天以上的, 超过3天的: of what, is said before the semicolon.
_SOME_CASE = re.compile(r"\d|超过|不?满|不足|低于|高于|大于|小于|达到|未")
# What follows holds in that case only.
_CONDITION = re.compile(
    "^(?:如果|如(?![今此])|若|凡|因(?!此)|一旦|经|除)|(?:的|时|后|之前|以前|情况下|期间|以上|以下|以内)$"
)
# Who may or must, the clause before says.
_MODAL = re.compile("可以?(?![靠信爱能])|须|应当?(?![急用])|不得|需要?|确因|确需|逾期|仍|未")
_DID = re.compile(r"了(?!解)")
_QUOTED = re.compile("“[^“”]*”")
_ITS = re.compile(r"(?<![尤与极任])其(?![他它实中余次间])")
_PRONOUN = re.compile(
    r"这些|这个|这种|该(?!项目)|他们|它们|她们|上述|前述|为其|使其|对其|本条|此[类项种]"
)


def wide(text: str) -> str:
    """With the marks of Chinese print; those between figures and Latin letters stay."""
    kept = []
    for at, char in enumerate(text):
        near = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        latin = len(near) == 2 and near.isascii() and near.isalnum()
        kept.append(char if latin else char.translate(_WIDE))
    return "".join(kept)


def opening(source: Source, sentence: Sentence, said: str, hidden: Sequence[str] = ()) -> str:
    """《…》讲“…”时写道; without the topic where it would tell one of what is `hidden`."""
    title = source.article.title
    if len(title) > 34:
        title = re.split(r"[\s：:—]", title)[0][:33] + "……"
    topic = sentence.topic
    tells = any(each in topic or topic in each for each in hidden)
    if not topic or tells or len(title) + len(topic) > 34:
        return f"《{title}》{said}"
    topic = inner(wide(topic))
    return f"《{title}》在“{topic}”部分{said}"


def said(source: Source) -> str:
    return "写明" if source.is_rules else "写道"


def framed(
    source: Source, sentence: Sentence, said: str, gap: tuple[int, int], hidden: Sequence[str],
    after: int = 0, least: int = _SHORT, most: int = LIMIT,
) -> tuple[str, tuple[int, int]] | None:  # fmt: skip
    """The opening of a stem and the clauses that it has room for, with `after` more to come.

    The clauses are at least so long where their sentence is, and at `most` so long.
    """
    openings = (
        opening(source, sentence, said, hidden),
        opening(source, replace(sentence, topic=""), said),
    )
    unfit = [each.text for each in source.article.misprints_in(sentence.text)]
    for limit in (_SHORTER, LIMIT):
        for each in dict.fromkeys(openings):
            room = min(most, limit - len(each) - after - 4)
            if span := window(sentence, *gap, room, least, unfit):
                return each, span
    return None


def framed_on(
    source: Source, sentence: Sentence, said: str, gap: tuple[int, int], hidden: Sequence[str],
    least: int = 0, most: int = LIMIT,
) -> tuple[str, tuple[int, int]] | None:  # fmt: skip
    """As `framed`, with what the sentence goes on to say of a gap, which tells what it takes.

    As many clauses as fit, and say none of what is `hidden`; the clause before the gap stays.
    Only of a name in quotation marks what follows tells more than that.
    """
    base = framed(source, sentence, said, gap, hidden, 0, least or _SHORT, most)
    if base is None:
        return None
    opening, (begins, _) = base
    text = sentence.text
    ends = [end for _, end in clauses(text) if end > gap[1]]
    stops = [at for at, end in enumerate(ends) if text[end : end + 1] in ("；", ";", "。", "")]
    starts = [start for start, _ in clauses(text) if start <= gap[0]]
    quoted = (gap[0],) if text[: gap[0]].endswith("“") else ()
    unfit = [each.text for each in source.article.misprints_in(text)]
    for since in (max(begins, starts[-2:][0]), *quoted):
        for end in reversed(ends[: stops[0] + 1] if stops else ends):
            room = min(most, _FURTHER - len(opening))
            span = window(sentence, gap[0], end, room, least or _SHORT, unfit)
            if span and span[0] < begins:
                room = span[1] - begins
                span = window(sentence, gap[0], end, room, least or _SHORT, unfit) or span
            shown = text[gap[1] : span[1]] if span else ""
            if span and span[0] <= since and not any(each in shown for each in hidden):
                return opening, span
    return base


def window(
    sentence: Sentence,
    start: int,
    end: int,
    room: int = _ROOM,
    least: int = _SHORT,
    unfit: Sequence[str] = (),
) -> tuple[int, int] | None:
    """Start and end of the clauses around a piece that can be read by themselves.

    None where none can: they would begin with a pronoun, show what is `unfit`, or go beyond the
    room.
    """
    text = sentence.text
    spans = list(clauses(text))
    if sentence.goes_on and _SOME_CASE.match(text):
        return None
    inside = [at for at, (a, b) in enumerate(spans) if a < end and start < b]
    if not inside:
        return None
    last = _complete(text, spans, inside[-1])
    if last is None:
        return None
    for first in range(inside[0] + 1):
        begins = spans[first][0]
        until: int | None = last
        if dropped := _DROPPED.match(text[begins:]):
            begins += dropped.end()
        while until is not None and spans[until][1] - begins < least and until + 1 < len(spans):
            until = _complete(text, spans, until + 1)
        ends = spans[last if until is None else until][1]
        piece = text[begins:ends]
        # What somebody says is theirs: it is not quoted without them.
        is_speech = text[max(0, begins - 1) : begins] in (":", "：") and piece[0] == "“"
        fits = begins <= start and len(piece) <= room and not is_speech
        fits = fits and not any(each in piece for each in unfit)
        fits = fits and not (first and _CONDITION.search(text[slice(*spans[first - 1])]))
        fits = fits and not (_NEEDS_TOPIC.match(piece) and not sentence.topic)
        if fits and _stands_alone(piece, is_start=not first):
            return begins, ends
    return None


def _stands_alone(piece: str, is_start: bool) -> bool:
    """Whether these clauses say something without those before and after them."""
    if _OPENS_BADLY.match(piece) or _PRONOUN.search(piece) or not _is_balanced(piece):
        return False
    # What 其 stands for is looked for at the beginning of its sentence.
    if _ITS.search(piece) and not is_start:
        return False
    if not is_start and _MODAL.match(piece):
        return False
    if _SOME_TIME.search(piece) and not _YEAR.search(piece):
        return False
    if not is_start and _lacks_subject(piece):
        return False
    return all(second.search(piece) for first, second in _TWO_PARTS.items() if first in piece)


def leans(piece: str) -> bool:
    """Whether a clause leans on those around it: with a joint, a pronoun, or as half of one."""
    return any(each.search(piece) for each in (_OPENS_BADLY, _DEPENDS, _PRONOUN))


def _lacks_subject(piece: str) -> bool:
    """Whether it tells what somebody did, and not who: 通过…的经历,展现了…"""
    first = tagged(piece)[0]
    opens = first.is_verb or first.tag[:1] in ("p", "d") or first.tag == "vn"
    return opens and bool(_DID.search(piece))


def _complete(text: str, spans: list[tuple[int, int]], last: int) -> int | None:
    """The clause with which what has been said is complete."""
    while _DEPENDS.search(text[slice(*spans[last])]):
        last += 1
        if last == len(spans):
            # With 等 a sentence may well end: 搭建“立交桥”等。
            piece = text[slice(*spans[-1])]
            is_end = piece.endswith("等") and not _DEPENDS.search(piece[:-1])
            return last - 1 if is_end else None
    return last


def _is_balanced(piece: str) -> bool:
    return all(piece.count(a) == piece.count(b) for a, b in ("“”", "()", "（）", "《》"))


def gapped(sentence: Sentence, span: tuple[int, int], gaps: Sequence[tuple[int, int]]) -> str:
    """The words of a window, quoted, with a line in place of each gap."""
    kept, at = [], span[0]
    for start, end in gaps:
        kept += [sentence.text[at:start], GAP]
        at = end
    kept.append(sentence.text[at : span[1]])
    if _QUOTED.fullmatch("".join(kept)):
        kept = ["".join(kept)[1:-1]]
    return f"“{inner(closed(before(sentence, span) + wide(''.join(kept))))}”"


def inner(text: str) -> str:
    """Quotation marks as they stand inside a quotation."""
    return text.replace("“", "‘").replace("”", "’")


def before(sentence: Sentence, span: tuple[int, int]) -> str:
    """The first clause of a sentence and ……, where nothing else says what it is about."""
    kept = led(sentence, span)
    if kept is None:
        return ""
    is_next = span[0] - kept[1] <= 1
    return wide(sentence.text[slice(*kept)]) + ("，" if is_next else "……")


def in_characters(answer: str) -> str:
    """How many characters are missing, where a word might be any that fits: （四个字）."""
    if not re.fullmatch("[一-鿿]{2,9}", answer):
        return ""
    return f"（{'两三四五六七八九'[len(answer) - 2]}个字）"


def has_rivals(name: str) -> bool:
    """Whether a name is an ordinary word, of which others do as well: 贴心人, 知心人."""
    return name.endswith(tuple(lexicon.words("rivals")))


def led(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int] | None:
    """Where the clause stands that is shown before a window; None where none is."""
    first, *others = clauses(sentence.text)
    # 新时代十年来 says when; who, the next one.
    if first[1] - first[0] < _SHORT and others:
        first = (first[0], others[0][1])
    text = sentence.text[slice(*first)]
    if sentence.topic or span[0] <= first[1] or len(text) + span[1] - span[0] > _ROOM:
        return None
    # 筑牢根基 says of nobody that he has the figures that follow.
    if len(text) < 6 or not _is_balanced(text) or tagged(text)[0].is_verb:
        return None
    unfit = any(each.search(text) for each in (_OPENS_BADLY, _DEPENDS, _PRONOUN, _DROPPED))
    return None if unfit else first


def is_scoped(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether it is said whose figures these are: by the heading, or the clause that opens."""
    opens = span[0] < next(clauses(sentence.text))[1]
    return opens or bool(sentence.topic) or led(sentence, span) is not None


def told(sentence: Sentence, gaps: Sequence[tuple[int, int]]) -> str:
    """A note that says the clauses of these gaps in full; the gaps alone where those are long."""
    spans = list(clauses(sentence.text))
    start = max((a for a, _ in spans if a <= gaps[0][0]), default=0)
    end = min((b for _, b in spans if b >= gaps[-1][1]), default=len(sentence.text))
    piece = _DROPPED.sub("", sentence.text[start:end])
    if len(piece) > _NOTE or not _is_balanced(piece):
        said = "”“".join(inner(wide(sentence.text[a:b])) for a, b in gaps)
        return f"原文写的是“{said}”。"
    return f"原文是“{inner(wide(piece))}”。"


def closed(text: str) -> str:
    return text if re.search("(?:[。！？]|……)[”’]?$", text) else f"{text.rstrip('，；：,;:')}。"
