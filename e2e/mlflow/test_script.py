"""The whole story in a process of its own, where MLFLOW_TRACKING_URI is all that is set."""

import os
import subprocess
import sys
from pathlib import Path

from mlflow import MlflowClient

from support import PEER, Place

SCRIPT = Path(__file__).with_name("user_script.py")


def test_a_script_of_a_user_runs_unchanged(client: MlflowClient, place: Place):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")}
    environment |= {"MLFLOW_TRACKING_URI": place.uri, "MLFLOW_DISABLE_TELEMETRY": "true"}
    if PEER:
        environment["MLFLOW_WORKSPACE"] = place.name
    done = subprocess.run(
        [sys.executable, SCRIPT], env=environment, capture_output=True, text=True, timeout=300, cwd=SCRIPT.parent
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result = next(line for line in done.stdout.splitlines() if line.startswith("RESULT")).split()
    assert result[1] == "2" and result[3] == "1"
    assert f"{place.uri}/#/experiments/" in done.stdout
    experiment = client.get_experiment_by_name("iris sweep")
    runs = {run.info.run_name: run for run in client.search_runs([experiment.experiment_id])}
    assert runs.keys() == {"sweep", "C 0.001", "C 1.0"}
    assert f"{runs['sweep'].data.metrics['best_accuracy']:.3f}" == result[2]
    assert len(client.get_metric_history(runs["C 1.0"].info.run_id, "accuracy")) == 5
    assert runs["sweep"].data.tags["mlflow.source.name"].endswith("user_script.py")
    assert client.get_model_version_by_alias("iris", "champion").run_id in {r.info.run_id for r in runs.values()}
