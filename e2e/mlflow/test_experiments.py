"""Experiments, by the fluent API and by MlflowClient."""

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException, RestException

from support import PEER, Place, refused, unique


def test_set_experiment_creates_it_once_and_finds_it_again(client: MlflowClient):
    first = mlflow.set_experiment("Social NLP Experiments")
    again = mlflow.set_experiment("Social NLP Experiments")
    assert first.experiment_id == again.experiment_id
    assert first.name == "Social NLP Experiments"
    assert first.lifecycle_stage == "active"
    assert first.experiment_id.isdecimal()
    with mlflow.start_run() as run:
        pass
    assert run.info.experiment_id == first.experiment_id
    assert client.get_run(run.info.run_id).info.artifact_uri.startswith(first.artifact_location + "/")


def test_set_experiment_takes_an_id(client: MlflowClient):
    experiment_id = client.create_experiment("by id")
    assert mlflow.set_experiment(experiment_id=experiment_id).name == "by id"
    with pytest.raises(MlflowException, match="987654321"):
        mlflow.set_experiment(experiment_id="987654321")


def test_a_run_without_an_experiment_goes_to_default(client: MlflowClient, place: Place):
    with mlflow.start_run() as run:
        mlflow.log_metric("m", 1)
    assert run.info.experiment_id == place.default_experiment_id
    assert client.get_experiment_by_name("Default").experiment_id == place.default_experiment_id
    assert client.get_experiment(place.default_experiment_id).name == "Default"
    assert [r.info.run_id for r in client.search_runs([place.default_experiment_id])] == [run.info.run_id]


def test_an_experiment_keeps_name_tags_and_times(client: MlflowClient):
    experiment_id = client.create_experiment("with tags", tags={"team": "vision", "note": "ünï — 雪 🎿"})
    experiment = client.get_experiment(experiment_id)
    assert experiment.tags == {"team": "vision", "note": "ünï — 雪 🎿"}
    assert experiment.artifact_location.startswith("mlflow-artifacts:/")
    assert experiment.creation_time > 2**31
    assert experiment.last_update_time >= experiment.creation_time
    assert client.get_experiment_by_name("with tags").experiment_id == experiment_id


def test_what_does_not_exist_is_said_so(client: MlflowClient, place: Place):
    assert client.get_experiment_by_name("no such experiment") is None
    with pytest.raises(RestException, match="987654321") as error:
        client.get_experiment("987654321")
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    answer = place.call("GET", "experiments/get-by-name", {"experiment_name": "no such experiment"})
    refused(answer, "no such experiment", code="RESOURCE_DOES_NOT_EXIST", status=404)


def test_a_name_is_taken_once(client: MlflowClient, place: Place):
    client.create_experiment("taken")
    with pytest.raises(RestException) as error:
        client.create_experiment("taken")
    assert error.value.error_code == "RESOURCE_ALREADY_EXISTS"
    assert client.create_experiment("Taken")


@pytest.mark.ours("MLflow puts the SQL statement into the message")
def test_a_taken_name_is_refused_in_words(place: Place):
    place.experiment("taken")
    answer = place.call("POST", "experiments/create", {"name": "taken"})
    refused(answer, "taken", code="RESOURCE_ALREADY_EXISTS")


@pytest.mark.parametrize("name", ["ünïcode — 雪", "a/b c:d%20e", "x" * 250, "'quoted' \"name\"", "#1?x=y&z"])
def test_names_of_any_kind(client: MlflowClient, name: str):
    experiment_id = client.create_experiment(name)
    assert client.get_experiment(experiment_id).name == name
    assert client.get_experiment_by_name(name).experiment_id == experiment_id


@pytest.mark.parametrize("name", ["", "x" * 501])
def test_names_that_are_refused(place: Place, name: str):
    refused(place.call("POST", "experiments/create", {"name": name}), "name")


def test_rename(client: MlflowClient):
    experiment_id = client.create_experiment("old")
    before = client.get_experiment(experiment_id).last_update_time
    client.rename_experiment(experiment_id, "new")
    experiment = client.get_experiment(experiment_id)
    assert experiment.name == "new"
    assert experiment.last_update_time >= before
    assert client.get_experiment_by_name("old") is None
    client.create_experiment("third")
    with pytest.raises(RestException) as error:
        client.rename_experiment(experiment_id, "third")
    assert error.value.error_code in ("RESOURCE_ALREADY_EXISTS", "BAD_REQUEST")


def test_tags_are_set_replaced_and_deleted(client: MlflowClient):
    experiment_id = client.create_experiment("tags")
    client.set_experiment_tag(experiment_id, "stage", "one")
    client.set_experiment_tag(experiment_id, "stage", "two")
    client.set_experiment_tag(experiment_id, "empty", "")
    assert client.get_experiment(experiment_id).tags == {"stage": "two", "empty": ""}
    client.delete_experiment_tag(experiment_id, "stage")
    assert client.get_experiment(experiment_id).tags == {"empty": ""}
    with pytest.raises(RestException) as error:
        client.delete_experiment_tag(experiment_id, "stage")
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_fluent_experiment_tags():
    experiment = mlflow.set_experiment("fluent tags")
    mlflow.set_experiment_tag("one", 1)
    mlflow.set_experiment_tags({"two": "b", "three": "c"})
    assert mlflow.get_experiment(experiment.experiment_id).tags == {"one": "1", "two": "b", "three": "c"}


