"""Bad input by raw HTTP: a 4xx of MLflow's shape that names the field, never a 500, never SQL."""

import gzip
import json

import pytest
import requests
from mlflow import MlflowClient

from support import Place, refused

JSON = {"content-type": "application/json"}
# Of bad input MLflow's server refuses much, but takes, rounds or drops some, and answers 500 to some.
MOSTLY = pytest.mark.ours("MLflow refuses not all of these", strict=False)


def fill(message: dict, place: Place) -> dict:
    """The message with its placeholders filled in: an experiment and a run that are there."""
    known = {"DEFAULT": lambda: place.default_experiment_id, "RUN": place.run}
    return {
        key: known[value]() if isinstance(value, str) and value in known else value for key, value in message.items()
    }


def batch(place: Place, **fields) -> requests.Response:
    return place.call("POST", "runs/log-batch", {"run_id": place.run(), **fields})


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"experiment_id":"0"',
        b'{"experiment_id":}',
        b"experiment_id=0",
        b"\xff\xfe{}",
        b'{"experiment_id":"0",}',
        b"",
        b"[]",
        b'[{"experiment_id":"0"}]',
        b"null",
        b"5",
        b"true",
        b'""',
        b'"experiment_id"',
    ],
)
@pytest.mark.parametrize("rpc", ["runs/log-metric", "experiments/create"])
@MOSTLY
def test_a_body_that_is_no_object_is_refused(place: Place, rpc: str, body: bytes):
    refused(place.raw("POST", f"/api/2.0/mlflow/{rpc}", body, JSON))


@pytest.mark.parametrize(
    ("rpc", "message", "missing"),
    [
        ("experiments/create", {}, "name"),
        ("experiments/delete", {}, "experiment_id"),
        ("experiments/update", {"new_name": "x"}, "experiment_id"),
        ("experiments/set-experiment-tag", {"experiment_id": "0", "value": "x"}, "key"),
        ("runs/delete", {}, "run_id"),
        ("runs/log-metric", {"key": "m", "value": 1, "timestamp": 1}, "run_id"),
        ("runs/log-metric", {"run_id": "RUN", "value": 1, "timestamp": 1}, "key"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "timestamp": 1}, "value"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": 1}, "timestamp"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": None, "timestamp": 1}, "value"),
        ("runs/log-parameter", {"run_id": "RUN", "value": "1"}, "key"),
        ("runs/set-tag", {"run_id": "RUN", "value": "1"}, "key"),
        ("runs/delete-tag", {"run_id": "RUN"}, "key"),
        ("runs/log-inputs", {"datasets": []}, "run_id"),
        ("registered-models/create", {}, "name"),
        ("registered-models/rename", {"new_name": "x"}, "name"),
        ("model-versions/create", {"name": "x"}, "source"),
        ("model-versions/create", {"source": "x"}, "name"),
        ("registered-models/alias", {"name": "x", "alias": "y"}, "version"),
        ("logged-models", {"name": "x"}, "experiment_id"),
    ],
)
def test_a_missing_field_is_named(place: Place, rpc: str, message: dict, missing: str):
    refused(place.call("POST", rpc, fill(message, place)), missing)


