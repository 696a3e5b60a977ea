"""Files that went up or down, with the ids and limits Telegram gives them."""

import mimetypes
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.sandbox.errors import ApiError, bad
from bot.sandbox.params import Json, Params, Upload

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Bytes under a file_id; `kind` is document or photo, sizes are in pixels."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    content_type: str
    path: str
    data: bytes
    width: int = 0
    height: int = 0

    def document(self) -> Json:
        """The Bot API's Document."""
        return {"file_name": self.name, "mime_type": self.content_type, **self.reference()}

    def photo(self) -> list[Json]:
        """The Bot API's PhotoSize list; the sandbox keeps the one size that was sent."""
        return [{**self.reference(), "width": self.width, "height": self.height}]

    def reference(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class Files:
    """Every file of the sandbox, in memory."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, upload: Upload, kind: str = "document") -> StoredFile:
        """Store an upload; a photo must be an image that Telegram could show."""
        number = len(self._by_id) + 1
        width, height = _pixels(upload.data) if kind == "photo" else (0, 0)
        name = PurePosixPath(upload.name.replace("\\", "/")).name or "file"
        suffix = PurePosixPath(name).suffix or (".jpg" if kind == "photo" else "")
        stored = StoredFile(
            file_id=f"{'AgAC' if kind == 'photo' else 'BQAC'}-sandbox-{kind}-{number}",
            unique_id=f"sandbox{number}",
            kind=kind,
            name=name,
            content_type=_content_type(name, upload.content_type),
            path=f"{kind}s/file_{number}{suffix}",
            data=upload.data,
            width=width,
            height=height,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def sent(self, params: Params, kind: str, value: object, field: str) -> StoredFile:
        """The file of a sendDocument or sendPhoto: uploaded, attached or named by its id."""
        upload = params.upload(value, field)
        if upload is not None:
            _measure(upload, kind)
            return self.keep(upload, kind)
        if not value:
            raise bad(f"there is no {kind} in the request")
        if isinstance(value, str) and value.startswith("attach://"):
            raise bad(f"there is no {kind} in the request")
        known = self._by_id.get(str(value))
        if known is None:
            if str(value).startswith(("http://", "https://")):
                raise bad("failed to get HTTP URL content")
            raise bad("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            raise bad(f"can't use file of type {known.kind.title()} as {kind.title()}")
        return known

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file behind a file_path of getFile."""
        return self._by_path.get(path)

    def downloadable(self, file_id: str) -> Json:
        """What getFile answers; a bot gets no file above 20 MB."""
        if not file_id:
            raise bad("file_id is not specified")
        known = self._by_id.get(file_id)
        if known is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(known.data) > MAX_DOWNLOAD:
            raise bad("file is too big")
        return {**known.reference(), "file_path": known.path}


def _measure(upload: Upload, kind: str) -> None:
    size = len(upload.data)
    if not size:
        raise bad("file must be non-empty")
    if size > MAX_UPLOAD:
        raise ApiError(413)
    if kind == "photo" and size > MAX_PHOTO:
        raise bad(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {MAX_PHOTO} bytes"
        )


def _content_type(name: str, given: str) -> str:
    given = given.partition(";")[0].strip()
    if given and given != "application/octet-stream":
        return given
    return mimetypes.guess_type(name)[0] or given or "application/octet-stream"


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG; refuses what Telegram would not show as a photo."""
    size = _png(data) or _gif(data) or _jpeg(data)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _png(data: bytes) -> tuple[int, int] | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> tuple[int, int] | None:
    if data[:4] != b"GIF8" or len(data) < 10:
        return None
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    if data[:2] != b"\xff\xd8":
        return None
    here = 2
    while here + 9 <= len(data) and data[here] == 0xFF:
        marker, length = data[here + 1], int.from_bytes(data[here + 2 : here + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[here + 5 : here + 9])
            return width, height
        here += 2 + length
    return None
