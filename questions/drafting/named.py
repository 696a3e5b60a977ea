"""What has a name of its own: a document, a certificate, a body that is formed, a nickname."""

import re
from collections.abc import Iterator

from questions.drafting import stems
from questions.drafting.clauses import clauses
from questions.drafting.cores import around, core
from questions.drafting.proposal import Proposal, quote_of, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.wordings import of_certificate, of_law
from questions.drafting.words import tagged
from questions.question import Kind, Question

_PLAIN = "[^,，。；;：:、“”()（）的了和与及或]"
# One of 《甲》《乙》《丙》 is not asked for by the others.
_DOCUMENT = re.compile("(?<![》、和及与])《(?P<name>[^《》]{2,14})》(?![《、和及与])")
_CERTIFICATE = re.compile(
    rf"(?:取得|持有?|获得|颁发|领取|办理|核发|出具|提供|携带|提交|出示|填写)(?:有效的?|相应的?|本人)?"
    rf"(?P<name>{_PLAIN}{{2,10}}(?:证书?|许可证|执照|证明|报告单?|登记表|申请表|审批表))(?=[,，。；;、后方上并]|$)"
)
_FORMED = re.compile(
    rf"(?:组成|组建|成立|设立|建成)了?(?P<name>{_PLAIN}{{2,9}}(?:委员会|中心|基地|平台|服务站|工作室))"
    rf"(?=[,，。；;]|$)"
)
_CALLED = re.compile(
    "(?:做|当好?|争当|成为|称为|比作|称作|看作|当作|这个|打造成?|搭建)[^,，。；;：:“”]{0,8}“(?P<name>[^“”、，,]{3,6})”"
)
_INSTITUTION = re.compile(
    rf"(?:落实|推行|实行|执行|实施|建立健全|建立|健全|完善)(?P<name>{_PLAIN}{{3,10}}(?:责任制|负责制|承包制|工作制|制度|机制|工作法|管理法))"
    rf"(?=要求|[,，。；;]|$)"
)
_NUMERAL = re.compile(r"[零一二两三四五六七八九十百千万\d]")
# The year of a report stands before the gap.
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?(?=[一-鿿]{4})")
_VAGUE = frozenset(
    {"相关", "有关", "相应", "有效", "本人", "个人", "专门", "各项", "多个", "工作"}
)
_LEAST, _FURTHER, _SHORT = 20, 4, 3
# Of these the words around the gap leave open how long they are.
_HINTED = ("nickname blank", "institution blank")


def proposals(source: Source, _: int) -> Iterator[Proposal]:
    ways = (
        (_DOCUMENT, "document blank", 6.9),
        (_CERTIFICATE, "certificate blank", 6.9),
        (_FORMED, "formed blank", 6.7),
        (_INSTITUTION, "institution blank", 6.6),
        (_CALLED, "nickname blank", 6.2),
    )
    for sentence in source.sentences:
        if sentence.is_whole:
            for pattern, way, merit in ways:
                for found in pattern.finditer(sentence.text):
                    yield from _blank(source, sentence, found.span("name"), way, merit)


def _blank(
    source: Source, sentence: Sentence, gap: tuple[int, int], way: str, merit: float
) -> Iterator[Proposal]:
    name = sentence.text[slice(*gap)]
    # What is told again has other words around it, and is no news.
    if source.whole.count(name) > 1 or name in source.article.title:
        return
    if way == "nickname blank" and (_NUMERAL.search(name) or stems.has_rivals(name)):
        return
    first = tagged(name)[0]
    unfit = "cdmprv" if way == "institution blank" else "cdmpr"
    if way != "document blank" and (first.tag[:1] in unfit or first.text in _VAGUE):
        return
    whole = name
    if year := _YEAR.match(name):
        gap, name = (gap[0] + year.end(), gap[1]), name[year.end() :]
    said = _wordings(way, name, whole)
    if way == "institution blank":
        part = core(name)
        if part is None:
            return
        said = around(name, part)
        gap, name = (gap[0] + part[0], gap[0] + part[1]), name[slice(*part)]
    found = _framed(source, sentence, gap, name)
    if found is None:
        return
    opening, span = found
    hint = stems.in_characters(name) if way in _HINTED else ""
    question = Question(
        key="",
        kind=Kind.BLANK,
        stem=f"{opening}：{stems.gapped(sentence, span, [gap])}{hint}",
        accepted=(tuple(dict.fromkeys(said)),),
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=stems.told(sentence, [gap]),
        typed_as="term",
    )
    yield Proposal(question, way, merit, sentence, span, (name,))


def _wordings(way: str, name: str, whole: str) -> tuple[str, ...]:
    opens = tagged(name)[0]
    if way == "certificate blank":
        return of_certificate(name)
    shorter = name[opens.end :]
    if way == "document blank":
        # 网络文学蓝皮书 for 中国网络文学蓝皮书.
        is_of_place = opens.tag == "ns" and len(shorter) > _SHORT
        return (name, whole, *([shorter] if is_of_place else []), *of_law(name))
    # 培训中心 for 内部培训中心.
    if way == "formed blank" and len(shorter) > _SHORT:
        return name, shorter
    return name, whole


def _framed(
    source: Source, sentence: Sentence, gap: tuple[int, int], name: str
) -> tuple[str, tuple[int, int]] | None:
    """The clauses around the name; more of them where it ends one that only leads to it.

    会议上发布的《甲》 alone says nothing of it.
    """
    text, until = sentence.text, [gap[1]]
    if re.search(r"的《[\d年度]*$", text[: gap[0]]):
        ends = [end for _, end in clauses(text) if end > gap[1]]
        is_last = bool(ends) and ends[0] == gap[1] + 1
        until = ends[1:_FURTHER] if is_last else until
    for end in until:
        place = (gap[0], end)
        if found := stems.framed_on(
            source, sentence, stems.said(source), place, (name,), least=_LEAST
        ):
            return found
    return None
