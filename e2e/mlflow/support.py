"""What the tests share: a project of their own on the server under test, and raw HTTP beside the client.

Two servers can be under test. The product, by default: each test gets a project, and the client is used as
people use it, with MLFLOW_TRACKING_URI and nothing else. And MLflow's own server (TRAZA_TEST_PEER=1), which
shows that an expectation is MLflow's behaviour and not ours: there each test gets a workspace instead.

By hand, with the Python that `npm test` made in .venv/:

    TRAZA_TEST_URL=http://127.0.0.1:3000 .venv/mlflow-*/bin/python -m pytest e2e/mlflow -k aliases

    mlflow server --port 5001 --backend-store-uri sqlite:///peer.db --serve-artifacts --enable-workspaces
    TRAZA_TEST_PEER=1 TRAZA_TEST_URL=http://127.0.0.1:5001 .venv/mlflow-*/bin/python -m pytest e2e/mlflow
"""

import contextlib
import http.client
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import mlflow
import mlflow.tracking.fluent
import requests
from requests.structures import CaseInsensitiveDict

SERVER = os.environ.get("TRAZA_TEST_URL", "").rstrip("/")
PEER = os.environ.get("TRAZA_TEST_PEER") == "1"
"""True when MLflow's own server is under test; it must run with --serve-artifacts and --enable-workspaces."""


@dataclass
class Answer:
    """An answer to a raw request, with the names of requests.Response."""

    status_code: int
    headers: CaseInsensitiveDict
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass
class Place:
    """A project of a test's own: where the client is pointed to, and where raw requests go."""

    name: str
    uri: str
    headers: dict[str, str] = field(default_factory=dict)
    default_experiment_id: str = "0"
    ids: dict[str, str] = field(default_factory=dict)
    """What the fixture of a module made for its tests to read, by name."""

    def http(self, method: str, path: str, **options: Any) -> requests.Response:
        """A raw request below the tracking URI. Redirects are not followed."""
        headers = {**self.headers, **options.pop("headers", {})}
        options.setdefault("timeout", 60)
        return requests.request(method, self.uri + path, headers=headers, allow_redirects=False, **options)

    def raw(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """A request whose path is sent exactly as it is written: other clients resolve `..` and mend escapes."""
        server = urlsplit(self.uri)
        connection = http.client.HTTPConnection(server.netloc, timeout=60)
        try:
            connection.request(method, server.path + path, body, {**self.headers, **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, CaseInsensitiveDict(response.getheaders()), response.read())
        finally:
            connection.close()

    def call(self, method: str, rpc: str, message: Any = None, *, api: str = "api/2.0/mlflow") -> requests.Response:
        """A call of MLflow's API; `message` is the query of a GET, and the JSON body otherwise."""
        if method == "GET":
            return self.http("GET", f"/{api}/{rpc}", params=message)
        return self.http(method, f"/{api}/{rpc}", json={} if message is None else message)

    def ok(self, method: str, rpc: str, message: Any = None, *, api: str = "api/2.0/mlflow") -> dict:
        """The JSON object of a call that has to succeed."""
        response = self.call(method, rpc, message, api=api)
        assert response.status_code == 200, f"{method} {rpc}: {response.status_code} {response.text[:500]}"
        return response.json()

    def experiment(self, name: str | None = None) -> str:
        return self.ok("POST", "experiments/create", {"name": name or unique("experiment")})["experiment_id"]

    def run(self, experiment_id: str | None = None, **fields: Any) -> str:
        message = {"experiment_id": experiment_id or self.default_experiment_id, "start_time": 1_700_000_000_000}
        return self.ok("POST", "runs/create", {**message, **fields})["run"]["info"]["run_id"]


def unique(stem: str) -> str:
    return f"{stem}-{uuid.uuid4().hex[:8]}"


def _create_place() -> Place:
    name = unique("mlflow")
    if not PEER:
        answer = requests.post(f"{SERVER}/api/v1/projects", json={"slug": name}, timeout=60)
        assert answer.status_code == 201, f"No project for the test: {answer.status_code} {answer.text}"
        return Place(name, f"{SERVER}/p/{name}")
    answer = requests.post(f"{SERVER}/api/3.0/mlflow/workspaces", json={"name": name}, timeout=60)
    assert answer.status_code in (200, 201), f"No workspace for the test: {answer.status_code} {answer.text}"
    place = Place(name, SERVER, {"X-MLFLOW-WORKSPACE": name})
    # MLflow keeps experiment 0 in its default workspace only; we have one in each project.
    place.default_experiment_id = place.experiment("Default")
    return place


def forget_client_state() -> None:
    """Brings the client of this process back to how a fresh process finds it."""
    while mlflow.active_run():
        with contextlib.suppress(Exception):
            mlflow.end_run()
    mlflow.set_tracking_uri(None)  # some libraries set it for the whole process
    fluent = mlflow.tracking.fluent
    fluent._active_experiment_id = None
    fluent._last_active_run_id.set(None)
    fluent._reset_last_logged_model_id()
    for name in ("MLFLOW_EXPERIMENT_ID", "MLFLOW_RUN_ID"):
        os.environ.pop(name, None)


@contextlib.contextmanager
def new_place() -> Iterator[Place]:
    """A new project, with the client of this process pointed to it."""
    place = _create_place()
    settings = {"MLFLOW_TRACKING_URI": place.uri}
    if PEER:
        settings["MLFLOW_WORKSPACE"] = place.name
    before = {name: os.environ.get(name) for name in settings}
    forget_client_state()
    os.environ.update(settings)
    if PEER:
        os.environ["MLFLOW_EXPERIMENT_ID"] = place.default_experiment_id
    try:
        yield place
    finally:
        forget_client_state()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


LEAKS = ("Traceback", "SELECT ", "INSERT ", "sqlalche.me", "psycopg", "sqlite3", "relation ", "node_modules", ".ts:")


def refused(
    response: requests.Response | Answer,
    *mentions: str,
    code: str = "INVALID_PARAMETER_VALUE",
    status: int = 400,
) -> str:
    """Asserts that the answer is an error of MLflow's shape which names each of `mentions`; returns its message."""
    seen = f"{response.status_code} {response.text[:800]}"
    assert response.status_code == status, seen
    assert "json" in response.headers.get("content-type", ""), seen
    body = response.json()
    assert body["error_code"] == code, seen
    message = body["message"]
    assert isinstance(message, str) and message, seen
    for leak in LEAKS:
        assert leak not in message, f"{leak!r} leaks in {message!r}"
    for mention in mentions:
        assert mention.lower() in message.lower(), f"{mention!r} is not named in {message!r}"
    return message


def tree_of(folder: str | os.PathLike) -> dict[str, bytes]:
    """The files below a folder by their path within it."""
    root = Path(folder)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
