"""Links."""

from typing import Any

from maidian.functions._call import Text, call


def decode_url(text: Text) -> Any:
    """Decodes links, as ``java.net.URLDecoder`` does for UTF-8.

    Args:
        text: links, or parts of them.

    Returns:
        Text. An escape that is not two hexadecimal digits stays as it is, bytes that are not UTF-8 become U+FFFD. NULL
        gives NULL.

    Example:
        >>> maidian.functions.decode_url("a%20b+c%2")
        'a b c%2'
    """
    return call("decode_url", text)


def encode_url(text: Text) -> Any:
    """Encodes text for links, as ``java.net.URLEncoder`` does in UTF-8.

    Args:
        text: any text.

    Returns:
        Text. NULL gives NULL.

    Example:
        >>> maidian.functions.encode_url("a b&c=~")
        'a+b%26c%3D%7E'
    """
    return call("encode_url", text)


def query_param(text: Text, key: Text) -> Any:
    """The decoded value of a parameter of links.

    Args:
        text: whole URLs, paths of mini-programs (``pages/a?x=1``), query strings or fragment routes (``#/r?x=1``).
        key: the parameter's name.

    Returns:
        Text: that of the first ``key=``, which may be empty. NULL where there is none, and for NULL.

    Example:
        >>> maidian.functions.query_param("pages/a/b?x=1&y=%E4%B8%AD", "y")
        '中'
    """
    return call("query_param", text, key)
