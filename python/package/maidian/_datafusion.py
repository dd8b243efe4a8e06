"""The functions in DataFusion, the Python package ``datafusion``."""

from typing import TYPE_CHECKING

from maidian import _native

if TYPE_CHECKING:
    from datafusion import SessionContext

# The layout of what is handed over changes with every major version of DataFusion, and nobody but us looks at it.
MAJOR = 55


def check_version() -> None:
    """Refuses a ``datafusion`` of another major version, which would read past the end of what it is given.

    Raises:
        ImportError: there is no ``datafusion``, or one that does not fit.
    """
    # Half of the time of `import maidian`, were it imported above.
    from importlib import metadata

    install = f"pip install 'datafusion>={MAJOR},<{MAJOR + 1}'"
    try:
        installed = metadata.version("datafusion")
    except metadata.PackageNotFoundError:
        raise ImportError(f"maidian.register needs the package datafusion: {install}") from None
    if installed.split(".")[0] != str(MAJOR):
        raise ImportError(f"maidian was built for datafusion {MAJOR}, but {installed} is installed: {install}")


def register(ctx: "SessionContext") -> None:
    """Registers every function in a ``datafusion.SessionContext``, under its SQL names.

    Keys and databases are those of ``maidian.configure`` and the environment at that moment. Event times are shown in the
    session's ``datafusion.execution.time_zone``, Asia/Shanghai where it has none.

    Args:
        ctx: the session.

    Raises:
        ImportError: the installed ``datafusion`` is of another major version than the one this package was built for.

    Example:
        >>> from datafusion import SessionContext
        >>> ctx = SessionContext()
        >>> maidian.register(ctx)
        >>> ctx.sql("select decode_url('a%20b') as page").to_pydict()
        {'page': ['a b']}
    """
    check_version()
    from datafusion import udf

    for function in _native.functions():
        ctx.register_udf(udf(_native.ScalarUdf(function.name)))
