"""The heavy libraries, each once: what their loggers send is taken and comes back whole."""

import mlflow
import numpy as np
import pytest
from mlflow import MlflowClient
from mlflow.entities import RunStatus

from support import Place

RANDOM = np.random.default_rng(0)
INPUTS = RANDOM.normal(size=(60, 3))
LABELS = (INPUTS[:, 0] + 0.1 * RANDOM.normal(size=60) > 0).astype(int)

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(autouse=True)
def autolog_ends():
    yield
    mlflow.autolog(disable=True, silent=True)
    mlflow.sklearn.autolog(disable=True, silent=True)
    mlflow.lightgbm.autolog(disable=True, silent=True)


def test_scikit_learn_grid_search(client: MlflowClient, place: Place):
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV

    mlflow.sklearn.autolog(max_tuning_runs=2, silent=True)
    with mlflow.start_run(run_name="search") as parent:
        search = GridSearchCV(LogisticRegression(), {"C": [0.01, 1.0, 10.0]}, cv=2)
        search.fit(INPUTS, LABELS)
        accuracy = search.score(INPUTS, LABELS)
    run = client.get_run(parent.info.run_id)
    assert run.info.status == "FINISHED"
    assert run.data.params["cv"] == "2"
    assert float(run.data.params["best_C"]) == search.best_params_["C"]
    assert run.data.metrics["best_cv_score"] == pytest.approx(search.best_score_)
    assert run.data.metrics["training_score"] == pytest.approx(accuracy)
    assert run.data.tags["estimator_name"] == "GridSearchCV"
    assert run.inputs.dataset_inputs[0].tags[0].value == "train"
    files = {file.path for file in client.list_artifacts(parent.info.run_id)}
    assert "cv_results.csv" in files
    children = client.search_runs([place.default_experiment_id], f"tags.mlflow.parentRunId = '{parent.info.run_id}'")
    assert len(children) == 2
    for child in children:
        assert RunStatus.is_terminated(RunStatus.from_string(child.info.status))
        # These are logged after the child run has ended.
        assert "mean_test_score" in child.data.metrics
    names = {client.get_logged_model(output.model_id).name for output in run.outputs.model_outputs}
    assert names == {"model", "best_estimator"}
    loaded = mlflow.sklearn.load_model(f"runs:/{parent.info.run_id}/best_estimator")
    assert (loaded.predict(INPUTS) == search.predict(INPUTS)).all()


def test_lightgbm(client: MlflowClient):
    import lightgbm

    # Its model is logged by hand below, so that the search for what it imports is not made a third time.
    mlflow.lightgbm.autolog(log_models=False, silent=True)
    train = lightgbm.Dataset(INPUTS[:40], LABELS[:40])
    valid = lightgbm.Dataset(INPUTS[40:], LABELS[40:], reference=train)
    with mlflow.start_run() as run:
        booster = lightgbm.train(
            {
                "objective": "binary",
                "metric": ["binary_logloss"],
                "num_leaves": 4,
                "min_data_in_leaf": 5,
                "verbose": -1,
                "num_threads": 1,
            },
            train,
            num_boost_round=5,
            valid_sets=[valid],
            valid_names=["valid"],
        )
        mlflow.lightgbm.log_model(booster, name="model", pip_requirements=["lightgbm"])
    data = client.get_run(run.info.run_id).data
    assert data.params["num_leaves"] == "4"
    history = client.get_metric_history(run.info.run_id, "valid-binary_logloss")
    assert [metric.step for metric in history] == [0, 1, 2, 3, 4]
    assert {file.path for file in client.list_artifacts(run.info.run_id)} >= {
        "feature_importance_gain.png",
        "feature_importance_split.json",
    }
    loaded = mlflow.lightgbm.load_model(f"runs:/{run.info.run_id}/model")
    assert loaded.predict(INPUTS) == pytest.approx(booster.predict(INPUTS))


def test_optuna_callback(client: MlflowClient, place: Place):
    import optuna
    from optuna_integration.mlflow import MLflowCallback

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    callback = MLflowCallback(tracking_uri=place.uri, metric_name="loss", mlflow_kwargs={"nested": True})
    study = optuna.create_study(study_name="sweep", sampler=optuna.samplers.RandomSampler(seed=0))

    @callback.track_in_mlflow()
    def objective(trial: optuna.Trial) -> float:
        x = trial.suggest_float("x", -1, 1)
        mlflow.log_metric("seen", x)
        return x * x

    study.optimize(objective, n_trials=3, callbacks=[callback])
    runs = mlflow.search_runs(experiment_names=["sweep"], output_format="list", order_by=["start_time"])
    assert len(runs) == 3
    assert sorted(run.data.metrics["loss"] for run in runs) == pytest.approx(sorted(t.value for t in study.trials))
    best = min(runs, key=lambda run: run.data.metrics["loss"])
    assert float(best.data.params["x"]) == pytest.approx(study.best_params["x"])
    assert best.data.tags["direction"] == "MINIMIZE"
    assert best.data.metrics["seen"] == pytest.approx(study.best_params["x"])
