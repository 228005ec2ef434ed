"""Published flaws of tracking servers, as requests: no path, location or source leads out of a run's own files."""

import re

import mlflow
import pytest
import requests
from mlflow import MlflowClient

from support import PEER, Answer, Place, refused, unique

ANSWERED_500 = pytest.mark.ours("MLflow answers an upload with 500")

# As a path in an address: each is refused, whatever a server decodes.
TRAVERSALS = [
    "../secret.txt",
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "%25252e%25252e%25252f%25252e%25252e%25252fetc%25252fpasswd",
    pytest.param("%2fetc%2fpasswd", marks=ANSWERED_500),
    pytest.param("file:///etc/passwd", marks=ANSWERED_500),
    pytest.param("file:%2f%2f%2fetc%2fpasswd", marks=ANSWERED_500),
    "x/../../secret.txt",
    "x/%2e%2e/%2e%2e/secret.txt",
    "%23/../../secret.txt",
]

# These may be refused, or be names within the run like any other.
ODDITIES = [
    "..%5c..%5cetc%5cpasswd",
    "..\\..\\etc\\passwd",
    "C:%5cwindows%5cwin.ini",
    "C:/windows/win.ini",
    "..%00/secret.txt",
    "inside.txt%00.png",
    "..;/secret.txt",
    "%c0%ae%c0%ae/secret.txt",
    "..%20/secret.txt",
]

# The same as a value in a query, written as the client's library escapes it.
VALUES = [
    "../secret.txt",
    "../../../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252fetc",
    "..\\..\\etc\\passwd",
    "/etc/passwd",
    "//etc/passwd",
    "file:///etc/passwd",
    "C:\\windows\\win.ini",
    "C:/windows/win.ini",
    "x/../../secret.txt",
    "#/../../etc",
    "a\0b",
]


SECRET = "kept from everybody"


@pytest.fixture
def run(client: MlflowClient, place: Place) -> str:
    """A run with one file, beside another run whose file is the secret to be reached."""
    run_id, other = place.run(), place.run()
    client.log_text(run_id, "inside", "inside.txt")
    client.log_text(other, SECRET, "secret.txt")
    return run_id


def root(client: MlflowClient, run_id: str) -> str:
    return client.get_run(run_id).info.artifact_uri.removeprefix("mlflow-artifacts:/").lstrip("/")


def shows_nothing(answer: requests.Response | Answer) -> None:
    for secret in ("root:", SECRET, "[fonts]"):
        assert secret not in answer.text, answer.text[:300]


def leads_nowhere(answer: requests.Response | Answer) -> None:
    assert 300 <= answer.status_code < 500, f"{answer.status_code} {answer.text[:300]}"
    shows_nothing(answer)


@pytest.mark.parametrize("path", TRAVERSALS)
@pytest.mark.parametrize("prefix", ["api", "ajax-api"])
def test_no_address_of_an_artifact_leads_out(client: MlflowClient, place: Place, run: str, prefix: str, path: str):
    route = f"/{prefix}/2.0/mlflow-artifacts/artifacts/{root(client, run)}/{path}"
    leads_nowhere(place.raw("GET", route))
    leads_nowhere(place.raw("PUT", route, b"planted"))
    leads_nowhere(place.raw("DELETE", route))
    assert files_of_all_runs(client, place) == {run: {"inside.txt"}, None: {"secret.txt"}}


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_of_a_model_leads_out(client: MlflowClient, place: Place, run: str, path: str):
    model = client.create_logged_model(experiment_id=place.default_experiment_id, name="m")
    base = model.artifact_location.removeprefix("mlflow-artifacts:/").lstrip("/")
    for steps in ("", f"../../../{run}/artifacts/", f"..%2f..%2f..%2f{run}%2fartifacts%2f"):
        route = f"/api/2.0/mlflow-artifacts/artifacts/{base}/{steps}{path}"
        leads_nowhere(place.raw("GET", route))
        leads_nowhere(place.raw("PUT", route, b"planted"))
        leads_nowhere(place.raw("DELETE", route))
    assert files_of_all_runs(client, place) == {run: {"inside.txt"}, None: {"secret.txt"}}


