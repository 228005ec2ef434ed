"""The filter grammar and the order of registered models and their versions: each operator, and each error."""

import pytest
from mlflow import MlflowClient

from support import Place, new_place, refused


@pytest.fixture(scope="module", autouse=True)
def place() -> Place:
    """Four models with six versions and one prompt, which the tests below only read."""
    with new_place() as fresh:
        client = MlflowClient()
        run_a, run_b = fresh.run(), fresh.run()
        client.create_registered_model("fraud", tags={"team": "Risk", "odd key": "1"})
        client.create_registered_model("Fraud 2", tags={"team": "risk"})
        client.create_registered_model("churn_x", tags={"team": "crm", "empty": ""})
        client.create_registered_model("雪")
        uri = {run: client.get_run(run).info.artifact_uri for run in (run_a, run_b)}
        for run, path, tags in [
            (run_a, "m1", {"stage": "Old"}),
            (run_b, "m2", {"stage": "new"}),
            (run_b, "m3", {}),
        ]:
            client.create_model_version("fraud", f"{uri[run]}/{path}", run, tags=tags)
        client.create_model_version("Fraud 2", f"{uri[run_a]}/m1", run_a, tags={"stage": "new"})
        client.create_model_version("churn_x", f"{uri[run_a]}/m1", run_a)
        client.create_model_version("churn_x", f"{uri[run_b]}/gone", run_b)
        client.delete_model_version("churn_x", "2")
        client.register_prompt("greeting", "Hello, {{name}}!")
        fresh.ids = {"a": run_a, "b": run_b, "source": f"{uri[run_b]}/m2"}
        yield fresh


def models(place: Place, filter_string: str | None = None, **query) -> list[str]:
    query = {"max_results": 100, **query}
    if filter_string is not None:
        query["filter"] = filter_string
    answer = place.ok("GET", "registered-models/search", query)
    return [model["name"] for model in answer.get("registered_models", [])]


def versions(filter_string: str = "", **options) -> list[str]:
    """The versions found, as fraud/1."""
    return [f"{v.name}/{v.version}" for v in MlflowClient().search_model_versions(filter_string, **options)]


ALL = {"fraud", "Fraud 2", "churn_x", "雪"}


@pytest.mark.parametrize(
    ("filter_string", "names"),
    [
        (None, ALL),
        ("", ALL),
        ("name = 'fraud'", {"fraud"}),
        ("name != 'fraud'", ALL - {"fraud"}),
        ("attribute.name = 'fraud'", {"fraud"}),
        ("name LIKE 'Fraud%'", {"Fraud 2"}),
        ("name LIKE 'churn_x'", {"churn_x"}),
        ("name ILIKE 'FRAUD%'", {"fraud", "Fraud 2"}),
        ("name ilike '%R%' and tags.team like '%isk'", {"fraud", "Fraud 2"}),
        ("name IN ('fraud', '雪')", {"fraud", "雪"}),
        ("tags.team = 'risk'", {"Fraud 2"}),
        ("tag.team = 'risk'", {"Fraud 2"}),
        ("tags.team != 'risk'", {"fraud", "churn_x"}),
        ("tags.team LIKE '%isk'", {"fraud", "Fraud 2"}),
        ("tags.team ILIKE 'RISK'", {"fraud", "Fraud 2"}),
        ("tags.`odd key` = '1'", {"fraud"}),
        ("tags.empty = ''", {"churn_x"}),
        ("tags.team = 'Risk' AND tags.`odd key` = '1' AND name = 'fraud'", {"fraud"}),
        # A model without the tag counts as no prompt.
        ("tag.`mlflow.prompt.is_prompt` != 'true'", ALL),
        ("tags.`mlflow.prompt.is_prompt` = 'false'", ALL),
        ("tags.`mlflow.prompt.is_prompt` = 'true'", {"greeting"}),
        ("name ILIKE 'f%' AND tag.`mlflow.prompt.is_prompt` != 'true'", {"fraud", "Fraud 2"}),
        ("name = 'none'", set()),
    ],
)
def test_a_filter_of_models_finds(place: Place, filter_string: str | None, names: set[str]):
    assert set(models(place, filter_string)) == names


