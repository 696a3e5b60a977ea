"""An item of QTI 1.2, as Canvas, Blackboard, Respondus and cartridges write it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from questions.formats import weighed
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.html_text import Shown
from questions.formats.item import Answer, Item
from questions.formats.qti import scoring
from questions.formats.qti.scoring import Condition
from questions.formats.qti.shown import GAP, material, plain_name

_RESPONSES = frozenset(("response_lid", "response_str", "response_num", "response_xy",
                        "response_grp", "response_extension"))  # fmt: skip
_TYPED = ("response_str", "response_num")
_CHOICES = frozenset(("render_choice", "render_hotspot", "render_slider", "response_label"))
# What metadata call the kinds, without blanks and signs; the first that fits.
_KINDS = (
    ("ordering", "order|sequenc"),
    ("matching", "match(?!ing(?:text|string))"),
    ("calculated", "calculated|formula|arithmetic|significantfigures"),
    ("upload", "upload"),
    ("hotspot", "hotspot|xy|jumbled"),
    ("description", "textonly|description"),
    ("cloze", "dropdown"),
    ("essay", "essay|freeresponse|opinion|extended|longanswer"),
    ("blanks", "multipleblanks|blankplus|fibplus"),
    ("number", "numeric"),
    ("truth", "truefalse|true/false|eitheror|either/or"),
    ("several", "multipleanswer|multipleresponse|multi-?select|checkbox"),
    ("one", "multiplechoice|singlechoice"),
    ("typed", "shortanswer|shortresponse|fib|fill|pattern"),
)  # fmt: skip
_NOT_HELD = frozenset(("ordering", "matching", "calculated", "description", "cloze", "essay"))
_KIND_FIELDS = ("question_type", "cc_profile", "itemtype", "qmd_itemtype", "bbmd_questiontype",
                "qmd_questiontype")  # fmt: skip


def judged(item: Element) -> tuple[Judged, str]:
    """What the item is, and the start of it for the trainer."""
    title = item.get("title", "") or item.get("ident", "")
    presentation = next(
        (each for each in item.iter() if plain_name(each.tag) == "presentation"), None
    )
    if presentation is None:
        return _refused("description_not_held"), title
    kind = _kind(item)
    stem = _stem(presentation, kind)
    made = _judged(item, Item(stem.text, has_picture=stem.has_picture), kind, presentation)
    return made, stem.text or title


def _judged(item: Element, whole: Item, kind: str, presentation: Element) -> Judged:
    responses = [each for each in presentation.iter() if _is_response(each)]
    if kind in _NOT_HELD:
        return _refused(f"{kind}_not_held")
    if kind in ("upload", "hotspot"):
        return _refused("type_not_held", kind=kind)
    if not responses:
        return _refused("description_not_held")
    conditions = scoring.conditions(item)
    told = scoring.told(item, conditions)
    whole = replace(
        whole, feedback=told.everybody, right_feedback=told.right, wrong_feedback=told.wrong
    )
    names = {plain_name(each.tag) for each in responses}
    if names <= set(_TYPED) or all(_is_typed(each) for each in responses):
        return _typed(whole, kind, responses, conditions)
    if names != {"response_lid"}:
        code = "interactions_many" if len(names) > 1 else "type_not_held"
        facts = {"count": len(responses)} if len(names) > 1 else {"kind": min(names)}
        return _refused(code, **facts)
    if kind == "blanks":
        return _named_blanks(whole, responses, conditions)
    if len(responses) > 1:
        return _refused("matching_not_held")
    by_label = scoring.told_by_label(item, conditions)
    return _choice(whole, kind, responses[0], conditions, by_label)


def _is_response(element: Element) -> bool:
    """Brightspace leaves an empty extension in every item."""
    name = plain_name(element.tag)
    return name in _RESPONSES and (name != "response_extension" or len(element) > 0)


def _refused(code: str, **facts: object) -> Judged:
    return Judged(None, Finding(code, field="kind", facts=facts), Remarks())


def _kind(item: Element) -> str:
    """The kind that the metadata name; "" leaves it to what stands in the item."""
    said = []
    for each in item.iter():
        name = plain_name(each.tag)
        if name in _KIND_FIELDS:
            said.append("".join(each.itertext()))
        elif name in ("qtimetadatafield", "qti_metadatafield"):
            texts = ["".join(part.itertext()).strip() for part in each]
            if len(texts) > 1 and texts[0].lower() in _KIND_FIELDS:
                said.append(texts[1])
    word = re.sub(r"[\s_.-]", "", " ".join(said)).lower()
    return next((kind for kind, names in _KINDS if word and re.search(names, word)), "")


def _stem(presentation: Element, kind: str) -> Shown:
    """All that is shown before, between and behind the responses; typed ones leave a gap."""
    parts: list[Shown] = []
    _gather(presentation, parts, kind)
    while parts and parts[-1].text == GAP:
        parts.pop()
    text = "\n".join(each.text for each in parts if each.text)
    text = re.sub(rf"\s*{GAP}\s*", f" {GAP} ", text).strip()
    return Shown(text, any(each.has_picture for each in parts))


def _gather(element: Element, parts: list[Shown], kind: str) -> None:
    for each in element:
        name = plain_name(each.tag)
        if name in ("material", "mat_extension"):
            parts.append(material(each))
        elif name == "render_fib":
            parts.append(Shown(GAP))
            _gather(each, parts, kind)
        elif name in _CHOICES or (kind == "blanks" and name in _RESPONSES):
            continue
        else:
            _gather(each, parts, kind)


def _choice(
    whole: Item,
    kind: str,
    response: Element,
    conditions: Sequence[Condition],
    by_label: dict[str, str],
) -> Judged:
    labels = [each for each in response.iter() if plain_name(each.tag) == "response_label"]
    cardinality = response.get("rcardinality", "").lower()
    if cardinality == "ordered" and not kind:
        return _refused("ordering_not_held")
    is_several = cardinality in ("multiple", "ordered")
    is_single = {"one": True, "truth": True, "several": False}.get(kind, not is_several)
    idents = [each.get("ident", "") for each in labels]
    weights = scoring.picked(conditions, idents, is_single)
    shown = [material(each) for each in labels]
    answers = tuple(
        Answer(text.text, weights.get(ident, 0), by_label.get(ident, ""), text.has_picture)
        for ident, text in zip(idents, shown, strict=True)
    )
    whole = replace(whole, answers=answers)
    is_pair = weighed.is_truth_pair([each.text for each in answers])
    if is_pair and (kind == "truth" or (kind == "" and is_single)):
        return weighed.truth_of(whole, weighed.marked_truth(answers))
    return weighed.choice(whole, is_single)


def _typed(
    whole: Item, kind: str, responses: Sequence[Element], conditions: Sequence[Condition]
) -> Judged:
    idents = [each.get("ident", "") for each in responses]
    if len(responses) > 1:
        found = [scoring.typed(conditions, ident) for ident in idents]
        stem = _with_gaps(whole.stem, idents)
        accepted = [[each.text for each in answers] for answers in found]
        return weighed.blanks(replace(whole, stem=stem), accepted)
    answers = tuple(scoring.typed(conditions))
    if not answers and kind != "typed":
        return weighed.essay(whole)
    whole = replace(whole, answers=answers)
    if kind == "number" or _asks_number(responses[0]) or any(a.margin != 0 for a in answers):
        return weighed.number(whole)
    return weighed.typed(whole)


def _is_typed(response: Element) -> bool:
    """Whether it shows a place to type in, whatever it is called."""
    return any(plain_name(each.tag) == "render_fib" for each in response.iter())


def _asks_number(response: Element) -> bool:
    kinds = [each.get("fibtype", "").lower() for each in response.iter()]
    return plain_name(response.tag) == "response_num" or any(
        each in ("decimal", "integer", "scientific") for each in kinds
    )


def _named_blanks(
    whole: Item, responses: Sequence[Element], conditions: Sequence[Condition]
) -> Judged:
    """Canvas names its blanks in the stem, [colour], and lists what each accepts as choices."""
    names, accepted = [], []
    for response in responses:
        ident = response.get("ident", "")
        labels = {each.get("ident", ""): material(each).text for each in response.iter()
                  if plain_name(each.tag) == "response_label"}  # fmt: skip
        # All of them are right; Canvas scores but the first, which is to be shown.
        right = [value for each in conditions if each.is_right
                 for name, value in each.named if name == ident and value in labels]  # fmt: skip
        accepted.append([labels[each] for each in dict.fromkeys((*right, *labels))])
        own = [material(each).text for each in response if plain_name(each.tag) == "material"]
        names.append(next(filter(None, own), ident.removeprefix("response_")))
    return weighed.blanks(replace(whole, stem=_with_gaps(whole.stem, names)), accepted)


def _with_gaps(stem: str, names: Sequence[str]) -> str:
    for name in names:
        stem = stem.replace(f"[{name}]", GAP) if name else stem
    return stem
