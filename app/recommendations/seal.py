"""The seal: an Ed25519 signature over the hash of a leaf. The key lives in a file, never in the database."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# Says what is signed, so that no signature made for another purpose can pass for a seal.
_DOMAIN = b"konsenswerk.seal/1\x00"


class KeyUnusable(Exception):
    """The file holds no Ed25519 key; the message says which file."""


@dataclass(frozen=True)
class SealingKey:
    """The key that seals records."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, leaf_hash: bytes) -> bytes:
        """The 64 bytes of the signature; the same hash always gets the same."""
        return self.private.sign(_DOMAIN + leaf_hash)


def load_key(path: Path) -> SealingKey:
    """The key in the PEM file at `path`, made first if there is none; KeyUnusable if the file holds something else."""
    if not path.exists():
        _make_key(path)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusable(f"{path} holds no private key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{path} holds a key of another kind than Ed25519.")
    return SealingKey(key)


def _make_key(path: Path) -> None:
    """Write a new key for its owner's eyes only. The file appears whole, and of two processes the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half_made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(_private_pem(Ed25519PrivateKey.generate()))
    try:
        os.link(half_made, path)
    except FileExistsError:
        pass
    finally:
        half_made.unlink()


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(encoding, form, serialization.NoEncryption())


def key_id(public: bytes) -> str:
    """How people compare keys: the first 8 bytes of the public key's SHA-256 as hexadecimal digits."""
    return hashlib.sha256(public).digest()[:8].hex()


def public_pem(public: bytes) -> bytes:
    """The public key as the PEM file that outsiders verify with."""
    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def read_public(pem: bytes) -> bytes:
    """The 32 bytes of the public key in a PEM file; KeyUnusable if there is none."""
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError as error:
        raise KeyUnusable("The file holds no public key.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnusable("The file holds a key of another kind than Ed25519.")
    return key.public_bytes_raw()


def is_signed(public: bytes, leaf_hash: bytes, signature: bytes) -> bool:
    """Whether the owner of `public` sealed the leaf with this hash."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _DOMAIN + leaf_hash)
    except (InvalidSignature, ValueError):
        return False
    return True
