"""Measures the main job, ODS to DWD to interfaces, against the same job in other engines: `run.py --help`.

Results are compared before anything is timed. Contestants take turns, each run a process of its own; a figure is the
median of all runs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import contestants
import data
import environment
from contestants import HERE, PEERS, Contestant
from measure import Failed, run
from report import Report, Row


def numbers(text: str) -> list[int]:
    """A list of numbers, as `1,2`."""
    return [int(part.replace("_", "")) for part in text.split(",")]


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--events", type=numbers, default=[2_000_000], metavar="N[,N…]", help="events to generate; several for growth")
    add("--threads", type=numbers, default=[2], metavar="N[,N…]", help="threads and cores; several for growth")
    add("--runs", type=int, default=3, help="runs of each contestant")
    add("--peers", default=",".join(PEERS), help=f"some of {','.join(PEERS)}, or none")
    add("--copies", action="store_true", help="also read and write tables again, with nothing computed")
    add("--null-sink", action="store_true", help="also compute DWD and write nothing")
    add("--warehouse", type=Path, help="take ODS from this warehouse instead of generated events")
    add("--dir", type=Path, default=data.REPOSITORY / "target" / "pipeline", help="folder for data, kept for next time")
    add("--binary", type=Path, help="the maidian to measure, instead of target/release/maidian")
    add("--json", type=Path, help="file for the figures, instead of result.json in the folder for data")
    return parser.parse_args()


def say(text: str) -> None:
    """A message; results alone are on standard output."""
    print(text, file=sys.stderr, flush=True)


def compared(python: Path, contestant: Contestant, warehouse: Path) -> list[dict[str, Any]]:
    """The tables of a peer against ours."""
    command = [str(python), "-m", "compare", str(warehouse), str(contestant.compared)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"results could not be compared:\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(report: Report, peer: Contestant, python: Path, warehouse: Path, events: int, threads: int) -> Row | None:
    """Runs a peer once for its results; no row if it fails."""
    peer.clear()
    try:
        run(peer.command(threads), peer.environment, HERE, threads)
    except Failed as failure:
        report.skipped[peer.name] = f"it failed: {str(failure).splitlines()[-1]}"
        say(f"{peer.name} failed:\n{failure}")
        return None
    tables = compared(python, peer, warehouse)
    report.comparisons += [{"engine": peer.name, "events": events, "threads": threads, **table} for table in tables]
    for table in tables:
        say(f"  {peer.name}: {table['text']}")
    peer.clear()
    return Row(peer.name, events, threads, all(table["equal"] for table in tables))


def measure(report: Report, options: argparse.Namespace, python: Path, made: data.Data, threads: int) -> None:
    """Compares, then measures, all contestants on some data."""
    binary = contestants.binary(options.binary)
    mine = contestants.ours(binary, made)
    field = [(mine, Row(mine.name, made.events, threads))]
    mine.clear()
    run(mine.command(threads), mine.environment, HERE, threads)
    say(f"results, {made.events} events, {threads} threads")
    for name in chosen(options):
        if name not in report.skipped:
            peer = contestants.peer(name, python, made, threads)
            row = check(report, peer, python, made.warehouse, made.events, threads)
            if row is not None:
                field.append((peer, row))
    extras = []
    if options.null_sink:
        extras.append(contestants.null_sink(binary, made))
    if options.copies:
        extras += contestants.copies(binary, made, python if "duckdb" in report.versions else None)
    field += [(extra, Row(extra.name, made.events, threads)) for extra in extras]
    for turn in range(options.runs):
        # Nobody always runs behind the same one.
        for contestant, row in field[turn % len(field) :] + field[: turn % len(field)]:
            contestant.clear()
            row.runs.append(run(contestant.command(threads), contestant.environment, HERE, threads))
            if contestant is not mine:
                contestant.clear()
            say(f"  run {turn + 1}: {contestant.name} {row.runs[-1].seconds:.2f} s")
    report.rows += [row for _, row in field]


def chosen(options: argparse.Namespace) -> list[str]:
    """The peers that take part."""
    names = [name for name in options.peers.split(",") if name not in ("", "none")]
    if unknown := set(names) - set(PEERS):
        sys.exit(f"no such peer: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    return names


def main() -> None:
    """Runs everything, and prints the table."""
    options = arguments()
    report = Report()
    binary = contestants.binary(options.binary)
    report.versions["maidian"] = data.maidian(binary, "--version").split()[-1]
    python = environment.make(options.dir / "venv")
    for peer in chosen(options):
        say(f"installing {peer}")
        if reason := environment.install(python, peer):
            report.skipped[peer] = reason
            say(f"{peer} is skipped: {reason}")
        else:
            report.versions[peer] = environment.version(python, peer)
    # Results are compared with it, whoever takes part.
    if chosen(options) and "duckdb" not in report.versions and (reason := environment.install(python, "duckdb")):
        sys.exit(f"results cannot be compared without DuckDB: {reason}")
    for events in options.events if options.warehouse is None else [None]:
        say(f"data: {events or options.warehouse}")
        # A warehouse is told by its whole path: demos' are all called alike.
        name = str(events) if events else "-".join(["from", *options.warehouse.resolve().parts[1:]])
        made = data.make(binary, (options.dir / name).resolve(), events, options.warehouse)
        left = made.generated - made.events
        say(f"data: {made.events} events, {left} left out ({100 * left / made.generated:.2f} %): broken attributes")
        for threads in options.threads:
            measure(report, options, python, made, threads)
    file = options.json or options.dir / "result.json"
    file.write_text(json.dumps(report.json(), indent=2, ensure_ascii=False))
    print(report.markdown())
    say(f"figures: {file}")
    if any(row.equal is False for row in report.rows):
        sys.exit("results differ: a ratio to an engine that does other work says nothing")


if __name__ == "__main__":
    main()
