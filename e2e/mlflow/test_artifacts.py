"""Artifacts: what goes up comes down, whatever its name and size, by the client and by each HTTP route."""

import hashlib
import json
import os
from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
import pytest
import requests
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from PIL import Image

from support import PEER, Place, new_place, refused, tree_of

BIG = 200 * 1024 * 1024
# MLflow's wire cannot tell a size of zero from an absent one.
EMPTY = None if PEER else 0

ODD_NAMES = [
    "a+b.txt",
    "with space.txt",
    "50%.txt",
    "雪 ünï.txt",
    "🎿.bin",
    "tilde~(1)[2]{3},;=@!$&.txt",
    ".hidden",
    "no-extension",
    "two..dots.txt",
    "n" * 200,
]


def artifact_route(client: MlflowClient, run_id: str) -> str:
    """The path below the tracking URI at which the artifacts of a run are served."""
    uri = client.get_run(run_id).info.artifact_uri
    return "/api/2.0/mlflow-artifacts/artifacts/" + uri.removeprefix("mlflow-artifacts:/")


def paths(client: MlflowClient, run_id: str, path: str | None = None) -> list[tuple[str, bool, int | None]]:
    return [(file.path, file.is_dir, file.file_size) for file in client.list_artifacts(run_id, path)]


def test_a_folder_goes_up_and_comes_down(client: MlflowClient, tmp_path: Path):
    source = tmp_path / "up"
    files = {"empty": b"", "one": b"x", "deep/er/data.bin": bytes(range(256)) * 100, "deep/two.txt": b"2"}
    for name, content in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(content)
    with mlflow.start_run() as run:
        mlflow.log_artifacts(str(source))
        mlflow.log_artifacts(str(source), "again")
    run_id = run.info.run_id
    assert paths(client, run_id) == [
        ("again", True, None),
        ("deep", True, None),
        ("empty", False, EMPTY),
        ("one", False, 1),
    ]
    assert paths(client, run_id, "deep") == [("deep/er", True, None), ("deep/two.txt", False, 1)]
    assert paths(client, run_id, "deep/er") == [("deep/er/data.bin", False, 25_600)]
    whole = mlflow.artifacts.download_artifacts(run_id=run_id, dst_path=str(tmp_path / "down"))
    assert tree_of(whole) == files | {f"again/{name}": content for name, content in files.items()}
    part = mlflow.artifacts.download_artifacts(f"runs:/{run_id}/deep", dst_path=str(tmp_path / "part"))
    assert tree_of(part) == {"er/data.bin": files["deep/er/data.bin"], "two.txt": b"2"}
    one = client.download_artifacts(run_id, "deep/er/data.bin", str(tmp_path))
    assert Path(one).read_bytes() == files["deep/er/data.bin"]


@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
def test_odd_names(client: MlflowClient, place: Place, tmp_path: Path, name: str):
    run_id = place.run()
    (tmp_path / name).write_bytes(name.encode())
    client.log_artifact(run_id, str(tmp_path / name))
    client.log_artifact(run_id, str(tmp_path / name), f"folder {name}")
    size = len(name.encode())
    assert sorted(paths(client, run_id)) == sorted([(name, False, size), (f"folder {name}", True, None)])
    assert paths(client, run_id, f"folder {name}") == [(f"folder {name}/{name}", False, size)]
    down = client.download_artifacts(run_id, f"folder {name}/{name}", str(tmp_path))
    assert Path(down).read_bytes() == name.encode()
    answer = place.http("GET", "/get-artifact", params={"run_id": run_id, "path": name})
    assert answer.content == name.encode()


def test_listing_a_file_or_nothing_is_empty(client: MlflowClient, place: Place):
    run_id = place.run()
    assert paths(client, run_id) == []
    client.log_text(run_id, "x", "folder/file.txt")
    assert paths(client, run_id, "folder/file.txt") == []
    assert paths(client, run_id, "missing") == []
    assert paths(client, run_id, "fold") == []
    root = client.get_run(run_id).info.artifact_uri.removeprefix("mlflow-artifacts:/")
    for path in (f"{root}/folder/file.txt", f"{root}/missing"):
        answer = place.http("GET", "/api/2.0/mlflow-artifacts/artifacts", params={"path": path})
        assert (answer.status_code, answer.json()) == (200, {})


