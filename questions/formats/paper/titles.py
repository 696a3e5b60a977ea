"""Section titles, chapter titles, titles of answers, and lines that say nothing at all."""

import re
from dataclasses import dataclass

from questions.formats.headers import REASON
from questions.formats.kinds import Sort, sort_of

_HAN = "一二三四五六七八九十百"
_ORDINAL = (
    rf"(?:第\s?(?:[{_HAN}]{{1,4}}|\d{{1,3}})\s?(?:部分|大题|题型|单元|篇|章|节|类|卷)"
    rf"|[(（【]?\s?[{_HAN}]{{1,4}}\s?[)）】]?\s?[、.．:：,，]?|[IVXⅠ-Ⅻ]{{1,4}}\s?[、.．:：]"
    r"|[(（]?\d{1,2}(?:[.．]\d{1,2})?\s?[)）]?\s?[、.．]?|[A-F]\s?[、.．])"
)
_KINDS = (
    r"(?:[A-Xa-x]\d?\s?型题|(?:[A-Xa-x]\d?\s?型)?(?:(?:案例|材料|情景|情境|综合|阅读|共用题干)(?:分析)?(?:单项|多项|不定项)?选择|单项选择|单选择|单选|多项选择|多选择|多选|不定项选择|不定项|不定向选择"
    r"|选择填空|选择|判断正误|判断改错|判断辨析|判断说明|判断分析|判断|是非判断|是非|对错|正误判断"
    r"|填空|填充|简答|简述|简要回答|问答|论述|辨析|名词解释|案例分析|案例|材料分析|材料|资料分析|综合分析|综合应用|综合"
    r"|情景分析|情景|情境|分析|计算|应用|实务|实操|操作|排序|匹配|连线|配对|配伍|阅读理解|写作|作文|翻译"
    r"|主观|客观|编程|画图|作图|识图|改错|完形填空))"
)
_TAIL = (
    r"(?:[(（【\[:：。].*|[,，、;；\s]\s*(?:共|每|合计|计|本|满分|总|\d|请|下列|以下).*|[共每合].*|\d{1,3}\s?[道题分个].*"
    r"|[-—_]{2,}.*)?"
)
_SECTION = re.compile(
    rf"\W{{0,6}}(?:{_ORDINAL})?\W{{0,4}}(?:题型|试题类型|题目类型)?\W{{0,4}}"
    rf"(?:安全|党建|业务|知识|专业|理论|法律|基础|消防|公共|综合|模拟)?(?:知识|部分)?"
    rf"({_KINDS}\s?题?型?)(?:部分|类|题库|试题|题目)?\W{{0,2}}?(?:答案|参考答案)?\s?({_TAIL})"
)
_SPACED = re.compile(r"(?<=[一-鿿、])\s{1,4}(?=[一-鿿、])")
_ENGLISH = re.compile(
    r"(?:(?:Part|Section)\s?(?:[IVX]{1,4}|\d{1,2}|[A-H]|One|Two|Three|Four|Five|Six)\b|[IVX]{1,4}[.．、]"
    r"|\d{1,2}[.)])?[\s.:：、–—-]{0,4}"
    r"((?:Single|Multiple)[\s-](?:Choices?|Answers?|Responses?|Select(?:ion)?)|True\s?(?:/|or|-|and|&)\s?False|T\s?/\s?F"
    r"|Fill(?:ing)?[\s-]in[\s-](?:the[\s-])?Blanks?|Short[\s-]Answers?|Essays?|Open[\s-]ended|Judge?ments?"
    r"|Matching|Ordering)(?:\s(?:Questions?|Items?|Section|Part))?"
    r"\s?[.:：]?\s?(?:[(（\[].*[)）\]]\s?[.:]?|[-–—,]?\s?[^.?？]{0,40}(?:points?|marks?|each)\b.{0,40})?",
    re.I,
)
# 案例：某公司将…… is a text, however much it says of asking.
_NAMED_TEXT = re.compile(
    r"\W?(?:案例|材料|资料|情景|情境)\W{0,2}[:：]\s?[^(（【\[共每本满总\d].{9,}"
)
# 6. 材料：… is a question with a text of its own.
_COUNTED_TEXT = re.compile(
    r"[(（]?\d{1,3}\s?[)）.．、]\s?(?:材料|案例|资料|情景|情境)\s?\d{0,2}\s?(?:[:：]|$)"
)
_OPENED = re.compile(r"[(（【\[:：。,，、;；\s]*")
_SAYS = re.compile(
    r"每|共\s?\d|共[一二三四五六七八九十]|\d+(?:\.\d+)?\s?分|本大?题|请|下列各|以下各|下列每|以下每|正确的|错误的|答案|多选|少选|选项中|备选"
    r"|打[“\"√]|只有一|有一个|至少|括号|横线|不得分|合计|小题|将|\d+\s?[题道个]"
)
# What is a title without 题 and without a number before it: 应用 and 分析 are not.
_CLEAR = re.compile(
    r"\W*(?:单项?选择?|多项?选择?|判断|填空|简答|问答|论述|名词解释|单选|多选|(?:案例|材料|资料)分析)\W*"
)
_RUN_AHEAD = re.compile(r"\s*[:：]?\s*[(（]?\d{1,4}\s?(?:[-~～—–]|[.．、:：)）]?\s?[A-H√×✓✗对错])")
_KEYS_AHEAD = re.compile(
    r"\s?[:：]\s?(?:[A-H]{1,8}|[√×✓✗对错])(?:[\s,，、]{0,3}(?:[A-H]{1,8}|[√×✓✗对错])){1,400}"
)
_BRACKET_ONLY = re.compile(r"[\[【(（]\s?([^\[\]【】()（）]{2,24})\s?[\]】)）]\s?[:：]?")
_STUCK = re.compile(rf"\d{{3,9}}\s?({_KINDS}题)")
_KIND_LINE = re.compile(r"(?:题型|试题类型|题目类型)\s?[:：]\s?(\S.{0,20})")