@pytest.mark.ours("MLflow keeps a file anywhere below its root")
@pytest.mark.parametrize(
    "path",
    [
        "x.txt",
        "0/x.txt",
        "etc/passwd",
        "0/not-a-run/artifacts/x.txt",
        f"0/{'0' * 32}/artifacts/x.txt",
        f"0/models/m-{'0' * 32}/artifacts/x.txt",
    ],
)
def test_files_belong_to_a_run_or_a_model_that_is_there(place: Place, path: str):
    route = f"/api/2.0/mlflow-artifacts/artifacts/{path}"
    answer = place.raw("PUT", route, b"planted")
    assert answer.status_code in (400, 404), answer.text[:300]
    assert place.raw("GET", route).status_code in (400, 404)
    assert place.raw("DELETE", route).status_code < 500


def test_the_root_of_all_files_shows_nobody_elses(client: MlflowClient, place: Place, run: str):
    for query in ({}, {"path": ""}, {"path": "."}, {"path": "/"}, {"path": place.default_experiment_id}):
        answer = place.http("GET", "/api/2.0/mlflow-artifacts/artifacts", params=query)
        assert answer.status_code < 500, answer.text[:300]
        assert "etc" not in [file["path"] for file in answer.json().get("files", [])]


@pytest.mark.parametrize("path", ODDITIES)
def test_odd_addresses_of_an_artifact_stay_within_its_run(client: MlflowClient, place: Place, run: str, path: str):
    route = f"/api/2.0/mlflow-artifacts/artifacts/{root(client, run)}/{path}"
    leads_nowhere(place.raw("GET", route))
    assert place.raw("PUT", route, b"planted").status_code < 500
    shows_nothing(place.raw("GET", route))
    assert place.raw("DELETE", route).status_code < 500
    kept = files_of_all_runs(client, place)
    assert kept[None] == {"secret.txt"}
    assert "inside.txt" in kept[run]
    assert mlflow.artifacts.load_text(f"runs:/{run}/inside.txt") == "inside"


def files_of_all_runs(client: MlflowClient, place: Place) -> dict[str | None, set[str]]:
    """What lies at the root of the run under attack, and, by None, of the other."""
    runs = [run.info.run_id for run in client.search_runs([place.default_experiment_id], order_by=["start_time"])]
    files = {
        run_id: {file["path"] for file in place.ok("GET", "artifacts/list", {"run_id": run_id}).get("files", [])}
        for run_id in runs
    }
    other = next(run_id for run_id in runs if "secret.txt" in files[run_id])
    return {None if run_id == other else run_id: found for run_id, found in files.items()}


@pytest.mark.parametrize("path", VALUES)
def test_no_path_in_a_query_leads_out(client: MlflowClient, place: Place, run: str, path: str):
    base = root(client, run)
    model_id = client.create_logged_model(experiment_id=place.default_experiment_id, name="m").model_id
    calls = [
        ("GET", "/get-artifact", {"run_id": run, "path": path}, None),
        ("GET", "/get-artifact", {"run_uuid": run, "path": path}, None),
        ("GET", "/api/2.0/mlflow/artifacts/list", {"run_id": run, "path": path}, None),
        ("GET", "/ajax-api/2.0/mlflow/artifacts/list", {"run_id": run, "path": path}, None),
        ("GET", "/api/2.0/mlflow-artifacts/artifacts", {"path": f"{base}/{path}"}, None),
        (
            "GET",
            f"/api/2.0/mlflow/logged-models/{model_id}/artifacts/directories",
            {"artifact_directory_path": path},
            None,
        ),
        ("GET", f"/ajax-api/2.0/mlflow/logged-models/{model_id}/artifacts/files", {"artifact_file_path": path}, None),
        ("POST", "/ajax-api/2.0/mlflow/upload-artifact", {"run_uuid": run, "path": path}, b"planted"),
    ]
    for method, route, query, body in calls:
        answer = place.http(method, route, params=query, data=body)
        assert answer.status_code < 500, f"{route}: {answer.status_code} {answer.text[:300]}"
        shows_nothing(answer)
        # A listing may be empty, but it lists nothing from elsewhere.
        assert "passwd" not in answer.text or answer.status_code != 200, (route, answer.text)
    kept = files_of_all_runs(client, place)
    assert kept[None] == {"secret.txt"}
    assert kept[run] == {"inside.txt"} or path in KEPT_BY_MLFLOW


