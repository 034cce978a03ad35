"""The action API of a CKAN portal: one call in, its result out, or an error that says why not.

A small client of the standard library rather than ckanapi: two kinds of request are all that is
needed, and ckanapi brings a dependency that cannot be installed from wheels. The key goes to the
portal alone: no redirect is followed, and no message repeats it.
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any, Protocol

from pipeline.hashes import sha256

TIMEOUT_SECONDS = 60
_MESSAGE_CHARACTERS = 300
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_NOT_FOUND = 404


class PortalError(Exception):
    """A call that the portal refused, or that did not reach it."""

    def __init__(self, action: str, reason: str, status: int | None = None) -> None:
        """Take the action, why it failed, and the HTTP status where there was an answer."""
        super().__init__(f"{action}: {' '.join(reason.split())[:_MESSAGE_CHARACTERS]}")
        self.status = status

    @property
    def not_found(self) -> bool:
        """Whether the portal does not have what was asked for."""
        return self.status == _NOT_FOUND


class Portal(Protocol):
    """What uploading needs of a portal."""

    def call(
        self, action: str, values: Mapping[str, Any], upload: tuple[str, bytes] | None = None
    ) -> Any:
        """Call an action, with a file (name and content) where one is sent; return its result.

        Raises:
            PortalError: the portal refused, or could not be reached.
        """


class HttpPortal:
    """A portal that is reached over HTTP."""

    def __init__(self, url: str, key: str) -> None:
        """Take the address of the portal, before `/api/3`, and the key of the account.

        Raises:
            ValueError: the address or the key cannot be one.
        """
        parts = urllib.parse.urlsplit(url)
        local = parts.hostname in _LOOPBACK
        if not parts.hostname or parts.scheme not in (("https", "http") if local else ("https",)):
            raise ValueError(f"'{url}' is not the https address of a portal")
        if not key.isascii() or not key.isprintable() or " " in key or not key:
            raise ValueError("the key has characters that no key has")
        self._url, self._key = url.rstrip("/"), key
        proxies = urllib.request.ProxyHandler({} if local else None)
        self._opener = urllib.request.build_opener(proxies, _NoRedirect())

    def call(
        self, action: str, values: Mapping[str, Any], upload: tuple[str, bytes] | None = None
    ) -> Any:
        """Call an action; see `Portal`."""
        kind, body = _multipart(values, *upload) if upload else _json(values)
        request = urllib.request.Request(
            f"{self._url}/api/3/action/{action}",
            data=body,
            headers={"Authorization": self._key, "Content-Type": kind},
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                found = json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                raise PortalError(action, self._explain(error), error.code) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise PortalError(action, self._hide(f"no answer: {error}")) from None
        if not isinstance(found, dict) or found.get("success") is not True:
            raise PortalError(action, "the answer does not say that it was done")
        return found.get("result")

    def _explain(self, error: urllib.error.HTTPError) -> str:
        """Return what the portal says is wrong: field by field where it names some."""
        try:
            said = json.loads(error.read())["error"]
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
            said = error.reason
        if isinstance(said, dict):
            said = "; ".join(f"{k}: {v}" for k, v in sorted(said.items()) if k != "__type")
        return self._hide(f"HTTP {error.code}: {said}")

    def _hide(self, text: str) -> str:
        return text.replace(self._key, "***")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another place: it is an error here."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow none."""


def _json(values: Mapping[str, Any]) -> tuple[str, bytes]:
    return "application/json", json.dumps(values, ensure_ascii=False).encode("utf-8")


def _multipart(values: Mapping[str, Any], name: str, content: bytes) -> tuple[str, bytes]:
    """Return a form with one file; names are those of the package, never of a document."""
    boundary = sha256(content)
    start = f"--{boundary}\r\nContent-Disposition: form-data; name="
    parts = [f'{start}"{field}"\r\n\r\n{value}\r\n'.encode() for field, value in values.items()]
    head = f'{start}"upload"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    body = b"".join((*parts, head.encode(), content, f"\r\n--{boundary}--\r\n".encode()))
    return f"multipart/form-data; boundary={boundary}", body