_ANSWERS = re.compile(
    r"(?:[(（【\[]?附[录件]?\s?[:：\d一二三]{0,3}\s?)?.{0,40}?(?:参考答案|标准答案|正确答案|试题答案|答案)"
    r"\s?(?:部分|一览表?|汇总|表|页)?\s?(?:[及与和、]\s?)?(?:试题)?(?:解析|评分标准|评分细则|详解|要点|说明|解答)?"
    r"\s?[)）】\]]?\s?[:：]?"
)
_ENGLISH_ANSWERS = re.compile(
    r"(?:.{0,40}\s)?(?:Answers?\s?(?:Keys?|Sheet)|Correct Answers|Answers|Solutions)\s?[:：]?",
    re.I,
)
# ○甲(正确答案) is an option that says so of itself.
_ASKED = re.compile(
    r"\s*[(（【\[][^()（）【】\[\]]{1,20}[)）】\]]\s*(\S.*(?:[(（【]\s*[)）】]|_{2,}|[？?]).{0,20})$"
)
_ITEM = re.compile(r"\d{1,4}\s?[.．、)）]\s?[^\s\d]")
_MARKED = re.compile(r".[(（【\[]正确(?:答案|选项)[)）】\]]$")
_ASKS = re.compile(
    r"备选|共用|[，。？?,；;]|选出|选择|选项|写|填|请|下列|以下|哪|什么|的(?:参考|标准|正确)?答案|[A-Z]\s?[.．、]"
)
_AFTER_KIND = re.compile(
    rf"[(（【\[][^()（）【】\[\]]{{0,6}}{_KINDS}[^()（）【】\[\]]{{0,20}}[)）】\]]\s?(\S.*)"
)
_CHAPTER = re.compile(
    rf"(?:第\s?(?:[{_HAN}]{{1,4}}|\d{{1,3}})\s?(?:章|节|部分|单元|篇|讲|模块|编|课)[\s:：、.．]*.{{0,40}}"
    rf"|[(（]?[{_HAN}]{{1,3}}[)）]?\s?[、.．]\s?.{{1,30}}"
    rf"|[【\[]?(?:知识点|考点|专题|单元|模块|项目|任务)\s?[{_HAN}\d]{{1,3}}\s?[】\]]?[\s:：、.．]*.{{0,40}}"
    r"|(?:章节|目录|分类|所属章节|模块|专题)\s?[:：]\s?\S.{0,40})"
)
_LEVEL = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){0,2}(?:\s?[、.．]\s?|\s+)([^\d\s].{1,30})")
_PART = re.compile(rf"[(（][{_HAN}]{{1,3}}[)）]\s?[、.．]?\s?[^\s].{{1,30}}")
# The parts of a contest: 抢答题, 第二轮 必答题（每题10分）.
_ROUND = re.compile(
    rf"(?:[(（]?[{_HAN}]{{1,3}}[)）]?\s?[、.．]?\s?|第\s?[{_HAN}\d]{{1,3}}\s?(?:轮|环节|关|场|组)[\s:：、.．]*)?"
    r"(?:个人|小组|团体|集体|选手|轮流|快速|现场|观众)?(?:必答|抢答|风险|共答|附加|加赛|备用|备选|互动|竞答|选答)(?:题|环节|部分|赛)"
    r"(?:部分|环节|题库|试题)?\s?[:：]?(?:[(（].{0,30}[)）])?"
)
_NAMES = re.compile("卷|试题|题库|测试|测验|考试|考核|模拟|套题?|练习|培训|专题|模块|真题")
_SENTENCE = re.compile(r"[？?。；;，,]|[(（【]\s*[)）】]|_{2,}")

