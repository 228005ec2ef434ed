"""The filter grammar and the order of experiments/search: each operator, and each error."""

import pytest
from mlflow import MlflowClient
from mlflow.entities import ViewType

from support import Place, new_place, refused


@pytest.fixture(scope="module", autouse=True)
def place() -> Place:
    """Four experiments, which the tests below only read, beside Default."""
    with new_place() as fresh:
        client = MlflowClient()
        fresh.ids = {
            "alpha": client.create_experiment("alpha", tags={"team": "Vision", "odd key": "1"}),
            "Alpha 2": client.create_experiment("Alpha 2", tags={"team": "vision"}),
            "beta_x": client.create_experiment("beta_x", tags={"team": "nlp", "empty": ""}),
            "雪": client.create_experiment("雪"),
        }
        yield fresh


def found(filter_string: str, **options) -> list[str]:
    return [e.name for e in MlflowClient().search_experiments(filter_string=filter_string, **options)]


@pytest.mark.parametrize(
    ("filter_string", "names"),
    [
        ("", {"alpha", "Alpha 2", "beta_x", "雪", "Default"}),
        ("name = 'alpha'", {"alpha"}),
        ("name != 'alpha'", {"Alpha 2", "beta_x", "雪", "Default"}),
        ("attribute.name = 'alpha'", {"alpha"}),
        ("name LIKE 'Alpha%'", {"Alpha 2"}),
        ("name LIKE '%a'", {"alpha"}),
        ("name ILIKE 'ALPHA%'", {"alpha", "Alpha 2"}),
        ("name LIKE 'beta_x'", {"beta_x"}),
        ("name = '雪'", {"雪"}),
        ('name = "alpha"', {"alpha"}),
        ("tags.team = 'vision'", {"Alpha 2"}),
        ("tag.team = 'vision'", {"Alpha 2"}),
        ("tags.team != 'vision'", {"alpha", "beta_x"}),
        ("tags.team LIKE '%ision'", {"alpha", "Alpha 2"}),
        ("tags.team ILIKE 'VISION'", {"alpha", "Alpha 2"}),
        ("tags.team IS NULL", {"雪", "Default"}),
        ("tags.team IS NOT NULL", {"alpha", "Alpha 2", "beta_x"}),
        ("tags.`odd key` = '1'", {"alpha"}),
        ("tags.empty = ''", {"beta_x"}),
        ("creation_time > 0", {"alpha", "Alpha 2", "beta_x", "雪", "Default"}),
        ("creation_time < 1000", set()),
        ("last_update_time >= 1000 AND name LIKE 'beta%'", {"beta_x"}),
        ("name ILIKE 'alpha%' AND tags.team = 'Vision'", {"alpha"}),
        ("name ILIKE 'alpha%' and tags.team LIKE 'V%'", {"alpha"}),
        ("name = 'none'", set()),
    ],
)
def test_a_filter_finds(filter_string: str, names: set[str]):
    assert set(found(filter_string)) == names


def test_numbers_are_compared(place: Place):
    client = MlflowClient()
    times = {name: client.get_experiment(id_).creation_time for name, id_ in place.ids.items()}
    time = times["beta_x"]
    for operator, holds in {
        "=": time.__eq__,
        "!=": time.__ne__,
        "<": time.__gt__,
        "<=": time.__ge__,
        ">": time.__lt__,
        ">=": time.__le__,
    }.items():
        expected = {name for name, t in times.items() if holds(t)}
        assert set(found(f"creation_time {operator} {time} AND name != 'Default'")) == expected, operator


def test_ids_are_compared(place: Place):
    a, b = place.ids["alpha"], place.ids["beta_x"]
    assert found(f"experiment_id = '{a}'") == ["alpha"]
    assert set(found(f"experiment_id IN ('{a}', '{b}')")) == {"alpha", "beta_x"}
    assert a not in {
        e.experiment_id for e in MlflowClient().search_experiments(filter_string=f"experiment_id != '{a}'")
    }


