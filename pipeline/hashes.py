"""The hash by which contents are told apart. This module knows nobody."""

from __future__ import annotations

import hashlib


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a content in hexadecimal, as sidecars, packages and caches write it."""
    return hashlib.sha256(content).hexdigest()