def test_a_listing_names_what_is_directly_below(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "abc", "folder/file.txt")
    client.log_text(run_id, "abc", "folder/sub/file.txt")
    root = client.get_run(run_id).info.artifact_uri.removeprefix("mlflow-artifacts:/")
    for path in (f"{root}/folder", f"{root}/folder/"):
        answer = place.http("GET", "/api/2.0/mlflow-artifacts/artifacts", params={"path": path}).json()
        assert sorted(answer["files"], key=lambda f: f["path"]) == [
            {"path": "file.txt", "is_dir": False, "file_size": 3},
            {"path": "sub", "is_dir": True},
        ]
    answer = place.ok("GET", "artifacts/list", {"run_id": run_id, "path": "folder"})
    assert answer["root_uri"] == client.get_run(run_id).info.artifact_uri
    assert sorted(file["path"] for file in answer["files"]) == ["folder/file.txt", "folder/sub"]
    assert place.ok("GET", "artifacts/list", {"run_uuid": run_id})["files"] == [{"path": "folder", "is_dir": True}]


def test_a_file_is_replaced(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "first, and longer", "note.txt")
    client.log_text(run_id, "second", "note.txt")
    assert mlflow.artifacts.load_text(f"runs:/{run_id}/note.txt") == "second"
    assert paths(client, run_id) == [("note.txt", False, 6)]


def test_what_is_missing_is_said_so(client: MlflowClient, place: Place, tmp_path: Path):
    run_id = place.run()
    with pytest.raises(MlflowException, match="missing.txt"):
        client.download_artifacts(run_id, "missing.txt", str(tmp_path))
    answer = place.http("GET", artifact_route(client, run_id) + "/missing.txt")
    assert answer.status_code == 404, answer.text


def test_a_folder_is_no_file(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "x", "folder/file.txt")
    answer = place.http("GET", artifact_route(client, run_id) + "/folder")
    assert answer.status_code in (400, 404), answer.text


def test_delete(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "x", "folder/file.txt")
    client.log_text(run_id, "x", "kept.txt")
    assert place.http("DELETE", artifact_route(client, run_id) + "/folder/file.txt").status_code == 200
    assert place.http("DELETE", artifact_route(client, run_id) + "/folder/file.txt").status_code == 200
    assert ("kept.txt", False, 1) in paths(client, run_id)
    assert place.http("GET", artifact_route(client, run_id) + "/folder/file.txt").status_code == 404


