"""An ONNX model that the client logs is scored by the platform's own jobs, with the numbers that the client gets."""

import io
import time
from typing import Any

import mlflow
import numpy as np
import onnx
import pandas as pd
import pytest
from mlflow import MlflowClient
from mlflow.models import infer_signature
from onnx import TensorProto, helper, numpy_helper

from support import Place, new_place

pytestmark = pytest.mark.ours("the jobs are ours")

REQUIREMENTS = ["onnx", "onnxruntime"]
HIDDEN = 512  # wide enough that the client puts the weights into a file of their own
FEATURES = ["distance", "hour", "delay"]


def network(inputs: list[onnx.ValueInfoProto], join: list[onnx.NodeProto]) -> onnx.ModelProto:
    """A small network over the matrix X, which `join` makes of the inputs."""
    rng = np.random.default_rng(7)
    weights = {
        "w1": rng.normal(scale=0.05, size=(len(FEATURES), HIDDEN)),
        "b1": rng.normal(scale=0.1, size=HIDDEN),
        "w2": rng.normal(scale=0.05, size=(HIDDEN, 1)),
        "b2": np.zeros(1),
    }
    nodes = [
        *join,
        helper.make_node("Gemm", ["X", "w1", "b1"], ["hidden"]),
        helper.make_node("Relu", ["hidden"], ["active"]),
        helper.make_node("Gemm", ["active", "w2", "b2"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["late"]),
    ]
    output = helper.make_tensor_value_info("late", TensorProto.FLOAT, ["N", 1])
    initial = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in weights.items()]
    graph = helper.make_graph(nodes, "late", inputs, [output], initial)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def matrix_network() -> onnx.ModelProto:
    return network([helper.make_tensor_value_info("X", TensorProto.FLOAT, ["N", len(FEATURES)])], [])


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


def until_done(place: Place, job: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found = ok(place, "GET", f"/jobs/{job}")
        if found["state"] in ("succeeded", "failed", "canceled"):
            assert found["state"] == "succeeded", found
            return
        time.sleep(0.2)
    raise AssertionError(f"job {job} did not end")


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


@pytest.fixture(scope="module", autouse=True)
def place() -> Place:
    """The flights as a dataset, and a model that the client logged and registered."""
    with new_place() as fresh:
        data = io.BytesIO()
        flights().to_parquet(data, index=False)
        upload = ok(
            fresh,
            "POST",
            "/uploads?name=flights.parquet",
            data=data.getvalue(),
            headers={"content-type": "application/octet-stream"},
        )
        queued = ok(fresh, "POST", "/datasets/flights/imports", json={"uploadId": upload["id"]})
        until_done(fresh, queued["jobId"])
        mlflow.set_experiment("onnx")
        with mlflow.start_run():
            mlflow.onnx.log_model(
                matrix_network(),
                name="late",
                signature=infer_signature(flights()[FEATURES], np.zeros((1, 1), np.float32)),
                registered_model_name="late",
                pip_requirements=REQUIREMENTS,
            )
        yield fresh


def test_the_client_puts_weights_beside_the_graph_and_the_registry_reads_its_columns(place: Place):
    version = ok(place, "GET", "/models/late/versions/1")
    assert any(file["path"].endswith(".data") for file in version["files"])
    assert version["flavor"] == "mlflow:onnx"
    assert [(column["name"], column["type"]) for column in version["signature"]["inputs"]] == [
        (name, "double") for name in FEATURES
    ]
    assert version["signature"]["outputs"] == [{"name": "late", "type": "float32"}]


def test_a_job_gives_the_numbers_of_the_client_and_its_reproduction_the_same_bits(place: Place):
    run = predict(place, model={"name": "late"}, output="late-flights")
    table = published(place, "late-flights")
    frame = flights()
    assert table["id"].tolist() == frame["id"].tolist()
    expected = mlflow.pyfunc.load_model("models:/late/1").predict(frame[FEATURES])["late"].to_numpy()
    assert np.array_equal(table["late"].to_numpy(), expected.ravel())

    recipe = ok(place, "GET", f"/recipes/{ok(place, 'GET', f'/runs/{run}')['recipeDigest']}")
    assert recipe["document"]["environment"]["runtime"] == {"name": "onnxruntime", "version": "1.30.0"}
    started = ok(place, "POST", f"/runs/{run}/reproductions", json={"executions": 1})
    until_done(place, started["jobId"])
    assert [one["verdict"] for one in ok(place, "GET", f"/runs/{run}/reproductions")["items"]] == ["bit-identical"]


def test_a_graph_with_an_input_for_each_column_takes_columns_of_other_names(place: Place):
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 1]) for name in ("miles", "hour", "delay")]
    join = [helper.make_node("Concat", ["miles", "hour", "delay"], ["X"], axis=1)]
    with mlflow.start_run():
        mlflow.onnx.log_model(
            network(inputs, join),
            name="by-column",
            registered_model_name="by-column",
            pip_requirements=REQUIREMENTS,
            save_as_external_data=False,
        )
    assert 'no column "miles"' in refusal(place, "by-column")
    predict(place, model={"name": "by-column"}, output="by-column", columns={"miles": "distance"})
    predict(place, model={"name": "late"}, output="by-matrix")
    assert published(place, "by-column").equals(published(place, "by-matrix"))


def test_a_model_that_no_runtime_loads_is_refused_before_anything_starts(place: Place):
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression().fit(flights()[FEATURES], flights()["delay"] > 15)
    with mlflow.start_run():
        mlflow.sklearn.log_model(fitted, name="sk", registered_model_name="sk", pip_requirements=["scikit-learn"])
    before = len(ok(place, "GET", "/jobs")["items"])
    assert "sk version 1 is mlflow:sklearn" in refusal(place, "sk")
    assert len(ok(place, "GET", "/jobs")["items"]) == before
    assert MlflowClient().get_model_version("sk", "1").status == "READY"