_NOISE = re.compile(
    r"第?\s?\d{1,4}\s?页(?:\s?[,，/]?\s?[(（]?\s?共\s?\d{1,4}\s?页\s?[)）]?)?"
    r"|共\s?\d{1,4}\s?页\s?[,，]?\s?第\s?\d{1,4}\s?页|[—–-]{1,4}\s?\d{1,4}\s?[—–-]{1,4}|\d{1,4}\s?/\s?\d{1,4}"
    r"|[^。？?；;：:（(]{1,40}\s第\s?\d{1,4}\s?页\s?[,，/]?\s?[(（]?\s?共\s?\d{1,4}\s?页\s?[)）]?"
    r"|Page\s?\d{1,4}(?:\s?of\s?\d{1,4})?|[-—_=*~·.…＿─━\s]{3,}"
    r"|展开(?:解析|全部)?|收起(?:解析)?|查看解析|收藏(?:本题)?|纠错|笔记|上一题|下一题|提交|交卷|返回"
    r"|(?:此题|本题|单题)?得分\s?[:：]?\s?|评卷人|阅卷人|得分\s+评卷人|[(（]?密封线.{0,30}"
    r"|\d{1,3}(?:\.\d{1,2})?\s?分|未作答|回答(?:正确|错误)|本题(?:正确|错误)|批语|(?:日期|制表日期)\s?[:：]\s?[\d年月日./\s-]{4,16}|答题(?:卡|卷|纸|栏|区)\s?[:：]?|正确率\s?[:：].{0,12}"
    r"|[(（—-]{0,4}(?:预祝|祝)[^。？?]{0,16}(?:顺利|成功|愉快|好运|佳绩|成绩)[!！。]?[)）—-]{0,4}"
    r"|[(（—-]{0,4}\s?(?:全?卷完|完|以下(?:空白|无正文)|(?:试卷|考试)(?:到此)?结束|谢谢(?:大家)?|END)\s?[!！。]?\s?[)）—-]{0,4}"
    r"|(?:更多|欢迎|请?关注|扫码|长按)[^（(？?_]{0,20}(?:公众号|二维码|微信|QQ群|小程序)[^（(？?_]{0,30}"
    r"|\+\s?\d{1,3}(?:\.\d)?\s?分?|[【\[]?(?:请回答)?(?:下列|以下)?问题(?:[】\]]\s?[:：]?|\s?[:：])|Section\s?:\s?\(none\)",
    re.I,
)
_HEAD = re.compile(
    r"题量\s?[:：]|满分\s?[:：]|总分\s?[:：]|考试时间|答题时间|作答时间|完成时间|开始时间|截止(?:日期|时间)|考试时长|及格分|最终成绩"
    r"|姓\s{0,6}名\s?[:：_＿\s]|单\s{0,6}位\s?[:：_＿]|部\s{0,6}门\s?[:：_＿]|准考证号|考号\s?[:：_＿]|工号\s?[:：_＿]"
    r"|成\s{0,6}绩\s?[:：_＿]|注意事项|本试卷|本卷共|试卷(?:共|满分|说明)|考生(?:须知|注意)|[(（]?闭卷|[(（]?开卷"
    r"|(?:此题|本题)得分|题号(?:\s+[一二三四五六七八九十]){2,}|得\s{0,4}分(?:\s|$)|发布(?:时间|日期)\s?[:：]"
)
_CONTENTS = re.compile(r".{1,60}(?:\t|[.…·]{4,})\s*\d{1,4}")


@dataclass(frozen=True, slots=True)
class Title:
    """`name` is the kind in the paper's words. `rest` is what follows it, when it may be answers
    or a question; `ordinal` is 一 of 一、单选题."""

    name: str
    sort: Sort | None
    ordinal: str = ""
    rest: str = ""


