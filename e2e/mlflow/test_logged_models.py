"""Logged models (models:/m-...): their life, their tags and params, their files."""

import re

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.entities import LoggedModelInput, LoggedModelOutput
from mlflow.exceptions import RestException

from support import Place, refused


def test_a_model_is_initialised_and_finalised(client: MlflowClient):
    with mlflow.start_run() as run:
        model = mlflow.initialize_logged_model(
            name="cnn", params={"lr": "0.1"}, tags={"team": "vision"}, model_type="agent"
        )
        assert re.fullmatch("m-[0-9a-f]{32}", model.model_id)
        assert client.get_logged_model(model.model_id).status == "PENDING"
        mlflow.finalize_logged_model(model.model_id, "READY")
    kept = client.get_logged_model(model.model_id)
    assert (kept.name, kept.status, kept.model_type) == ("cnn", "READY", "agent")
    assert (kept.source_run_id, kept.experiment_id) == (run.info.run_id, run.info.experiment_id)
    assert (kept.params, kept.tags["team"]) == ({"lr": "0.1"}, "vision")
    assert kept.last_updated_timestamp >= kept.creation_timestamp > 2**31
    assert kept.artifact_location.startswith("mlflow-artifacts:/")
    assert kept.artifact_location.endswith(f"/models/{model.model_id}/artifacts")
    assert kept.model_uri == f"models:/{model.model_id}"


def test_a_failed_model_is_marked(client: MlflowClient):
    model = client.create_logged_model(experiment_id=client.create_experiment("failing"), name="m")
    assert client.finalize_logged_model(model.model_id, "FAILED").status == "FAILED"


def test_a_model_without_a_name_gets_one(client: MlflowClient, place: Place):
    model = client.create_logged_model(experiment_id=place.default_experiment_id)
    assert model.name


@pytest.mark.parametrize("name", ["a/b", "a:b", "a.b", "a%b", 'a"b', "a'b", ""])
def test_names_that_are_refused(place: Place, name: str):
    message = {"experiment_id": place.default_experiment_id, "name": name}
    answer = place.call("POST", "logged-models", message)
    if name == "":
        assert answer.status_code in (200, 400), answer.text
    else:
        refused(answer, "name")


def test_tags_and_params(client: MlflowClient):
    model = mlflow.initialize_logged_model(name="tagged")
    mlflow.set_logged_model_tags(model.model_id, {"a": "1", "b": "2"})
    client.set_logged_model_tags(model.model_id, {"b": "3", "odd key/x": "雪"})
    client.delete_logged_model_tag(model.model_id, "a")
    client.log_model_params(model.model_id, {"p": "1", "q": "2"})
    kept = client.get_logged_model(model.model_id)
    tags = {key: value for key, value in kept.tags.items() if not key.startswith("mlflow.")}
    assert (tags, kept.params) == ({"b": "3", "odd key/x": "雪"}, {"p": "1", "q": "2"})
    with pytest.raises(RestException) as error:
        client.delete_logged_model_tag(model.model_id, "a")
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_a_deleted_model_is_gone(client: MlflowClient, place: Place):
    model = client.create_logged_model(experiment_id=place.default_experiment_id, name="gone")
    client.delete_logged_model(model.model_id)
    with pytest.raises(RestException) as error:
        client.get_logged_model(model.model_id)
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    assert client.search_logged_models([place.default_experiment_id]) == []


def test_unknown_models_and_experiments(client: MlflowClient, place: Place):
    unknown = "m-" + "0" * 32
    for method, path, message in [
        ("GET", f"logged-models/{unknown}", None),
        ("DELETE", f"logged-models/{unknown}", None),
        ("PATCH", f"logged-models/{unknown}", {"model_id": unknown, "status": "LOGGED_MODEL_READY"}),
        ("PATCH", f"logged-models/{unknown}/tags", {"model_id": unknown, "tags": [{"key": "a", "value": "b"}]}),
    ]:
        refused(place.call(method, path, message), unknown, code="RESOURCE_DOES_NOT_EXIST", status=404)
    answer = place.call("POST", "logged-models", {"experiment_id": "987654321", "name": "x"})
    refused(answer, "987654321", code="RESOURCE_DOES_NOT_EXIST", status=404)


def test_inputs_and_outputs_join_runs_and_models(client: MlflowClient, place: Place):
    made = client.create_logged_model(experiment_id=place.default_experiment_id, name="made")
    used = client.create_logged_model(experiment_id=place.default_experiment_id, name="used")
    run_id = place.run()
    client.log_outputs(run_id, [LoggedModelOutput(made.model_id, step=3)])
    client.log_inputs(run_id, models=[LoggedModelInput(used.model_id)])
    run = client.get_run(run_id)
    assert [(m.model_id, m.step) for m in run.outputs.model_outputs] == [(made.model_id, 3)]
    assert [m.model_id for m in run.inputs.model_inputs] == [used.model_id]
    assert [r.info.run_id for r in client.search_runs([place.default_experiment_id])] == [run_id]


def test_files_of_a_model(client: MlflowClient, place: Place, tmp_path):
    model = client.create_logged_model(experiment_id=place.default_experiment_id, name="files")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "weights.bin").write_bytes(b"\0\1\2")
    (tmp_path / "MLmodel").write_text("flavors: {}")
    client.log_model_artifacts(model.model_id, str(tmp_path))
    assert sorted(file.path for file in client.list_logged_model_artifacts(model.model_id)) == ["MLmodel", "sub"]
    answer = place.ok("GET", f"logged-models/{model.model_id}/artifacts/directories")
    assert [(f["path"], f["is_dir"]) for f in sorted(answer["files"], key=lambda f: f["path"])] == [
        ("MLmodel", False),
        ("sub", True),
    ]
    answer = place.ok(
        "GET", f"logged-models/{model.model_id}/artifacts/directories", {"artifact_directory_path": "sub"}
    )
    assert [(f["path"], f["file_size"]) for f in answer["files"]] == [("sub/weights.bin", 3)]
    query = {"artifact_file_path": "sub/weights.bin"}
    path = f"/ajax-api/2.0/mlflow/logged-models/{model.model_id}/artifacts/files"
    file = place.http("GET", path, params=query)
    assert file.content == b"\0\1\2"
    local = mlflow.artifacts.download_artifacts(f"models:/{model.model_id}", dst_path=str(tmp_path / "down"))
    assert (tmp_path / "down" / "sub" / "weights.bin").read_bytes() == b"\0\1\2", local
