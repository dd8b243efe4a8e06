"""Phones for engines without a cipher: all texts of a column that are ciphertext, in one call of OpenSSL.

The rules are those of `mobile_decrypt2(text)` and `mobile_decrypt(user, user_key)`.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 16


def _cipher_bytes(text: str | None) -> bytes | None:
    """The blocks that a text is base64 of, if it is; a blank was a `+` before a link was decoded."""
    if text is None or len(text) < 22:
        return None
    bare = text.rstrip("=").replace(" ", "+")
    try:
        blocks = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        return None
    return blocks if blocks and len(blocks) % BLOCK == 0 else None


def _unpadded(block: bytes) -> str | None:
    """The text in decrypted blocks, if their padding is right."""
    count = block[-1]
    if not 1 <= count <= BLOCK or block[-count:] != bytes([count]) * count:
        return None
    try:
        return block[:-count].decode()
    except UnicodeDecodeError:
        return None


def _decrypt(texts: Sequence[str | None]) -> list[tuple[bool, str | None]]:
    """For each text whether it is ciphertext, and what it stands for."""
    blocks = [_cipher_bytes(text) for text in texts]
    key = os.environ["MAIDIAN_KEY_MOBILE"].encode()
    # ECB is what the warehouse's collectors encrypt with.
    decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
    plain = decryptor.update(b"".join(block for block in blocks if block)) + decryptor.finalize()
    results: list[tuple[bool, str | None]] = []
    start = 0
    for text, block in zip(texts, blocks, strict=True):
        if block is None:
            results.append((False, text))
        else:
            end = start + len(block)
            results.append((True, _unpadded(plain[start:end])))
            start = end
    return results


def decrypt_twice(texts: Sequence[str | None]) -> list[str | None]:
    """Phones that were encrypted once, twice or never."""
    once = [text for _, text in _decrypt(texts)]
    return [
        second if encrypted and second is not None else first
        for first, (encrypted, second) in zip(once, _decrypt(once), strict=True)
    ]


def decrypt_users(users: Sequence[str | None]) -> list[str | None]:
    """Users with the key `$basic_userId`: those that end in `==` are encrypted, an empty one is none."""
    encrypted = _decrypt([user if user and user.endswith("==") else None for user in users])
    return [
        (text if is_cipher else None) if user and user.endswith("==") else (user or None)
        for user, (is_cipher, text) in zip(users, encrypted, strict=True)
    ]