@pytest.mark.parametrize("path", [getattr(path, "values", [path])[0] for path in TRAVERSALS])
def test_no_upload_in_parts_leads_out(client: MlflowClient, place: Place, run: str, path: str):
    headers = {"content-type": "application/json"}
    for verb in ("create", "complete", "abort"):
        route = f"/api/2.0/mlflow-artifacts/mpu/{verb}/{root(client, run)}/{path}"
        body = b'{"path":"x.bin","num_parts":1,"upload_id":"u","parts":[{"part_number":1,"etag":"e"}]}'
        answer = place.raw("POST", route, body, headers)
        assert 300 <= answer.status_code < 500 or answer.status_code == 501, f"{answer.status_code} {answer.text[:300]}"
    answer = place.raw("GET", f"/api/2.0/mlflow-artifacts/presigned/{root(client, run)}/{path}")
    assert 300 <= answer.status_code < 500 or answer.status_code == 501, f"{answer.status_code} {answer.text[:300]}"
    message = {"run_id": run, "path": path}
    for rpc in ("presigned-upload-url", "presigned-download-url"):
        answer = place.call("POST", f"artifacts/{rpc}", message)
        assert 400 <= answer.status_code < 500 or answer.status_code == 501, (
            f"{rpc}: {answer.status_code} {answer.text[:300]}"
        )


# Odd names that MLflow's server on Linux keeps within the run.
KEPT_BY_MLFLOW = ["..\\..\\etc\\passwd", "a\0b"] if PEER else []

SOURCES = [
    "file:///etc",
    "file://localhost/etc",
    "file:/etc/passwd",
    "/etc",
    "../../etc",
    "C:\\windows",
    "mlflow-artifacts:/../../../../etc",
    "mlflow-artifacts://127.0.0.1:5000/..%2f..%2f..%2f..%2fetc",
    "http://127.0.0.1/api/2.0/mlflow-artifacts/artifacts/../../../../etc",
    "http://127.0.0.1/api/2.0/mlflow-artifacts/artifacts/%252e%252e/%252e%252e",
    "s3://bucket/models/../../x",
    "runs:/../../etc",
    "models:/../x",
    "mlflow-artifacts:/%00",
]


def version_of(place: Place, source: str, **fields) -> tuple[str, requests.Response]:
    """A new model's name, and the answer to making a version of it with this source."""
    name = unique("model")
    place.ok("POST", "registered-models/create", {"name": name})
    return name, place.call("POST", "model-versions/create", {"name": name, "source": source, **fields})


def reads_nothing(place: Place, name: str, answer: requests.Response) -> None:
    """A version that was made after all serves no file of the machine."""
    if answer.status_code == 200:
        version = answer.json()["model_version"]["version"]
        for path in ("passwd", "etc/passwd", "."):
            query = {"name": name, "version": version, "path": path}
            leads_nowhere(place.http("GET", "/model-versions/get-artifact", params=query))
    else:
        refused(answer)


@pytest.mark.parametrize("source", SOURCES)
def test_no_source_of_a_version_leads_out(place: Place, source: str):
    name, answer = version_of(place, source)
    refused(answer)