@pytest.mark.parametrize(
    ("rpc", "message", "field"),
    [
        ("experiments/create", {"name": 5}, "name"),
        ("experiments/create", {"name": ["x"]}, "name"),
        ("experiments/create", {"name": {"x": 1}}, "name"),
        ("experiments/create", {"name": "x", "tags": {"a": "b"}}, "tags"),
        ("experiments/create", {"name": "x", "tags": "a"}, "tags"),
        ("runs/create", {"experiment_id": "DEFAULT", "start_time": "soon"}, "start_time"),
        ("runs/create", {"experiment_id": "DEFAULT", "start_time": 1.5}, "start_time"),
        ("runs/create", {"experiment_id": "DEFAULT", "tags": "x"}, "tags"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": "many", "timestamp": 1}, "value"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": [1], "timestamp": 1}, "value"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": {}, "timestamp": 1}, "value"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": 1, "timestamp": "now"}, "timestamp"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": 1, "timestamp": 1, "step": "first"}, "step"),
        ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": 1, "timestamp": 1, "step": 1.5}, "step"),
        ("runs/log-metric", {"run_id": "RUN", "key": 5, "value": 1, "timestamp": 1}, "key"),
        ("runs/log-metric", {"run_id": 5, "key": "m", "value": 1, "timestamp": 1}, "run_id"),
        ("runs/log-parameter", {"run_id": "RUN", "key": "p", "value": 5}, "value"),
        ("runs/set-tag", {"run_id": "RUN", "key": "t", "value": 5}, "value"),
        ("runs/log-batch", {"run_id": "RUN", "metrics": {"m": 1}}, "metrics"),
        ("runs/log-batch", {"run_id": "RUN", "metrics": [5]}, "metrics"),
        ("runs/log-batch", {"run_id": "RUN", "metrics": ["x"]}, "metrics"),
        ("runs/log-batch", {"run_id": "RUN", "metrics": [{"key": "m", "value": "x", "timestamp": 1}]}, "value"),
        ("runs/log-batch", {"run_id": "RUN", "params": [{"key": "p", "value": 5}]}, "value"),
        ("runs/log-batch", {"run_id": "RUN", "tags": [{"key": 5, "value": "x"}]}, "key"),
        ("runs/log-inputs", {"run_id": "RUN", "datasets": "x"}, "datasets"),
        ("registered-models/create", {"name": 5}, "name"),
        ("registered-models/create", {"name": "x", "tags": [{"key": 1, "value": "x"}]}, "key"),
        ("logged-models/search", {"experiment_ids": ["0"], "max_results": "many"}, "max_results"),
    ],
)
@MOSTLY
def test_a_wrong_type_is_named(place: Place, rpc: str, message: dict, field: str):
    refused(place.call("POST", rpc, fill(message, place)), field)


def test_a_batch_has_limits(place: Place):
    metrics = [{"key": f"m{i}", "value": i, "timestamp": i, "step": i} for i in range(1001)]
    params = [{"key": f"p{i}", "value": "x"} for i in range(101)]
    refused(batch(place, metrics=metrics), "1000", "metrics", "1001")
    refused(batch(place, params=params), "100", "params", "101")
    refused(batch(place, tags=params), "100", "tags", "101")
    refused(batch(place, metrics=metrics[:950], params=params[:51]), "1000", "1001")
    assert batch(place, metrics=metrics[:900], params=params[:50], tags=params[:50]).status_code == 200


@pytest.mark.parametrize("length", [251, 10_000])
def test_keys_that_are_too_long(place: Place, length: int):
    key = "k" * length
    for fields in (
        {"metrics": [{"key": key, "value": 1, "timestamp": 1}]},
        {"params": [{"key": key, "value": "1"}]},
        {"tags": [{"key": key, "value": "1"}]},
    ):
        refused(batch(place, **fields), "250")
    refused(
        place.call("POST", "runs/log-metric", {"run_id": place.run(), "key": key, "value": 1, "timestamp": 1}), "250"
    )


@pytest.mark.parametrize("number", ["-1", "-9007199254740993"])
def test_negative_times_are_refused(place: Place, number: str):
    body = f'{{"run_id":"{place.run()}","key":"m","value":1,"timestamp":{number}}}'.encode()
    refused(place.raw("POST", "/api/2.0/mlflow/runs/log-metric", body, JSON), "timestamp")


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("timestamp", "9223372036854775808"),
        ("step", "9223372036854775808"),
        ("step", "-9223372036854775809"),
        ("timestamp", "1e400"),
        ("step", '"99999999999999999999"'),
    ],
)
@MOSTLY
def test_integers_beyond_64_bits_are_refused(place: Place, field: str, number: str):
    fields = {"timestamp": "1", "step": "1", field: number}
    body = f'{{"run_id":"{place.run()}","key":"m","value":1,"timestamp":{fields["timestamp"]},"step":{fields["step"]}}}'
    refused(place.raw("POST", "/api/2.0/mlflow/runs/log-metric", body.encode(), JSON), field)


