"""An item of QTI 2.1, 2.2 and 3.0: one interaction, and what its declaration says is right."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from questions.formats import weighed
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.item import Answer, Item
from questions.formats.qti.shown import attribute, page, plain_name

_FEEDBACK = frozenset(("feedbackinline", "feedbackblock", "modalfeedback"))
_ASIDE = _FEEDBACK | {
    "rubricblock", "templateblock", "templateinline", "stylesheet", "infocontrol", "catalog",
    "choiceinteraction", "endattemptinteraction",
}  # fmt: skip
_NOT_HELD = {
    "extendedtextinteraction": "essay", "orderinteraction": "ordering",
    "graphicorderinteraction": "ordering", "matchinteraction": "matching",
    "associateinteraction": "matching", "graphicassociateinteraction": "matching",
    "gapmatchinteraction": "drag", "graphicgapmatchinteraction": "drag",
    "inlinechoiceinteraction": "cloze",
}  # fmt: skip
_TESTS = frozenset(("match", "member", "equal", "stringmatch"))
_NUMBERS = frozenset(("float", "integer"))


def judged(item: Element) -> tuple[Judged, str]:
    """What the item is, and the start of it for the trainer."""
    body = next((each for each in item.iter() if plain_name(each.tag) == "itembody"), None)
    title = item.get("title", "") or item.get("identifier", "")
    if body is None:
        return _refused("description_not_held"), title
    found = [each for each in body.iter() if plain_name(each.tag).endswith("interaction")]
    found = [each for each in found if plain_name(each.tag) != "endattemptinteraction"]
    made = _judged(item, body, found)
    return made, page(body, _ASIDE).text or title


def _judged(item: Element, body: Element, found: Sequence[Element]) -> Judged:
    names = {plain_name(each.tag) for each in found}
    if not found:
        return _refused("description_not_held")
    if names == {"textentryinteraction"}:
        return _typed(item, body, found)
    if len(found) > 1:
        return _refused("interactions_many", count=len(found))
    if names == {"choiceinteraction"}:
        return _choice(item, body, found[0])
    (name,) = names
    if name in _NOT_HELD:
        return _refused(f"{_NOT_HELD[name]}_not_held")
    return _refused("type_not_held", kind=name[:40])


def _refused(code: str, **facts: object) -> Judged:
    return Judged(None, Finding(code, field="kind", facts=facts), Remarks())


def _choice(item: Element, body: Element, interaction: Element) -> Judged:
    identifier = attribute(interaction, "responseidentifier")
    declared = _declaration(item, identifier)
    weights = _weights(declared) or _processed(item, identifier)
    choices = [each for each in interaction.iter() if plain_name(each.tag) == "simplechoice"]
    answers = tuple(_answer(each, weights) for each in choices)
    prompt = [each for each in interaction if plain_name(each.tag) == "prompt"]
    stem = page(body, _ASIDE)
    asked = [page(each) for each in prompt]
    whole = Item(
        "\n".join(filter(None, [stem.text, *(each.text for each in asked)])),
        answers,
        right_feedback=_right_feedback(item),
        has_picture=stem.has_picture or any(each.has_picture for each in asked),
    )
    is_single = attribute(declared, "cardinality") == "single" if declared is not None else None
    if is_single is False and attribute(interaction, "maxchoices") == "1":
        is_single = True
    texts = [each.text for each in answers]
    if is_single is not False and weighed.is_truth_pair(texts):
        return weighed.truth_of(whole, weighed.marked_truth(answers))
    return weighed.choice(whole, is_single)


def _answer(choice: Element, weights: dict[str, float]) -> Answer:
    shown = page(choice, _FEEDBACK)
    told = [page(each).text for each in choice.iter() if plain_name(each.tag) in _FEEDBACK]
    weight = weights.get(attribute(choice, "identifier"), 0)
    return Answer(shown.text, weight, "\n".join(told), shown.has_picture)


def _typed(item: Element, body: Element, found: Sequence[Element]) -> Judged:
    stem = page(body, _ASIDE, gaps={"textentryinteraction"})
    whole = Item(stem.text, right_feedback=_right_feedback(item), has_picture=stem.has_picture)
    declared = [_declaration(item, attribute(each, "responseidentifier")) for each in found]
    # A star is a star here; in other formats it stands for anything.
    answers = [
        tuple(Answer(text.replace("*", "\\*"), weight) for text, weight in _weights(each).items())
        for each in declared
    ]
    if len(found) > 1:
        best = [max((each.weight for each in every), default=0) for every in answers]
        return weighed.blanks(
            whole,
            [[each.text for each in every if each.weight >= most > 0]
             for every, most in zip(answers, best, strict=True)],
        )  # fmt: skip
    whole = replace(whole, answers=answers[0])
    base = attribute(declared[0], "basetype") if declared[0] is not None else ""
    return weighed.number(whole) if base in _NUMBERS else weighed.typed(whole)


def _declaration(item: Element, identifier: str) -> Element | None:
    every = [each for each in item.iter() if plain_name(each.tag) == "responsedeclaration"]
    named = [each for each in every if attribute(each, "identifier") == identifier]
    return next(iter(named), every[0] if len(every) == 1 else None)


def _weights(declared: Element | None) -> dict[str, float]:
    """What each response earns: the correct ones all, others what the mapping gives them."""
    weights: dict[str, float] = {}
    if declared is None:
        return weights
    for each in declared.iter():
        if plain_name(each.tag) == "correctresponse":
            values = [value for value in each if plain_name(value.tag) == "value"]
            weights |= {text: 100.0 for value in values if (text := _value(value))}
    mapped = {
        attribute(each, "mapkey"): _float(attribute(each, "mappedvalue"))
        for each in declared.iter()
        if plain_name(each.tag) == "mapentry"
    }
    best = max(mapped.values(), default=0)
    earned = {text: 100 * value / best for text, value in mapped.items() if value > 0}
    if attribute(declared, "cardinality") != "single":
        # Of several, the correct ones are the key; what each of them earns says no more.
        return weights or earned
    return {**earned, **weights}


def _processed(item: Element, identifier: str) -> dict[str, float]:
    """What the response is compared with, where only the processing says what is right."""
    weights: dict[str, float] = {}
    for condition in item.iter():
        if plain_name(condition.tag) not in ("responseif", "responseelseif"):
            continue
        outcomes = [each for each in condition if plain_name(each.tag) == "setoutcomevalue"]
        scores = [_float(_value(each)) for outcome in outcomes for each in outcome.iter()
                  if plain_name(each.tag) == "basevalue"]  # fmt: skip
        if scores and scores[0] > 0:
            weights |= dict.fromkeys(_compared(condition, identifier), 100.0)
    return weights


def _compared(condition: Element, identifier: str) -> Iterator[str]:
    """The values that a condition compares a response with."""
    for test in condition.iter():
        parts = {plain_name(each.tag): each for each in test}
        variable, value = parts.get("variable"), parts.get("basevalue")
        if variable is None or value is None or plain_name(test.tag) not in _TESTS:
            continue
        if attribute(variable, "identifier") == identifier:
            yield _value(value)


def _value(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _right_feedback(item: Element) -> str:
    """The feedbacks that their names say are for who is right."""
    told = []
    for each in item.iter():
        name = attribute(each, "identifier").lower()
        is_right = ("correct" in name or "right" in name) and not name.startswith(("in", "not"))
        if plain_name(each.tag) in ("modalfeedback", "feedbackblock") and is_right:
            told.append(page(each).text)
    return "\n".join(filter(None, told))


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
