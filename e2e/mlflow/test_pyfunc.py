"""Python models that the client logs are scored by the platform's own jobs, each in the environment that it asks for."""

import mlflow
import numpy as np
import pytest
import sklearn
import xgboost
from mlflow.models import infer_signature
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from scoring import FEATURES, environment_of, flights, import_flights, ok, predict, published, refusal, reproduced, until_done
from support import Place, new_place

pytestmark = [pytest.mark.ours("the jobs are ours"), pytest.mark.filterwarnings("ignore::FutureWarning")]

# One list for both models, and so one environment.
REQUIREMENTS = [f"mlflow=={mlflow.__version__}", f"scikit-learn=={sklearn.__version__}", "xgboost-cpu==3.2.0"]


def with_carrier(rows: int = 5_000):
    frame = flights(rows)
    frame["carrier"] = np.array(["AA", "DL", "UA"])[frame["id"] % 3]
    return frame


INPUTS = [*FEATURES, "carrier"]


@pytest.fixture(scope="module", autouse=True)
def place() -> Place:
    """Flights, a pipeline of scikit-learn and trees of XGBoost, logged and registered by the client."""
    frame = with_carrier()
    late = (frame["delay"] + frame["hour"] > 20).astype(int)
    coder = make_column_transformer((OneHotEncoder(), ["carrier"]), remainder="passthrough")
    pipeline = make_pipeline(coder, LogisticRegression(max_iter=1_000)).fit(frame[INPUTS], late)
    trees = xgboost.XGBRegressor(n_estimators=20, max_depth=4, n_jobs=1, random_state=1)
    trees.fit(frame[FEATURES], frame["delay"] + frame["distance"] / 100)
    with new_place() as fresh:
        import_flights(fresh, frame)
        mlflow.set_experiment("pyfunc")
        options = {"pip_requirements": REQUIREMENTS}
        with mlflow.start_run():
            signature = infer_signature(frame[INPUTS])
            mlflow.sklearn.log_model(
                pipeline, name="late", signature=signature, registered_model_name="late", **options
            )
            mlflow.xgboost.log_model(
                trees,
                name="trees",
                signature=infer_signature(frame[FEATURES]),
                registered_model_name="trees",
                **options,
            )
            mlflow.sklearn.log_model(pipeline, name="silent", registered_model_name="silent", **options)
        yield fresh


def test_scikit_learn_and_xgboost_give_the_answers_of_the_client_over_the_same_partitions(place: Place):
    frame = with_carrier()
    runs = {}
    for name, inputs in (("late", INPUTS), ("trees", FEATURES)):
        runs[name] = predict(place, model={"name": name}, output=f"{name}-flights")
        table = published(place, f"{name}-flights")
        assert table["id"].tolist() == frame["id"].tolist()
        expected = mlflow.pyfunc.load_model(f"models:/{name}/1").predict(frame[inputs])
        assert table["prediction"].tolist() == expected.tolist()
    environment = environment_of(place, runs["trees"])
    assert environment["backend"] == "python"
    assert environment["runtime"] == {"name": "mlflow", "version": mlflow.__version__}
    observed = ok(place, "GET", f"/runs/{runs['trees']}")["environment"]
    assert observed["mlflow"] == mlflow.__version__ and len(observed["python_packages"]) == 64
    assert reproduced(place, runs["trees"]) == "bit-identical"


def test_rows_that_a_model_fails_for_are_set_aside(place: Place):
    frame = with_carrier(3_000)
    frame.loc[[7, 1_234, 2_999], "carrier"] = "ZZ"  # the coder of the pipeline refuses what it has not seen
    import_flights(place, frame, "odd")
    strict = {"dataset": {"name": "odd"}, "model": {"name": "late"}, "output": "odd-late", "rowsPerPartition": 1_000}
    queued = ok(place, "POST", "/jobs", json={"kind": "batch-predict", "payload": strict})
    failed = until_done(place, queued["jobId"], state="failed")
    assert "cannot be predicted, and 0 are allowed" in failed["error"]["message"]
    assert "unknown categories" in failed["error"]["message"]
    predict(place, **strict, maxQuarantined=3)
    kept = frame[frame["carrier"] != "ZZ"]
    table = published(place, "odd-late")
    assert table["id"].tolist() == kept["id"].tolist()
    expected = mlflow.pyfunc.load_model("models:/late/1").predict(kept[INPUTS])
    assert table["prediction"].tolist() == expected.tolist()


def test_what_a_model_does_not_tell_is_asked_for_before_anything_starts(place: Place):
    assert "does not say signature" in refusal(place, "silent")
    before = len(ok(place, "GET", "/jobs")["items"])
    import_flights(place, flights(100), "narrow")
    payload = {"model": {"name": "late"}, "dataset": {"name": "narrow"}, "output": "refused"}
    answer = place.http("POST", "/api/v1/jobs", json={"kind": "batch-predict", "payload": payload})
    assert answer.status_code == 422
    assert 'no column "carrier"' in answer.json()["detail"]
    assert len(ok(place, "GET", "/jobs")["items"]) == before + 1  # the import