@pytest.mark.parametrize("source", SOURCES)
def test_no_tag_of_a_prompt_opens_a_source(place: Place, source: str):
    tags = [{"key": "mlflow.prompt.is_prompt", "value": "true"}, {"key": "mlflow.prompt.text", "value": "x"}]
    reads_nothing(place, *version_of(place, source, tags=tags))


FETCHED = pytest.mark.ours("MLflow opens this source when the version is read")


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1:1/model",
        "https://169.254.169.254/latest",
        "ftp://127.0.0.1/x",
        pytest.param("s3://bucket/x", marks=FETCHED),
        pytest.param("dbfs:/x", marks=FETCHED),
    ],
)
def test_a_remote_source_is_never_fetched(place: Place, source: str):
    name, answer = version_of(place, source)
    assert answer.status_code in (200, 400), answer.text
    reads_nothing(place, name, answer)


def test_a_source_lies_within_its_own_run(client: MlflowClient, place: Place):
    mine, other = place.run(), place.run()
    uri = client.get_run(other).info.artifact_uri
    name, answer = version_of(place, f"{uri}/model", run_id=mine)
    refused(answer)
    name, answer = version_of(place, f"runs:/{other}/model", run_id=mine)
    refused(answer)
    name, answer = version_of(place, f"runs:/{mine}/../{other}/model", run_id=mine)
    refused(answer)
    name, answer = version_of(place, f"{client.get_run(mine).info.artifact_uri}/model", run_id=mine)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("path", VALUES)
def test_no_path_in_a_version_leads_out(client: MlflowClient, place: Place, path: str):
    run_id = place.run()
    client.log_text(run_id, "inside", "model/inside.txt")
    client.log_text(run_id, SECRET, "secret.txt")
    uri = client.get_run(run_id).info.artifact_uri
    name, answer = version_of(place, f"{uri}/model", run_id=run_id)
    assert answer.status_code == 200, answer.text
    query = {"name": name, "version": "1", "path": "inside.txt"}
    assert place.http("GET", "/model-versions/get-artifact", params=query).text == "inside"
    leads_nowhere(place.http("GET", "/model-versions/get-artifact", params={**query, "path": path}))


def test_errors_echo_no_markup(place: Place):
    """CVE-2023-6568: an error page that showed the Content-Type of its request."""
    answer = place.raw("POST", "/api/2.0/mlflow/runs/create", b"{}", {"content-type": "<script>alert(1)</script>"})
    assert 400 <= answer.status_code < 500
    assert "html" not in answer.headers["content-type"]


def test_no_cross_site_form_writes(place: Place):
    """CVE-2023-43472: a body that a foreign page may send without being asked is not JSON."""
    body = b'{"name":"planted"}'
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None):
        headers = {"content-type": content_type} if content_type else {}
        answer = place.raw("POST", "/api/2.0/mlflow/experiments/create", body, headers)
        assert answer.status_code in (400, 415), answer.text
    answer = place.raw(
        "POST",
        "/api/2.0/mlflow/experiments/create",
        body,
        {"content-type": "application/json", "origin": "http://evil.example"},
    )
    assert answer.status_code == 403, answer.text
    assert not [e for e in MlflowClient().search_experiments() if e.name == "planted"]


def test_a_foreign_host_is_refused(place: Place):
    """CVE-2025-14279: a name that someone else's DNS points here."""
    for path in ("/api/2.0/mlflow/experiments/search?max_results=5", "/get-artifact?run_id=x&path=y"):
        answer = place.raw("GET", path, headers={"host": "evil.example"})
        assert answer.status_code in (400, 403, 421), answer.text


def test_the_name_of_a_download_is_bare(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "x", 'deep/er/a"b;c=d é.txt')
    query = {"run_id": run_id, "path": 'deep/er/a"b;c=d é.txt'}
    answer = place.http("GET", "/get-artifact", params=query)
    disposition = answer.headers["content-disposition"]
    assert answer.text == "x"
    assert "/" not in disposition and "\\.." not in disposition
    assert re.match(r"attachment\b", disposition)
