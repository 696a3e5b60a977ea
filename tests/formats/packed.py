"""Packages and items of learning platforms, made up for the tests."""

import io
import zipfile


def package(members, manifest=True):
    """A zip of these members, with a manifest that lists them in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if manifest:
            archive.writestr("imsmanifest.xml", manifest_of(members))
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def manifest_of(names):
    listed = "".join(
        f'<resource identifier="r{place}" type="imsqti_item_xmlv2p1" href="{name}">'
        f'<file href="{name}"/></resource>'
        for place, name in enumerate(names)
    )
    return (
        '<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">'
        f"<organizations/><resources>{listed}</resources></manifest>"
    )


def assessment(*items, title="Safety", ident="a1"):
    """A file of QTI 1.2."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment title="{title}" ident="{ident}"><section ident="root_section">'
        f"{''.join(items)}</section></assessment></questestinterop>"
    )


def canvas_item(kind, stem, responses, processing="", feedback=""):
    return (
        f'<item ident="i" title="Question"><itemmetadata><qtimetadata><qtimetadatafield>'
        f"<fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry>"
        f"</qtimetadatafield></qtimetadata></itemmetadata><presentation><material>"
        f'<mattext texttype="text/html">{stem}</mattext></material>{responses}</presentation>'
        f'<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" '
        f'vartype="Decimal"/></outcomes>{processing}</resprocessing>{feedback}</item>'
    )


def labels(*texts, cardinality="Single", ident="response1"):
    shown = "".join(
        f'<response_label ident="{place}"><material><mattext texttype="text/plain">{text}'
        "</mattext></material></response_label>"
        for place, text in enumerate(texts, start=1)
    )
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}"><render_choice>{shown}'
        "</render_choice></response_lid>"
    )


def scores(condition, points="100", action="Set"):
    return (
        f'<respcondition continue="No"><conditionvar>{condition}</conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{points}</setvar></respcondition>'
    )


def equals(value, response="response1"):
    return f'<varequal respident="{response}">{value}</varequal>'


def item_two(body, declaration="", more="", version="2p1"):
    """A file of QTI 2.x."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><assessmentItem '
        f'xmlns="http://www.imsglobal.org/xsd/imsqti_v{version}" identifier="i" title="Item" '
        f'adaptive="false" timeDependent="false">{declaration}<itemBody>{body}</itemBody>{more}'
        "</assessmentItem>"
    )


def declared(*right, cardinality="single", base="identifier", mapping=""):
    values = "".join(f"<value>{each}</value>" for each in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" '
        f'baseType="{base}">{correct}{mapping}</responseDeclaration>'
    )


def choices(*texts, most=1, prompt=""):
    shown = "".join(
        f'<simpleChoice identifier="{letter}">{text}</simpleChoice>'
        for letter, text in zip("ABCDEFGH", texts, strict=False)
    )
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}">'
        f"{asked}{shown}</choiceInteraction>"
    )
