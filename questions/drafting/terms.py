"""What in a sentence is worth asking: figures, names in quotation marks, bodies, parallels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from questions.drafting.clauses import clauses
from questions.drafting.words import tagged
from questions.numerals import chinese_to_digits
from questions.typed import units

_UNITS = (
    "台次|车次|课时|学时|学分|平方米|平方公里|公里|千米|厘米|毫米|立方米|米|公斤|千克|克|吨|亩|户|人次|人|名|位|个工作日|个月|个|项|部|条|次|件|亿元|万元|元|年|月|日|天|小时|分钟|秒|周年|周|"
    "%|％|‰|倍|岁|家|所|座|台|套|种|类|级|度|℃|毫升|升|千瓦|瓦|伏|安|兆帕|W|kW|V|A|mAh|L|mL|m|cm|mm|kg|Hz|dB|MPa|成|届|期|层|处|本|篇|场|株|辆|支|批|方|步|折|分|遍|格|档|枚|组|张|节|把|片|只|根|块|袋|瓶|箱|例|起|具|字|页|门|列"
)
_FIGURE = re.compile(
    rf"(?<![A-Za-z\d.“—\-~～±])(?<!\d[至到])(?P<number>\d+(?:\.\d+)?)"
    rf"(?P<more>[余多]?[百千万亿]*[余多]?)(?P<unit>{_UNITS})"
    rf"|(?<![一二三四五六七八九十百千两第几星期这那每])(?P<chinese>[二三四五六七八九十百两]+)(?P<cunit>个工作日|个月|小时|分钟|天|周年|次|倍|名|成|元|人|日内)(?![之地])"
)
BODY = (
    r"(?:委员会|党支部|支部|党小组|党委|党总支|工作队|公司|中心|部门|办公室|服务站|车间|大会|职代会|居委会|业委会|小组|"
    r"[一-鿿](?:部|局|科|处|组|队|团|室)|负责人|主管|经理|总监|主任|书记|班组长|安全员|管理员|监护人|质检员|仓管员|驾驶员|操作工|客服|售后|供应商|厂家|专家|班长|组长|店长)"
)
_ROLES = (
    re.compile(
        rf"(?P<before>由)(?P<body>[一-鿿]{{0,10}}?{BODY})(?=牵头|负责(?!人)|组织|审批|审核|批准|签字|确认|保管|统一|安排|处理|评估|登记|检查|提出|会同|认定|决定|办理|指定)"
    ),
    re.compile(
        rf"(?P<before>[向报给])(?P<body>[一-鿿]{{0,10}}?{BODY})(?=反映|报告|提交|申请|汇报|申诉|备案|审批|批准|[,，。；;])"
    ),
    re.compile(
        rf"(?P<before>经)(?:过)?(?P<body>[一-鿿]{{0,10}}?{BODY})(?=审议|批准|同意|审批|审核|签字|确认)"
    ),
)
_NAMED = re.compile(
    r"(?P<verb>开展|推行|建设|成立|打造|探索|组织开展|设立|推出|实行|叫做?|称为|名为|依托|运用好?|启用|使用|搭建|评选|优化)(?:了)?“(?P<name>[^“”、，,]{3,10})”"
)
_DATE = re.compile(r"\d月\d+日")
_WITHIN = re.compile("[内后以之前未的,，。；;、)）]|$")
_CHANGE = re.compile(
    "[由从][^,，。；;、]*?(?:压缩|下降|降低|减少|缩短|降|提高|提升|增加|增长|上升|扩大|增)[到至为]+[^,，。；;、]*"
)
_NUMERAL = re.compile("[零一二两三四五六七八九十百千万\\d]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `start`–`end` of a text, without its unit."""

    text: str
    start: int
    end: int
    unit: str
    after: str = ""

    @property
    def whole(self) -> str:
        return self.text + self.after + self.unit

    @property
    def wordings(self) -> tuple[str, ...]:
        """The number, which a gap holds alone, and what else may be typed for it.

        20 before 余万部 is 20万 as well; 48 before 小时 two days; 十五 is 15.
        """
        power = re.sub("[余多几]", "", self.after)
        made = [self.text, self.text + power + (self.unit if self._hangs_on_unit else "")]
        # 1.6万余 as it stands.
        made += [self.text + self.after] if power else []
        if not self.text[0].isdigit():
            made.append(chinese_to_digits(self.text))
        return tuple(dict.fromkeys(made))

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def chosen(self) -> str:
        """What a choice says: the number with all that its value hangs on, 1.5亿 and 50%."""
        if self._hangs_on_unit:
            return self.whole
        return self.text + self.after if re.search("[百千万亿]", self.after) else self.text

    @property
    def _hangs_on_unit(self) -> bool:
        return units.unit(self.unit).factor != 1 or self.unit in ("%", "％", "‰")

    @property
    def is_rough(self) -> bool:
        """300多户, 10余次: a round number of which nothing follows."""
        is_round = self.text.endswith("0") or len(self.text) == 1
        return is_round and bool(re.fullmatch("[余多几]", self.after))

    @property
    def is_year(self) -> bool:
        """2018年, but not the 2 of 保修2年."""
        return self.unit == "年" and len(self.text) == 4


