"""A script as people have it for years: it knows mlflow and nothing of the server. Run by test_script.py."""

import warnings

import mlflow
import mlflow.sklearn
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

warnings.filterwarnings("ignore")  # five iterations are too few, as intended

data, target = load_iris(return_X_y=True, as_frame=True)
train, test, train_target, test_target = train_test_split(data, target, random_state=0)

mlflow.set_experiment("iris sweep")
best = (0.0, "")
with mlflow.start_run(run_name="sweep") as parent:
    mlflow.log_input(mlflow.data.from_pandas(train, name="iris"), context="training")
    for strength in (0.001, 1.0):
        with mlflow.start_run(run_name=f"C {strength}", nested=True) as run:
            mlflow.log_params({"C": strength, "solver": "lbfgs"})
            for iterations in range(5, 30, 5):
                model = LogisticRegression(C=strength, max_iter=iterations).fit(train, train_target)
                accuracy = accuracy_score(test_target, model.predict(test))
                mlflow.log_metric("accuracy", accuracy, step=iterations)
            info = mlflow.sklearn.log_model(
                model,
                name="classifier",
                signature=infer_signature(train, model.predict(train)),
                pip_requirements=["scikit-learn"],
            )
            best = max(best, (accuracy, info.model_uri))
    mlflow.log_metric("best_accuracy", best[0])
    mlflow.set_tag("note", "the best one wins")

version = mlflow.register_model(best[1], "iris")
client = mlflow.MlflowClient()
client.set_registered_model_alias("iris", "champion", version.version)
champion = mlflow.pyfunc.load_model("models:/iris@champion")
assert accuracy_score(test_target, champion.predict(test)) == best[0]

runs = mlflow.search_runs(filter_string="metrics.accuracy > 0.5", order_by=["metrics.accuracy DESC"])
print("RESULT", len(runs), f"{best[0]:.3f}", version.version)
