"""What the client sends from threads of its own: asynchronous logging and system metrics."""

import threading
import time

import mlflow
import pytest
from mlflow import MlflowClient

from support import Place


def test_asynchronous_logging(client: MlflowClient):
    with mlflow.start_run() as run:
        pending = [mlflow.log_metric("loss", 1 / (step + 1), step=step, synchronous=False) for step in range(200)]
        pending.append(mlflow.log_params({f"p{i}": i for i in range(150)}, synchronous=False))
        pending.append(mlflow.set_tags({f"t{i}": i for i in range(50)}, synchronous=False))
        pending.append(mlflow.log_metrics({"a": 1, "b": 2}, step=3, synchronous=False))
        for operation in pending:
            operation.wait()
        mlflow.flush_async_logging()
    data = client.get_run(run.info.run_id).data
    assert [m.value for m in client.get_metric_history(run.info.run_id, "loss")] == [1 / (s + 1) for s in range(200)]
    assert len(data.params) == 150
    assert data.tags["t49"] == "49"
    assert (data.metrics["a"], data.metrics["b"]) == (1, 2)


def test_asynchronous_logging_switched_on_for_everything(client: MlflowClient):
    mlflow.config.enable_async_logging()
    try:
        with mlflow.start_run() as run:
            for step in range(20):
                mlflow.log_metric("m", step, step=step)
            mlflow.log_param("p", "q")
            mlflow.log_text("later", "later.txt")
        mlflow.flush_async_logging()
        mlflow.flush_artifact_async_logging()
    finally:
        mlflow.config.enable_async_logging(False)
    assert len(client.get_metric_history(run.info.run_id, "m")) == 20
    assert client.get_run(run.info.run_id).data.params == {"p": "q"}


def test_a_refused_asynchronous_call_says_so():
    with mlflow.start_run():
        mlflow.log_param("p", 1)
        operation = mlflow.log_param("p", 2, synchronous=False)
        with pytest.raises(Exception, match="p"):
            operation.wait()


def test_system_metrics(client: MlflowClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL", "0.2")
    monkeypatch.setenv("MLFLOW_SYSTEM_METRICS_SAMPLES_BEFORE_LOGGING", "1")
    deadline = time.monotonic() + 30
    with mlflow.start_run(log_system_metrics=True) as run:
        while len(client.get_metric_history(run.info.run_id, "system/cpu_utilization_percentage")) < 2:
            assert time.monotonic() < deadline, "no system metrics were logged"
            time.sleep(0.1)
    metrics = client.get_run(run.info.run_id).data.metrics
    assert 0 <= metrics["system/cpu_utilization_percentage"] <= 100
    assert metrics["system/system_memory_usage_megabytes"] > 0
    assert "system/disk_usage_percentage" in metrics
    steps = [m.step for m in client.get_metric_history(run.info.run_id, "system/cpu_utilization_percentage")]
    assert steps == list(range(len(steps)))


def test_threads_have_runs_of_their_own(client: MlflowClient, place: Place):
    def train(number: int) -> None:
        with mlflow.start_run(run_name=f"thread {number}"):
            for step in range(5):
                mlflow.log_metric("m", number, step=step)

    threads = [threading.Thread(target=train, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runs = client.search_runs([place.default_experiment_id])
    assert sorted(run.info.run_name for run in runs) == [f"thread {number}" for number in range(4)]
    assert all(run.data.metrics["m"] == int(run.info.run_name[-1]) and run.info.status == "FINISHED" for run in runs)
