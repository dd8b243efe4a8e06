"""How cost grows with what a query reads and writes: keys asked, size of the attributes, partitions written.

Growth with rows and cores is that of the whole job: `benches/pipeline/run.py --events 100000,1000000 --threads 1,2`.

A figure is the median of all runs of a process of its own, less that of one that only reads the table.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# The pipeline is a program as well, and no package.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pipeline"))

import contestants
from data import REPOSITORY
from measure import Measurement, run

# As events have them on average, besides smaller and larger ones.
SIZES = [300, 1_400, 8_000]
KEYS = [1, 10, 40, 100]
PARTITIONS = [1, 24, 480]
# Text of attributes in a table, whatever the size of one: enough to outweigh the start of a process by far.
BYTES = 350_000_000
# Pairs of an object of the average size: values are of some 20 bytes.
PAIR = 36


class Bench:
    """The command, its warehouse, and how often it runs."""

    def __init__(self, binary: Path, folder: Path, threads: int, runs: int) -> None:
        """A warehouse in `folder`."""
        self.binary, self.warehouse, self.threads, self.runs = binary, folder / "warehouse", threads, runs
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def command(self, script: str) -> list[str]:
        """Our command for a script."""
        options = ["--warehouse", str(self.warehouse), "--threads", str(self.threads), "--quiet"]
        return [str(self.binary), "sql", "-e", script, *options]

    def make(self, script: str) -> None:
        """Runs a script unmeasured."""
        done = subprocess.run(self.command(script), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(done.stderr)

    def median(self, script: str) -> Measurement:
        """The median by time of all runs."""
        runs = [run(self.command(script), {}, self.folder, self.threads) for _ in range(self.runs)]
        return sorted(runs, key=lambda one: one.seconds)[len(runs) // 2]


def name(number: int) -> str:
    """A key."""
    return f"WT_key{number:03}"


def objects(size: int, rows: int) -> Iterator[str]:
    """Attributes of about `size` bytes: texts, links and numbers, different in each row."""
    chance = random.Random(size)
    pairs = max(size // PAIR, 1)
    for row in range(rows):
        values = {}
        for number in range(pairs):
            match number % 4:
                case 0:
                    values[name(number)] = f"https://h/{chance.randrange(10**9)}?a=b%20c"
                case 1:
                    values[name(number)] = chance.randrange(10**12)
                case _:
                    values[name(number)] = f"value {row} of {chance.randrange(10**6)}"
        yield json.dumps(values, separators=(",", ":"))


def fill(bench: Bench, size: int) -> int:
    """Makes the table of attributes of a size, and tells its rows."""
    rows = BYTES // size
    done = bench.warehouse / f"made_{size}"
    if not done.exists():
        texts = bench.folder / f"texts_{size}"
        texts.mkdir(exist_ok=True)
        with (texts / "attributes.txt").open("w") as lines:
            lines.writelines(f"{row}\t{text}\n" for row, text in enumerate(objects(size, rows)))
        bench.make(
            f"CREATE EXTERNAL TABLE texts_{size} (n bigint, attributes string) ROW FORMAT DELIMITED "
            f"FIELDS TERMINATED BY '\\t' STORED AS TEXTFILE LOCATION '{texts}';"
            f"CREATE TABLE events_{size} (n bigint, attributes string) STORED AS PARQUET;"
            f"INSERT OVERWRITE TABLE events_{size} SELECT n, attributes FROM texts_{size}; DROP TABLE texts_{size}"
        )
        (texts / "attributes.txt").unlink()
        done.touch()
    return rows


def asked(size: int, keys: int) -> str:
    """A query that asks for keys, and only counts what it gets."""
    counts = ", ".join(f"count(attr_get(attributes, '{name(number)}'))" for number in range(keys))
    return f"SELECT {counts} FROM events_{size}"


def per_row(bench: Bench, size: int, keys: int) -> float:
    """Nanoseconds of processor time a row that asking takes, besides reading it."""
    rows = fill(bench, size)
    reading = bench.median(f"SELECT max(length(attributes)) FROM events_{size}").cpu_seconds
    return (bench.median(asked(size, keys)).cpu_seconds - reading) / rows * 1e9


def keys(bench: Bench) -> Iterator[list[str]]:
    """Growth with the keys asked."""
    yield ["keys of a 1.4 KB object", "ns a row", "to one key"]
    size = SIZES[1]
    base = 0.0
    for count in KEYS:
        cost = per_row(bench, size, count)
        base = base or cost
        yield [str(count), f"{cost:,.0f}", f"{cost / base:.2f}"]


def sizes(bench: Bench) -> Iterator[list[str]]:
    """Growth with the size of the object."""
    yield ["bytes of an object, 10 keys", "ns a row", "ns a byte"]
    for size in SIZES:
        cost = per_row(bench, size, 10)
        yield [f"{size:,}", f"{cost:,.0f}", f"{cost / size:.2f}"]


def partitions(bench: Bench) -> Iterator[list[str]]:
    """Growth with the partitions that one INSERT writes."""
    yield ["partitions", "seconds", "peak memory, MiB", "files"]
    rows = fill(bench, SIZES[1])
    for count in PARTITIONS:
        table = f"parts_{count}"
        bench.make(
            f"DROP TABLE IF EXISTS {table}; CREATE TABLE {table} (n bigint, attributes string) PARTITIONED BY (p int) "
            f"STORED AS PARQUET"
        )
        # Rows of all partitions come mixed.
        insert = (
            f"INSERT OVERWRITE TABLE {table} PARTITION(p) SELECT n, attributes, cast(n % {count} as int) "
            f"FROM events_{SIZES[1]}"
        )
        taken = bench.median(insert)
        files = sum(1 for _ in (bench.warehouse / "default.db" / table).rglob("*.parquet"))
        yield [f"{count:,}", f"{taken.seconds:.2f}", f"{taken.peak_bytes / 2**20:,.0f}", str(files)]
        bench.make(f"DROP TABLE {table}")
    print(f"\n{rows:,} rows", file=sys.stderr)


GROWTHS = {"keys": keys, "sizes": sizes, "partitions": partitions}


def table(rows: Iterator[list[str]]) -> None:
    """Prints a Markdown table, whose first row is its head."""
    head = next(rows)
    print(f"\n| {' | '.join(head)} |\n|{' --- |' * len(head)}", flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def main() -> None:
    """Measures, and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("growth", nargs="*", choices=[*GROWTHS, []], help="some of the growths; all")
    add("--runs", type=int, default=3, help="runs of each query")
    add("--threads", type=int, default=2, help="threads and cores")
    add("--binary", type=Path, help="the maidian to measure, instead of target/release/maidian")
    add("--dir", type=Path, default=REPOSITORY / "target" / "growth", help="folder for data, kept for next time")
    options = parser.parse_args()
    bench = Bench(contestants.binary(options.binary), options.dir.resolve(), options.threads, options.runs)
    for chosen in options.growth or GROWTHS:
        table(GROWTHS[chosen](bench))


if __name__ == "__main__":
    main()
