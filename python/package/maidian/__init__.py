"""Event tracking functions on Arrow data, and a runner of HiveQL scripts.

- ``maidian.functions``: the functions on columns of pyarrow, polars, pandas, arro3 and whatever else knows the Arrow C
  interface, and on single values;
- ``maidian.register``, ``maidian.duckdb``, ``maidian.spark`` and ``maidian.polars``: the same functions in the engines;
- ``maidian.Warehouse``: scripts and queries on a warehouse.
"""

from importlib import import_module
from types import ModuleType

from maidian import functions
from maidian._datafusion import register
from maidian._errors import SqlError
from maidian._native import Array, ChunkedArray, configure
from maidian._result import Result
from maidian._warehouse import CheckedStatement, Report, StatementReport, Warehouse

__all__ = [
    "Array",
    "CheckedStatement",
    "ChunkedArray",
    "Report",
    "Result",
    "SqlError",
    "StatementReport",
    "Warehouse",
    "configure",
    "functions",
    "register",
]

_ADAPTERS = ("duckdb", "polars", "spark")


def __getattr__(name: str) -> ModuleType:
    """Imports the adapter of an engine when it is first asked for: ``maidian.duckdb``."""
    if name in _ADAPTERS:
        return import_module(f"maidian.{name}")
    raise AttributeError(f"module 'maidian' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What there is, adapters included."""
    return sorted([*__all__, *_ADAPTERS])
