"""Settings and fixtures of the conformance suite; support.py says which servers it runs against."""

import os

# Before mlflow is imported. A 5xx must fail its test at once instead of being repeated for four minutes; a run must
# not look for a GPU or for news, and nothing may leave this machine.
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "0"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MPLBACKEND"] = "Agg"
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
for name in [name for name in os.environ if name.startswith("MLFLOW_TRACKING_")]:
    del os.environ[name]

import mlflow
import pytest

from support import PEER, SERVER, Place, new_place


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "ours(reason, strict=True): we differ from MLflow on purpose, so its server fails this; "
        "not strict where it fails only some of the cases",
    )
    config.addinivalue_line("markers", "queued: traces are sent by the client's threads, as it does by itself")
    if not SERVER:
        raise pytest.UsageError("Set TRAZA_TEST_URL to the server under test, for example http://127.0.0.1:3000.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        mark = item.get_closest_marker("ours")
        if mark and PEER:
            item.add_marker(pytest.mark.xfail(reason=mark.args[0], strict=mark.kwargs.get("strict", True)))


@pytest.fixture(autouse=True)
def place() -> Place:
    """A project of this test's own. A module that only reads may override it with one project for all its tests."""
    with new_place() as fresh:
        yield fresh


@pytest.fixture
def client(place: Place) -> mlflow.MlflowClient:
    return mlflow.MlflowClient()
