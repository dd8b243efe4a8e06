"""What a run found: a Markdown table for people, and JSON for the next program."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from measure import Measurement

OURS = "maidian"
MIB = 1 << 20


@dataclass
class Row:
    """A contestant's runs on one set of data with one number of threads."""

    name: str
    events: int
    threads: int
    # Whether its tables are equal to ours; none where nothing is compared.
    equal: bool | None = None
    runs: list[Measurement] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of the runs' wall times."""
        return median(run.seconds for run in self.runs)

    @property
    def cpu_seconds(self) -> float:
        """The median of the runs' CPU times."""
        return median(run.cpu_seconds for run in self.runs)

    @property
    def peak_bytes(self) -> int:
        """The median of the runs' peak memory."""
        return int(median(run.peak_bytes for run in self.runs))

    @property
    def rate(self) -> float:
        """Events of ODS a second."""
        return self.events / self.seconds


@dataclass
class Report:
    """All rows, what was compared, and who was left out."""

    rows: list[Row] = field(default_factory=list)
    comparisons: list[dict[str, Any]] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)

    def ratio(self, row: Row) -> float:
        """How many times as long as our job on the same data and threads."""
        ours = next(o for o in self.rows if (o.name, o.events, o.threads) == (OURS, row.events, row.threads))
        return row.seconds / ours.seconds

    def markdown(self) -> str:
        """The table, and below it the ratio to the best peer and who was left out."""
        lines = [
            "| | events | threads | seconds | events/s | CPU seconds | peak memory | time / ours | results |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        ]
        results = {True: "equal", False: "DIFFER", None: ""}
        for row in self.rows:
            lines.append(
                f"| {row.name} | {row.events:,} | {row.threads} | {row.seconds:.2f} | {row.rate:,.0f} "
                f"| {row.cpu_seconds:.2f} | {row.peak_bytes / MIB:,.0f} MiB | {self.ratio(row):.2f} "
                f"| {results[row.equal]} |"
            )
        lines.append("")
        lines += self._best()
        lines += [f"{name} was skipped: {reason}" for name, reason in self.skipped.items()]
        return "\n".join(lines)

    def _best(self) -> list[str]:
        lines = []
        for ours in (row for row in self.rows if row.name == OURS):
            peers = [
                row
                for row in self.rows
                if row.equal is not None and (row.events, row.threads) == (ours.events, ours.threads)
            ]
            if peers:
                best = min(peers, key=lambda row: row.seconds)
                lines.append(
                    f"{ours.events:,} events, {ours.threads} threads: maidian is {self.ratio(best):.2f} times as fast "
                    f"as the best peer, {best.name}."
                )
        return lines

    def json(self) -> dict[str, Any]:
        """Everything, each run included."""
        return {
            "machine": {"cores": os.cpu_count(), "system": platform.platform()},
            "versions": self.versions,
            "rows": [
                {
                    **asdict(row),
                    "median_seconds": row.seconds,
                    "median_peak_bytes": row.peak_bytes,
                    "events_per_second": row.rate,
                    "time_to_ours": self.ratio(row),
                }
                for row in self.rows
            ],
            "comparisons": self.comparisons,
            "skipped": self.skipped,
        }
