"""A disk that takes as long as a test wants, without anybody sleeping."""

import os
import threading

from typing_extensions import override

from bot.adapters.tinydb_store import Disk

PATIENCE_S = 30


class HeldDisk(Disk):
    """Commits on threads, counted by `waiting`, are durable once `let_go` is set, or fail with `error`."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()
        self.waiting = threading.Semaphore(0)
        self.error = 0
        self.waited_in_vain = False

    @override
    def step(self, name: str) -> None:
        if name != "flush" or threading.current_thread() is threading.main_thread():
            return
        self.waiting.release()
        self.waited_in_vain |= not self.let_go.wait(PATIENCE_S)
        if self.error:
            raise OSError(self.error, os.strerror(self.error))
