"""Files up and down, with Telegram's limits."""

import io
import struct

import aiohttp
import pytest

MEGABYTE = 1024 * 1024


def png(width, height, size=0):
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)
    return head.ljust(size, b"\0")


def form(chat_id, field, data, name, **more):
    form = aiohttp.FormData({"chat_id": str(chat_id), **more}, quote_fields=False)
    form.add_field(field, io.BytesIO(data), filename=name)
    return form


async def test_a_document_keeps_its_chinese_name_and_its_bytes(bot, learner):
    _, body = await bot.calls(
        "sendDocument",
        data=form(
            learner.id,
            "document",
            b"PK-data",
            "成绩单.xlsx",
            caption="<b>成绩</b>",
            parse_mode="HTML",
        ),
    )

    document = body["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("成绩单.xlsx", 7)
    assert document["mime_type"].endswith("spreadsheetml.sheet")
    assert body["result"]["caption"] == "成绩"
    assert await learner.downloads(await learner.hears()) == b"PK-data"


async def test_a_file_may_be_attached_under_any_name(bot, learner):
    _, body = await bot.calls(
        "sendDocument",
        data=form(learner.id, "part1", b"x", "a.csv", document="attach://part1"),
    )

    assert body["result"]["document"]["file_name"] == "a.csv"


async def test_a_photo_has_its_size_in_pixels(bot, learner):
    _, body = await bot.calls(
        "sendPhoto", data=form(learner.id, "photo", png(1200, 800), "chart.png")
    )

    photo = body["result"]["photo"][-1]
    assert (photo["width"], photo["height"]) == (1200, 800)


@pytest.mark.parametrize(
    ("method", "field", "data", "status", "sentence"),
    [
        ("sendPhoto", "photo", b"no picture", 400, "Bad Request: IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", png(9000, 2000), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", "photo", png(2100, 100), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (
            "sendPhoto",
            "photo",
            png(10, 10, 10 * MEGABYTE + 1),
            400,
            "Bad Request: file of size 10485761 bytes is too big for a photo; "
            "the maximum size is 10485760 bytes",
        ),
        ("sendDocument", "document", b"", 400, "Bad Request: file must be non-empty"),
        ("sendDocument", "document", bytes(50 * MEGABYTE + 1), 413, "Request Entity Too Large"),
    ],
    ids=["no picture", "too large", "too long", "photo above 10 MB", "empty", "above 50 MB"],
)
async def test_a_file_that_telegram_refuses(bot, learner, method, field, data, status, sentence):
    got, body = await bot.calls(method, data=form(learner.id, field, data, "a.png"))

    assert (got, body["description"]) == (status, sentence)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({}, "there is no document in the request"),
        ({"document": "BQAC-nobody"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "https://example.com/a.csv"}, "failed to get HTTP URL content"),
        ({"document": "x", "caption": "长" * 1025}, "message caption is too long"),
    ],
)
async def test_a_document_that_is_not_there(bot, learner, params, sentence):
    refusal = await bot.refused("sendDocument", chat_id=learner.id, **params)

    assert refusal == f"Bad Request: {sentence}"


async def test_a_file_is_sent_again_by_its_id_but_only_as_what_it_is(bot, learner):
    await learner.uploads(b"1,2", "题库.csv")
    file_id = (await bot.inbox())[0]["message"]["document"]["file_id"]

    again = await bot.does("sendDocument", chat_id=learner.id, document=file_id)
    refusal = await bot.refused("sendPhoto", chat_id=learner.id, photo=file_id)

    assert again["document"]["file_id"] == file_id
    assert refusal == "Bad Request: can't use file of type Document as Photo"


async def test_the_bot_downloads_what_a_person_uploaded(scene, bot, learner):
    await learner.uploads(b"\xd6\xd0\xce\xc4", "题库.csv", caption="新题 /help")
    message = (await bot.inbox())[0]["message"]

    file = await bot.does("getFile", file_id=message["document"]["file_id"])
    async with scene.http.get(f"/file/bot{scene.token}/{file['file_path']}") as answer:
        data = await answer.read()

    assert data == b"\xd6\xd0\xce\xc4"
    assert file["file_path"].endswith(".csv")
    assert message["caption"] == "新题 /help"


async def test_a_bot_gets_no_file_above_20_megabytes(bot, learner):
    await learner.uploads(bytes(20 * MEGABYTE + 1), "大.xlsx")
    file_id = (await bot.inbox())[0]["message"]["document"]["file_id"]

    assert await bot.refused("getFile", file_id=file_id) == "Bad Request: file is too big"


async def test_a_caption_and_a_photo_can_be_changed(bot, learner):
    _, sent = await bot.calls("sendPhoto", data=form(learner.id, "photo", png(9, 9), "a.png"))
    where = {"chat_id": learner.id, "message_id": sent["result"]["message_id"]}

    captioned = await bot.does("editMessageCaption", **where, caption="第一周")
    media = '{"type":"photo","media":"attach://new","caption":"第二周"}'
    fields = {key: str(value) for key, value in where.items()}
    _, body = await bot.calls(
        "editMessageMedia",
        data=form(fields.pop("chat_id"), "new", png(8, 6), "b.png", media=media, **fields),
    )

    assert captioned["caption"] == "第一周"
    assert body["result"]["caption"] == "第二周"
    assert body["result"]["photo"][0]["width"] == 8
