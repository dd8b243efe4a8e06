"""The peers' Python: an environment of its own, with the versions that `requirements.txt` pins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements.txt"
# What each peer's script imports. Each is installed by itself, so that one that cannot be does not keep others out.
PACKAGES = {
    # Arrow functions in DuckDB want NumPy, which DuckDB does not ask for.
    "duckdb": ["duckdb", "pyarrow", "numpy", "cryptography"],
    "chdb": ["chdb"],
    "polars": ["polars", "cryptography"],
    "pyspark": ["pyspark"],
}


def make(folder: Path) -> Path:
    """Makes the environment where it is missing, and returns its Python."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return python


def install(python: Path, peer: str) -> str | None:
    """Installs a peer; returns why it cannot be, if it cannot."""
    if _importable(python, peer):
        return None
    command = [str(python), "-m", "pip", "install", "--quiet", "--constraint", str(REQUIREMENTS), *PACKAGES[peer]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    return None if _importable(python, peer) else "installed, but cannot be imported"


def _importable(python: Path, peer: str) -> bool:
    script = "; ".join(f"import {name}" for name in ["engines." + peer, *PACKAGES[peer]])
    return subprocess.run([str(python), "-c", script], cwd=HERE, capture_output=True, check=False).returncode == 0


def version(python: Path, peer: str) -> str:
    """The version that is installed."""
    script = f"from importlib.metadata import version; print(version('{peer}'))"
    return subprocess.run([str(python), "-c", script], capture_output=True, text=True, check=False).stdout.strip()
