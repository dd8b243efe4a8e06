"""The options that all engines' scripts take."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Arguments:
    """Where to read and write, and with how many threads."""

    ods: Path
    dim: Path
    out: Path
    threads: int

    @property
    def sources(self) -> Path:
        """Sources of events: id, name, terminal, interface and DWD table."""
        return self.dim / "dim_data_source" / "dim_data_source.tsv"

    @property
    def domains(self) -> Path:
        """Domains of interfaces: domain and interface."""
        return self.dim / "dim_domain_interface_di" / "dim_domain_interface_di.tsv"

    def table(self, name: str) -> Path:
        """The folder that a table is written to."""
        return self.out / f"table={name}"

    def files(self, name: str) -> str:
        """A pattern for the files of a table that was written."""
        return f"{self.table(name)}/*/*/*.parquet"


def parse() -> Arguments:
    """Reads the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ods", type=Path, required=True, help="folder of ODS, partitioned by dt and hour")
    parser.add_argument("--dim", type=Path, required=True, help="folder of the dimension tables")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    return Arguments(options.ods, options.dim, options.out, options.threads)
