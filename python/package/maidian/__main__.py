"""``python -m maidian``: the command."""

from maidian._command import main

main()