@pytest.mark.ours("MLflow stores value 0 at time 0, or an infinity as 1.797e308")
@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_bare_nan_is_refused_or_kept_but_never_corrupted(client: MlflowClient, place: Place, token: str):
    run_id = place.run()
    body = f'{{"run_id":"{run_id}","key":"m","value":{token},"timestamp":5}}'.encode()
    answer = place.raw("POST", "/api/2.0/mlflow/runs/log-metric", body, JSON)
    if answer.status_code == 200:
        (metric,) = client.get_metric_history(run_id, "m")
        assert (str(metric.value), metric.timestamp) == (str(float(token)), 5)
    else:
        refused(answer)


@MOSTLY
@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "a\\ud83d b"])
@pytest.mark.parametrize(
    ("rpc", "message"),
    [
        ("experiments/create", '{"name":"TEXT"}'),
        ("runs/set-tag", '{"run_id":"RUN","key":"t","value":"TEXT"}'),
        ("runs/log-parameter", '{"run_id":"RUN","key":"p","value":"TEXT"}'),
        ("runs/log-batch", '{"run_id":"RUN","tags":[{"key":"t","value":"TEXT"}]}'),
        ("registered-models/create", '{"name":"TEXT"}'),
    ],
)
def test_lone_surrogates_are_refused(place: Place, rpc: str, message: str, escape: str):
    body = message.replace("RUN", place.run()).replace("TEXT", escape).encode()
    refused(place.raw("POST", f"/api/2.0/mlflow/{rpc}", body, JSON))


@MOSTLY
@pytest.mark.parametrize(
    ("method", "rpc", "message"),
    [
        ("POST", "experiments/create", {"name": "a\0b"}),
        ("GET", "experiments/get-by-name", {"experiment_name": "a\0b"}),
        ("POST", "experiments/search", {"filter": "name = 'a\0b'", "max_results": 5}),
        ("POST", "runs/search", {"experiment_ids": ["0"], "filter": "tags.x = 'a\0b'"}),
        ("GET", "runs/get", {"run_id": "a\0b"}),
        ("GET", "metrics/get-history", {"run_id": "0" * 32, "metric_key": "a\0b"}),
        ("POST", "registered-models/create", {"name": "a\0b"}),
        ("GET", "registered-models/get", {"name": "a\0b"}),
        ("POST", "logged-models", {"experiment_id": "0", "name": "x", "tags": [{"key": "k", "value": "a\0b"}]}),
    ],
)
def test_nul_is_refused(place: Place, method: str, rpc: str, message: dict):
    answer = place.call(method, rpc, message)
    assert answer.status_code in (400, 404), answer.text[:300]
    refused(answer, code=answer.json()["error_code"], status=answer.status_code)


@pytest.mark.parametrize("experiment_id", ["abc", "-1", "1.5", "99999999999999999999", "0; drop table runs", "'"])
@pytest.mark.parametrize(
    ("method", "rpc", "message"),
    [
        ("GET", "experiments/get", {"experiment_id": "ID"}),
        ("POST", "runs/create", {"experiment_id": "ID", "start_time": 1}),
        ("POST", "runs/search", {"experiment_ids": ["ID"]}),
        ("POST", "experiments/delete", {"experiment_id": "ID"}),
        ("POST", "logged-models/search", {"experiment_ids": ["ID"]}),
    ],
)
@MOSTLY
def test_experiment_ids_that_are_none(place: Place, method: str, rpc: str, message: dict, experiment_id: str):
    message = {
        key: experiment_id if value == "ID" else [experiment_id] if value == ["ID"] else value
        for key, value in message.items()
    }
    answer = place.call(method, rpc, message)
    if answer.status_code == 200:
        assert rpc.endswith("search") and answer.json() == {}, answer.text
    else:
        assert answer.status_code in (400, 404)
        refused(answer, code=answer.json()["error_code"], status=answer.status_code)


@pytest.mark.parametrize(
    ("rpc", "query"),
    [
        ("metrics/get-history", {"max_results": "-1"}),
        ("metrics/get-history", {"max_results": "many"}),
        ("metrics/get-history", {"max_results": "99999999999"}),
        ("metrics/get-history", {"max_results": "5", "page_token": "junk"}),
        ("registered-models/search", {"max_results": "many"}),
        ("model-versions/search", {"max_results": "1e3"}),
        ("experiments/search", {"max_results": "2.5"}),
        ("experiments/search", {"max_results": "99999999999999999999"}),
    ],
)
@MOSTLY
def test_bad_numbers_in_queries(place: Place, rpc: str, query: dict):
    if rpc.startswith("metrics/"):
        query = {"run_id": place.run(), "metric_key": "m", **query}
    refused(place.call("GET", rpc, query), next(reversed(query)))


