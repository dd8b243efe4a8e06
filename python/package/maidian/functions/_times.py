"""Event times."""

from typing import Any

from maidian.functions._call import Column, call


def stm_udf(ms: Column | int | str | None) -> Any:
    """Date and time of event times, as ``yyyy-MM-dd HH:mm:ss``.

    Args:
        ms: milliseconds since 1970 UTC, as integers or text; ten digits or fewer are seconds.

    Returns:
        Text, in the time zone of ``maidian.configure`` or ``MAIDIAN_TIME_ZONE``, Asia/Shanghai if neither says otherwise.
        Text that is no number, years outside 1970 to 9999, and NULL give NULL.

    Example:
        >>> maidian.functions.stm_udf(1700000000123)
        '2023-11-15 06:13:20'
    """
    return call("stm_udf", ms)


def dt_udf(ms: Column | int | str | None) -> Any:
    """The day of event times, as ``yyyy-MM-dd``.

    Args:
        ms: milliseconds since 1970 UTC, as integers or text; ten digits or fewer are seconds.

    Returns:
        Text, in the time zone of ``maidian.configure`` or ``MAIDIAN_TIME_ZONE``, Asia/Shanghai if neither says otherwise.
        Text that is no number, years outside 1970 to 9999, and NULL give NULL.

    Example:
        >>> maidian.functions.dt_udf(1700000000123)
        '2023-11-15'
    """
    return call("dt_udf", ms)


def hour_udf(ms: Column | int | str | None) -> Any:
    """The hour of event times, as ``HH``.

    Args:
        ms: milliseconds since 1970 UTC, as integers or text; ten digits or fewer are seconds.

    Returns:
        Text, in the time zone of ``maidian.configure`` or ``MAIDIAN_TIME_ZONE``, Asia/Shanghai if neither says otherwise.
        Text that is no number, years outside 1970 to 9999, and NULL give NULL.

    Example:
        >>> maidian.functions.hour_udf(1700000000123)
        '06'
    """
    return call("hour_udf", ms)
