"""The shapes in which programs write questions as JSON: nested, grouped, in objects of their own.

Whatever the shape, each question becomes one flat object whose names are like column headers.
"""

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from questions.formats.headers import Role, header
from questions.formats.kinds import Sort, sort_named, sort_of

_DEEPEST = 8
_TITLES = ("chapter", "section", "category", "title", "name", "topic", "章节", "分类")
_IDS = ("id", "key", "value", "label", "letter", "code", "optionid", "index", "name", "no")
_TEXTS = ("text", "content", "option", "title", "body", "html", "desc", "optioncontent")
_ASKS = frozenset((Role.KEY, Role.OPTION, Role.OPTIONS, Role.ANSWER, Role.IS_RIGHT, Role.WRONG))
_GROUPED = {
    Sort.SINGLE: "单选题", Sort.MULTIPLE: "多选题", Sort.TRUE_FALSE: "判断题",
    Sort.BLANK: "填空题", Sort.ESSAY: "简答题",
}  # fmt: skip
_Object = Mapping[str, object]


def is_question(value: object) -> bool:
    """Whether an object has the names of a stem and of a key or options."""
    if not isinstance(value, dict):
        return False
    roles = {found.role for name in value if (found := header(name))}
    return Role.STEM in roles and bool(roles & _ASKS)


def gathered(value: object, about: _Object | None = None, depth: int = 0) -> Iterator[_Object]:
    """The questions in a tree of chapters and kinds, each told which it stands under."""
    context = about or {}
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from gathered(each, context, depth + 1)
    elif is_question(value) and isinstance(value, dict):
        yield {**context, **value}
    elif isinstance(value, dict):
        title = next((text for name in _TITLES if isinstance(text := value.get(name), str)), "")
        context = {**context, "章节": title} if depth and title else context
        for name, each in value.items():
            if isinstance(each, list | dict):
                yield from gathered(each, {**context, **_named(name)}, depth + 1)


def flattened(entry: _Object) -> dict[str, object]:
    """One question, its inner objects opened, and its key in letters where options have names."""
    flat: dict[str, object] = {}
    for name, value in entry.items():
        if isinstance(value, dict) and _role(name) is Role.STEM:
            flat = {**value, **flat}
        else:
            flat[name] = value
    return _with_letters({name: _opened(value) for name, value in _renamed(flat).items()})


def _named(name: str) -> dict[str, object]:
    """What the name of a list says of what is in it: a kind, or a chapter in Chinese."""
    sort = sort_named(name) or (sort_of(name) if len(name) <= 20 else None)
    if sort in _GROUPED:
        return {"题型": _GROUPED[sort]}
    is_chinese = any("一" <= char <= "鿿" for char in name) and header(name) is None
    return {"章节": name} if is_chinese else {}


def _renamed(entry: _Object) -> dict[str, object]:
    """`answers` that are objects with a text each are the options."""
    if any(_role(name) is Role.OPTIONS for name in entry):
        return dict(entry)
    return {
        "options" if _role(name) is Role.KEY and _is_objects(value) else name: value
        for name, value in entry.items()
    }


def _opened(value: object) -> object:
    """`{"text": [...], "label": [...]}`, as data sets have it, is the list of its texts."""
    if isinstance(value, dict) and isinstance(value.get("text"), list):
        return value["text"]
    return value


def _with_letters(entry: dict[str, object]) -> dict[str, object]:
    options = next((value for name, value in entry.items() if _role(name) is Role.OPTIONS), None)
    if not _is_objects(options) or not isinstance(options, list):
        return entry
    ids = _ids(options)
    return {
        name: _letters(value, ids) if ids and _role(name) is Role.KEY else value
        for name, value in entry.items()
    }


def _ids(options: Sequence[_Object]) -> list[str]:
    """What the options are called, where each has a name that is not its text."""
    for name in _IDS:
        named = [_folded(each).get(name) for each in options]
        texts = [each for each in named if isinstance(each, str | int)]
        if len(set(map(str, texts))) == len(options) and any(
            text in _folded(each) for each in options for text in _TEXTS if text != name
        ):
            return [str(each) for each in texts]
    return []


def _letters(value: object, ids: Sequence[str]) -> object:
    """The key in letters, where it names options by what they are called; else as it is."""
    wanted = value if isinstance(value, list) else [value]
    named = [str(each) for each in wanted if isinstance(each, str | int)]
    if not named or len(named) < len(wanted) or not set(named) <= set(ids):
        return value
    return "".join(ascii_uppercase[ids.index(each)] for each in named if ids.index(each) < 26)


def _is_objects(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(
        isinstance(each, dict) and set(_folded(each)) & {*_TEXTS, *_IDS} for each in value
    )  # fmt: skip


def _folded(value: _Object) -> dict[str, object]:
    return {name.casefold().replace("_", ""): each for name, each in value.items()}


def _role(name: str) -> Role | None:
    found = header(name)
    return found.role if found else None
