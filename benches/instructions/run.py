"""Counts the instructions of the main kernels and compares them with `counts.json`.

python3 benches/instructions/run.py            # exit code 1 where a kernel takes more than it did
python3 benches/instructions/run.py --update   # writes the file anew
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COUNTS = HERE / "counts.json"
# Its own folder: the features differ from those of the workspace, which must not be built again for it.
TARGET = ROOT / "target" / "instructions"


def main() -> int:
    """Builds, counts, compares; gives the exit code."""
    options = arguments()
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: instructions can't be counted", file=sys.stderr)
        return 2
    program = build()
    rows = cases(program, options.only)
    with ThreadPoolExecutor(options.jobs) as pool:
        counted = dict(zip(rows, pool.map(lambda name: count(program, name), rows), strict=True))
    found = {name: round(counted[name] / rows[name], 1) for name in rows}
    known = json.loads(COUNTS.read_text()) if COUNTS.exists() else {}
    if options.update:
        kept = known.get("instructions_per_row", {}) if options.only else {}
        COUNTS.write_text(json.dumps(report({**kept, **found}), indent=2) + "\n")
    return compare(known, found, options)


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Count the instructions of the main kernels.")
    parser.add_argument("only", nargs="*", help="cases whose name contains one of these; all if none is given")
    parser.add_argument("--update", action="store_true", help="write the counts to the file")
    parser.add_argument("--tolerance", type=float, default=3.0, help="percent that a count may grow; 3")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="cases counted at a time")
    return parser.parse_args()


def build() -> Path:
    """Builds the program, without Arrow and DataFusion."""
    command = ["cargo", "build", "--release", "--package", "maidian-udfs", "--no-default-features"]
    command += ["--example", "instructions", "--target-dir", str(TARGET)]
    subprocess.run(command, cwd=ROOT, check=True)
    return TARGET / "release" / "examples" / "instructions"


def cases(program: Path, only: list[str]) -> dict[str, int]:
    """Names and rows of the cases."""
    listed = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    rows = {name: int(count) for name, count in map(str.split, listed.splitlines())}
    return {name: rows[name] for name in rows if not only or any(part in name for part in only)}


def count(program: Path, case: str) -> int:
    """Instructions of one pass over the rows of a case."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", "--toggle-collect=*counted_pass*"]
        command += [f"--callgrind-out-file={folder}/out", str(program), case]
        # The addresses of stack and heap decide by which way memory is copied.
        if shutil.which("setarch"):
            command = ["setarch", platform.machine(), "--addr-no-randomize", *command]
        run = subprocess.run(command, check=True, capture_output=True, text=True, env={"PATH": os.environ["PATH"]})
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def report(counts: dict[str, float]) -> dict[str, object]:
    """What the file holds: beside the counts what they depend on."""
    return {"environment": environment(), "instructions_per_row": counts}


def environment() -> dict[str, str]:
    """What changes counts though no kernel changed."""
    rustc = subprocess.run(["rustc", "--version"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    valgrind = subprocess.run(["valgrind", "--version"], check=True, capture_output=True, text=True).stdout
    return {
        "machine": platform.machine(),
        "rustc": rustc.split()[1],
        "libc": " ".join(platform.libc_ver()),
        "valgrind": valgrind.strip().removeprefix("valgrind-"),
    }


def compare(known: dict, found: dict[str, float], options: argparse.Namespace) -> int:
    """Prints the table; 1 if a kernel takes more than it may."""
    counts = known.get("instructions_per_row", {})
    worse = []
    print(f"{'kernel':28}{'was':>10}{'is':>10}{'change':>9}")
    for name, now in found.items():
        before = counts.get(name)
        if before is None:
            print(f"{name:28}{'-':>10}{now:>10.1f}{'new':>9}")
            worse.append(name)
            continue
        change = (now / before - 1) * 100
        mark = ""
        if change > options.tolerance:
            worse.append(name)
            mark = "  more"
        print(f"{name:28}{before:>10.1f}{now:>10.1f}{change:>+8.1f}%{mark}")
    gone = [] if options.only else sorted(set(counts) - set(found))
    for name in gone:
        print(f"{name:28}{counts[name]:>10.1f}{'-':>10}{'gone':>9}")
    if options.update:
        return 0
    for name, was in known.get("environment", {}).items():
        now = environment()[name]
        if now != was:
            print(f"the file was written with {name} {was}, this is {now}: counts may differ", file=sys.stderr)
    if worse or gone:
        print(f"instructions grew by more than {options.tolerance:g} %, or the file lacks a kernel: "
              f"{', '.join(worse + gone)}", file=sys.stderr)
    return 1 if worse or gone else 0


if __name__ == "__main__":
    sys.exit(main())