@pytest.mark.parametrize(
    ("filter_string", "mentions"),
    [
        ("nothing = 'x'", ["nothing"]),
        ("foo.bar = 'x'", ["foo"]),
        ("params.x = 'y'", ["params"]),
        ("name > 'x'", [">"]),
        ("name = 5", ["5"]),
        ("name = alpha", ["alpha"]),
        ("name IS NULL", ["name"]),
        ("name IN ('a')", []),
        ("tags.team > 'x'", [">"]),
        ("tags.team = 5", ["5"]),
        ("creation_time = 'x'", ["creation_time"]),
        ("creation_time LIKE '1%'", []),
        ("name = 'a' OR name = 'b'", ["OR"]),
        ("NOT name = 'a'", []),
        ("(name = 'a')", []),
        ("name = 'a'; name = 'b'", []),
        ("name", []),
        ("name = 'unclosed", []),
        ("lifecycle_stage = 'active'", ["lifecycle_stage"]),
    ],
)
def test_a_filter_is_refused(place: Place, filter_string: str, mentions: list[str]):
    refused(place.call("POST", "experiments/search", {"filter": filter_string, "max_results": 10}), *mentions)


@pytest.mark.parametrize(
    ("order_by", "names"),
    [
        (None, ["雪", "beta_x", "Alpha 2", "alpha"]),
        (["name"], ["Alpha 2", "alpha", "beta_x", "雪"]),
        (["name DESC"], ["雪", "beta_x", "alpha", "Alpha 2"]),
        (["attribute.name ASC"], ["Alpha 2", "alpha", "beta_x", "雪"]),
        (["creation_time", "experiment_id ASC"], ["alpha", "Alpha 2", "beta_x", "雪"]),
        (["last_update_time DESC"], ["雪", "beta_x", "Alpha 2", "alpha"]),
        (["experiment_id"], ["alpha", "Alpha 2", "beta_x", "雪"]),
        (["experiment_id DESC"], ["雪", "beta_x", "Alpha 2", "alpha"]),
    ],
)
def test_an_order(order_by: list[str] | None, names: list[str]):
    assert [name for name in found("name != 'Default'", order_by=order_by)] == names


@pytest.mark.parametrize("order_by", ["nothing", "name SIDEWAYS", "tags.team", "foo.name", "name; id", ""])
def test_an_order_is_refused(place: Place, order_by: str):
    refused(place.call("POST", "experiments/search", {"order_by": [order_by], "max_results": 10}))


def test_pages_cover_everything_once():
    client = MlflowClient()
    seen, token = [], None
    for _ in range(5):
        page = client.search_experiments(order_by=["name"], max_results=2, page_token=token)
        assert len(page) <= 2
        seen += [e.name for e in page]
        token = page.token
        if not token:
            break
    assert seen == found("", order_by=["name"])


def test_a_get_may_search_too(place: Place):
    answer = place.ok(
        "GET", "experiments/search", [("max_results", "10"), ("filter", "name LIKE 'b%'"), ("order_by", "name")]
    )
    assert [e["name"] for e in answer["experiments"]] == ["beta_x"]
    assert answer["experiments"][0]["experiment_id"] == place.ids["beta_x"]


def test_views():
    assert found("", view_type=ViewType.DELETED_ONLY) == []
    assert len(found("", view_type=ViewType.ALL)) == 5


@pytest.mark.parametrize("max_results", [0, -1, 50_001, 2**31, "many"])
def test_bad_limits_are_refused(place: Place, max_results):
    refused(place.call("POST", "experiments/search", {"max_results": max_results}))


def test_a_bad_page_token_is_refused(place: Place):
    refused(place.call("POST", "experiments/search", {"max_results": 5, "page_token": "junk"}))


@pytest.mark.ours("MLflow's tokens are bare offsets, good for any query")
def test_a_page_token_of_another_query_is_refused(place: Place):
    token = place.ok("POST", "experiments/search", {"max_results": 2, "order_by": ["name"]})["next_page_token"]
    other = {"max_results": 2, "order_by": ["creation_time"], "page_token": token}
    refused(place.call("POST", "experiments/search", other), "page_token")
