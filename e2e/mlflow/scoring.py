"""The platform's own jobs over flights that a test made: what tests of models that the client logs have in common."""

import io
import time
from typing import Any

import numpy as np
import pandas as pd

from support import Place

FEATURES = ["distance", "hour", "delay"]


def flights(rows: int = 5_000) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    columns = {
        "id": np.arange(rows),
        "distance": rng.integers(50, 3_000, rows).astype(float),
        "hour": rng.integers(0, 24, rows).astype(float),
        "delay": rng.normal(8, 30, rows).round(1),
    }
    return pd.DataFrame(columns)


def ok(place: Place, method: str, path: str, **options: Any) -> dict:
    response = place.http(method, f"/api/v1{path}", **options)
    assert response.ok, f"{method} {path}: {response.status_code} {response.text[:800]}"
    return response.json()


def until_done(place: Place, job: str, state: str = "succeeded") -> dict:
    deadline = time.monotonic() + 280  # packages of a Python model may have to be installed
    while time.monotonic() < deadline:
        found = ok(place, "GET", f"/jobs/{job}")
        if found["state"] in ("succeeded", "failed", "canceled"):
            assert found["state"] == state, found
            return found
        time.sleep(0.2)
    raise AssertionError(f"job {job} did not end")


def import_flights(place: Place, frame: pd.DataFrame, dataset: str = "flights") -> None:
    data = io.BytesIO()
    frame.to_parquet(data, index=False)
    headers = {"content-type": "application/octet-stream"}
    upload = ok(place, "POST", "/uploads?name=flights.parquet", data=data.getvalue(), headers=headers)
    until_done(place, ok(place, "POST", f"/datasets/{dataset}/imports", json={"uploadId": upload["id"]})["jobId"])


def predict(place: Place, **payload: Any) -> str:
    """Scores the flights and returns the run that did."""
    body = {"dataset": {"name": "flights"}, "rowsPerPartition": 1_500, "idColumns": ["id"], **payload}
    queued = ok(place, "POST", "/jobs", json={"kind": "batch-predict", "payload": body})
    until_done(place, queued["jobId"])
    return queued["runId"]


def refusal(place: Place, model: str) -> str:
    """Why the flights cannot be scored with a model."""
    payload = {"model": {"name": model}, "dataset": {"name": "flights"}, "output": "refused"}
    answer = place.http("POST", "/api/v1/jobs", json={"kind": "batch-predict", "payload": payload})
    assert answer.status_code == 422, answer.text
    return answer.json()["detail"]


def published(place: Place, dataset: str) -> pd.DataFrame:
    version = ok(place, "GET", f"/datasets/{dataset}/versions/latest")
    frames = []
    for file in version["files"]:
        answer = place.http("GET", f"/api/v1/datasets/{dataset}/versions/latest/files/{file['path']}")
        frames.append(pd.read_parquet(io.BytesIO(answer.content)))
    return pd.concat(frames, ignore_index=True)


def reproduced(place: Place, run: str) -> str:
    """The verdict of one more execution of the recipe of a run."""
    until_done(place, ok(place, "POST", f"/runs/{run}/reproductions", json={"executions": 1})["jobId"])
    return ok(place, "GET", f"/runs/{run}/reproductions")["items"][0]["verdict"]


def environment_of(place: Place, run: str) -> dict:
    """What the recipe of a run names as its environment."""
    digest = ok(place, "GET", f"/runs/{run}")["recipeDigest"]
    return ok(place, "GET", f"/recipes/{digest}")["document"]["environment"]
