"""The text of a file -> what Telegram takes: as it is, or zipped where it would be too large.

    name, content = await packed("all.json", pieces)  ->  ("all.json", b"{...") or ("all.json.zip", b"PK...")

Telegram takes files of up to 50 MB from a bot; a zip of such text is about a tenth of it, so decades fit.
Others have their turn after each piece.
"""

import asyncio
import io
import zipfile
from collections.abc import Iterator

#: Bytes of a file that surely go through: 50 MB, less what is sent around it.
LARGEST = 49_000_000
#: So much is zipped in one go: a few milliseconds.
CHUNK = 1 << 16


async def packed(name: str, pieces: Iterator[str], largest: int = LARGEST) -> tuple[str, bytes]:
    """The whole file under its name, or zipped if it is larger than `largest` bytes."""
    whole = bytearray()
    for piece in pieces:
        whole += piece.encode("utf-8", "replace")
        await asyncio.sleep(0)
        if len(whole) > largest:
            return f"{name}.zip", await _zipped(name, whole, pieces)
    return name, bytes(whole)


async def _zipped(name: str, begun: bytearray, rest: Iterator[str]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as inside,
    ):
        for at in range(0, len(begun), CHUNK):
            inside.write(begun[at : at + CHUNK])
            await asyncio.sleep(0)
        for piece in rest:
            inside.write(piece.encode("utf-8", "replace"))
            await asyncio.sleep(0)
    return buffer.getvalue()
