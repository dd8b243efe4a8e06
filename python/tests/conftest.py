"""What holds for all tests: the published test key, the default zone, no settings of the machine's own."""

from __future__ import annotations

import os
import sys

for variable in [name for name in os.environ if name.startswith("MAIDIAN_")]:
    del os.environ[variable]
# Before anything is imported, so that the processes of Spark inherit it.
os.environ["MAIDIAN_KEY_MOBILE"] = "maidian-test-key"
# Spark's workers are this interpreter, whatever `python3` is.
os.environ["PYSPARK_PYTHON"] = sys.executable
