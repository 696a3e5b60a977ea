"""Whether a statement that is true may be doubted by one who has not read the article.

That some place has 571 workers nobody doubts or knows; to a slogan everybody says yes.
"""

import re

from questions.drafting.terms import bodies, figures

_LAID_DOWN = re.compile(
    "不少于|不超过|不得|不低于|不高于|不小于|不大于|至少|最多|必须|严禁|禁止|应当|须|(?<![响反适供效])应(?![急用对变])"
    "|每[日天周月季年次]|以[内上下前后]|[分时日天月年]内"
)
_ORDER = re.compile("先[^,，。；;]{2,}(?:再|后|然后)|(?:经|凡)[^,，。；;]{2,}(?:后|方可|才)")
_DEFINES = re.compile("是指|指的是|所称")
_PEOPLE = frozenset(("人", "户", "名", "位", "人次", "岁"))


def may_be_doubted(text: str, is_rules: bool) -> bool:
    """Whether it says who does what, what comes first, what a word means, or what is laid down.

    A mere count is none of these, outside of rules.
    """
    if any(bodies(text)) or _ORDER.search(text) or _DEFINES.search(text):
        return True
    counted = figures(text)
    is_count = bool(counted) and all(each.unit in _PEOPLE for each in counted)
    if _LAID_DOWN.search(text):
        return bool(counted)
    return is_rules and bool(counted) and not is_count
