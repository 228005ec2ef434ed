"""Datasets that runs used: log_input, and what the server makes of it."""

import mlflow
import numpy as np
import pandas as pd
import pytest
from mlflow import MlflowClient
from mlflow.entities import Dataset, DatasetInput, InputTag

from support import Place, refused


def test_log_input_keeps_name_digest_schema_profile_and_context(client: MlflowClient):
    frame = pd.DataFrame({"x": [1, 2, 3], "name": ["a", "b", "雪"]})
    dataset = mlflow.data.from_pandas(frame, source="https://example.com/flights.csv", name="flights")
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="training", tags={"part": "first"})
    (logged,) = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert (logged.dataset.name, logged.dataset.digest) == ("flights", dataset.digest)
    assert '"num_rows": 3' in logged.dataset.profile
    assert '"name": "x"' in logged.dataset.schema
    assert "flights.csv" in logged.dataset.source
    assert {tag.key: tag.value for tag in logged.tags} == {"mlflow.data.context": "training", "part": "first"}
    assert mlflow.data.get_source(logged).to_dict()["url"] == "https://example.com/flights.csv"


def test_several_inputs_and_the_same_one_again(client: MlflowClient):
    with mlflow.start_run() as run:
        for name, context in [("train", "training"), ("val", "eval"), ("train", "training")]:
            mlflow.log_input(mlflow.data.from_numpy(np.zeros(3), name=name, digest="d"), context=context)
    inputs = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert sorted((i.dataset.name, i.tags[0].value) for i in inputs) == [("train", "training"), ("val", "eval")]


def test_log_inputs_of_the_client(client: MlflowClient, place: Place):
    run_id = place.run()
    datasets = [
        DatasetInput(Dataset(f"d{i}", f"digest{i}", "local", f"source {i}"), [InputTag("mlflow.data.context", "c")])
        for i in range(3)
    ]
    client.log_inputs(run_id, datasets=datasets)
    inputs = client.get_run(run_id).inputs.dataset_inputs
    assert sorted(i.dataset.name for i in inputs) == ["d0", "d1", "d2"]
    assert {i.dataset.source_type for i in inputs} == {"local"}
    assert client.search_runs([place.default_experiment_id], "dataset.digest = 'digest2'")[0].info.run_id == run_id


def test_datasets_of_experiments_are_listed(client: MlflowClient, place: Place):
    for digest in ("d1", "d2"):
        dataset = Dataset("flights", digest, "local", "s")
        client.log_inputs(place.run(), datasets=[DatasetInput(dataset, [InputTag("mlflow.data.context", "eval")])])
    message = {"experiment_ids": [place.default_experiment_id]}
    answer = place.ok("POST", "experiments/search-datasets", message, api="ajax-api/2.0/mlflow")
    seen = sorted((s["name"], s["digest"], s["context"], s["experiment_id"]) for s in answer["dataset_summaries"])
    assert seen == [("flights", d, "eval", place.default_experiment_id) for d in ("d1", "d2")]


@pytest.mark.parametrize(
    ("dataset", "tags", "mention"),
    [
        ({"name": "n" * 501, "digest": "d", "source_type": "local", "source": "s"}, [], "name"),
        ({"name": "n", "digest": "d" * 37, "source_type": "local", "source": "s"}, [], "digest"),
        ({"name": "n", "digest": "d", "source_type": "local", "source": "s" * 65_536}, [], "source"),
        (
            {"name": "n", "digest": "d", "source_type": "local", "source": "s"},
            [{"key": "k" * 256, "value": "v"}],
            "key",
        ),
        (
            {"name": "n", "digest": "d", "source_type": "local", "source": "s"},
            [{"key": "k", "value": "v" * 501}],
            "value",
        ),
        pytest.param(
            {"digest": "d", "source_type": "local", "source": "s"}, [], "name", marks=pytest.mark.ours("accepted")
        ),
    ],
)
def test_what_is_too_long_or_missing_is_refused(place: Place, dataset: dict, tags: list, mention: str):
    message = {"run_id": place.run(), "datasets": [{"dataset": dataset, "tags": tags}]}
    refused(place.call("POST", "runs/log-inputs", message), mention)
