"""The filter grammar and the order of the search of logged models: each operator, and each error."""

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

from support import Place, new_place, refused


@pytest.fixture(scope="module", autouse=True)
def place() -> Place:
    """Three models, which the tests only read."""
    with new_place() as fresh:
        client = MlflowClient()
        run_id = fresh.run()
        models = {
            "a": ({"lr": "0.1", "kind": "CNN"}, {"team": "Vision"}, [(0.9, "val", "d1"), (0.5, "test", "d2")]),
            "b": ({"lr": "0.2", "kind": "cnn"}, {"team": "vision", "odd key": "1"}, [(0.8, "val", "d1")]),
            "c": ({}, {}, []),
        }
        for name, (params, tags, metrics) in models.items():
            source = run_id if name != "c" else None
            model = client.create_logged_model(
                fresh.default_experiment_id, f"model-{name}", source, tags, params, "agent" if name == "a" else None
            )
            for value, dataset, digest in metrics:
                client.log_metric(
                    run_id, "acc", value, model_id=model.model_id, dataset_name=dataset, dataset_digest=digest
                )
            if name != "c":
                client.finalize_logged_model(model.model_id, "READY")
            fresh.ids[name] = model.model_id
        fresh.ids["run"] = run_id
        yield fresh


def found(place: Place, filter_string: str | None = None, **options) -> str:
    models = MlflowClient().search_logged_models([place.default_experiment_id], filter_string, **options)
    return "".join(model.name.removeprefix("model-") for model in models)


@pytest.mark.parametrize(
    ("filter_string", "names"),
    [
        (None, "abc"),
        ("", "abc"),
        ("name = 'model-a'", "a"),
        ("attributes.name = 'model-a'", "a"),
        ("name != 'model-a'", "bc"),
        ("name LIKE 'model-%'", "abc"),
        ("name LIKE 'MODEL-%'", ""),
        ("name ILIKE 'MODEL-%'", "abc"),
        ("name IN ('model-a', 'model-c')", "ac"),
        ("name NOT IN ('model-a')", "bc"),
        ("model_type = 'agent'", "a"),
        ("creation_timestamp > 1000", "abc"),
        ("creation_time < 1000", ""),
        ("last_updated_timestamp >= 1000", "abc"),
        ("params.kind = 'CNN'", "a"),
        ("params.kind != 'CNN'", "b"),
        ("params.kind LIKE 'c%'", "b"),
        ("params.kind ILIKE 'C%'", "ab"),
        ("params.kind IN ('cnn', 'x')", "b"),
        ("params.`lr` = '0.2'", "b"),
        ("tags.team = 'vision'", "b"),
        ("tags.team != 'vision'", "a"),
        ("tags.team ILIKE 'VISION'", "ab"),
        ("tags.team NOT IN ('vision')", "a"),
        ("tags.`odd key` = '1'", "b"),
        ("metrics.acc > 0.85", "a"),
        ("metrics.acc = 0.8", "b"),
        ("metrics.acc != 0.8", "a"),
        ("metrics.acc <= 0.8", "ab"),
        ("metrics.acc < 0.6 AND params.kind = 'CNN'", "a"),
        ("metrics.never > 0", ""),
    ],
)
def test_a_filter_finds(place: Place, filter_string: str | None, names: str):
    assert "".join(sorted(found(place, filter_string))) == names


def test_ids_and_states_are_found(place: Place):
    assert found(place, f"model_id = '{place.ids['b']}'") == "b"
    assert sorted(found(place, f"source_run_id = '{place.ids['run']}'")) == ["a", "b"]
    assert sorted(found(place, f"source_run_id IN ('{place.ids['run']}')")) == ["a", "b"]


def test_metrics_may_be_those_of_a_dataset(place: Place):
    val, val_d9, test = (
        [{"dataset_name": name, "dataset_digest": digest}]
        for name, digest in [("val", "d1"), ("val", "d9"), ("test", "d2")]
    )
    assert found(place, "metrics.acc < 0.6", datasets=val) == ""
    assert found(place, "metrics.acc < 0.6", datasets=test) == "a"
    assert sorted(found(place, "metrics.acc > 0", datasets=val)) == ["a", "b"]
    assert found(place, "metrics.acc > 0", datasets=val_d9) == ""
    assert sorted(found(place, "metrics.acc > 0", datasets=val + test)) == ["a", "b"]
    assert found(place, datasets=test) == "a"


