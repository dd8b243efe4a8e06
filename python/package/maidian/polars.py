"""The functions on Polars' expressions: ``pl.col("ip").maidian.ip_region()``.

Importing this module is what makes ``maidian`` a namespace of every expression.

Example:
    >>> import maidian.polars
    >>> import polars as pl
    >>> pl.DataFrame({"page": ["a%20b", None]}).select(pl.col("page").maidian.decode_url()).to_series().to_list()
    ['a b', None]
"""

from collections.abc import Callable
from typing import Any

import polars as pl

from maidian import functions


@pl.api.register_expr_namespace("maidian")
class Expressions:
    """The functions of ``maidian.functions``, on the expression as their first argument.

    Further arguments are single values or expressions. Wrong ones are told when the expression is made. ``attr_map`` gives
    a list of structs ``key``, ``value``, which is what maps are in Polars.
    """

    def __init__(self, expr: pl.Expr) -> None:
        """Takes the expression before ``.maidian``."""
        self._expr = expr


def _method(name: str, function: Callable[..., Any]) -> Callable[..., pl.Expr]:
    def method(self: Expressions, *arguments: Any) -> pl.Expr:
        # On no rows, for what is wrong with the call and for the type of its result.
        none = pl.Series([], dtype=pl.String)
        returned = function(none, *(none if isinstance(it, pl.Expr) else it for it in arguments)).dtype
        columns = [it for it in arguments if isinstance(it, pl.Expr)]
        if not columns:
            return self._expr.map_batches(
                lambda column: function(column, *arguments), return_dtype=returned, is_elementwise=True
            )

        def on_struct(struct: pl.Series) -> pl.Series:
            first, *others = struct.struct.unnest().get_columns()
            rest = iter(others)
            given = [next(rest) if isinstance(it, pl.Expr) else it for it in arguments]
            return function(first, *given)

        # The struct, and so the result, has the name of its first field.
        others = [expr.alias(f"maidian argument {position}") for position, expr in enumerate(columns, 2)]
        together = pl.struct(self._expr, *others)
        return together.map_batches(on_struct, return_dtype=returned, is_elementwise=True)

    method.__name__ = name
    method.__doc__ = function.__doc__
    return method


for _name in functions.__all__:
    setattr(Expressions, _name, _method(_name, getattr(functions, _name)))
