"""A CKAN portal on this machine: it keeps what it is sent, and fails when it is told to."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

KEY = "cle-d-essai-3141"
Failure = Literal["refused", "broken", "lost", "silent"]
"""409 with a reason; 500 in HTML; connection cut before the call is done; cut after it is done."""


class StandIn:
    """The portal's state, and the calls it got."""

    def __init__(self) -> None:
        self.url = ""
        self.datasets: dict[str, dict[str, Any]] = {}
        self.uploads: dict[str, bytes] = {}
        self.calls: list[str] = []
        self.keys: set[str | None] = set()
        self.fail_at: int | None = None
        self.failure: Failure = "refused"
        self.always: bool = False

    def state(self) -> dict[str, Any]:
        """Return what the portal holds."""
        return copy.deepcopy({"datasets": self.datasets, "uploads": self.uploads})

    def failing(self) -> bool:
        """Tell whether the call that was just counted is to fail."""
        if self.fail_at is None:
            return False
        return (
            len(self.calls) > self.fail_at if self.always else len(self.calls) - 1 == self.fail_at
        )

    def do(self, action: str, values: dict[str, Any], content: bytes | None) -> dict[str, Any]:
        """Do an action as CKAN does; LookupError is 404, ValueError is 409."""
        return dict(getattr(self, f"_{action}")(values, content))

    def _package_show(self, values: dict[str, Any], _: bytes | None) -> dict[str, Any]:
        for dataset in self.datasets.values():
            if values["id"] in (dataset["id"], dataset["name"]):
                return copy.deepcopy(dataset)
        raise LookupError("Not found")

    def _package_create(self, values: dict[str, Any], _: bytes | None) -> dict[str, Any]:
        name = values["name"]
        if name in self.datasets:
            raise ValueError("That URL is already in use.")
        self._check_tags(values)
        self.datasets[name] = {**values, "id": f"id-{name}", "resources": []}
        return copy.deepcopy(self.datasets[name])

    def _package_patch(self, values: dict[str, Any], _: bytes | None) -> dict[str, Any]:
        self._check_tags(values)
        dataset = next(d for d in self.datasets.values() if d["id"] == values["id"])
        dataset.update(values)
        return copy.deepcopy(dataset)

    def _resource_create(self, values: dict[str, Any], content: bytes | None) -> dict[str, Any]:
        dataset = next(d for d in self.datasets.values() if d["id"] == values["package_id"])
        assert content is not None
        resource = {**values, "id": f"r{len(dataset['resources'])}"}
        dataset["resources"].append(resource)
        self.uploads[resource["id"]] = content
        return resource

    def _resource_patch(self, values: dict[str, Any], content: bytes | None) -> dict[str, Any]:
        resource = next(
            r for d in self.datasets.values() for r in d["resources"] if r["id"] == values["id"]
        )
        assert content is not None
        resource.update(values)
        self.uploads[resource["id"]] = content
        return dict(resource)

    def _check_tags(self, values: dict[str, Any]) -> None:
        for tag in values["tags"]:
            if not all(c.isalnum() or c in " -_." for c in tag["name"]):
                raise ValueError(f"Tag {tag['name']} must be alphanumeric")


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """Run a portal on a free port of this machine."""
    portal = StandIn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(portal))
    portal.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(portal: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path.startswith("/ailleurs"):
                self.send_response(302)
                self.send_header("Location", f"{portal.url}/api/3/action/package_show")
                self.end_headers()
                return
            action = self.path.removeprefix("/api/3/action/")
            values, content = _parse(self.headers["Content-Type"], body)
            portal.calls.append(action)
            portal.keys.add(self.headers["Authorization"])
            if self.headers["Authorization"] != KEY:
                self._answer(403, {"success": False, "error": {"message": "Access denied"}})
                return
            failing = portal.failing()
            if failing and portal.failure == "refused":
                error = {"__type": "Validation Error", "ext_spatial": ["Missing value"], "k": KEY}
                self._answer(409, {"success": False, "error": error})
                return
            if failing and portal.failure == "broken":
                self._answer(500, "<html>Internal Server Error</html>")
                return
            if failing and portal.failure == "lost":
                self.connection.close()
                return
            status, answer = self._do(action, values, content)
            if failing:
                self.connection.close()
                return
            self._answer(status, answer)

        def _do(
            self, action: str, values: dict[str, Any], content: bytes | None
        ) -> tuple[int, object]:
            try:
                return 200, {"success": True, "result": portal.do(action, values, content)}
            except LookupError as error:
                return 404, {"success": False, "error": {"message": str(error)}}
            except ValueError as error:
                return 409, {"success": False, "error": {"name": [str(error)]}}

        def _answer(self, status: int, value: object) -> None:
            body = value.encode() if isinstance(value, str) else json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except (OSError, ValueError):
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
            pass

    return Handler


def _parse(kind: str, body: bytes) -> tuple[dict[str, Any], bytes | None]:
    if kind.startswith("application/json"):
        return json.loads(body), None
    form = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    values: dict[str, Any] = {}
    content: bytes | None = None
    for part in form.iter_parts():
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        name = part.get_param("name", header="content-disposition")
        if part.get_filename():
            content = data
        else:
            values[str(name)] = data.decode()
    return values, content
