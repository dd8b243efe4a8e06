"""Exposed items in Python, for engines that cannot list the keys of a JSON object."""

from __future__ import annotations

import json
import re

import job

ITEM_KEY = re.compile(job.ITEM_KEY)


def items(attributes: str) -> list[dict[str, str]]:
    """The items of a region exposure: the key of each, and its object as text."""
    found = []
    for key, value in json.loads(attributes).items():
        if ITEM_KEY.match(key) and value is not None:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            if text.startswith("{"):
                found.append({"key": key, "item": text})
    return found
