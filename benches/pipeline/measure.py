"""Whole processes measured: wall time, CPU time and peak memory of a command and all that it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")
# Often enough for jobs of seconds, and less than a hundredth of a core.
INTERVAL = 0.1


class Failed(Exception):
    """A process that failed, with the end of what it said."""


@dataclass(frozen=True)
class Measurement:
    """One run of a command."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


@dataclass
class _Session:
    """What the processes of a session use: those of PySpark are no children of one that waits for them."""

    identifier: int
    peak_bytes: int = 0
    ticks: dict[int, int] = field(default_factory=dict)

    def sample(self) -> None:
        """Looks once."""
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                # The name, in brackets, may hold blanks.
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            if int(fields[3]) == self.identifier:
                total += int(fields[21]) * PAGE
                self.ticks[int(stat.parent.name)] = int(fields[11]) + int(fields[12])
        self.peak_bytes = max(self.peak_bytes, total)


def run(command: list[str], environment: dict[str, str], folder: Path, threads: int) -> Measurement:
    """Runs a command on as many cores as it has threads, and measures it.

    Memory is the kernel's own figure for one process, and for several the greatest sum that was seen.
    """
    cores = sorted(os.sched_getaffinity(0))[:threads]
    # What the run before left to be written is not this one's.
    os.sync()
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    session = _Session(process.pid)
    over = threading.Event()

    def watch() -> None:
        while not over.wait(INTERVAL):
            session.sample()

    watcher = threading.Thread(target=watch)
    watcher.start()
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(output.decode(errors="replace").strip()[-2000:] or f"exit code {process.returncode}")
    single = len(session.ticks) <= 1
    return Measurement(
        seconds,
        usage.ru_utime + usage.ru_stime if single else sum(session.ticks.values()) / TICK,
        usage.ru_maxrss * 1024 if single else session.peak_bytes,
    )
