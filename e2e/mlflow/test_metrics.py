"""Metrics: what is the last value, what a history is, and every number that a double or a long can be."""

import math
import threading

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag

from support import Place, refused


def points(client: MlflowClient, run_id: str, key: str) -> list[tuple[int, int, float]]:
    return [(m.timestamp, m.step, m.value) for m in client.get_metric_history(run_id, key)]


def log(client: MlflowClient, run_id: str, key: str, *triples: tuple[float, int, int]) -> None:
    """Logs (value, timestamp, step) one call each, in the order given."""
    for value, timestamp, step in triples:
        client.log_metric(run_id, key, value, timestamp=timestamp, step=step)


def test_fluent_metrics(client: MlflowClient):
    with mlflow.start_run() as run:
        mlflow.log_metric("loss", 0.5)
        mlflow.log_metric("loss", 0.25, step=1)
        mlflow.log_metrics({"acc": 0.75, "f1": 1}, step=7)
        mlflow.log_metric("integer", 3)
        mlflow.log_metric("truth", True)
    data = client.get_run(run.info.run_id).data
    assert data.metrics == {"loss": 0.25, "acc": 0.75, "f1": 1, "integer": 3, "truth": 1}
    assert [(step, value) for _, step, value in points(client, run.info.run_id, "loss")] == [(0, 0.5), (1, 0.25)]
    assert [step for _, step, _ in points(client, run.info.run_id, "acc")] == [7]


@pytest.mark.parametrize(
    ("logged", "last"),
    [
        ([(1, 10, 0), (2, 20, 0)], 2),
        ([(1, 10, 5), (2, 20, 4)], 1),  # the step decides before the time
        ([(1, 20, 0), (2, 10, 0)], 1),  # and the time before the order of arrival
        ([(2, 10, 0), (1, 10, 0)], 2),  # and the value last of all
        ([(-1, 10, -3), (-2, 10, -5)], -1),
        ([(5, 10, 1), (5, 10, 1), (4, 10, 1)], 5),
        ([(1, 10, 0), (0, 20, 0)], 0),
    ],
)
def test_the_last_value_is_of_the_highest_step_time_and_value(client: MlflowClient, place: Place, logged, last):
    run_id = place.run()
    log(client, run_id, "m", *logged)
    assert client.get_run(run_id).data.metrics == {"m": last}
    # The same points in one batch have the same outcome.
    batched = place.run()
    client.log_batch(batched, metrics=[Metric("m", value, time, step) for value, time, step in logged])
    assert client.get_run(batched).data.metrics == {"m": last}


def test_history_is_in_order_of_time_step_and_value(client: MlflowClient, place: Place):
    run_id = place.run()
    log(client, run_id, "m", (3, 30, 2), (1, 10, 9), (2, 10, -4), (5, 20, 1), (4, 20, 1))
    assert points(client, run_id, "m") == [(10, -4, 2), (10, 9, 1), (20, 1, 4), (20, 1, 5), (30, 2, 3)]


def test_an_exact_repeat_is_one_point(client: MlflowClient, place: Place):
    run_id = place.run()
    batch = {"run_id": run_id, "metrics": [{"key": "m", "value": 1.5, "timestamp": 10, "step": 3}]}
    for _ in range(3):
        place.ok("POST", "runs/log-batch", batch)
    client.log_batch(run_id, metrics=[Metric("m", 1.5, 10, 3), Metric("m", 1.5, 10, 3), Metric("m", 2.5, 10, 3)])
    log(client, run_id, "m", (1.5, 10, 3))
    assert points(client, run_id, "m") == [(10, 3, 1.5), (10, 3, 2.5)]


def test_steps_may_be_negative_repeat_and_come_late(client: MlflowClient, place: Place):
    run_id = place.run()
    log(client, run_id, "m", (1, 1, 100), (2, 2, -100), (3, 3, 100), (4, 4, 50))
    assert points(client, run_id, "m") == [(1, 100, 1), (2, -100, 2), (3, 100, 3), (4, 50, 4)]
    assert client.get_run(run_id).data.metrics == {"m": 3}


@pytest.mark.parametrize("step", [0, -1, 2**31, -(2**31) - 1, 2**53 + 1, 2**63 - 1, -(2**63)])
@pytest.mark.parametrize("timestamp", [0, 2**31 + 1, 2**53 + 1, 2**63 - 1])
def test_steps_and_times_are_64_bit(client: MlflowClient, place: Place, step: int, timestamp: int):
    run_id = place.run()
    answer = place.http(
        "POST",
        "/api/2.0/mlflow/runs/log-metric",
        data=f'{{"run_id":"{run_id}","key":"m","value":1,"timestamp":{timestamp},"step":{step}}}',
        headers={"content-type": "application/json"},
    )
    if max(abs(step), timestamp) > 2**53 and answer.status_code == 400:
        refused(answer)  # never rounded: kept whole, or refused
        return
    assert answer.status_code == 200, answer.text
    assert points(client, run_id, "m") == [(timestamp, step, 1)]
    text = place.call("GET", "runs/get", {"run_id": run_id}).text
    assert str(step) in text and str(timestamp) in text
    # Java's and R's clients write longs as strings.
    message = {"run_id": run_id, "key": "s", "value": 1, "timestamp": str(timestamp), "step": str(step)}
    place.ok("POST", "runs/log-metric", message)
    assert points(client, run_id, "s") == [(timestamp, step, 1)]