def test_delete_and_restore(client: MlflowClient, place: Place):
    experiment_id = client.create_experiment("to delete")
    kept, deleted_before = place.run(experiment_id), place.run(experiment_id)
    client.delete_run(deleted_before)
    client.delete_experiment(experiment_id)
    assert client.get_experiment(experiment_id).lifecycle_stage == "deleted"
    assert client.get_experiment_by_name("to delete").lifecycle_stage == "deleted"
    assert client.get_run(kept).info.lifecycle_stage == "deleted"
    assert experiment_id not in [e.experiment_id for e in client.search_experiments()]
    assert experiment_id in [e.experiment_id for e in client.search_experiments(ViewType.DELETED_ONLY)]
    assert experiment_id in [e.experiment_id for e in client.search_experiments(ViewType.ALL)]
    client.restore_experiment(experiment_id)
    assert client.get_experiment(experiment_id).lifecycle_stage == "active"
    assert client.get_run(kept).info.lifecycle_stage == "active"
    assert client.get_run(deleted_before).info.lifecycle_stage == "active"


def test_a_deleted_experiment_takes_nothing(client: MlflowClient, place: Place):
    experiment_id = client.create_experiment("gone")
    client.delete_experiment(experiment_id)
    refused(place.call("POST", "runs/create", {"experiment_id": experiment_id}), "active", experiment_id)
    with pytest.raises(RestException):
        client.set_experiment_tag(experiment_id, "a", "b")
    with pytest.raises(MlflowException, match="[Cc]annot set a deleted experiment"):
        mlflow.set_experiment("gone")
    with pytest.raises(RestException) as error:
        client.create_experiment("gone")
    assert error.value.error_code == "RESOURCE_ALREADY_EXISTS"


def test_deleting_or_restoring_twice_is_refused(client: MlflowClient, place: Place):
    experiment_id = client.create_experiment("twice")
    answer = place.call("POST", "experiments/restore", {"experiment_id": experiment_id})
    refused(answer, experiment_id, code="RESOURCE_DOES_NOT_EXIST", status=404)
    client.delete_experiment(experiment_id)
    answer = place.call("POST", "experiments/delete", {"experiment_id": experiment_id})
    refused(answer, experiment_id, code="RESOURCE_DOES_NOT_EXIST", status=404)


@pytest.mark.ours("MLflow answers INVALID_STATE, which is a 500")
def test_renaming_a_deleted_experiment_is_refused(client: MlflowClient, place: Place):
    experiment_id = client.create_experiment("deleted name")
    client.delete_experiment(experiment_id)
    answer = place.call("POST", "experiments/update", {"experiment_id": experiment_id, "new_name": "other"})
    assert answer.status_code == 400, answer.text
    assert answer.json()["error_code"] in ("INVALID_PARAMETER_VALUE", "INVALID_STATE")


def test_a_run_in_an_unknown_experiment_is_refused(place: Place):
    answer = place.call("POST", "runs/create", {"experiment_id": "987654321"})
    refused(answer, "987654321", code="RESOURCE_DOES_NOT_EXIST", status=404)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc",
        "/etc",
        "C:\\windows",
        "mlflow-artifacts:/../../etc",
        "mlflow-artifacts:/%252e%252e/x",
        "s3://bucket/../..",
        "http:///#/../../etc/",
        "ftp://127.0.0.1/x;params/../..",
        pytest.param("http:///?/../../etc", marks=pytest.mark.ours("MLflow stores this one", strict=False)),
    ],
)
def test_a_location_named_by_a_client_leads_nowhere(client: MlflowClient, place: Place, location: str):
    """It is refused, or ignored, or kept as words for the client that the server itself never opens."""
    answer = place.call("POST", "experiments/create", {"name": unique("located"), "artifact_location": location})
    if answer.status_code == 400:
        refused(answer, "artifact_location")
        return
    assert answer.status_code == 200, answer.text
    run = client.create_run(answer.json()["experiment_id"])
    if run.info.artifact_uri.startswith("mlflow-artifacts:/"):
        assert ".." not in run.info.artifact_uri and "%" not in run.info.artifact_uri
        client.log_text(run.info.run_id, "inside", "passwd")
        assert [file.path for file in client.list_artifacts(run.info.run_id)] == ["passwd"]
    for path in ("passwd", "../../passwd", "."):
        answer = place.http("GET", "/get-artifact", params={"run_id": run.info.run_id, "path": path})
        assert "root:" not in answer.text
        assert answer.status_code in (400, 404) or answer.text == "inside", answer.text[:300]
        answer = place.call("GET", "artifacts/list", {"run_id": run.info.run_id, "path": path})
        assert answer.status_code < 500 and '"files"' not in answer.text, answer.text[:300]


def test_search_returns_every_experiment_of_the_project_and_no_other(client: MlflowClient):
    names = {client.get_experiment(client.create_experiment(f"e{i}")).name for i in range(3)}
    assert {e.name for e in mlflow.search_experiments()} == names | {"Default"}


@pytest.mark.skipif(PEER, reason="MLflow has one Default experiment for the server")
def test_each_project_has_its_own_default(client: MlflowClient, place: Place):
    default = client.get_experiment("0")
    assert (default.experiment_id, default.name, default.lifecycle_stage) == ("0", "Default", "active")
    run = client.create_run("0")
    assert run.info.experiment_id == "0"
    assert client.get_run(run.info.run_id).info.experiment_id == "0"
    assert [e.experiment_id for e in client.search_experiments()] == ["0"]
