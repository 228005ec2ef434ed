"""Runs: their life, their names, their parents, by the fluent API and by MlflowClient."""

import re
import time

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.entities import RunStatus, ViewType
from mlflow.exceptions import MlflowException, RestException

from support import PEER, Place, refused


def test_a_run_begins_and_ends(client: MlflowClient):
    before = int(time.time() * 1000)
    with mlflow.start_run(run_name="first", description="what it is for", tags={"colour": "blue"}) as run:
        assert client.get_run(run.info.run_id).info.status == "RUNNING"
        assert client.get_run(run.info.run_id).info.end_time is None
    ended = client.get_run(run.info.run_id)
    assert re.fullmatch("[0-9a-f]{32}", ended.info.run_id)
    assert ended.info.status == "FINISHED"
    assert before <= ended.info.start_time <= ended.info.end_time
    assert ended.info.run_name == "first"
    assert ended.info.lifecycle_stage == "active"
    assert ended.data.tags["mlflow.runName"] == "first"
    assert ended.data.tags["mlflow.note.content"] == "what it is for"
    assert ended.data.tags["colour"] == "blue"
    assert ended.info.user_id == ended.data.tags["mlflow.user"]
    assert ended.info.artifact_uri.startswith("mlflow-artifacts:/")
    assert ended.info.artifact_uri.endswith(f"/{ended.info.run_id}/artifacts")
    assert mlflow.last_active_run().info.run_id == run.info.run_id


def test_an_exception_fails_its_run(client: MlflowClient):
    with pytest.raises(ZeroDivisionError), mlflow.start_run() as run:
        mlflow.log_metric("m", 1 / 0)
    assert client.get_run(run.info.run_id).info.status == "FAILED"


@pytest.mark.parametrize("status", ["FINISHED", "FAILED", "KILLED", "SCHEDULED", "RUNNING"])
def test_every_status_is_kept(client: MlflowClient, place: Place, status: str):
    run_id = place.run()
    client.set_terminated(run_id, status, end_time=1_800_000_000_000)
    info = client.get_run(run_id).info
    assert (info.status, info.end_time) == (status, 1_800_000_000_000)
    # Enumerations may be sent as their numbers, as protobuf's JSON allows.
    number = RunStatus.from_string(status)
    assert place.ok("POST", "runs/update", {"run_id": run_id, "status": number})["run_info"]["status"] == status


def test_a_run_is_resumed(client: MlflowClient):
    with mlflow.start_run() as first:
        mlflow.log_param("p", 1)
        mlflow.log_metric("m", 1, step=0)
    with mlflow.start_run(run_id=first.info.run_id) as again:
        assert again.info.run_id == first.info.run_id
        assert client.get_run(first.info.run_id).info.status == "RUNNING"
        mlflow.log_metric("m", 2, step=1)
        mlflow.log_param("q", 2)
    resumed = client.get_run(first.info.run_id)
    assert resumed.info.status == "FINISHED"
    assert resumed.info.start_time == first.info.start_time
    assert resumed.data.params == {"p": "1", "q": "2"}
    assert [m.value for m in client.get_metric_history(first.info.run_id, "m")] == [1, 2]


def test_a_finished_run_still_takes_what_comes_late(client: MlflowClient):
    with mlflow.start_run() as run:
        pass
    run_id = run.info.run_id
    client.log_metric(run_id, "late", 1)
    client.log_param(run_id, "late", "p")
    client.set_tag(run_id, "late", "t")
    client.log_text(run_id, "late", "late.txt")
    data = client.get_run(run_id)
    assert (data.data.metrics, data.data.params, data.data.tags["late"]) == ({"late": 1}, {"late": "p"}, "t")
    assert data.info.status == "FINISHED"


def test_nested_runs_know_their_parent(client: MlflowClient, place: Place):
    with mlflow.start_run(run_name="sweep") as parent:
        for i in range(2):
            with mlflow.start_run(run_name=f"try {i}", nested=True) as child:
                mlflow.log_metric("score", i)
                with mlflow.start_run(run_name="deep", nested=True) as grandchild:
                    pass
    assert mlflow.get_parent_run(child.info.run_id).info.run_id == parent.info.run_id
    assert mlflow.get_parent_run(grandchild.info.run_id).info.run_id == child.info.run_id
    assert mlflow.get_parent_run(parent.info.run_id) is None
    children = client.search_runs(
        [place.default_experiment_id], f"tags.mlflow.parentRunId = '{parent.info.run_id}'", order_by=["metrics.score"]
    )
    assert [run.info.run_name for run in children] == ["try 0", "try 1"]