@pytest.mark.parametrize(
    "value",
    [0.0, -0.0, 0.1, 1e-300, 5e-324, 1.7976931348623157e308, -1.7976931348623157e308, 2.0**53 + 2, 1 / 3],
)
def test_doubles_come_back_bit_for_bit(client: MlflowClient, place: Place, value: float):
    run_id = place.run()
    log(client, run_id, "m", (value, 1, 1))
    assert client.get_run(run_id).data.metrics["m"] == value
    assert points(client, run_id, "m") == [(1, 1, value)]


def test_nan_is_kept(client: MlflowClient, place: Place):
    run_id = place.run()
    log(client, run_id, "m", (1.0, 1, 1), (math.nan, 2, 2))
    assert math.isnan(client.get_run(run_id).data.metrics["m"])
    assert [math.isnan(value) for _, _, value in points(client, run_id, "m")] == [False, True]
    assert '"NaN"' in place.call("GET", "runs/get", {"run_id": run_id}).text


@pytest.mark.ours("MLflow turns an infinity into 1.797e308")
@pytest.mark.parametrize(("value", "written"), [(math.inf, '"Infinity"'), (-math.inf, '"-Infinity"')])
def test_infinities_are_kept(client: MlflowClient, place: Place, value: float, written: str):
    run_id = place.run()
    with mlflow.start_run(run_id=run_id):
        mlflow.log_metric("single", value)
        mlflow.log_metrics({"batched": value})
    assert client.get_run(run_id).data.metrics == {"single": value, "batched": value}
    assert [p[2] for p in points(client, run_id, "single")] == [value]
    assert written in place.call("GET", "runs/get", {"run_id": run_id}).text
    larger = client.search_runs([place.default_experiment_id], "metrics.single > 1.7976931348623157e308")
    assert len(larger) == (1 if value > 0 else 0)


def test_nan_matches_no_number(client: MlflowClient, place: Place):
    run_id = place.run()
    log(client, run_id, "m", (math.nan, 1, 1))
    for filter_string in ("metrics.m = 0", "metrics.m < 1", "metrics.m > -1"):
        assert client.search_runs([place.default_experiment_id], filter_string) == []


@pytest.mark.parametrize("value", ["2.5", "NaN", "-3"])
def test_a_number_may_be_written_as_a_string(client: MlflowClient, place: Place, value: str):
    run_id = place.run()
    place.ok("POST", "runs/log-metric", {"run_id": run_id, "key": "m", "value": value, "timestamp": 1})
    assert str(client.get_run(run_id).data.metrics["m"]).lower() == str(float(value))


@pytest.mark.parametrize("key", ["a b", "a/b/c", "a.b-c_d", "a:b", "système/gpu_0", "学習率", "k" * 250])
def test_keys_of_any_kind(client: MlflowClient, place: Place, key: str):
    run_id = place.run()
    log(client, run_id, key, (1, 1, 1), (2, 2, 2))
    assert client.get_run(run_id).data.metrics == {key: 2}
    assert points(client, run_id, key) == [(1, 1, 1), (2, 2, 2)]