def section(text: str) -> Title | None:
    """The title of a section that names a kind; None for all else."""
    if not text or len(text) > 200:
        return None
    if found := _STUCK.fullmatch(text):
        return Title(found[1], sort_of(found[1]))
    if found := _KIND_LINE.fullmatch(text):
        name = found[1].strip("[]【】()（） ")
        return Title(name, sort_of(name)) if sort_of(name) else None
    if found := _BRACKET_ONLY.fullmatch(text):
        name = re.split(r"[,，、;；:：\s]", found[1].strip())[0]
        if re.fullmatch(rf"{_KINDS}题?", name):
            return Title(name, sort_of(name))
    if found := _ENGLISH.fullmatch(text):
        # A short answer alone is what some programs call a blank.
        name = f"{found[1]} questions"
        return Title(name, sort_of(name), _ordinal(text))
    found = _SECTION.fullmatch(text)
    if found is None and (close := _SPACED.sub("", text)) != text:
        # 一、 判 断 题: the words of a heading are spread out.
        spread = section(close)
        return spread if spread and not spread.rest else None
    if found is None or not _is_title(text, found[1], found[2] or ""):
        return None
    if _COUNTED_TEXT.match(text) or (_NAMED_TEXT.match(text) and not text.endswith((")", "）"))):
        return None
    name, tail = found[1].replace(" ", ""), found[2] or ""
    bare = _OPENED.sub("", tail, count=1)
    is_said = _SAYS.search(tail) or re.match(r"\s*[(（【\[]", tail)
    return Title(name, sort_of(name), _ordinal(text), "" if is_said else bare)


def _is_title(text: str, name: str, tail: str) -> bool:
    """Whether a line that begins with a kind is a title: 判断： begins a question as well."""
    bracket = _AFTER_KIND.search(text)
    if bracket and _ITEM.match(bracket[1]):
        # [填空题] 4. … is a question with a number.
        return False
    if (asked := _ASKED.match(tail)) and not _SAYS.search(asked[1]):
        # 单选题（难度：易）甲是（ ）
        return False
    if bracket and not _SAYS.search(bracket[1]) and not re.match(r"[(（【\[]", bracket[1]):
        # （单选题, 1.0 分）stands before a stem.
        return False
    if name.endswith(("题", "型")):
        return True
    if _RUN_AHEAD.match(tail) or _KEYS_AHEAD.fullmatch(tail):
        return True
    if tail:
        is_open = re.match(r"\s*[(（【\[]|\s*[:：]\s*$", tail)
        return bool(is_open or _SAYS.search(tail))
    return bool(_ordinal(text) or _CLEAR.fullmatch(text))


def _ordinal(text: str) -> str:
    found = re.match(rf"\W{{0,4}}(?:第\s?)?([{_HAN}]{{1,4}}|[IVX]{{1,4}}(?=\s?[.．、]))", text)
    return found[1] if found else ""


def is_answers(text: str) -> bool:
    """Whether the line announces the answers to all questions."""
    text = _SPACED.sub("", text)
    if len(text) > 50 or _ASKS.search(text) or _MARKED.search(text):
        return False
    return bool(_ANSWERS.fullmatch(text) or _ENGLISH_ANSWERS.fullmatch(text))


def chapter(text: str) -> str:
    """The name of the chapter that the line begins; "" for all else."""
    if is_round(text):
        return text.rstrip(" :：")
    if len(text) > 45 or not _CHAPTER.fullmatch(text) or _SENTENCE.search(text):
        return ""
    return re.sub(r"^(?:章节|目录|分类|所属章节|模块|专题)\s?[:：]\s?", "", text).strip(" :：")


def level(text: str) -> str:
    """The name of a chapter that is numbered in figures, where a section's title follows it."""
    found = _LEVEL.fullmatch(text)
    return found[1] if found and not _SENTENCE.search(text) else ""


def is_part(text: str) -> bool:
    """Whether it may be a heading like （二）提高."""
    return _PART.fullmatch(text) is not None and not _SENTENCE.search(text)


def is_round(text: str) -> bool:
    """Whether a round of a contest begins."""
    return len(text) <= 45 and _ROUND.fullmatch(text) is not None


def is_paper_name(text: str) -> bool:
    """Whether it may be the name of a paper, as it stands between two of them."""
    return len(text) <= 40 and bool(_NAMES.search(text)) and not _SENTENCE.search(text)


def is_noise(text: str) -> bool:
    """Page numbers, rules, what a web page's buttons say, the head of an exam paper."""
    if not text or text.startswith(f"【{REASON}】"):
        return True
    if len(text) > 120:
        return False
    return bool(_NOISE.fullmatch(text) or _CONTENTS.fullmatch(text))


def is_head(text: str) -> bool:
    """Time, marks and the name of who sits the exam: above the first question only."""
    return len(text) <= 200 and _HEAD.search(text) is not None
