"""The sign of life: what is written, and what `spotter health` makes of it."""

import asyncio
import datetime as dtm
import json
from pathlib import Path

import pytest
from telegram import Update

from bot.adapters.heartbeat import FILE, Heartbeat, Pulse, ailment
from bot.adapters.telegram_bot.intake import PatientQueue
from tests.fakes import FRIDAY, FakeClock

MINUTE = dtm.timedelta(minutes=1)


class Patient:
    """A heartbeat on a clock of our own; `beats` lets it beat so often."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.pulse = Pulse(self.clock)
        self.due_at: dtm.datetime | None = None
        self.left = 0
        self.after_beats = asyncio.Event()

    async def beats(self, times: int = 1) -> None:
        """Beat so often, then stop as a killed process does: the file stays."""
        self.left = times
        self.after_beats.clear()
        heartbeat = Heartbeat(self.folder, self.pulse, self.clock, lambda: self.due_at, self._sleep)
        task = asyncio.create_task(heartbeat.beat())
        await self.after_beats.wait()
        self.last = (self.folder / FILE).read_bytes() if (self.folder / FILE).exists() else b""
        task.cancel()
        await asyncio.wait({task})
        if self.last:
            (self.folder / FILE).write_bytes(self.last)

    async def _sleep(self, _: float) -> None:
        self.left -= 1
        if self.left <= 0:
            self.after_beats.set()
            await asyncio.Event().wait()

    def ailment(self) -> str:
        """What `spotter health` would say now."""
        return ailment(self.folder, self.clock.now())


@pytest.fixture
def patient(tmp_path: Path) -> Patient:
    """Somebody whose heart can be listened to."""
    return Patient(tmp_path)


async def test_a_bot_that_hears_telegram_is_well(patient: Patient) -> None:
    """A beat just now, Telegram heard just now."""
    patient.clock.advance(minutes=30)
    patient.pulse.heard(still_waiting=True)
    await patient.beats()
    patient.clock.advance(seconds=40)
    assert not patient.ailment()


async def test_nobody_at_work_is_said(patient: Patient) -> None:
    """No file: no bot; after a stop by hand there is none either."""
    assert "No Spotter is running" in patient.ailment()
    heartbeat = Heartbeat(patient.folder, patient.pulse, patient.clock, lambda: None)
    task = asyncio.create_task(heartbeat.beat())
    await asyncio.sleep(0)
    assert not patient.ailment()
    task.cancel()
    await asyncio.wait({task})
    assert "No Spotter is running" in patient.ailment()


async def test_a_killed_or_frozen_process_is_unhealthy(patient: Patient) -> None:
    """The file is there, but nobody renews it."""
    await patient.beats()
    patient.clock.advance(minutes=5)
    assert "no sign of life for 5 minutes" in patient.ailment()


async def test_a_stuck_poller_is_unhealthy(patient: Patient) -> None:
    """The process beats on, but Telegram has not been heard since."""
    patient.pulse.heard(still_waiting=True)
    patient.clock.advance(minutes=3)
    await patient.beats()
    assert "Telegram has not been heard for 3 minutes" in patient.ailment()


async def test_a_bot_that_never_got_online_is_unhealthy_after_a_while(patient: Patient) -> None:
    """Waiting begins with the start."""
    await patient.beats()
    assert not patient.ailment()
    patient.clock.advance(hours=4)
    await patient.beats()
    assert "for 4 hours" in patient.ailment()


async def test_a_webhook_that_nobody_posts_to_is_well(patient: Patient) -> None:
    """Silence is normal there, a post without an end is not."""
    patient.pulse.heard(still_waiting=False)
    patient.clock.advance(hours=9)
    await patient.beats()
    assert not patient.ailment()
    queue = PatientQueue(patient.pulse)
    post = asyncio.create_task(queue.put(Update(1)))
    await asyncio.sleep(0)
    patient.clock.advance(minutes=3)
    await patient.beats()
    assert "Telegram has not been heard" in patient.ailment()
    queue.get_nowait()
    queue.task_done()
    await post
    await patient.beats()
    assert not patient.ailment()


async def test_messages_that_nobody_sends_are_unhealthy(patient: Patient) -> None:
    """A sender that has died shows: what is owed stays due."""
    patient.due_at = FRIDAY
    patient.pulse.heard(still_waiting=False)
    await patient.beats()
    assert not patient.ailment()
    patient.clock.advance(minutes=20)
    await patient.beats()
    assert "waiting for 20 minutes" in patient.ailment()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"at": 1}', b'{"at": "x"}', b'{"at": "2026-11-20"}'])
def test_a_file_that_makes_no_sense_is_said(patient: Patient, content: bytes) -> None:
    """Never a traceback, never "healthy"."""
    (patient.folder / FILE).write_bytes(content)
    assert "makes no sense" in patient.ailment()


async def test_the_file_is_for_the_owner_alone_and_names_nobody(patient: Patient) -> None:
    """Mode 0600, and times only."""
    heartbeat = Heartbeat(patient.folder, patient.pulse, patient.clock, lambda: None)
    task = asyncio.create_task(heartbeat.beat())
    await asyncio.sleep(0)
    said = json.loads((patient.folder / FILE).read_bytes())
    assert set(said) == {"at", "heard_at", "waiting_since", "overdue_s", "lag_s"}
    assert (patient.folder / FILE).stat().st_mode & 0o777 == 0o600
    task.cancel()
    await asyncio.wait({task})


async def test_a_full_disk_does_not_stop_the_heart(patient: Patient) -> None:
    """The beat is missed and logged; the next one tries again."""
    patient.folder = patient.folder / "gone"
    await patient.beats(3)
    patient.folder.mkdir()
    await patient.beats()
    assert not patient.ailment()