@dataclass(frozen=True, slots=True)
class Parallel:
    """Neighbours of one build, each `head` + `tail`: 在互动中 + 答疑, 在交锋中 + 廓清."""

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    starts: tuple[int, ...]

    def whole(self, at: int) -> str:
        return self.heads[at] + self.tails[at]


def figures(text: str) -> tuple[Figure, ...]:
    found = []
    for each in _FIGURE.finditer(text):
        name = "number" if each["number"] else "chinese"
        unit = each["unit"] if each["number"] else each["cunit"]
        figure = Figure(each[name], each.start(name), each.end(name), unit, each["more"] or "")
        if not _is_in_a_name(text, figure):
            found.append(figure)
    return tuple(found)


def is_changed(text: str, figure: Figure) -> bool:
    """Whether it is told what it was, or what it became: another one may go the wrong way."""
    return any(each.start() <= figure.start < each.end() for each in _CHANGE.finditer(text))


def is_of_calendar(text: str, figure: Figure) -> bool:
    """Whether the calendar tells it: which anniversary it is, the 22nd month of safety."""
    return figure.unit == "周年" or text[: figure.start].endswith("第")


def _is_in_a_name(text: str, figure: Figure) -> bool:
    """Whether a title holds it, or a date, or it counts the years of an era."""
    if figure.unit in ("月", "日") and _DATE.search(
        text[max(0, figure.start - 3) : figure.end + 4]
    ):
        return True
    # A 24小时抢修电话 is never any other.
    if figure.whole == "24小时" and not _WITHIN.match(text[figure.end + 2 :]):
        return True
    before = text[: figure.start]
    if before.count("《") > before.count("》"):
        return True
    return figure.unit == "年" and not figure.text.isdecimal()


def bodies(text: str) -> Iterator[tuple[str, int, int]]:
    """Who does it, or to whom it is handed: the body and its place."""
    for role in _ROLES:
        for found in role.finditer(text):
            if not re.search("[的和与及或、了是]", found["body"]):
                yield found["body"], found.start("body"), found.end("body")


def names(text: str) -> Iterator[tuple[str, int, int]]:
    """What was given a name of its own, in quotation marks; a name that counts is none."""
    for found in _NAMED.finditer(text):
        if not _NUMERAL.search(found["name"]):
            yield found["name"], found.start("name"), found.end("name")


def parallels(text: str, items: tuple[tuple[int, int], ...] = ()) -> Iterator[Parallel]:
    """Runs of neighbouring clauses, or of the items of a list, that are built alike."""
    spans = items or tuple(clauses(text))
    at = 0
    while at < len(spans) - 1:
        best = None
        for until in range(at + 2, len(spans) + 1):
            if (found := _alike([text[slice(*span)] for span in spans[at:until]])) is None:
                break
            best = Parallel(*found, tuple(start for start, _ in spans[at:until]))
        if best:
            yield best
        at += len(best.heads) if best else 1


def _alike(units: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Heads and tails when all units turn on one word in their middle."""
    lengths = [len(unit) for unit in units]
    if min(lengths) < 5 or max(lengths) > 18 or max(lengths) - min(lengths) > 3:
        return None
    hinges = {
        word.text
        for word in tagged(units[0])
        if word.start and (word.is_verb or word.tag[:1] in ("p", "f"))
    }
    hinges |= set(units[0][1:]) & set("无有为进促保靠看")
    for hinge in sorted(hinges, key=lambda each: (-len(each), each)):
        cuts = [unit.find(hinge, 2) + len(hinge) for unit in units]
        if all(
            cut > len(hinge) and 2 <= len(unit) - cut <= 8 and unit.count(hinge) == 1
            for unit, cut in zip(units, cuts, strict=True)
        ):
            heads = tuple(unit[:cut] for unit, cut in zip(units, cuts, strict=True))
            tails = tuple(unit[cut:] for unit, cut in zip(units, cuts, strict=True))
            spread = max(map(len, tails)) - min(map(len, tails))
            if spread <= 1 and len(set(tails)) == len(tails) and len(set(heads)) == len(heads):
                return heads, tails
    return None


def overlap(one: str, other: str) -> bool:
    """Whether two terms share two neighbouring characters."""
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    return any(other[at : at + 2] in pairs for at in range(len(other) - 1))


def are_apart(terms: list[str]) -> bool:
    """Whether no two of the terms overlap in most of their characters."""
    return not any(
        len(set(a) & set(b)) > 0.6 * min(len(set(a)), len(set(b)))
        for a, b in combinations(terms, 2)
    )
