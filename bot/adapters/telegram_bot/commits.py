"""Waiting for what the coach has begun to write, so that nobody is told before it is on disk.

await written(writing("tg-42"))
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeAlias

#: A lifter's commit that is under way, or None.
Writing: TypeAlias = Callable[[str], "Future[None] | None"]


def nothing_under_way(_: str) -> None:
    """For a store that has everything on disk when a call returns."""


async def written(commit: "Future[None] | None") -> None:
    """Wait for a commit; who waits may be cancelled, the commit goes on.

    Raises:
        Exception: what kept it from the disk.
    """
    if commit is not None:
        await asyncio.shield(asyncio.wrap_future(commit))


async def ended(commit: "Future[None] | None") -> None:
    """Wait for the end of a commit that somebody else began, who is told how it went."""
    with suppress(Exception):
        await written(commit)
