"""The package as it is installed: its command, examples, documentation and weight."""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import maidian
from maidian import functions

SCRIPTS = Path(sys.executable).parent
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.py"))
MODULES = [
    "maidian._datafusion",
    "maidian._warehouse",
    "maidian.duckdb",
    "maidian.polars",
    "maidian.functions._attributes",
    "maidian.functions._clients",
    "maidian.functions._links",
    "maidian.functions._phones",
    "maidian.functions._times",
]


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, timeout=300)


@pytest.mark.parametrize("module", MODULES)
def test_documentation_is_true(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testmod(importlib.import_module(module), extraglobs={"maidian": maidian})
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("name", functions.__all__)
def test_every_function_tells_shapes_and_shows_an_example(name: str) -> None:
    documentation = inspect.getdoc(getattr(functions, name)) or ""
    for heading in ("Args:", "Returns:", "Example:", "NULL"):
        assert heading in documentation, heading


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_run(example: Path, tmp_path: Path) -> None:
    ran = run(sys.executable, example, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    expected = example.read_text(encoding="utf-8").split("# Prints:\n", 1)[1]
    assert ran.stdout.splitlines() == [line.removeprefix("# ") for line in expected.splitlines()]


def test_three_examples() -> None:
    assert len(EXAMPLES) == 3


def test_command_is_installed() -> None:
    ran = run(SCRIPTS / "maidian", "sql", "--format", "csv", "-e", "select decode_url('a%20b') as page")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "page\na b\n", "")
    assert run(sys.executable, "-m", "maidian", "--version").stdout.startswith("maidian ")
    assert metadata.version("maidian") in run(SCRIPTS / "maidian", "--version").stdout


def test_command_has_the_binarys_exit_codes() -> None:
    failed = run(SCRIPTS / "maidian", "sql", "-e", "select decode_ur(1)")
    assert failed.returncode == 1
    assert "did you mean `decode_url`?" in failed.stderr
    assert run(SCRIPTS / "maidian", "sql", "--nope").returncode == 2
    assert run(SCRIPTS / "maidian").returncode == 2


def test_command_does_not_mind_a_reader_that_goes() -> None:
    command = f"'{SCRIPTS / 'maidian'}' functions --format csv | head -n 1; exit ${{PIPESTATUS[0]}}"
    ran = run("bash", "-c", command)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_import_is_quick_and_needs_nothing() -> None:
    code = (
        "import sys, time; t = time.perf_counter(); import maidian; took = time.perf_counter() - t;"
        "print(took, *sorted({'pyarrow', 'numpy', 'polars', 'pandas', 'duckdb', 'pyspark'} & set(sys.modules)))"
    )
    # The first one compiles and fills the system's cache.
    best = min(float(run(sys.executable, "-c", code).stdout.split()[0]) for _ in range(3))
    assert run(sys.executable, "-c", code).stdout.split()[1:] == []
    assert best < 0.1


def test_wheel_is_stripped() -> None:
    wheel = os.environ.get("WHEEL_UNDER_TEST")
    if wheel is None:
        pytest.skip("WHEEL_UNDER_TEST names the wheel that is installed")
    # With the lines of its debug information it is three times as large.
    assert Path(wheel).stat().st_size < 60_000_000


def test_types_and_style_are_clean() -> None:
    folder = Path(__file__).parent.parent
    for command in (
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("mypy",),
    ):
        ran = run(SCRIPTS / command[0], *command[1:], cwd=folder)
        assert ran.returncode == 0, ran.stdout + ran.stderr
