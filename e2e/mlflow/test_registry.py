"""The model registry: models, versions, aliases, stages and tags."""

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException, RestException

from support import Place, refused

pytestmark = pytest.mark.filterwarnings("ignore:.*stages:FutureWarning", "ignore::FutureWarning:mlflow")


def version(client: MlflowClient, place: Place, name: str, path: str = "model", **options):
    """A new version of a model, of a new run."""
    run_id = place.run()
    return client.create_model_version(name, f"{client.get_run(run_id).info.artifact_uri}/{path}", run_id, **options)


def test_a_model_is_registered(client: MlflowClient):
    model = client.create_registered_model("fraud", tags={"team": "risk"}, description="ünï — 雪")
    kept = client.get_registered_model("fraud")
    assert (model.name, kept.name, kept.description, kept.tags) == ("fraud", "fraud", "ünï — 雪", {"team": "risk"})
    assert kept.creation_timestamp > 2**31
    assert kept.last_updated_timestamp >= kept.creation_timestamp
    assert (kept.latest_versions, kept.aliases) == ([], {})


def test_a_name_is_taken_once(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    with pytest.raises(RestException, match="fraud") as error:
        client.create_registered_model("fraud")
    assert error.value.error_code == "RESOURCE_ALREADY_EXISTS"
    refused(place.call("POST", "registered-models/create", {"name": "fraud"}), "fraud", code="RESOURCE_ALREADY_EXISTS")


@pytest.mark.parametrize("name", ["雪 ünï", "with space", "a.b-c_d", "100%", "a+b", "x" * 256, "'q\"'", "#1?&"])
def test_names_of_any_kind(client: MlflowClient, place: Place, name: str):
    client.create_registered_model(name)
    assert client.get_registered_model(name).name == name
    made = version(client, place, name)
    assert client.get_model_version(name, made.version).name == name
    client.set_registered_model_alias(name, "best", made.version)
    assert client.get_model_version_by_alias(name, "best").version == "1"


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a:b", "..", "../x"])
def test_names_that_are_refused(place: Place, name: str):
    refused(place.call("POST", "registered-models/create", {"name": name}), "name")


def test_versions_count_from_one(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    made = [version(client, place, "fraud", tags={"n": str(n)}, description=f"no. {n}") for n in (1, 2, 3)]
    assert [v.version for v in made] == ["1", "2", "3"]
    kept = client.get_model_version("fraud", "2")
    assert (kept.name, kept.version, kept.description, kept.tags) == ("fraud", "2", "no. 2", {"n": "2"})
    assert (kept.status, kept.current_stage, kept.run_id, kept.source) == (
        "READY",
        "None",
        made[1].run_id,
        made[1].source,
    )
    assert kept.last_updated_timestamp >= kept.creation_timestamp > 2**31
    client.delete_model_version("fraud", "3")
    assert version(client, place, "fraud").version in ("3", "4")
    assert [v.version for v in client.get_registered_model("fraud").latest_versions] == [
        client.search_model_versions("name = 'fraud'")[0].version
    ]
    assert client.get_model_version_download_uri("fraud", "1") == made[0].source


def test_a_version_is_made_of_a_logged_model_or_a_run(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    model = client.create_logged_model(experiment_id=place.default_experiment_id, name="m")
    of_model = client.create_model_version("fraud", f"models:/{model.model_id}", model_id=model.model_id)
    assert client.get_model_version_download_uri("fraud", of_model.version) == model.artifact_location
    run_id = place.run()
    answer = place.ok(
        "POST",
        "model-versions/create",
        {"name": "fraud", "source": f"runs:/{run_id}/model", "run_id": run_id, "run_link": "http://x/1"},
    )["model_version"]
    assert (answer["version"], answer["source"], answer["run_id"], answer["run_link"]) == (
        "2",
        f"runs:/{run_id}/model",
        run_id,
        "http://x/1",
    )


def test_a_version_of_a_version(client: MlflowClient, place: Place):
    client.create_registered_model("old")
    client.create_registered_model("new")
    made = version(client, place, "old", tags={"a": "b"})
    copy = client.copy_model_version("models:/old/1", "new")
    assert (copy.name, copy.version, copy.source) == ("new", "1", "models:/old/1")
    assert client.get_model_version_download_uri("new", "1") in (made.source, f"runs:/{made.run_id}/model")


def test_descriptions_change(client: MlflowClient, place: Place):
    client.create_registered_model("fraud", description="old")
    before = client.get_registered_model("fraud").last_updated_timestamp
    version(client, place, "fraud")
    assert client.update_registered_model("fraud", "new").description == "new"
    assert client.update_model_version("fraud", "1", "of a version").description == "of a version"
    assert client.get_registered_model("fraud").last_updated_timestamp >= before


def test_rename_takes_everything_along(client: MlflowClient, place: Place):
    client.create_registered_model("old", tags={"a": "b"})
    version(client, place, "old")
    client.set_registered_model_alias("old", "best", "1")
    client.rename_registered_model("old", "new")
    assert client.get_model_version("new", "1").name == "new"
    assert client.get_model_version_by_alias("new", "best").version == "1"
    assert client.get_registered_model("new").tags == {"a": "b"}
    with pytest.raises(RestException) as error:
        client.get_registered_model("old")
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    client.create_registered_model("third")
    with pytest.raises(RestException) as error:
        client.rename_registered_model("new", "third")
    assert error.value.error_code == "RESOURCE_ALREADY_EXISTS"


def test_delete(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    version(client, place, "fraud")
    version(client, place, "fraud")
    client.delete_model_version("fraud", "1")
    with pytest.raises(RestException) as error:
        client.get_model_version("fraud", "1")
    assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    client.delete_registered_model("fraud")
    for call in (
        lambda: client.get_registered_model("fraud"),
        lambda: client.get_model_version("fraud", "2"),
        lambda: client.delete_registered_model("fraud"),
    ):
        with pytest.raises(RestException) as error:
            call()
        assert error.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    assert client.search_model_versions("name = 'fraud'") == []
    # The name is free again, and counts anew.
    client.create_registered_model("fraud")
    assert version(client, place, "fraud").version == "1"


def test_aliases(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    version(client, place, "fraud")
    version(client, place, "fraud")
    client.set_registered_model_alias("fraud", "champion", "1")
    client.set_registered_model_alias("fraud", "shadow", "2")
    client.set_registered_model_alias("fraud", "champion", "2")
    assert client.get_registered_model("fraud").aliases == {"champion": "2", "shadow": "2"}
    assert sorted(client.get_model_version("fraud", "2").aliases) == ["champion", "shadow"]
    assert client.get_model_version("fraud", "1").aliases == []
    assert client.get_model_version_by_alias("fraud", "champion").version == "2"
    client.delete_registered_model_alias("fraud", "champion")
    client.delete_registered_model_alias("fraud", "champion")
    assert client.get_registered_model("fraud").aliases == {"shadow": "2"}
    client.delete_model_version("fraud", "2")
    assert client.get_registered_model("fraud").aliases == {}


@pytest.mark.parametrize("alias", ["", "v1", "V22", "latest", "LATEST", "a b", "a/b", "x" * 256])
def test_aliases_that_are_refused(client: MlflowClient, place: Place, alias: str):
    client.create_registered_model("fraud")
    version(client, place, "fraud")
    message = {"name": "fraud", "alias": alias, "version": "1"}
    refused(place.call("POST", "registered-models/alias", message), "alias")


def test_an_unknown_alias_is_said_so(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    refused(place.call("GET", "registered-models/alias", {"name": "fraud", "alias": "none"}), "none")
    answer = place.call("POST", "registered-models/alias", {"name": "fraud", "alias": "best", "version": "7"})
    refused(answer, "fraud", code="RESOURCE_DOES_NOT_EXIST", status=404)


def test_tags_of_models_and_versions(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    version(client, place, "fraud")
    client.set_registered_model_tag("fraud", "team", "risk")
    client.set_registered_model_tag("fraud", "team", "雪")
    client.set_model_version_tag("fraud", "1", "checked", "yes")
    client.set_model_version_tag("fraud", "1", "long", "x" * 100_000)
    assert client.get_registered_model("fraud").tags == {"team": "雪"}
    assert client.get_model_version("fraud", "1").tags == {"checked": "yes", "long": "x" * 100_000}
    client.delete_registered_model_tag("fraud", "team")
    client.delete_model_version_tag("fraud", "1", "checked")
    client.delete_model_version_tag("fraud", "1", "checked")
    assert client.get_registered_model("fraud").tags == {}
    assert client.get_model_version("fraud", "1").tags.keys() == {"long"}
    for rpc, message in [("registered-models", {}), ("model-versions", {"version": "1"})]:
        for tag in (
            {"key": "k" * 251, "value": "v"},
            {"key": "../k", "value": "v"},
            {"key": "k", "value": "v" * 100_001},
        ):
            refused(place.call("POST", f"{rpc}/set-tag", {"name": "fraud", **message, **tag}))


def test_stages(client: MlflowClient, place: Place):
    client.create_registered_model("fraud")
    for _ in range(3):
        version(client, place, "fraud")
    client.transition_model_version_stage("fraud", "1", "Production")
    assert client.get_model_version("fraud", "1").current_stage == "Production"
    client.transition_model_version_stage("fraud", "2", "staging")
    assert client.get_model_version("fraud", "2").current_stage == "Staging"
    client.transition_model_version_stage("fraud", "2", "Production", archive_existing_versions=True)
    assert client.get_model_version("fraud", "1").current_stage == "Archived"
    latest = {v.current_stage: v.version for v in client.get_latest_versions("fraud")}
    assert latest == {"None": "3", "Production": "2", "Archived": "1"}
    assert [v.version for v in client.get_latest_versions("fraud", ["Production"])] == ["2"]
    assert [v.version for v in client.get_latest_versions("fraud", ["production", "None"])] != []
    answer = place.ok("GET", "registered-models/get-latest-versions", {"name": "fraud", "stages": "Archived"})
    assert [v["version"] for v in answer["model_versions"]] == ["1"]
    message = {"name": "fraud", "version": "1", "stage": "Nowhere", "archive_existing_versions": False}
    refused(place.call("POST", "model-versions/transition-stage", message), "Nowhere", "Production")


def test_what_does_not_exist_is_said_so(place: Place, client: MlflowClient):
    client.create_registered_model("fraud")
    cases = [
        ("GET", "registered-models/get", {"name": "none"}, "none"),
        ("PATCH", "registered-models/update", {"name": "none", "description": "x"}, "none"),
        ("POST", "registered-models/rename", {"name": "none", "new_name": "x"}, "none"),
        ("DELETE", "registered-models/delete", {"name": "none"}, "none"),
        ("POST", "registered-models/set-tag", {"name": "none", "key": "a", "value": "b"}, "none"),
        ("POST", "registered-models/get-latest-versions", {"name": "none"}, "none"),
        ("GET", "model-versions/get", {"name": "fraud", "version": "9"}, "9"),
        ("GET", "model-versions/get-download-uri", {"name": "fraud", "version": "9"}, "9"),
        ("PATCH", "model-versions/update", {"name": "fraud", "version": "9", "description": "x"}, "9"),
        ("DELETE", "model-versions/delete", {"name": "fraud", "version": "9"}, "9"),
        ("POST", "model-versions/set-tag", {"name": "fraud", "version": "9", "key": "a", "value": "b"}, "9"),
        (
            "POST",
            "model-versions/transition-stage",
            {"name": "fraud", "version": "9", "stage": "Staging", "archive_existing_versions": False},
            "9",
        ),
        (
            "POST",
            "model-versions/create",
            {"name": "none", "source": "runs:/" + "0" * 32 + "/m", "run_id": "0" * 32},
            "none",
        ),
    ]
    for method, rpc, message, mention in cases:
        refused(place.call(method, rpc, message), mention, code="RESOURCE_DOES_NOT_EXIST", status=404)


@pytest.mark.parametrize("value", ["abc", "1.5", "", "1; drop table"])
def test_a_version_that_is_no_number_is_refused(place: Place, client: MlflowClient, value: str):
    client.create_registered_model("fraud")
    refused(place.call("GET", "model-versions/get", {"name": "fraud", "version": value}), "version")


def test_register_model_waits_and_returns(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "flavors: {}", "model/MLmodel")
    first = mlflow.register_model(f"runs:/{run_id}/model", "fraud", tags={"a": "b"})
    second = mlflow.register_model(f"runs:/{run_id}/model", "fraud")
    assert (first.version, second.version) == ("1", "2")
    assert client.get_model_version("fraud", "1").tags == {"a": "b"}
    with pytest.raises(MlflowException):
        mlflow.register_model("runs:/" + "0" * 32 + "/model", "fraud")


def test_the_wire_shape_of_a_version(place: Place, client: MlflowClient):
    client.create_registered_model("fraud")
    made = version(client, place, "fraud")
    answer = place.ok("GET", "model-versions/get", {"name": "fraud", "version": "1"})["model_version"]
    assert isinstance(answer["version"], str)
    assert isinstance(answer["creation_timestamp"], int)
    assert (answer["status"], answer["current_stage"], answer["run_id"]) == ("READY", "None", made.run_id)
    model = place.ok("GET", "registered-models/get", {"name": "fraud"})["registered_model"]
    assert [v["version"] for v in model["latest_versions"]] == ["1"]
    client.set_registered_model_alias("fraud", "best", "1")
    model = place.ok("GET", "registered-models/get", {"name": "fraud"})["registered_model"]
    assert model["aliases"] == [{"alias": "best", "version": "1"}]
    assert place.ok("GET", "model-versions/get", {"name": "fraud", "version": "1"})["model_version"]["aliases"] == [
        "best"
    ]
