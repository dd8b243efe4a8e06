"""The functions in Spark, on the driver and on executors."""

from typing import TYPE_CHECKING, Any

from maidian import _engine, _native

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def register(spark: "SparkSession") -> None:
    """Registers every function for Spark SQL and ``expr``, under its SQL names.

    Functions are sent to executors by name: this package has to be installed there. Databases are opened, and keys read
    from ``MAIDIAN_KEY_…`` or the file that ``MAIDIAN_KEY_FILE`` names, by each worker when it first needs them; what
    ``maidian.configure`` was given stays in the driver. ``attr_pick`` gives a map instead of a struct, since Spark asks for
    a function's type before it knows the keys: ``attr_pick(a, 'x', 'y').x``.

    Args:
        spark: the session, of Spark 4.1 or newer; needs the packages ``pandas`` and ``pyarrow``.

    Example:
        ``maidian.spark.register(spark)``, then ``spark.sql("select ip_region(ip).city from clients")``.
    """
    from pyspark.sql.functions import arrow_udf
    from pyspark.sql.pandas.types import from_arrow_type

    for function in _native.functions():
        returned = from_arrow_type(_engine.return_type(function))
        for name in _engine.names(function):
            spark.udf.register(name, arrow_udf(_callable(function.name), returned))


def _callable(name: str) -> Any:
    import pyarrow as pa

    # Spark pickles this with nothing but the name in it.
    def function(*columns: pa.Array) -> pa.Array:
        from maidian import _engine

        return _engine.call(name, *columns)

    return function
