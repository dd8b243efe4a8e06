"""Make the bundled ip2region databases and the test sample from the PyPI wheel `xdb-location`.

Usage, from the top of the repository, with `zstandard==0.25.0` installed:

    pip download --no-deps --dest /tmp xdb-location==0.1.39
    python tests/tools/bundle_ip2region.py /tmp/xdb_location-0.1.39-py3-none-any.whl

It writes `udfs/data/ip2region_{v4,v6}.xdb.zst` (the wheel's files, compressed and otherwise untouched) and
`tests/data/ip2region/ipv{4,6}_sample.txt.zst` (the first, the last and every 500th line of the wheel's sources).
The same input gives the same bytes. It prints what the constants of `udfs/src/data/ip_database.rs` and NOTICE say.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import zstandard

WHEEL_SHA256 = "c88bbd9fde669be4b0b7c9814bf3fee1c71d6fd20a5c9e7874e8c37d2dbdd054"
ENTRY_BYTES = {4: 14, 6: 38}
SAMPLE_STEP = 500


def compress(content: bytes) -> bytes:
    """Compress at zstd's highest level, with a window of 64 MiB that holds the larger file whole."""
    parameters = zstandard.ZstdCompressionParameters.from_level(22, window_log=26)
    return zstandard.ZstdCompressor(compression_params=parameters).compress(content)


def sample(source: str) -> str:
    """Take the first, the last and every 500th segment of a source, in order."""
    lines = source.splitlines()
    kept = [line for number, line in enumerate(lines) if number % SAMPLE_STEP == 0 or number == len(lines) - 1]
    return "\n".join(kept) + "\n"


def write(path: Path, content: bytes) -> None:
    """Write a compressed copy and say how it turned out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = compress(content)
    path.write_bytes(packed)
    print(f"{path}: {len(content)} -> {len(packed)} bytes, sha256 {hashlib.sha256(packed).hexdigest()}")


def main(wheel: Path, repository: Path) -> None:
    """Check the wheel, then write the two databases and the two samples."""
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        sys.exit(f"{wheel}: sha256 {found}, expected {WHEEL_SHA256} (xdb-location 0.1.39)")
    with zipfile.ZipFile(wheel) as archive:
        for family in (4, 6):
            xdb = archive.read(f"xdb_location/data/ip2region_v{family}.xdb")
            version, _, created, first, last = struct.unpack_from("<HHIII", xdb)
            segments = (last - first) // ENTRY_BYTES[family] + 1
            print(
                f"IPv{family}: version {version}, created {created} ({datetime.fromtimestamp(created, UTC)}), "
                f"{segments} segments, {len(xdb)} bytes, sha256 {hashlib.sha256(xdb).hexdigest()}"
            )
            write(repository / f"udfs/data/ip2region_v{family}.xdb.zst", xdb)
            source = archive.read(f"xdb_location/data/ipv{family}_source.txt").decode()
            write(repository / f"tests/data/ip2region/ipv{family}_sample.txt.zst", sample(source).encode())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).resolve().parents[2])