@pytest.mark.ours("MLflow's server reads an absent digest as an empty one and finds nothing")
def test_the_digest_of_a_dataset_may_be_left_out(place: Place):
    val = [{"dataset_name": "val"}]
    assert sorted(found(place, "metrics.acc > 0", datasets=val)) == ["a", "b"]
    assert sorted(found(place, datasets=val)) == ["a", "b"]


@pytest.mark.parametrize(
    ("order_by", "names"),
    [
        (None, "cba"),
        ([{"field_name": "name"}], "abc"),
        ([{"field_name": "name", "ascending": False}], "cba"),
        ([{"field_name": "creation_timestamp", "ascending": True}], "abc"),
        ([{"field_name": "creation_time", "ascending": False}], "cba"),
        ([{"field_name": "metrics.acc", "dataset_name": "val"}], "bac"),
        ([{"field_name": "metrics.acc", "ascending": False, "dataset_name": "val", "dataset_digest": "d1"}], "abc"),
        ([{"field_name": "model_id"}], None),
    ],
)
def test_an_order(place: Place, order_by: list[dict] | None, names: str | None):
    seen = found(place, order_by=order_by)
    assert sorted(seen) == list("abc")
    if names is not None:
        assert seen == names


@pytest.mark.parametrize(
    ("filter_string", "mentions"),
    [
        ("foo.bar = 'x'", ["foo"]),
        ("metrics.acc LIKE 'x'", ["LIKE"]),
        ("metrics.acc IN (1, 2)", ["IN"]),
        ("params.kind > 'x'", [">"]),
        ("creation_time LIKE '1'", ["LIKE"]),
        ("name = 'a' OR name = 'b'", []),
        ("(name = 'a')", []),
        ("name = 'a'; name = 'b'", []),
        ("name", []),
        pytest.param("metrics.acc > 'x'", [], marks=pytest.mark.ours("MLflow answers 500")),
        ("nothing = 'x'", []),
    ],
)
def test_a_filter_is_refused(place: Place, filter_string: str, mentions: list[str]):
    message = {"experiment_ids": [place.default_experiment_id], "filter": filter_string}
    refused(place.call("POST", "logged-models/search", message), *mentions)


@pytest.mark.parametrize(
    "order_by", [{"field_name": "nothing"}, {"field_name": "params.lr"}, {"field_name": "foo.bar"}]
)
def test_an_order_is_refused(place: Place, order_by: dict):
    message = {"experiment_ids": [place.default_experiment_id], "order_by": [order_by]}
    refused(place.call("POST", "logged-models/search", message), order_by["field_name"])


def test_a_dataset_without_a_name_is_refused(place: Place):
    message = {"experiment_ids": [place.default_experiment_id], "datasets": [{"dataset_digest": "d1"}]}
    refused(place.call("POST", "logged-models/search", message), "dataset_name")


def test_pages_cover_everything_once(place: Place):
    client, seen, token = MlflowClient(), "", None
    for _ in range(5):
        page = client.search_logged_models([place.default_experiment_id], max_results=2, page_token=token)
        seen += "".join(model.name.removeprefix("model-") for model in page)
        token = page.token
        if not token:
            break
    assert seen == "cba"


def test_a_page_token_of_another_query_is_refused(place: Place):
    message = {"experiment_ids": [place.default_experiment_id], "max_results": 2}
    token = place.ok("POST", "logged-models/search", message)["next_page_token"]
    other = {**message, "filter": "name != 'x'", "page_token": token}
    refused(place.call("POST", "logged-models/search", other))


@pytest.mark.ours("MLflow answers 500")
def test_a_bad_page_token_is_refused(place: Place):
    message = {"experiment_ids": [place.default_experiment_id], "page_token": "junk"}
    refused(place.call("POST", "logged-models/search", message), "page_token")


def test_a_fluent_search_gives_a_table(place: Place):
    table = mlflow.search_logged_models(experiment_ids=[place.default_experiment_id], order_by=[{"field_name": "name"}])
    assert list(table["name"]) == ["model-a", "model-b", "model-c"]
    with pytest.raises(MlflowException):
        mlflow.search_logged_models(experiment_ids=[place.default_experiment_id], filter_string="foo.bar = 1")