def test_a_parent_may_be_named_by_id(client: MlflowClient, place: Place):
    parent_id = place.run()
    with mlflow.start_run(parent_run_id=parent_id) as child:
        pass
    assert mlflow.get_parent_run(child.info.run_id).info.run_id == parent_id


def test_a_run_without_a_name_gets_one(client: MlflowClient, place: Place):
    run = client.get_run(place.run())
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d+", run.info.run_name)
    assert run.data.tags["mlflow.runName"] == run.info.run_name


def test_name_and_name_tag_mirror_each_other(client: MlflowClient, place: Place):
    run_id = place.run(tags=[{"key": "mlflow.runName", "value": "by tag"}])
    assert client.get_run(run_id).info.run_name == "by tag"
    client.set_tag(run_id, "mlflow.runName", "by set_tag")
    assert client.get_run(run_id).info.run_name == "by set_tag"
    client.update_run(run_id, name="by update")
    run = client.get_run(run_id)
    assert (run.info.run_name, run.data.tags["mlflow.runName"]) == ("by update", "by update")
    client.log_batch(run_id, tags=[mlflow.entities.RunTag("mlflow.runName", "by batch")])
    assert client.get_run(run_id).info.run_name == "by batch"


def test_two_names_at_once_are_refused(place: Place):
    message = {
        "experiment_id": place.default_experiment_id,
        "run_name": "one",
        "tags": [{"key": "mlflow.runName", "value": "two"}],
    }
    refused(place.call("POST", "runs/create", message), "mlflow.runName")


def test_update_run_changes_the_status(client: MlflowClient, place: Place):
    run_id = place.run()
    client.update_run(run_id, status="FAILED", name="renamed")
    info = client.get_run(run_id).info
    assert (info.status, info.run_name) == ("FAILED", "renamed")


def test_times_beyond_32_bits_are_kept(client: MlflowClient, place: Place):
    far = 2**52 + 1
    run_id = place.run(start_time=far)
    client.set_terminated(run_id, end_time=far + 2)
    info = client.get_run(run_id).info
    assert (info.start_time, info.end_time) == (far, far + 2)


def test_delete_and_restore(client: MlflowClient, place: Place):
    experiment_id = place.default_experiment_id
    run_id, other = place.run(), place.run()
    client.delete_run(run_id)
    client.delete_run(run_id)
    assert client.get_run(run_id).info.lifecycle_stage == "deleted"
    ids = lambda view: {run.info.run_id for run in client.search_runs([experiment_id], run_view_type=view)}
    assert ids(ViewType.ACTIVE_ONLY) == {other}
    assert ids(ViewType.DELETED_ONLY) == {run_id}
    assert ids(ViewType.ALL) == {run_id, other}
    client.restore_run(run_id)
    client.restore_run(run_id)
    assert ids(ViewType.ACTIVE_ONLY) == {run_id, other}


def test_a_deleted_run_takes_nothing(client: MlflowClient, place: Place):
    run_id = place.run()
    client.delete_run(run_id)
    writes = [
        lambda: client.log_metric(run_id, "m", 1),
        lambda: client.log_param(run_id, "p", 1),
        lambda: client.set_tag(run_id, "t", 1),
        lambda: client.log_batch(run_id, metrics=[mlflow.entities.Metric("m", 1, 1, 1)]),
        lambda: client.set_terminated(run_id),
    ]
    for write in writes:
        with pytest.raises(MlflowException, match="active") as error:
            write()
        assert error.value.error_code == "INVALID_PARAMETER_VALUE"
    with pytest.raises(MlflowException, match="deleted"):
        mlflow.start_run(run_id=run_id)


