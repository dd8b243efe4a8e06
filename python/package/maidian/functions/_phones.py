"""Phones, and the names that the real-time store's scripts use."""

from typing import Any

from maidian.functions._call import Column, Text, call


def mobile_decrypt(text: Text, *user_key_and_name: Text) -> Any:
    """Phones and users, decrypted.

    Args:
        text: phones or users, encrypted or not.
        *user_key_and_name: what identifies the user (``$basic_userId`` may be encrypted), and the name of a key, ``mobile``
            if not given.

    Returns:
        Text. Base64 of whole cipher blocks is decrypted, anything else comes back as it is; ciphertext that does not
        decrypt gives NULL. With ``user_key``, a user that ends in ``==`` is decrypted under ``$basic_userId``, an empty one
        is NULL, and all others come back as they are. NULL gives NULL, but as ``user_key``.

    Raises:
        ValueError: the key is not configured; the message tells how to.

    Example:
        >>> maidian.functions.mobile_decrypt("5C8iBf88r2w1PuW1NqyYcg==")
        '10000007919'
    """
    return call("mobile_decrypt", text, *user_key_and_name)


def mobile_decrypt2(text: Text, *name: str) -> Any:
    """Phones that were encrypted twice, decrypted.

    Args:
        text: phones, encrypted twice, once or not.
        *name: the name of a key; ``mobile`` if not given.

    Returns:
        Text as ``mobile_decrypt`` gives it. NULL gives NULL.

    Raises:
        ValueError: the key is not configured; the message tells how to.

    Example:
        >>> maidian.functions.mobile_decrypt2("n8/q2T6EddZ6pcJ1YvKf/V+oqZCjQJOIXHA24mrd/Vs=")
        '10000007919'
    """
    return call("mobile_decrypt2", text, *name)


def mobile_encrypt(text: Text, *name: str) -> Any:
    """Phones, encrypted: the inverse of ``mobile_decrypt(text)``.

    Args:
        text: any text.
        *name: the name of a key; ``mobile`` if not given.

    Returns:
        Text: base64. The same text always gives the same ciphertext. NULL gives NULL.

    Raises:
        ValueError: the key is not configured; the message tells how to.

    Example:
        >>> maidian.functions.mobile_encrypt("10000007919")
        '5C8iBf88r2w1PuW1NqyYcg=='
    """
    return call("mobile_encrypt", text, *name)


def aes2_function(binary: Column | bytes | str | None, *name: str) -> Any:
    """Ciphertext in bytes, decrypted; what comes out as ciphertext in base64 is decrypted again.

    Args:
        binary: whole cipher blocks, as ``base64Decode`` gives them.
        *name: the name of a key; ``mobile`` if not given.

    Returns:
        Text. Bytes that do not decrypt and NULL give NULL.

    Raises:
        ValueError: the key is not configured; the message tells how to.

    Example:
        >>> maidian.functions.aes2_function(maidian.functions.base64Decode("5C8iBf88r2w1PuW1NqyYcg=="))
        '10000007919'
    """
    return call("aes2_function", binary, *name)


def base64Decode(text: Text) -> Any:  # noqa: N802 - the name that scripts use
    """The bytes that base64 text stands for.

    Args:
        text: base64 in the standard alphabet; padding may be missing.

    Returns:
        Bytes. Text that is not base64 and NULL give NULL.

    Example:
        >>> maidian.functions.base64Decode("aGk=")
        b'hi'
    """
    return call("base64Decode", text)


def match(text: Text, regex: Text) -> Any:
    """Whether a pattern is found anywhere in text.

    Args:
        text: the text to search.
        regex: a pattern in RE2's syntax.

    Returns:
        32-bit integers, 1 or 0. NULL, and a malformed pattern in a column, give NULL.

    Raises:
        ValueError: a malformed pattern as a single value.

    Example:
        >>> maidian.functions.match("10000007919", "^1[0-9]{10}$")
        1
    """
    return call("match", text, regex)
