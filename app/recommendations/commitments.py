"""Commitments: how a person is bound to a sealed record without standing in it.

A commitment is SHA-256 of "konsenswerk.commitment/1", 32 random bytes of salt and the RFC 8785 JSON of the value.
Whoever has salt and value can show that they belong to it; once both are deleted, it tells nothing about anybody.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

import rfc8785

_TAG = b"konsenswerk.commitment/1"
_SALT_BYTES = 32


@dataclass(frozen=True)
class Opening:
    """What opens a commitment; `commitment` and `salt` are hexadecimal digits."""

    commitment: str
    salt: str
    value: dict[str, str]


def commit(value: dict[str, str]) -> Opening:
    """A commitment to `value` under a fresh salt: twice gives two that nobody can tell belong together."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return Opening(_digest(salt, value), salt.hex(), value)


def is_true(opening: Opening) -> bool:
    """Whether salt and value are those that the commitment was made of."""
    try:
        salt = bytes.fromhex(opening.salt)
    except ValueError:
        return False
    return len(salt) == _SALT_BYTES and _digest(salt, opening.value) == opening.commitment


def _digest(salt: bytes, value: dict[str, str]) -> str:
    return hashlib.sha256(_TAG + salt + rfc8785.dumps(dict(value))).hexdigest()