def test_the_client_leaves_prompts_out():
    assert {model.name for model in MlflowClient().search_registered_models()} == ALL
    assert {model.name for model in MlflowClient().search_registered_models("name ILIKE 'g%'")} == set()


@pytest.mark.parametrize(
    ("filter_string", "mentions"),
    [
        ("nothing = 'x'", ["nothing"]),
        ("foo.bar = 'x'", ["foo"]),
        ("name > 'x'", [">"]),
        ("name = 5", ["5"]),
        ("name = fraud", ["fraud"]),
        ("tags.team > 'x'", [">"]),
        ("tags.team = 5", ["5"]),
        ("name = 'a' OR name = 'b'", ["OR"]),
        ("NOT name = 'a'", []),
        ("(name = 'a')", []),
        ("name = 'a'; name = 'b'", []),
        ("name", []),
        ("name = 'unclosed", []),
        ("version_number = 1", ["version_number"]),
        ("run_id = 'x'", ["run_id"]),
    ],
)
def test_a_filter_of_models_is_refused(place: Place, filter_string: str, mentions: list[str]):
    answer = place.call("GET", "registered-models/search", {"filter": filter_string, "max_results": 10})
    refused(answer, *mentions)


@pytest.mark.parametrize(
    ("order_by", "names"),
    [
        (None, ["Fraud 2", "churn_x", "fraud", "雪"]),
        (["name DESC"], ["雪", "fraud", "churn_x", "Fraud 2"]),
        (["name ASC"], ["Fraud 2", "churn_x", "fraud", "雪"]),
        (["timestamp ASC"], None),
        (["timestamp", "name DESC"], None),
        (["last_updated_timestamp DESC", "name"], None),
    ],
)
def test_an_order_of_models(order_by: list[str] | None, names: list[str] | None):
    seen = [model.name for model in MlflowClient().search_registered_models(order_by=order_by)]
    assert sorted(seen) == sorted(ALL)
    if names is not None:
        assert seen == names


@pytest.mark.parametrize("order_by", ["nothing", "name SIDEWAYS", "tags.team", "version_number", ""])
def test_an_order_of_models_is_refused(place: Place, order_by: str):
    refused(place.call("GET", "registered-models/search", {"order_by": order_by, "max_results": 10}))


def test_pages_of_models_cover_everything_once(place: Place):
    client, seen, token = MlflowClient(), [], None
    for _ in range(5):
        page = client.search_registered_models(max_results=3, page_token=token)
        seen += [model.name for model in page]
        token = page.token
        if not token:
            break
    assert seen == ["Fraud 2", "churn_x", "fraud", "雪"]


NOT_CHECKED = pytest.mark.ours("MLflow answers an empty page")


@pytest.mark.parametrize(
    "max_results", [pytest.param(0, marks=NOT_CHECKED), pytest.param(-1, marks=NOT_CHECKED), 1001, 2**31]
)
def test_bad_limits_of_models_are_refused(place: Place, max_results: int):
    refused(place.call("GET", "registered-models/search", {"max_results": max_results}))


def test_a_found_model_shows_its_latest_versions(place: Place):
    model = next(model for model in MlflowClient().search_registered_models("name = 'fraud'"))
    assert [version.version for version in model.latest_versions] == ["3"]
    assert model.tags == {"team": "Risk", "odd key": "1"}


@pytest.mark.parametrize(
    ("filter_string", "names"),
    [
        ("", {"fraud/1", "fraud/2", "fraud/3", "Fraud 2/1", "churn_x/1"}),
        ("name = 'fraud'", {"fraud/1", "fraud/2", "fraud/3"}),
        ("name != 'fraud'", {"Fraud 2/1", "churn_x/1"}),
        ("name LIKE 'Fraud%'", {"Fraud 2/1"}),
        ("name ILIKE 'churn_X'", {"churn_x/1"}),
        ("version_number = 1", {"fraud/1", "Fraud 2/1", "churn_x/1"}),
        ("version_number != 1", {"fraud/2", "fraud/3"}),
        ("version_number > 1", {"fraud/2", "fraud/3"}),
        ("version_number >= 3", {"fraud/3"}),
        ("version_number < 2 AND name = 'fraud'", {"fraud/1"}),
        ("version_number <= 2 AND name = 'fraud'", {"fraud/1", "fraud/2"}),
        ("source_path LIKE '%/m1'", {"fraud/1", "Fraud 2/1", "churn_x/1"}),
        ("tags.stage = 'new'", {"fraud/2", "Fraud 2/1"}),
        ("tags.stage != 'new'", {"fraud/1"}),
        ("tag.stage ILIKE 'OLD'", {"fraud/1"}),
        ("tags.stage LIKE 'n%'", {"fraud/2", "Fraud 2/1"}),
        ("name = 'none'", set()),
    ],
)
def test_a_filter_of_versions_finds(filter_string: str, names: set[str]):
    assert set(versions(filter_string)) == names


