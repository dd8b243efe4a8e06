"""What the adapters of engines share: functions on whole columns of pyarrow, by name."""

from typing import TYPE_CHECKING, Any

from maidian import _native
from maidian.functions._call import as_given

if TYPE_CHECKING:
    import pyarrow as pa

# Its type depends on the keys that it is asked for, and these engines want to know the type of a function before that.
PICK = "attr_pick"


def names(function: _native.Function) -> list[str]:
    """The SQL names of a function, each once, for engines that do not tell upper from lower case."""
    return sorted({name.lower() for name in [function.name, *function.aliases]})


def return_type(function: _native.Function) -> "pa.DataType":
    """The Arrow type of a function's result."""
    import pyarrow as pa

    if function.name == PICK:
        return pa.map_(pa.string(), pa.string())
    return pa.field(_native.return_type(function.name, function.required)).type


def call(name: str, *columns: Any) -> Any:
    """Calls a function on columns of pyarrow, constant arguments included."""
    if not columns:
        return _native.call(name)
    result = as_given(_native.call_columns(name, *columns), columns) if len(columns[0]) or name != PICK else None
    if name != PICK:
        return result
    return _map(result, len(columns[0]))


def _map(structs: Any, rows: int) -> Any:
    """Structs of text as maps of text to text, which have one type whatever their keys are."""
    import numpy as np
    import pyarrow as pa

    if not rows:
        return pa.array([], pa.map_(pa.string(), pa.string()))
    if isinstance(structs, pa.ChunkedArray):
        structs = structs.combine_chunks()
    keys = [field.name for field in structs.type]
    count = len(keys)
    values = pa.concat_arrays([structs.field(position).cast(pa.string()) for position in range(count)])
    by_row = np.arange(rows * count).reshape(count, rows).T.ravel()
    return pa.MapArray.from_arrays(
        pa.array(np.arange(0, rows * count + 1, count), pa.int32()),
        pa.array(keys).take(pa.array(np.tile(np.arange(count), rows))),
        values.take(pa.array(by_row)),
        mask=structs.is_null(),
    )
