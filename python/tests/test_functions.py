"""Every function in every engine, against one table."""

from __future__ import annotations

from typing import Any

import pytest

import maidian
from cases import CASES, Case
from engines import ENGINES, comparable
from maidian import _native


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("engine", ENGINES)
def test_rows_are_those_expected(engine: str, case: Case) -> None:
    given = [as_expected(row, expected) for row, expected in zip(ENGINES[engine](case), case.expected, strict=True)]
    assert given == case.expected


def as_expected(row: Any, expected: Any) -> Any:
    # An empty map and an empty list look alike where maps are lists of pairs.
    if row == [] and expected == {}:
        return {}
    return comparable(row)


def test_every_name_of_every_function_has_a_case() -> None:
    registered = {name for it in _native.functions() for name in [it.name, *it.aliases]}
    assert registered == set(maidian.functions.__all__)
    assert {case.function for case in CASES} == registered
