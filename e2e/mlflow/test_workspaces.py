"""Workspaces, which are our projects: by the header, by the client, and apart from each other."""

import mlflow
import pytest
import requests
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

from support import PEER, SERVER, Place, new_place, refused, unique

HEADER = "X-MLFLOW-WORKSPACE"


def in_workspace(name: str | None, method: str, rpc: str, message: dict | None = None) -> requests.Response:
    """A call at the server's root, with the workspace named by the header alone."""
    headers = {HEADER: name} if name is not None else {}
    options = {"params": message} if method == "GET" else {"json": message or {}}
    return requests.request(method, f"{SERVER}/api/2.0/mlflow/{rpc}", headers=headers, timeout=60, **options)


def test_the_header_selects_a_project(place: Place):
    run_id = place.run()
    answer = in_workspace(place.name, "GET", "runs/get", {"run_id": run_id})
    assert answer.json()["run"]["info"]["run_id"] == run_id
    refused(
        in_workspace(None, "GET", "runs/get", {"run_id": run_id}), run_id, code="RESOURCE_DOES_NOT_EXIST", status=404
    )
    answer = in_workspace("no-such-workspace", "GET", "runs/get", {"run_id": run_id})
    refused(answer, "no-such-workspace", code="RESOURCE_DOES_NOT_EXIST", status=404)


def test_the_client_selects_a_workspace(place: Place, monkeypatch: pytest.MonkeyPatch):
    experiment_id = MlflowClient().create_experiment("of the project")
    run_id = place.run(experiment_id)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", SERVER)
    mlflow.set_workspace(place.name)
    try:
        client = MlflowClient()
        assert client.get_experiment_by_name("of the project").experiment_id == experiment_id
        client.log_text(run_id, "x", "folder/a.txt")
        assert mlflow.artifacts.load_text(f"runs:/{run_id}/folder/a.txt") == "x"
        client.create_registered_model("fraud")
        assert [model.name for model in client.search_registered_models()] == ["fraud"]
    finally:
        mlflow.set_workspace(None)


def test_workspaces_are_made_listed_and_read(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", SERVER)
    name = unique("made")
    made = mlflow.create_workspace(name, description="by a client")
    assert made.name == name
    assert mlflow.get_workspace(name).name == name
    names = {workspace.name for workspace in mlflow.list_workspaces()}
    assert {name, place.name, "default"} <= names
    with pytest.raises(MlflowException) as error:
        mlflow.create_workspace(name)
    assert error.value.error_code == "RESOURCE_ALREADY_EXISTS"
    with pytest.raises(MlflowException) as error:
        mlflow.get_workspace(unique("none"))
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"


@pytest.mark.parametrize("name", ["", "UPPER", "a b", "-a", "a-", "a" * 64, "../x", "api"])
def test_names_that_are_refused(name: str):
    answer = requests.post(f"{SERVER}/api/3.0/mlflow/workspaces", json={"name": name}, timeout=60)
    refused(answer, "name")


def test_workspaces_are_apart(place: Place):
    client = MlflowClient()
    experiment_id = client.create_experiment("same name")
    client.create_registered_model("same name")
    run_id = place.run(experiment_id)
    with new_place():
        other = MlflowClient()
        assert other.get_experiment_by_name("same name") is None
        assert other.create_experiment("same name") != experiment_id
        other.create_registered_model("same name")
        assert other.search_model_versions("name = 'same name'") == []
        for call in (
            lambda: other.get_run(run_id),
            lambda: other.get_experiment(experiment_id),
            lambda: other.log_metric(run_id, "m", 1),
            lambda: other.delete_experiment(experiment_id),
        ):
            with pytest.raises(MlflowException) as error:
                call()
            assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"
        assert other.search_runs([experiment_id]) == []


@pytest.mark.skipif(PEER, reason="MLflow has no project in its addresses")
def test_the_address_wins_over_the_header_or_both_agree(place: Place):
    run_id = place.run()
    with new_place() as other:
        answer = place.http("GET", "/api/2.0/mlflow/runs/get", params={"run_id": run_id}, headers={HEADER: other.name})
        assert answer.status_code in (200, 400), answer.text
    answer = place.http("GET", "/api/2.0/mlflow/runs/get", params={"run_id": run_id}, headers={HEADER: place.name})
    assert answer.status_code == 200
