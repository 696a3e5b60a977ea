"""Telegram's HTML is read as strictly as Telegram reads it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import EntityError, read_html, width
from bot.sandbox.formatting import slices, tidied

# The sentences are Telegram's own; the arena is four bytes and two UTF-16 units wide.
REFUSED = [
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    (
        "🏟 🏟&lt;<i>a</em   >",
        'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"',
    ),
    ("<b>没有结束", 'Can\'t find end tag corresponding to start tag "b"'),
    ("三 < 五", 'Unsupported start tag "" at byte offset 4'),
    ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ("<p>一段</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    (
        "&#xd83d;",
        "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units",
    ),
]


@pytest.mark.parametrize(("source", "sentence"), REFUSED)
def test_what_telegram_refuses_is_refused_with_its_sentence(source, sentence):
    with pytest.raises(EntityError) as refusal:
        read_html(source)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("source", "text", "kind", "offset", "length"),
    [
        ("➡️ ➡️<i>➡️ ➡️</i>", "➡️ ➡️➡️ ➡️", "italic", 5, 5),
        ("🏟 🏟<i>🏟 &lt🏟</i>", "🏟 🏟🏟 <🏟", "italic", 5, 6),
        ("🏟 🏟&lt;<I    aba  =  190azAz-.   >a</i>", "🏟 🏟<a", "italic", 6, 1),
        ("🏟 🏟&lt;<i>🏟 🏟&lt;</>", "🏟 🏟<🏟 🏟<", "italic", 6, 6),
        ('<span class = "tg-spoiler">密</span>', "密", "spoiler", 0, 1),
        ("<strong>x</strong>", "x", "bold", 0, 1),
        ("<ins>x</ins>", "x", "underline", 0, 1),
        ("<del>x</del>", "x", "strikethrough", 0, 1),
        ("<blockquote   expandable   asd>a</>", "a", "expandable_blockquote", 0, 1),
        ('<blockquote cite="" x>a</blockquote>', "a", "blockquote", 0, 1),
    ],
)
def test_a_tag_becomes_an_entity_in_utf16_units(source, text, kind, offset, length):
    read = read_html(source)

    assert read == (text, [{"type": kind, "offset": offset, "length": length}])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;", '&ge;<>&"&laquo;&#12345678;'),
        ("&#28201;&#x6545;", "温故"),
        ("a & b &nbsp; &", "a & b &nbsp; &"),
        ("&ltx;", "&ltx;"),
    ],
)
def test_only_four_names_and_numbers_are_characters(source, text):
    assert read_html(source) == (text, [])


def test_code_with_a_language_is_one_entity():
    _, entities = read_html('<pre><code class="language-python">x = 1</code></pre>')

    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("telegram.org", "http://telegram.org/"),
        ("https://example.com/a?b=1#c", "https://example.com/a?b=1#c"),
        ("tg://settings", "tg://settings"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081/"),
    ],
)
def test_a_link_is_kept_as_telegram_writes_it(href, url):
    _, entities = read_html(f'<a href="{href}">x</a>')

    assert [entity["url"] for entity in entities] == [url]


@pytest.mark.parametrize("href", ["", "ftp://example.com", "localhost", "javascript:alert(1)"])
def test_a_link_to_nowhere_is_dropped_silently(href):
    assert read_html(f'<a href="{href}">这里</a>') == ("这里", [])


def test_a_moment_is_shown_in_the_readers_time():
    _, entities = read_html('<tg-time unix="1647531900" format="wDT">周四</tg-time>')

    assert entities == [
        {
            "type": "date_time",
            "offset": 0,
            "length": 2,
            "unix_time": 1647531900,
            "date_time_format": "wDT",
        }
    ]


def kinds(source):
    text, entities = tidied(*read_html(source))
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


def test_blanks_around_the_text_go_and_its_entities_move():
    assert kinds(" \n<b> 温故 </b>\n ") == ("温故", [("bold", 0, 2)])


def test_bold_does_not_reach_into_code():
    assert kinds("<b>a<code>b</code>c</b>")[1] == [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]


def test_a_quote_inside_a_quote_is_only_the_outer_one():
    read = kinds("<blockquote>a<blockquote>b</blockquote></blockquote>")

    assert read == ("ab", [("blockquote", 0, 2)])


def test_the_same_style_twice_is_one_entity():
    assert kinds("<b>a<strong>b</strong></b><b>c</b>")[1] == [("bold", 0, 3)]


def test_commands_mentions_and_links_are_found_where_they_stand_alone():
    text = (
        "发 /practice 给 @wengu_bot，见 https://example.com/a，不是 a/b 也不是<code>/help</code>"
    )
    read, entities = tidied(*read_html(text))

    assert slices(read, entities, "bot_command") == ["/practice"]
    assert slices(read, entities, "mention") == ["@wengu_bot"]
    assert slices(read, entities, "url") == ["https://example.com/a"]


texts = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
tags = st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "blockquote", "code", "pre"])
trees = st.recursive(
    texts, lambda inner: st.tuples(tags, st.lists(inner, max_size=3)), max_leaves=8
)


def written(tree):
    if isinstance(tree, str):
        return html.escape(tree, quote=False)
    tag, inner = tree
    return f"<{tag}>{''.join(map(written, inner))}</{tag}>"


def shown(tree):
    return tree if isinstance(tree, str) else "".join(map(shown, tree[1]))


def pieces(tree):
    """What each tag with content covers, in the order in which tags end."""
    if isinstance(tree, str):
        return []
    inside = [piece for inner in tree[1] for piece in pieces(inner)]
    return [*inside, shown(tree)] if shown(tree) else inside


@given(texts)
def test_escaped_text_is_read_back_to_the_letter(text):
    assert read_html(html.escape(text)) == (text, [])


@given(trees)
def test_every_tag_covers_exactly_what_it_was_written_around(tree):
    text, entities = read_html(written(tree))

    units = text.encode("utf-16-le")
    covered = [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in entities
    ]
    assert (text, covered) == (shown(tree), pieces(tree))


markup = st.text(alphabet=list("<>/&;=\"'# abiprecodlt\t\n温🏟"), max_size=60)


@given(markup)
def test_any_string_is_read_or_refused_and_never_breaks_the_reader(source):
    try:
        text, entities = tidied(*read_html(source))
    except EntityError:
        return

    assert text == text.strip(" \t\n")
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= width(text) for e in entities)


@given(trees)
def test_code_stands_alone_except_in_a_quote(tree):
    _, entities = tidied(*read_html(written(tree)))

    codes = [e for e in entities if e["type"] in {"code", "pre"}]
    others = [e for e in entities if "quote" not in e["type"] and e not in codes]
    for code in codes:
        for other in [*others, *(each for each in codes if each is not code)]:
            before = other["offset"] + other["length"] <= code["offset"]
            after = code["offset"] + code["length"] <= other["offset"]
            assert before or after
