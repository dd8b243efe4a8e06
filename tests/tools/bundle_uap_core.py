"""Make the bundled user agent rules and uap-core's own test cases from a copy of uap-core.

Usage, from the top of the repository, with `zstandard==0.25.0` and `pyyaml==6.0.3` installed:

    cargo fetch
    python tests/tools/bundle_uap_core.py ~/.cargo/registry/src/*/ua-parser-0.2.2/uap-core

It writes `udfs/data/ua_rules.json.zst` (`regexes.yaml` as compact JSON: the same lists, keys, order
and values; keys without a value are left out) and
`tests/data/uap-core/{regexes,test_ua,test_os,test_device}.yaml.zst` (the files as they are). The same input gives
the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import yaml
import zstandard

REGEXES_SHA256 = "41733e3f5be2e30cc3018c9ad8bab8a36a8a18db90ba8dd1c5b50cc3ac41af51"
COPIED = ("regexes.yaml", "tests/test_ua.yaml", "tests/test_os.yaml", "tests/test_device.yaml")
REPLACEMENTS = {
    "user_agent_parsers": {f"v{part}_replacement" for part in (1, 2, 3)} | {"family_replacement"},
    "os_parsers": {f"os_v{part}_replacement" for part in (1, 2, 3)} | {"os_replacement"},
    "device_parsers": {"device_replacement", "brand_replacement", "model_replacement", "regex_flag"},
}


def write(path: Path, content: bytes) -> None:
    """Write a compressed copy and say how it turned out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = zstandard.ZstdCompressor(level=22).compress(content)
    path.write_bytes(packed)
    print(f"{path}: {len(content)} -> {len(packed)} bytes, sha256 {hashlib.sha256(packed).hexdigest()}")


def as_json(rules: dict[str, list[dict[str, str | None]]]) -> bytes:
    """Write the rules as compact JSON without empty keys; one that the reader does not know stops the conversion."""
    if rules.keys() != REPLACEMENTS.keys():
        sys.exit(f"lists {sorted(rules)}, expected {sorted(REPLACEMENTS)}")
    kept = {
        name: [{key: value for key, value in entry.items() if value is not None} for entry in entries]
        for name, entries in rules.items()
    }
    for name, entries in kept.items():
        for entry in entries:
            if surplus := entry.keys() - REPLACEMENTS[name] - {"regex"}:
                sys.exit(f"{name}: unknown keys {sorted(surplus)} in {entry}")
            if not all(isinstance(value, str) for value in entry.values()):
                sys.exit(f"{name}: a value that is no text in {entry}")
        print(f"{name}: {len(entries)} rules")
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def main(uap_core: Path, repository: Path) -> None:
    """Check the rules file, convert it, and copy the test cases."""
    text = (uap_core / "regexes.yaml").read_bytes()
    found = hashlib.sha256(text).hexdigest()
    if found != REGEXES_SHA256:
        sys.exit(f"regexes.yaml: sha256 {found}, expected {REGEXES_SHA256} (uap-core of ua-parser 0.2.2)")
    write(repository / "udfs/data/ua_rules.json.zst", as_json(yaml.safe_load(text)))
    for name in COPIED:
        copied = uap_core / name
        write(repository / f"tests/data/uap-core/{copied.name}.zst", copied.read_bytes())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).resolve().parents[2])
