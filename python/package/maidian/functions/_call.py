"""The one way in which all functions are called."""

from typing import Any, Protocol

from maidian import _native


class ArrowArray(Protocol):
    """A column in one piece."""

    def __arrow_c_array__(self, requested_schema: object = None) -> Any:
        """The Arrow C interface."""


class ArrowStream(Protocol):
    """A column in pieces."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """The Arrow C interface."""


Column = ArrowArray | ArrowStream
Text = Column | str | None


def call(name: str, *arguments: object) -> Any:
    """Calls a function; columns come back as the caller's library has them."""
    return as_given(_native.call(name, *arguments), arguments)


def as_given(result: Any, arguments: tuple[object, ...]) -> Any:
    """A result as a column of the library that the first column among the arguments is of."""
    if not isinstance(result, _native.Array | _native.ChunkedArray):
        return result
    for argument in arguments:
        if hasattr(argument, "__arrow_c_array__") or hasattr(argument, "__arrow_c_stream__"):
            library = type(argument).__module__.partition(".")[0]
            return _LIBRARIES.get(library, _unchanged)(result, argument)
    return result


def _unchanged(result: Any, _: Any) -> Any:
    return result


def _pyarrow(result: Any, _: Any) -> Any:
    import pyarrow as pa

    return pa.array(result) if isinstance(result, _native.Array) else pa.chunked_array(result)


def _polars(result: Any, given: Any) -> Any:
    import polars as pl

    return pl.Series(result).alias(given.name)


def _pandas(result: Any, given: Any) -> Any:
    import pandas as pd

    column = pd.arrays.ArrowExtensionArray(_pyarrow(result, given))
    return pd.Series(column, index=given.index, name=given.name)


def _arro3(result: Any, _: Any) -> Any:
    import arro3.core

    kind = arro3.core.Array if isinstance(result, _native.Array) else arro3.core.ChunkedArray
    return kind.from_arrow(result)


_LIBRARIES = {"pyarrow": _pyarrow, "polars": _polars, "pandas": _pandas, "arro3": _arro3}
