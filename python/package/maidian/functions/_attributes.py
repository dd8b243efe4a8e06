"""Attributes of events: JSON objects, broken ones included."""

from typing import Any

from maidian.functions._call import Text, call


def attr_get(attributes: Text, key: Text) -> Any:
    """The value under a key of an event's attributes.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.
        key: the name, exactly as it is written; never a path.

    Returns:
        Text: strings unescaped, anything else as its JSON text. With a key twice the last wins. Objects that are cut off or
        hold unescaped quotes are recovered. NULL for JSON's ``null``, a missing key, text that is no object, and NULL.

    Example:
        >>> maidian.functions.attr_get('{"$ip":"1.0.1.1","WT.n":1.50}', "WT.n")
        '1.50'
    """
    return call("attr_get", attributes, key)


def attr_pick(attributes: Text, *keys: str) -> Any:
    """The values under several keys, in one pass over the text.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.
        *keys: names, all different.

    Returns:
        Structs with one field of text a key, values as ``attr_get`` gives them. NULL and text that is no object give NULL.

    Raises:
        ValueError: a key that is a column, or that comes twice.

    Example:
        >>> maidian.functions.attr_pick('{"a":"1","b":2}', "b", "c")
        {'b': '2', 'c': None}
    """
    return call("attr_pick", attributes, *keys)


def attr_map(attributes: Text) -> Any:
    """All pairs of an event's attributes.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.

    Returns:
        Maps of text to text, in the order of the pairs, values as ``attr_get`` gives them; on a single value a ``dict``.
        NULL and text that is no object give NULL.

    Example:
        >>> maidian.functions.attr_map('{"a":"1","b":2}')
        {'a': '1', 'b': '2'}
    """
    return call("attr_map", attributes)


def attr_remove(attributes: Text, *keys: Text) -> Any:
    """Attributes without some keys, the rest byte for byte as it was.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.
        *keys: names; without any those that the ODS step lifts into columns, such as ``$ip``.

    Returns:
        Text. Text that is no object comes back as it is; NULL gives NULL.

    Example:
        >>> maidian.functions.attr_remove('{"$ip":"1.0.1.1","a":1}')
        '{"a":1}'
    """
    return call("attr_remove", attributes, *keys)


def extract_xy(attributes: Text) -> Any:
    """The custom fields of an event: every pair whose key starts with ``XY_`` or ``XY.``.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.

    Returns:
        Text, a JSON object. NULL where there is no such pair, and for NULL.

    Example:
        >>> maidian.functions.extract_xy('{"XY_a":"1","b":2,"XY.lat":39.9}')
        '{"XY_a":"1","XY.lat":39.9}'
    """
    return call("extract_xy", attributes)


def extract_xy_no_lag_lat(attributes: Text) -> Any:
    """The custom fields of an event without its coordinates.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.

    Returns:
        Text as ``extract_xy`` gives it, without ``XY_lng``, ``XY_lag``, ``XY_lon``, ``XY_longitude``, ``XY_lat`` and
        ``XY_latitude`` in any case, with ``_`` or ``.``. NULL where nothing is left, and for NULL.

    Example:
        >>> maidian.functions.extract_xy_no_lag_lat('{"XY_a":"1","XY.lat":39.9}')
        '{"XY_a":"1"}'
    """
    return call("extract_xy_no_lag_lat", attributes)


def exposure_items(attributes: Text) -> Any:
    """The items of a region exposure: pairs whose key is ``P`` and 11 digits and whose value is an object.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.

    Returns:
        Lists of structs ``event``, ``env_name``, ``mark_id``, ``next_url``, ``xy`` of text. None gives an empty list; NULL
        and text that is no object give NULL.

    Example:
        >>> maidian.functions.exposure_items('{"P00000090723":{"WT_envName":"icon1"}}')
        [{'event': 'P00000090723', 'env_name': 'icon1', 'mark_id': None, 'next_url': None, 'xy': None}]
    """
    return call("exposure_items", attributes)
