"""log_model and load_model with scikit-learn, by each kind of address a model has."""

from pathlib import Path

import mlflow
import numpy as np
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from sklearn.linear_model import LogisticRegression

from support import Place, new_place, tree_of

INPUTS = np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 2.0], [2.0, 0.5]])
LABELS = np.array([0, 1, 0, 1])
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")

FITTED = LogisticRegression().fit(INPUTS, LABELS)
# Named here so that no process is started to find out what the model imports.
REQUIREMENTS = ["scikit-learn"]


@pytest.fixture(scope="module", autouse=True)
def place() -> Place:
    """A model that was logged and registered twice; the tests read it by its addresses."""
    with new_place() as fresh:
        client = MlflowClient()
        mlflow.set_experiment("models")
        for version in (1, 2):
            with mlflow.start_run() as run:
                model = LogisticRegression().fit(INPUTS, LABELS)
                model.intercept_ += version / 1000  # so that the two can be told apart
                info = mlflow.sklearn.log_model(
                    model,
                    name="classifier",
                    input_example=INPUTS,
                    registered_model_name="classifier",
                    params={"kind": "logistic"},
                    tags={"team": "risk"},
                    pip_requirements=REQUIREMENTS,
                )
                mlflow.log_metric("accuracy", 1.0, model_id=info.model_id)
            fresh.ids[f"run {version}"] = run.info.run_id
            fresh.ids[f"model {version}"] = info.model_id
            fresh.ids[f"uri {version}"] = info.model_uri
        client.set_registered_model_alias("classifier", "champion", "1")
        client.transition_model_version_stage("classifier", "2", "Staging")
        yield fresh


@pytest.mark.parametrize(
    ("uri", "version"),
    [
        ("runs:/{run 1}/classifier", 1),
        ("models:/classifier/1", 1),
        ("models:/classifier/2", 2),
        ("models:/classifier@champion", 1),
        ("models:/classifier/latest", 2),
        ("models:/classifier/Staging", 2),
        ("models:/{model 1}", 1),
        ("{uri 2}", 2),
    ],
)
def test_a_model_is_loaded_from(place: Place, uri: str, version: int):
    loaded = mlflow.sklearn.load_model(uri.format_map(place.ids))
    assert loaded.intercept_ - FITTED.intercept_ == pytest.approx(version / 1000)
    assert (loaded.predict(INPUTS) == LABELS).all()


def test_a_model_is_loaded_as_a_function(place: Place):
    loaded = mlflow.pyfunc.load_model("models:/classifier@champion")
    assert (loaded.predict(INPUTS) == LABELS).all()
    assert loaded.metadata.signature.inputs is not None
    assert loaded.metadata.model_id == place.ids["model 1"]


def test_a_model_that_is_not_there(place: Place):
    for uri in ("models:/classifier/9", "models:/classifier@nobody", "models:/none/1", "models:/m-" + "0" * 32):
        with pytest.raises(MlflowException):
            mlflow.sklearn.load_model(uri)


def test_the_run_and_the_model_know_each_other(place: Place):
    client = MlflowClient()
    run = client.get_run(place.ids["run 1"])
    assert [output.model_id for output in run.outputs.model_outputs] == [place.ids["model 1"]]
    model = client.get_logged_model(place.ids["model 1"])
    assert (model.status, model.name, model.source_run_id) == ("READY", "classifier", place.ids["run 1"])
    assert model.params["kind"] == "logistic" and model.tags["team"] == "risk"
    assert {metric.key: metric.value for metric in model.metrics} == {"accuracy": 1.0}
    assert '"classifier"' in model.tags["mlflow.modelVersions"]
    version = client.get_model_version("classifier", "1")
    assert (version.run_id, version.source) == (place.ids["run 1"], f"models:/{place.ids['model 1']}")


def test_the_files_of_a_model(place: Place, tmp_path: Path):
    by_version = mlflow.artifacts.download_artifacts("models:/classifier/1", dst_path=str(tmp_path / "v"))
    by_run = mlflow.artifacts.download_artifacts(f"runs:/{place.ids['run 1']}/classifier", dst_path=str(tmp_path / "r"))
    files = tree_of(by_version)
    assert {"MLmodel", "requirements.txt", "input_example.json"} <= files.keys()
    # The client notes beside a version which one it fetched.
    note = "registered_model_meta"
    assert tree_of(by_run) | {note: b""} == files | {note: b""}
    answer = place.http(
        "GET", "/model-versions/get-artifact", params={"name": "classifier", "version": 1, "path": "MLmodel"}
    )
    assert answer.content == files["MLmodel"]
    assert answer.headers["content-disposition"].startswith("attachment")
    listed = MlflowClient().list_artifacts(place.ids["run 1"], "classifier")
    assert "classifier/MLmodel" in [file.path for file in listed]
    assert mlflow.models.get_model_info("models:/classifier/1").model_id == place.ids["model 1"]


def test_the_best_model_is_found(place: Place):
    found = mlflow.search_logged_models(
        filter_string="metrics.accuracy >= 1 AND params.kind = 'logistic'",
        order_by=[{"field_name": "metrics.accuracy", "ascending": False}],
        output_format="list",
    )
    assert {model.model_id for model in found} == {place.ids["model 1"], place.ids["model 2"]}


def test_a_model_without_a_run():
    info = mlflow.sklearn.log_model(
        LogisticRegression().fit(INPUTS, LABELS), name="free", pip_requirements=REQUIREMENTS
    )
    assert (mlflow.sklearn.load_model(f"models:/{info.model_id}").predict(INPUTS) == LABELS).all()


def test_the_older_form_with_an_artifact_path():
    with mlflow.start_run() as run:
        mlflow.sklearn.log_model(
            LogisticRegression().fit(INPUTS, LABELS), artifact_path="model", pip_requirements=REQUIREMENTS
        )
    assert (mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/model").predict(INPUTS) == LABELS).all()
