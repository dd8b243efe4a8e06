"""How a run shows what it does: a bar on a terminal, a line in a notebook, nothing elsewhere."""

import logging
import sys
import time
from typing import Any

LOG = logging.getLogger("maidian")


class Progress:
    """Takes the notes of a run and shows the statements that are running."""

    def __init__(self, *, shown: bool) -> None:
        """Decides where to show."""
        self._running: dict[str, tuple[int, int]] = {}
        self._done = 0
        self._started = time.monotonic()
        self._screen = _screen() if shown else None

    def __call__(self, notes: list[tuple[Any, ...]]) -> None:
        """Is told what has happened since the last call."""
        for note in notes:
            kind, script, *rest = note
            if kind == "begins":
                self._running[script] = (rest[0], 0)
            elif kind == "progress" and script in self._running:
                self._running[script] = (self._running[script][0], rest[0])
            elif kind == "ends":
                self._running.pop(script, None)
                self._done += 1
            elif kind == "told":
                LOG.warning(script)
        if self._screen:
            self._screen.show(self._line())

    def close(self) -> None:
        """Takes away what is shown."""
        if self._screen:
            self._screen.close()

    def _line(self) -> str:
        running = ", ".join(f"{script}#{number}: {rows} rows" for script, (number, rows) in self._running.items())
        seconds = time.monotonic() - self._started
        return f"{self._done} statements done, {seconds:.0f} s{'; ' if running else ''}{running}"


class _Terminal:
    """One line that is written over."""

    WIDTH = 100

    def show(self, line: str) -> None:
        sys.stderr.write(f"\r{line[: self.WIDTH]:<{self.WIDTH}}")
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write(f"\r{' ' * self.WIDTH}\r")
        sys.stderr.flush()


class _Notebook:
    """An output cell that is replaced."""

    def __init__(self) -> None:
        from IPython.display import display

        self._handle: Any = display({"text/plain": ""}, raw=True, display_id=True)

    def show(self, line: str) -> None:
        self._handle.update({"text/plain": line}, raw=True)

    def close(self) -> None:
        self._handle.update({"text/plain": ""}, raw=True)


def _screen() -> _Terminal | _Notebook | None:
    # Only a notebook has this shell; asking IPython itself would import it.
    if "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
        if type(shell).__name__ == "ZMQInteractiveShell":
            return _Notebook()
    return _Terminal() if sys.stderr.isatty() else None