def test_two_hundred_megabytes_stream_through(client: MlflowClient, place: Place, tmp_path: Path):
    run_id = place.run()
    block, digest = os.urandom(1 << 20), hashlib.sha256()
    with open(tmp_path / "big.bin", "wb") as file:
        for i in range(BIG >> 20):
            piece = i.to_bytes(8, "big") + block[8:]
            digest.update(piece)
            file.write(piece)
    client.log_artifact(run_id, str(tmp_path / "big.bin"))
    assert paths(client, run_id) == [("big.bin", False, BIG)]
    (tmp_path / "big.bin").unlink()
    down = client.download_artifacts(run_id, "big.bin", str(tmp_path / "."))
    with open(down, "rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == digest.hexdigest()
    answer = place.http("GET", artifact_route(client, run_id) + "/big.bin", headers={"Range": f"bytes={BIG - 5}-"})
    assert (answer.status_code, answer.content) == (206, block[-5:])


def test_ranges(client: MlflowClient, place: Place):
    run_id = place.run()
    content = bytes(range(256)) * 8
    answer = place.http("PUT", artifact_route(client, run_id) + "/data.bin", data=content)
    assert answer.status_code == 200, answer.text
    route = artifact_route(client, run_id) + "/data.bin"
    for wanted, expected in [
        ("bytes=0-0", content[:1]),
        ("bytes=10-19", content[10:20]),
        ("bytes=-7", content[-7:]),
        ("bytes=2040-", content[2040:]),
    ]:
        answer = place.http("GET", route, headers={"Range": wanted})
        assert (answer.status_code, answer.content) == (206, expected), wanted
        assert answer.headers["content-range"].endswith(f"/{len(content)}")
    assert place.http("GET", route, headers={"Range": "bytes=9999-"}).status_code == 416
    answer = place.http("GET", route)
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["content-length"] == str(len(content))


def test_every_file_is_served_as_an_attachment(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "<script>alert(1)</script>", "page.html")
    for answer in (
        place.http("GET", artifact_route(client, run_id) + "/page.html"),
        place.http("GET", "/get-artifact", params={"run_uuid": run_id, "path": "page.html"}),
    ):
        assert answer.text == "<script>alert(1)</script>"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_small_files_may_come_through_the_page(client: MlflowClient, place: Place):
    run_id = place.run()
    path = "/ajax-api/2.0/mlflow/upload-artifact"
    answer = place.http("POST", path, params={"run_uuid": run_id, "path": "deep/note.json"}, data=b'{"a":1}')
    assert answer.status_code == 200, answer.text
    assert mlflow.artifacts.load_dict(f"runs:/{run_id}/deep/note.json") == {"a": 1}
    refused(place.http("POST", path, params={"run_uuid": run_id}, data=b"x"), "path")
    refused(place.http("POST", path, params={"path": "x"}, data=b"x"), "run_uuid")
    refused(place.http("POST", path, params={"run_uuid": run_id, "path": "big"}, data=b"x" * (10 * 1024 * 1024 + 1)))


def test_texts_dicts_and_figures(client: MlflowClient, tmp_path: Path):
    import matplotlib.pyplot as plt

    with mlflow.start_run() as run:
        mlflow.log_text("ünï\n", "notes/a.txt")
        mlflow.log_dict({"k": [1, 2, {"雪": None}]}, "a.json")
        mlflow.log_dict({"k": [1, 2]}, "a.yaml")
        figure, axes = plt.subplots()
        axes.plot([0, 1], [2, 3])
        mlflow.log_figure(figure, "figures/plot.png")
        plt.close(figure)
    root = f"runs:/{run.info.run_id}"
    assert mlflow.artifacts.load_text(f"{root}/notes/a.txt") == "ünï\n"
    assert mlflow.artifacts.load_dict(f"{root}/a.json") == {"k": [1, 2, {"雪": None}]}
    assert "k:" in mlflow.artifacts.load_text(f"{root}/a.yaml")
    assert mlflow.artifacts.load_image(f"{root}/figures/plot.png").size == (640, 480)


def test_log_image(client: MlflowClient):
    pixels = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    with mlflow.start_run() as run:
        mlflow.log_image(pixels, "images/plain.png")
        mlflow.log_image(Image.fromarray(pixels), "images/pil.png")
        mlflow.log_image(pixels, key="sample", step=1)
        mlflow.log_image(pixels, key="sample", step=2)
    run_id = run.info.run_id
    assert np.array_equal(np.array(mlflow.artifacts.load_image(f"runs:/{run_id}/images/plain.png")), pixels)
    assert client.get_run(run_id).data.tags["mlflow.loggedImages"] == "True"
    names = [Path(path).name for path, _, _ in paths(client, run_id, "images")]
    steps = sorted(name for name in names if name.startswith("sample+step+"))
    # A picture and its compressed twin for each step; the plus signs are part of the names.
    assert [name.split("+")[2] for name in steps] == ["1", "1", "2", "2"]
    assert sum(name.endswith("+compressed.webp") for name in steps) == 2
    picture = next(name for name in steps if name.endswith(".png"))
    assert np.array_equal(np.array(mlflow.artifacts.load_image(f"runs:/{run_id}/images/{picture}")), pixels)


def test_log_table_appends(client: MlflowClient):
    with mlflow.start_run() as run:
        mlflow.log_table({"input": ["a", "b"], "score": [0.5, 1.0]}, "eval.json")
        mlflow.log_table(pd.DataFrame({"input": ["雪"], "score": [2.0]}), "eval.json")
    with mlflow.start_run() as other:
        mlflow.log_table({"input": ["z"], "score": [9.0]}, "eval.json")
    table = mlflow.load_table("eval.json", run_ids=[run.info.run_id])
    assert table.to_dict("list") == {"input": ["a", "b", "雪"], "score": [0.5, 1.0, 2.0]}
    both = mlflow.load_table("eval.json", extra_columns=["run_id"])
    assert set(both["run_id"]) == {run.info.run_id, other.info.run_id} and len(both) == 4
    logged = json.loads(client.get_run(run.info.run_id).data.tags["mlflow.loggedArtifacts"])
    assert logged == [{"path": "eval.json", "type": "table"}]


def test_large_files_go_up_in_parts_where_the_client_asks_for_it(
    client: MlflowClient, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Storage that cannot take parts answers 501 in the words the client knows, and it sends the file whole."""
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", str(6 << 20))
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", str(5 << 20))
    run_id = place.run()
    content = os.urandom(1 << 20) * 12
    (tmp_path / "parts.bin").write_bytes(content)
    client.log_artifact(run_id, str(tmp_path / "parts.bin"), "deep")
    assert paths(client, run_id, "deep") == [("deep/parts.bin", False, len(content))]
    assert Path(client.download_artifacts(run_id, "deep/parts.bin", str(tmp_path / "."))).read_bytes() == content


def test_downloads_in_parts_fall_back(
    client: MlflowClient, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD", "true")
    monkeypatch.setenv("MLFLOW_MULTIPART_DOWNLOAD_MINIMUM_FILE_SIZE", "1")
    run_id = place.run()
    client.log_text(run_id, "parts", "note.txt")
    assert Path(client.download_artifacts(run_id, "note.txt", str(tmp_path))).read_text() == "parts"


@pytest.mark.skipif(PEER, reason="MLflow's server takes no parts for a folder of its own disk")
class TestUploadInParts:
    def create(self, client: MlflowClient, place: Place, run_id: str, parts: int) -> dict:
        route = artifact_route(client, run_id).replace("/artifacts/", "/mpu/create/", 1)
        answer = place.http("POST", f"{route}/deep", json={"path": "whole.bin", "num_parts": parts})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def test_parts_are_put_together_in_order(self, client: MlflowClient, place: Place):
        run_id = place.run()
        created = self.create(client, place, run_id, 3)
        pieces = {1: b"first " * 1000, 2: b"second " * 1000, 3: b"third"}
        assert [credential["part_number"] for credential in created["credentials"]] == [1, 2, 3]
        parts = []
        for credential in reversed(created["credentials"]):
            number = credential["part_number"]
            # The client sends parts without its own credentials: what the address holds has to be enough.
            answer = requests.put(credential["url"], data=pieces[number], headers=credential.get("headers") or {})
            assert answer.status_code == 200, answer.text
            parts.append({"part_number": number, "etag": answer.headers.get("ETag", ""), "url": credential["url"]})
        route = artifact_route(client, run_id).replace("/artifacts/", "/mpu/complete/", 1)
        message = {
            "path": "whole.bin",
            "upload_id": created["upload_id"],
            "parts": sorted(parts, key=lambda p: p["part_number"]),
        }
        answer = place.http("POST", f"{route}/deep", json=message)
        assert answer.status_code == 200, answer.text
        answer = place.http("GET", artifact_route(client, run_id) + "/deep/whole.bin")
        assert answer.content == b"".join(pieces.values())

    def test_an_aborted_upload_leaves_nothing(self, client: MlflowClient, place: Place):
        run_id = place.run()
        created = self.create(client, place, run_id, 1)
        route = artifact_route(client, run_id).replace("/artifacts/", "/mpu/abort/", 1)
        message = {"path": "whole.bin", "upload_id": created["upload_id"]}
        assert place.http("POST", f"{route}/deep", json=message).status_code == 200
        assert paths(client, run_id) == []

    def test_an_upload_with_a_part_missing_is_refused(self, client: MlflowClient, place: Place):
        run_id = place.run()
        created = self.create(client, place, run_id, 2)
        route = artifact_route(client, run_id).replace("/artifacts/", "/mpu/complete/", 1)
        parts = [{"part_number": 1, "etag": "x", "url": created["credentials"][0]["url"]}]
        message = {"path": "whole.bin", "upload_id": created["upload_id"], "parts": parts}
        refused(place.http("POST", f"{route}/deep", json=message))
        assert paths(client, run_id) == []


def test_a_run_of_another_project_has_no_files_here(client: MlflowClient, place: Place):
    run_id = place.run()
    client.log_text(run_id, "secret", "note.txt")
    route = artifact_route(client, run_id)
    with new_place() as other:
        if not PEER:
            assert other.http("GET", route + "/note.txt").status_code == 404
        answer = other.http("GET", "/get-artifact", params={"run_id": run_id, "path": "note.txt"})
        refused(answer, run_id, code="RESOURCE_DOES_NOT_EXIST", status=404)
        with pytest.raises(MlflowException):
            MlflowClient().list_artifacts(run_id)