@pytest.mark.ours("MLflow reads no compressed bodies")
def test_a_bomb_is_refused(place: Place):
    """Ten kilobytes that unpack to more than any call may have."""
    bomb = gzip.compress(b'{"name":"' + b"x" * (200 << 20) + b'"}', 9)
    headers = {**JSON, "content-encoding": "gzip"}
    for path in ("/api/2.0/mlflow/experiments/create", "/api/2.0/mlflow/runs/log-batch"):
        answer = place.raw("POST", path, bomb, headers)
        assert answer.status_code in (400, 413, 415), answer.text[:300]
        assert answer.json()["error_code"]
    assert place.http("GET", "/health").text == "OK"


@MOSTLY
def test_a_body_beyond_all_limits_is_refused(place: Place):
    body = b'{"name":"' + b"x" * (70 << 20) + b'"}'
    try:
        answer = place.raw("POST", "/api/2.0/mlflow/experiments/create", body, JSON)
    except OSError:
        return  # hung up before it was all sent
    assert answer.status_code in (400, 413), answer.text[:300]


@pytest.mark.parametrize("depth", [1000, 100_000])
@MOSTLY
def test_deep_bodies_are_refused(place: Place, depth: int):
    body = b'{"name":"x","unknown":' + b"[" * depth + b"]" * depth + b"}"
    answer = place.raw("POST", "/api/2.0/mlflow/experiments/create", body, JSON)
    assert answer.status_code in (200, 400), answer.text[:300]


def test_names_of_prototypes_are_names(client: MlflowClient, place: Place):
    run_id = place.run()
    keys = ["__proto__", "constructor", "toString", "hasOwnProperty"]
    body = json.dumps(
        {
            "run_id": run_id,
            "params": [{"key": key, "value": "p"} for key in keys],
            "tags": [{"key": key, "value": "t"} for key in keys],
            "metrics": [{"key": key, "value": 1, "timestamp": 1} for key in keys],
        }
    )
    answer = place.raw("POST", "/api/2.0/mlflow/runs/log-batch", body.encode(), JSON)
    assert answer.status_code == 200, answer.text
    data = client.get_run(run_id).data
    assert data.params == dict.fromkeys(keys, "p")
    assert data.metrics == dict.fromkeys(keys, 1)
    assert all(data.tags[key] == "t" for key in keys)
    assert [client.get_metric_history(run_id, key)[0].value for key in keys] == [1] * 4


@pytest.mark.parametrize("name", ["__proto__", "constructor", "prototype"])
def test_a_field_named_like_a_prototype_changes_nothing(place: Place, name: str):
    run_id = place.run()
    body = f'{{"key":"m","value":1,"timestamp":1,"{name}":{{"run_id":"{run_id}"}}}}'.encode()
    refused(place.raw("POST", "/api/2.0/mlflow/runs/log-metric", body, JSON))
    # Nothing was left behind that a later message without an id could pick up.
    refused(place.call("POST", "runs/log-metric", {"key": "m", "value": 1, "timestamp": 1}), "run_id")


def test_quotes_in_every_field_are_only_text(client: MlflowClient, place: Place):
    sharp = "'; DROP TABLE runs; -- \" \\ %s $1 {0}"
    experiment_id = client.create_experiment(sharp, tags={"k": sharp})
    run = client.create_run(experiment_id, tags={"k": sharp}, run_name=sharp)
    client.log_param(run.info.run_id, "p", sharp)
    client.create_registered_model(sharp.replace("\\", ""))
    assert client.get_experiment_by_name(sharp).tags["k"] == sharp
    kept = client.get_run(run.info.run_id)
    assert (kept.info.run_name, kept.data.params["p"], kept.data.tags["k"]) == (sharp, sharp, sharp)
    quoted = sharp.replace('"', "")
    client.set_tag(run.info.run_id, "q", quoted)
    assert len(client.search_runs([experiment_id], f'tags.q = "{quoted}"')) == 1
