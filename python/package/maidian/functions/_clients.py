"""Addresses and user agents."""

from typing import Any

from maidian.functions._call import Text, call


def ip_region(ip: Text) -> Any:
    """The region of addresses.

    Args:
        ip: IPv4 or IPv6 addresses as text; blanks around them are dropped.

    Returns:
        Structs ``country``, ``province``, ``city``, ``isp`` of text, a part that is unknown NULL. Text that is no address
        gives a struct of NULLs; NULL gives NULL.

    Example:
        >>> maidian.functions.ip_region("1.0.1.1")
        {'country': '中国', 'province': '福建省', 'city': '福州市', 'isp': '电信'}
    """
    return call("ip_region", ip)


def ip_udf(attributes: Text, *key: Text) -> Any:
    """The region of addresses as one text.

    Args:
        attributes: addresses; with a key, attributes of events.
        *key: the name under which the attributes hold the address.

    Returns:
        Text ``ip|country|province|city|isp``, unknown parts empty. Text that is no address is followed by four bars. A
        missing key and NULL give NULL.

    Example:
        >>> maidian.functions.ip_udf("1.0.1.1")
        '1.0.1.1|中国|福建省|福州市|电信'
    """
    return call("ip_udf", attributes, *key)


def ua_parse(ua: Text) -> Any:
    """What user agents say of system, device and browser, by the rules of uap-core.

    Args:
        ua: user agents.

    Returns:
        Structs of text: ``os_family``, ``os_major``, ``os_minor``, ``os_patch``, ``device_family``, ``device_brand``,
        ``device_model``, ``browser_family``, ``browser_major``, ``browser_minor``, ``browser_patch``. An unknown family is
        ``Other``, anything else unknown NULL; NULL gives NULL.

    Example:
        >>> maidian.functions.ua_parse("Mozilla/5.0 (X11; Ubuntu; rv:15.0) Gecko/20100101 Firefox/15.0.1")["browser_major"]
        '15'
    """
    return call("ua_parse", ua)


def ua_all(ua: Text) -> Any:
    """What user agents say, as one text.

    Args:
        ua: user agents.

    Returns:
        Text ``os|os_version|device_brand|device_model|browser|browser_version``, unknown parts empty. NULL gives NULL.

    Example:
        >>> maidian.functions.ua_all("Mozilla/5.0 (X11; Linux x86_64; rv:15.0) Gecko/20100101 Firefox/15.0.1")
        'Linux|Linux|||Firefox|Firefox 15'
    """
    return call("ua_all", ua)


def ua_all_udf(attributes: Text) -> Any:
    """``ua_all`` of the ``$user_agent`` of events' attributes.

    Args:
        attributes: text of JSON objects, or a column of maps of text to text.

    Returns:
        Text as ``ua_all`` gives it. NULL where there is no user agent, and for NULL.

    Example:
        >>> maidian.functions.ua_all_udf('{"$user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:15.0) Firefox/15.0.1"}')
        'Linux|Linux|||Firefox|Firefox 15'
    """
    return call("ua_all_udf", attributes)
