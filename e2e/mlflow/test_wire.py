"""The wire beside the calls: prefixes, encodings, and the routes that are not calls."""

import json

import mlflow
import pytest
from mlflow import MlflowClient
from packaging.version import Version

from support import Place, refused


@pytest.mark.parametrize("prefix", ["api", "ajax-api"])
def test_both_prefixes_serve_every_version(place: Place, client: MlflowClient, prefix: str):
    run_id = place.run()
    client.log_text(run_id, "x", "a.txt")
    client.create_registered_model("fraud")
    api = f"{prefix}/2.0/mlflow"
    assert place.ok("GET", "runs/get", {"run_id": run_id}, api=api)["run"]["info"]["run_id"] == run_id
    assert place.ok("POST", "runs/search", {"experiment_ids": [place.default_experiment_id]}, api=api)["runs"]
    assert place.ok("GET", "registered-models/get", {"name": "fraud"}, api=api)
    assert place.ok("GET", "experiments/search", {"max_results": 5}, api=api)["experiments"]
    assert place.ok("GET", "artifacts/list", {"run_id": run_id}, api=api)["files"]
    uri = client.get_run(run_id).info.artifact_uri.removeprefix("mlflow-artifacts:/")
    assert place.http("GET", f"/{prefix}/2.0/mlflow-artifacts/artifacts/{uri}/a.txt").text == "x"
    answer = place.http("GET", f"/{prefix}/2.0/mlflow-artifacts/artifacts", params={"path": uri})
    assert answer.json()["files"][0]["path"] == "a.txt"
    assert place.http("GET", f"/{prefix}/3.0/mlflow/server-info").status_code == 200


def test_health_and_version(place: Place):
    assert (place.http("GET", "/health").status_code, place.http("GET", "/health").text) == (200, "OK")
    # Below 3.4 a client does not try to send traces.
    assert Version(place.http("GET", "/version").text) >= Version("3.4")
    assert place.http("GET", "/api/3.0/mlflow/server-info").json()["store_type"] == "SqlStore"


@pytest.mark.ours("MLflow answers HTML")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/2.0/mlflow/no-such-call"),
        ("POST", "/api/2.0/mlflow/runs/no-such-call"),
        ("GET", "/ajax-api/2.0/mlflow/no-such-call"),
        ("GET", "/api/3.0/mlflow/no-such-call"),
        ("PUT", "/api/2.0/mlflow/runs/create"),
        ("GET", "/api/2.0/mlflow/runs/create"),
        ("DELETE", "/api/2.0/mlflow/runs/get"),
        ("POST", "/api/2.0/preview/mlflow/runs/create"),
        ("POST", "/api/3.0/mlflow/gateway/secrets/create"),
    ],
)
def test_what_is_not_served_says_so_as_json(place: Place, method: str, path: str):
    answer = place.http(method, path, json={})
    assert answer.status_code in (404, 405), answer.text[:300]
    assert answer.json()["error_code"] == "ENDPOINT_NOT_FOUND"


def test_errors_have_a_code_and_a_message(place: Place):
    answer = place.call("GET", "runs/get", {"run_id": "0" * 32})
    assert refused(answer, "0" * 32, code="RESOURCE_DOES_NOT_EXIST", status=404)
    assert answer.json().keys() <= {"error_code", "message", "sqlstate", "error_class"}


def test_numbers_go_out_as_numbers(place: Place):
    run_id = place.run(start_time=2**52 + 1)
    assert place.ok("GET", "runs/get", {"run_id": run_id})["run"]["info"]["start_time"] == 2**52 + 1
    place.ok("POST", "runs/log-metric", {"run_id": run_id, "key": "m", "value": 1, "timestamp": 5, "step": 0})
    metric = place.ok("GET", "runs/get", {"run_id": run_id})["run"]["data"]["metrics"][0]
    assert metric == {"key": "m", "value": 1.0, "timestamp": 5, "step": 0}


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=utf-8"])
def test_content_types_of_json(place: Place, content_type: str):
    body = json.dumps({"experiment_id": place.default_experiment_id}).encode()
    answer = place.raw("POST", "/api/2.0/mlflow/runs/create", body, {"content-type": content_type})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/xml"])
def test_other_content_types_are_refused(place: Place, content_type: str | None):
    headers = {"content-type": content_type} if content_type else {}
    refused(place.raw("POST", "/api/2.0/mlflow/runs/create", b'{"experiment_id":"0"}', headers), "content-type")


def test_old_clients_encode_twice(place: Place):
    body = json.dumps(json.dumps({"experiment_id": place.default_experiment_id})).encode()
    answer = place.raw("POST", "/api/2.0/mlflow/runs/create", body, {"content-type": "application/json"})
    assert answer.status_code == 200, answer.text


def test_deletes_carry_a_body(place: Place, client: MlflowClient):
    client.create_registered_model("fraud", tags={"a": "b"})
    place.ok("DELETE", "registered-models/delete-tag", {"name": "fraud", "key": "a"})
    place.ok("DELETE", "registered-models/delete", {"name": "fraud"})
    refused(place.call("GET", "registered-models/get", {"name": "fraud"}), code="RESOURCE_DOES_NOT_EXIST", status=404)


def test_queries_are_read_like_messages(place: Place):
    run_id = place.run()
    for step in range(3):
        point = {"key": "a b/c", "value": step, "timestamp": step, "step": step}
        place.ok("POST", "runs/log-metric", {"run_id": run_id, **point})
    answer = place.ok(
        "GET", "metrics/get-history", {"run_id": run_id, "metric_key": "a b/c", "max_results": "2", "unknown": "x"}
    )
    assert [m["value"] for m in answer["metrics"]] == [0, 1]


def test_a_trailing_slash_in_the_tracking_uri(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", place.uri + "/")
    with mlflow.start_run() as run:
        mlflow.log_metric("m", 1)
        mlflow.log_text("x", "a.txt")
    assert mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/a.txt") == "x"
