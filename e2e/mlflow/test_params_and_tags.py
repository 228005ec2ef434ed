"""Params and tags of runs."""

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.entities import Param
from mlflow.exceptions import MlflowException, RestException

from support import Place, refused

ODD_TEXT = "ünï — 雪 🎿\n\ttab \\ \"quoted\" 'single' %20 <b>&amp;"


def test_params_are_written_as_text(client: MlflowClient):
    with mlflow.start_run() as run:
        assert mlflow.log_param("lr", 0.01) == 0.01
        mlflow.log_params({"layers": [64, 32], "bias": True, "none": None, "empty": "", "odd": ODD_TEXT})
    assert client.get_run(run.info.run_id).data.params == {
        "lr": "0.01",
        "layers": "[64, 32]",
        "bias": "True",
        "none": "None",
        "empty": "",
        "odd": ODD_TEXT,
    }


def test_a_param_never_changes(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_param(run_id, "depth", 3)
    client.log_param(run_id, "depth", 3)
    client.log_batch(run_id, params=[Param("depth", "3")])
    with pytest.raises(MlflowException, match="depth"):
        client.log_param(run_id, "depth", 5)
    answer = place.call("POST", "runs/log-parameter", {"run_id": run_id, "key": "depth", "value": "5"})
    refused(answer, "depth", "3", "5")
    message = {"run_id": run_id, "params": [{"key": "width", "value": "1"}, {"key": "depth", "value": "5"}]}
    refused(place.call("POST", "runs/log-batch", message), "depth")
    assert client.get_run(run_id).data.params["depth"] == "3"


def test_the_same_key_twice_in_a_batch_is_refused(place: Place):
    params = [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]
    refused(place.call("POST", "runs/log-batch", {"run_id": place.run(), "params": params}), "a")


def test_long_values_are_cut_where_mlflow_cuts_them(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_param(run_id, "exact", "x" * 6000)
    place.ok("POST", "runs/log-parameter", {"run_id": run_id, "key": "long", "value": "é" * 6001})
    place.ok("POST", "runs/set-tag", {"run_id": run_id, "key": "exact", "value": "x" * 8000})
    place.ok("POST", "runs/set-tag", {"run_id": run_id, "key": "long", "value": "é" * 8001})
    data = client.get_run(run_id).data
    assert (len(data.params["exact"]), data.params["long"]) == (6000, "é" * 6000)
    assert (len(data.tags["exact"]), data.tags["long"]) == (8000, "é" * 8000)


def test_tags_are_replaced(client: MlflowClient):
    with mlflow.start_run() as run:
        mlflow.set_tag("t", 1)
        mlflow.set_tag("t", "two")
        mlflow.set_tags({"odd": ODD_TEXT, "empty": "", "number": 3})
        mlflow.set_tag("gone", "x")
        mlflow.delete_tag("gone")
    tags = client.get_run(run.info.run_id).data.tags
    assert {key: tags[key] for key in ("t", "odd", "empty", "number")} == {
        "t": "two",
        "odd": ODD_TEXT,
        "empty": "",
        "number": "3",
    }
    assert "gone" not in tags


def test_the_last_of_a_repeated_tag_in_a_batch_wins(client: MlflowClient, place: Place):
    run_id = place.run()
    tags = [{"key": "t", "value": "1"}, {"key": "t", "value": "2"}]
    place.ok("POST", "runs/log-batch", {"run_id": run_id, "tags": tags})
    assert client.get_run(run_id).data.tags["t"] == "2"


@pytest.mark.parametrize("key", ["a b", "a/b/c", "a.b-c_d", "a:b", "mlflow.source.name", "学習率", "k" * 250])
def test_keys_of_any_kind(client: MlflowClient, place: Place, key: str):
    run_id = place.run()
    client.log_param(run_id, key, "p")
    client.set_tag(run_id, key, "t")
    data = client.get_run(run_id).data
    assert (data.params, data.tags[key]) == ({key: "p"}, "t")


@pytest.mark.parametrize(
    "key", ["", "k" * 251, "..", "../up", "a/../b", "/root", "a//b", "./a", "a/", "a\tb!", "semi;colon", "ключ*"]
)
@pytest.mark.parametrize("what", ["metric", "param", "tag"])
def test_keys_that_are_refused(place: Place, what: str, key: str):
    run_id = place.run()
    rpc, message = {
        "metric": ("log-metric", {"value": 1, "timestamp": 1}),
        "param": ("log-parameter", {"value": "1"}),
        "tag": ("set-tag", {"value": "1"}),
    }[what]
    one = place.call("POST", f"runs/{rpc}", {"run_id": run_id, "key": key, **message})
    batch = place.call("POST", "runs/log-batch", {"run_id": run_id, f"{what}s": [{"key": key, **message}]})
    for answer in (one, batch):
        text = refused(answer).lower()
        assert "key" in text or "name" in text, text


def test_a_batch_with_one_bad_item_names_it(place: Place):
    run_id = place.run()
    metrics = [{"key": "good", "value": 1, "timestamp": 1}, {"key": "../bad", "value": 1, "timestamp": 1}]
    refused(place.call("POST", "runs/log-batch", {"run_id": run_id, "metrics": metrics}), "metrics[1]")
    tags = [{"key": "good", "value": "1"}, {"key": "good2", "value": "1"}, {"key": "b*d", "value": "1"}]
    refused(place.call("POST", "runs/log-batch", {"run_id": run_id, "tags": tags}), "tags[2]")


def test_a_refused_batch_leaves_nothing(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_param(run_id, "p", "1")
    message = {
        "run_id": run_id,
        "metrics": [{"key": "m", "value": 1, "timestamp": 1}],
        "params": [{"key": "new", "value": "1"}, {"key": "p", "value": "2"}],
        "tags": [{"key": "t", "value": "1"}],
    }
    refused(place.call("POST", "runs/log-batch", message), "p")
    data = client.get_run(run_id).data
    assert (data.params, data.metrics, "t" in data.tags) == ({"p": "1"}, {}, False)


@pytest.mark.ours("MLflow's databases keep NUL, or fail on it, as they do")
@pytest.mark.parametrize(
    ("rpc", "message"),
    [
        ("runs/log-parameter", {"key": "p", "value": "a\0b"}),
        ("runs/set-tag", {"key": "t", "value": "a\0b"}),
        ("runs/log-batch", {"params": [{"key": "p", "value": "a\0b"}]}),
        ("runs/log-batch", {"tags": [{"key": "t", "value": "a\0b"}]}),
        ("runs/update", {"run_name": "a\0b"}),
    ],
)
def test_nul_is_refused(place: Place, rpc: str, message: dict):
    text = refused(place.call("POST", rpc, {"run_id": place.run(), **message}))
    assert "nul" in text.lower() or "u+0000" in text.lower() or "\\u0000" in text.lower(), text


def test_deleting_a_tag_that_is_not_there(client: MlflowClient, place: Place):
    with pytest.raises(RestException, match="nothing") as error:
        client.delete_tag(place.run(), "nothing")
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"