@pytest.mark.parametrize(
    ("method", "rpc", "message"),
    [
        ("GET", "runs/get", {}),
        ("POST", "runs/update", {"status": "FINISHED"}),
        ("POST", "runs/delete", {}),
        ("POST", "runs/restore", {}),
        ("POST", "runs/log-metric", {"key": "m", "value": 1, "timestamp": 1}),
        ("POST", "runs/log-parameter", {"key": "p", "value": "1"}),
        ("POST", "runs/set-tag", {"key": "t", "value": "1"}),
        ("POST", "runs/delete-tag", {"key": "t"}),
        ("POST", "runs/log-batch", {"metrics": [{"key": "m", "value": 1, "timestamp": 1}]}),
        ("POST", "runs/outputs", {"models": [{"model_id": "m-" + "0" * 32}]}),
    ],
)
def test_an_unknown_run_is_named(place: Place, method: str, rpc: str, message: dict):
    run_id = "0123456789abcdef0123456789abcdef"
    answer = place.call(method, rpc, {"run_id": run_id, **message})
    refused(answer, run_id, code="RESOURCE_DOES_NOT_EXIST", status=404)


def test_run_uuid_is_spoken_as_well_as_run_id(place: Place):
    run_id = place.run()
    info = place.ok("GET", "runs/get", {"run_uuid": run_id})["run"]["info"]
    assert info["run_id"] == info["run_uuid"] == run_id
    updated = place.ok("POST", "runs/update", {"run_uuid": run_id, "status": "FINISHED"})["run_info"]
    assert updated["run_id"] == updated["run_uuid"] == run_id
    place.ok("POST", "runs/log-metric", {"run_uuid": run_id, "key": "m", "value": 1, "timestamp": 1})


def test_the_wire_shape_of_a_run(place: Place):
    answer = place.ok(
        "POST",
        "runs/create",
        {
            "experiment_id": place.default_experiment_id,
            "user_id": "ada",
            "run_name": "wire",
            "start_time": "1700000000000",
            "tags": [{"key": "a", "value": "b"}],
            "a_field_of_tomorrow": {"x": 1},
        },
    )["run"]
    info = answer["info"]
    assert info.pop("run_id") == info.pop("run_uuid")
    assert info.pop("artifact_uri").startswith("mlflow-artifacts:/")
    assert info == {
        "experiment_id": place.default_experiment_id,
        "user_id": "ada",
        "run_name": "wire",
        "start_time": 1_700_000_000_000,
        "status": "RUNNING",
        "lifecycle_stage": "active",
    }
    tags = sorted((tag["key"], tag["value"]) for tag in answer["data"]["tags"])
    assert tags == [("a", "b"), ("mlflow.runName", "wire")]
    # What is empty is absent: clients tell absent from empty.
    assert answer["data"].keys() == {"tags"}
    assert answer["inputs"] == {}


def test_fluent_search_runs_gives_a_table(place: Place):
    for i in range(3):
        with mlflow.start_run(run_name=f"r{i}"):
            mlflow.log_params({"lr": i, "only" if i else "other": "x"})
            mlflow.log_metrics({"loss": 1 / (i + 1)})
    table = mlflow.search_runs(order_by=["metrics.loss ASC"])
    assert list(table["tags.mlflow.runName"]) == ["r2", "r1", "r0"]
    assert list(table["params.lr"]) == ["2", "1", "0"]
    assert list(table["params.only"]) == ["x", "x", None] or table["params.only"].isna().tolist()[2]
    assert table["metrics.loss"].tolist() == pytest.approx([1 / 3, 1 / 2, 1])
    assert (table["status"] == "FINISHED").all()
    assert len(mlflow.search_runs(experiment_names=["Default"], max_results=2)) == 2
    assert mlflow.search_runs(experiment_names=["no such experiment"], output_format="list") == []


def test_delete_tag(client: MlflowClient, place: Place):
    run_id = place.run()
    client.set_tag(run_id, "t", "1")
    client.delete_tag(run_id, "t")
    assert "t" not in client.get_run(run_id).data.tags
    with pytest.raises(RestException, match="t") as error:
        client.delete_tag(run_id, "t")
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_the_printed_address_is_of_the_run(capsys: pytest.CaptureFixture, place: Place):
    with mlflow.start_run(run_name="printed") as run:
        pass
    printed = capsys.readouterr().out
    where = f"{place.uri}/#/experiments/{run.info.experiment_id}"
    assert f"{where}/runs/{run.info.run_id}" in printed


@pytest.mark.skipif(PEER, reason="MLflow's pages resolve the fragment in the browser")
def test_the_printed_address_is_served(place: Place):
    answer = place.http("GET", "/")
    assert answer.status_code in (200, 307, 308), answer.text[:300]