def test_versions_are_found_by_run_and_source(place: Place):
    a, b = place.ids["a"], place.ids["b"]
    assert set(versions(f"run_id = '{a}'")) == {"fraud/1", "Fraud 2/1", "churn_x/1"}
    assert set(versions(f"run_id = '{b}' AND name = 'fraud'")) == {"fraud/2", "fraud/3"}
    assert len(versions(f"run_id IN ('{a}', '{b}')")) == 5
    assert set(versions(f"run_id IN ('{b}')")) == {"fraud/2", "fraud/3"}
    assert set(versions(f"source_path = '{place.ids['source']}'")) == {"fraud/2"}


@pytest.mark.parametrize(
    ("filter_string", "mentions"),
    [
        ("nothing = 'x'", ["nothing"]),
        ("foo.bar = 'x'", ["foo"]),
        ("version_number = 'x'", []),
        ("version_number LIKE '1'", []),
        ("name > 'x'", [">"]),
        ("name = 5", []),
        ("run_id > 'x'", [">"]),
        ("run_id IN ()", []),
        ("source_path IN ('a')", []),
        ("tags.stage > 'x'", [">"]),
        ("tags.stage IN ('a')", []),
        ("name = 'a' OR name = 'b'", ["OR"]),
        ("(name = 'a')", []),
        ("name = 'a'; name = 'b'", []),
        ("name = 'unclosed", []),
    ],
)
def test_a_filter_of_versions_is_refused(place: Place, filter_string: str, mentions: list[str]):
    answer = place.call("GET", "model-versions/search", {"filter": filter_string, "max_results": 10})
    refused(answer, *mentions)


@pytest.mark.parametrize(
    ("order_by", "names"),
    [
        (["name ASC", "version_number ASC"], ["Fraud 2/1", "churn_x/1", "fraud/1", "fraud/2", "fraud/3"]),
        (["version_number DESC", "name DESC"], ["fraud/3", "fraud/2", "fraud/1", "churn_x/1", "Fraud 2/1"]),
        (["name DESC"], ["fraud/3", "fraud/2", "fraud/1", "churn_x/1", "Fraud 2/1"]),
        (["creation_timestamp DESC"], None),
        (["last_updated_timestamp"], None),
    ],
)
def test_an_order_of_versions(order_by: list[str], names: list[str] | None):
    seen = versions(order_by=order_by)
    assert len(seen) == 5
    if names is not None:
        assert seen == names


@pytest.mark.parametrize("order_by", ["nothing", "version_number SIDEWAYS", "tags.stage", ""])
def test_an_order_of_versions_is_refused(place: Place, order_by: str):
    refused(place.call("GET", "model-versions/search", {"order_by": order_by, "max_results": 10}))


def test_pages_of_versions_cover_everything_once():
    client, seen, token = MlflowClient(), [], None
    for _ in range(5):
        page = client.search_model_versions(max_results=2, page_token=token, order_by=["name", "version_number"])
        seen += [f"{v.name}/{v.version}" for v in page]
        token = page.token
        if not token:
            break
    assert seen == ["Fraud 2/1", "churn_x/1", "fraud/1", "fraud/2", "fraud/3"]


@pytest.mark.parametrize("max_results", [0, -1, 200_001, 2**31])
def test_bad_limits_of_versions_are_refused(place: Place, max_results: int):
    refused(place.call("GET", "model-versions/search", {"max_results": max_results}))


@pytest.mark.parametrize("rpc", ["registered-models/search", "model-versions/search"])
def test_a_bad_page_token_is_refused(place: Place, rpc: str):
    refused(place.call("GET", rpc, {"max_results": 5, "page_token": "junk"}))
