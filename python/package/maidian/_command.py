"""The command ``maidian``, as the wheel installs it."""

import signal
import sys

from maidian import _native


def main() -> None:
    """Runs the command line of this process, and ends it with the command's exit code."""
    # The command handles Ctrl-C itself; where it does not, a process ends by it, and Python's own handler would never run.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_native.main(["maidian", *sys.argv[1:]]))