def test_a_batch_of_a_thousand(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_batch(run_id, metrics=[Metric(f"m{i % 50}", i, i, i // 50) for i in range(1000)])
    metrics = client.get_run(run_id).data.metrics
    assert len(metrics) == 50
    assert metrics["m7"] == 957
    assert points(client, run_id, "m7") == [(i, i // 50, i) for i in range(7, 1000, 50)]


def test_the_client_splits_what_is_too_long_for_one_batch(client: MlflowClient):
    with mlflow.start_run() as run:
        mlflow.log_metrics({f"m{i}": i for i in range(1500)})
        mlflow.log_params({f"p{i}": i for i in range(250)})
        mlflow.set_tags({f"t{i}": i for i in range(250)})
    data = client.get_run(run.info.run_id).data
    assert len(data.metrics) == 1500 and data.metrics["m1499"] == 1499
    assert len(data.params) == 250 and data.params["p249"] == "249"
    assert sum(key.startswith("t") for key in data.tags) == 250


def test_a_batch_of_everything(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_batch(run_id, [Metric("m", 1, 2, 3)], [Param("p", "v")], [RunTag("t", "w")])
    data = client.get_run(run_id).data
    assert (data.metrics, data.params, data.tags["t"]) == ({"m": 1}, {"p": "v"}, "w")
    place.ok("POST", "runs/log-batch", {"run_id": run_id})


def test_history_comes_in_pages(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_batch(run_id, metrics=[Metric("m", i, i, i) for i in range(25)])
    values: list[float] = []
    query = {"run_id": run_id, "metric_key": "m", "max_results": 10}
    sizes = []
    while True:
        page = place.ok("GET", "metrics/get-history", query)
        sizes.append(len(page["metrics"]))
        values += [metric["value"] for metric in page["metrics"]]
        if not page.get("next_page_token"):
            break
        query["page_token"] = page["next_page_token"]
    assert sizes == [10, 10, 5]
    assert values == list(range(25))


def test_history_without_a_limit_is_all_of_it(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_batch(run_id, metrics=[Metric("m", i, i, i) for i in range(25)])
    assert len(place.ok("GET", "metrics/get-history", {"run_id": run_id, "metric_key": "m"})["metrics"]) == 25


def test_history_of_an_unknown_key_is_empty(client: MlflowClient, place: Place):
    assert client.get_metric_history(place.run(), "never logged") == []


def test_bulk_history(place: Place, client: MlflowClient):
    runs = [place.run() for _ in range(3)]
    for n, run_id in enumerate(runs):
        client.log_batch(run_id, metrics=[Metric("m", i + n, i, i) for i in range(4)] + [Metric("other", 1, 1, 1)])
    query = [("run_id", run_id) for run_id in runs] + [("metric_key", "m"), ("max_results", 100)]
    answer = place.http("GET", "/ajax-api/2.0/mlflow/metrics/get-history-bulk", params=query)
    assert answer.status_code == 200, answer.text
    metrics = answer.json()["metrics"]
    assert len(metrics) == 12
    assert {metric["run_id"] for metric in metrics} == set(runs)
    seen = [metric["value"] for metric in metrics if metric["run_id"] == runs[2]]
    assert seen == [2, 3, 4, 5]
    assert metrics[0].keys() >= {"key", "value", "timestamp", "step", "run_id"}


def test_bulk_history_at_intervals(place: Place, client: MlflowClient):
    run_id = place.run()
    client.log_batch(run_id, metrics=[Metric("m", i, i, i) for i in range(1000)])
    rpc = "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval"
    query = {"run_ids": run_id, "metric_key": "m", "max_results": 20}
    metrics = place.http("GET", rpc, params=query).json()["metrics"]
    steps = [metric["step"] for metric in metrics]
    assert steps == sorted(set(steps))
    assert steps[0] == 0 and steps[-1] == 999
    assert 10 <= len(steps) <= 25
    assert all(metric["value"] == metric["step"] and metric["run_id"] == run_id for metric in metrics)
    metrics = place.http("GET", rpc, params={**query, "start_step": 100, "end_step": 110}).json()["metrics"]
    assert [metric["step"] for metric in metrics] == list(range(100, 111))


def test_bulk_history_has_bounds(place: Place):
    run_id = place.run()
    rpc = "metrics/get-history-bulk-interval"
    answer = place.call("GET", rpc, {"run_ids": run_id, "metric_key": "m", "max_results": 0}, api="ajax-api/2.0/mlflow")
    refused(answer, "max_results")
    answer = place.call(
        "GET", rpc, {"run_ids": run_id, "metric_key": "m", "max_results": 9999}, api="ajax-api/2.0/mlflow"
    )
    refused(answer, "max_results")
    query = {"run_ids": run_id, "metric_key": "m", "max_results": 5, "start_step": 9, "end_step": 3}
    refused(place.call("GET", rpc, query, api="ajax-api/2.0/mlflow"), "end_step")
    query = [("run_ids", "f" * 32)] * 101 + [("metric_key", "m"), ("max_results", 5)]
    refused(place.call("GET", rpc, query, api="ajax-api/2.0/mlflow"), "run_ids")


@pytest.mark.ours("MLflow writes a bare NaN, which is no JSON")
def test_bulk_history_is_json(place: Place, client: MlflowClient):
    run_id = place.run()
    log(client, run_id, "m", (math.nan, 1, 1))
    query = {"run_id": run_id, "metric_key": "m", "max_results": 10}
    text = place.http("GET", "/ajax-api/2.0/mlflow/metrics/get-history-bulk", params=query).text
    assert '"NaN"' in text


def test_many_writers_to_one_series_lose_nothing(client: MlflowClient, place: Place):
    run_id = place.run()

    def write(writer: int) -> None:
        for i in range(5):
            client.log_batch(run_id, metrics=[Metric("m", writer, 1000 + writer, i * 10 + k) for k in range(10)])

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(points(client, run_id, "m")) == 200
    assert client.get_run(run_id).data.metrics == {"m": 3}


def test_a_metric_may_name_its_model_and_dataset(client: MlflowClient, place: Place):
    model = mlflow.initialize_logged_model(name="measured")
    run_id = place.run()
    client.log_metric(run_id, "m", 0.5, step=2, model_id=model.model_id, dataset_name="val", dataset_digest="d1")
    metric = client.get_logged_model(model.model_id).metrics[0]
    assert (metric.key, metric.value, metric.step, metric.run_id) == ("m", 0.5, 2, run_id)
    assert (metric.dataset_name, metric.dataset_digest, metric.model_id) == ("val", "d1", model.model_id)
    assert client.get_run(run_id).data.metrics == {"m": 0.5}
