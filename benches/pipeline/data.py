"""The data of a run: ODS and the dimension tables in a warehouse of its own, kept for the next run.

ODS comes from `maidian generate` and the shipped scripts. Events whose attributes are no JSON are left out (about one
in 200): maidian recovers them, the peers' JSON functions do not, and results are to be equal before times are compared.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

import job

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPTS = REPOSITORY / "sql" / "warehouse"
DIM = SCRIPTS / "dim" / "data"
# The published test key, under which generated phones are encrypted.
TEST_KEY = "maidian-test-key"


@dataclass(frozen=True)
class Data:
    """What a run reads."""

    folder: str
    generated: int
    events: int

    @property
    def warehouse(self) -> Path:
        """The warehouse in which our side works."""
        return Path(self.folder) / "warehouse"

    @property
    def ods(self) -> Path:
        """The folder of ODS."""
        return job.ODS.ours(self.warehouse)


def environment() -> dict[str, str]:
    """The environment of every process: this one's with the test key, unless another is set."""
    return {"MAIDIAN_KEY_MOBILE": TEST_KEY, **os.environ}


def maidian(binary: Path, *arguments: str | Path) -> str:
    """Runs our command, and returns what it prints."""
    command = [str(binary), *map(str, arguments)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"failed: {' '.join(command)}\n{done.stderr}")
    return done.stdout


def make(binary: Path, folder: Path, events: int | None, source: Path | None) -> Data:
    """Makes the data below `folder`, or takes what is there; from the ODS of the warehouse `source` if there is one."""
    marker = folder / "data.json"
    if marker.exists():
        return Data(**json.loads(marker.read_text()))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    warehouse = folder / "warehouse"
    ods = job.ODS.ours(warehouse)
    if source is None:
        _generate(binary, folder, warehouse, events or 0)
        whole = folder / "ods_with_broken"
        shutil.move(ods, whole)
    else:
        whole = job.ODS.ours(source.resolve())
    total, kept = _without_broken(binary, folder, warehouse, whole)
    if source is None:
        shutil.rmtree(whole)
    data = Data(str(folder), total, kept)
    marker.write_text(json.dumps(asdict(data)))
    return data


def _generate(binary: Path, folder: Path, warehouse: Path, events: int) -> None:
    generated = folder / "events"
    maidian(binary, "generate", "--events", str(events), "--out", generated)
    maidian(
        binary,
        "run",
        SCRIPTS / "dim",
        SCRIPTS / "ods",
        "--warehouse",
        warehouse,
        "--hivevar",
        f"events={generated}",
        "--hivevar",
        f"dim={DIM}",
    )
    shutil.rmtree(generated)
    shutil.rmtree(warehouse / "ham_jituan.db" / "kafka_data")


def _without_broken(binary: Path, folder: Path, warehouse: Path, whole: Path) -> tuple[int, int]:
    """Writes ODS from the table in the folder `whole`; returns how many rows that has, and how many were written."""
    # The shipped script's own declaration, for a table that is somewhere else.
    declaration = (SCRIPTS / "ods" / "ods_client_event_gio_all.hql").read_text().split(";")[1]
    external = declaration.replace(f"CREATE TABLE IF NOT EXISTS {job.ODS.warehouse}", "CREATE EXTERNAL TABLE whole")
    script = folder / "ods.hql"
    script.write_text(f"""
        CREATE DATABASE IF NOT EXISTS ham_jituan;
        DROP TABLE IF EXISTS ham_jituan.ods_client_event_gio_all;
        {declaration};
        DROP TABLE IF EXISTS whole;
        {external} LOCATION '{whole}';
        INSERT OVERWRITE TABLE ham_jituan.ods_client_event_gio_all PARTITION (dt, hour)
        SELECT * FROM whole WHERE get_json_object(attributes, '$') IS NOT NULL;
    """)
    maidian(binary, "run", script, "--warehouse", warehouse)
    counts = [
        int(
            maidian(
                binary, "sql", "--warehouse", warehouse, "--format", "csv", "-e", f"SELECT count(1) FROM {table}"
            ).split()[1]
        )
        for table in ("whole", job.ODS.warehouse)
    ]
    maidian(binary, "sql", "--warehouse", warehouse, "-e", "DROP TABLE whole")
    return counts[0], counts[1]
