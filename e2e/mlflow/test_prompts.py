"""Prompts, which are registry calls with tags of their own."""

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException


def test_a_prompt_is_registered_and_loaded(client: MlflowClient):
    first = mlflow.genai.register_prompt(
        "greeting", "Hello, {{ name }}! ünï 雪", commit_message="first", tags={"lang": "en"}
    )
    second = mlflow.genai.register_prompt("greeting", "Good day, {{ name }}.")
    assert (first.version, second.version) == (1, 2)
    loaded = mlflow.genai.load_prompt("prompts:/greeting/1")
    assert loaded.format(name="Ada") == "Hello, Ada! ünï 雪"
    assert (loaded.commit_message, loaded.tags["lang"]) == ("first", "en")
    assert mlflow.genai.load_prompt("greeting", version=2).template == "Good day, {{ name }}."
    assert mlflow.genai.load_prompt("prompts:/greeting@latest").version == 2


def test_aliases_of_prompts(client: MlflowClient):
    mlflow.genai.register_prompt("greeting", "one")
    mlflow.genai.register_prompt("greeting", "two")
    mlflow.genai.set_prompt_alias("greeting", "live", 1)
    assert mlflow.genai.load_prompt("prompts:/greeting@live").template == "one"
    mlflow.genai.set_prompt_alias("greeting", "live", 2)
    assert mlflow.genai.load_prompt("prompts:/greeting@live").template == "two"
    mlflow.genai.delete_prompt_alias("greeting", "live")
    with pytest.raises(MlflowException):
        mlflow.genai.load_prompt("prompts:/greeting@live")


def test_chat_prompts_and_long_ones():
    messages = [{"role": "system", "content": "You are {{ who }}."}, {"role": "user", "content": "Hi"}]
    mlflow.genai.register_prompt("chat", messages)
    assert mlflow.genai.load_prompt("prompts:/chat/1").format(who="brief")[0]["content"] == "You are brief."
    long = "x" * 60_000
    mlflow.genai.register_prompt("long", long)
    assert mlflow.genai.load_prompt("prompts:/long/1").template == long


def test_prompts_and_models_keep_apart(client: MlflowClient):
    mlflow.genai.register_prompt("greeting", "one")
    client.create_registered_model("fraud")
    assert [prompt.name for prompt in mlflow.genai.search_prompts()] == ["greeting"]
    assert [model.name for model in client.search_registered_models()] == ["fraud"]
    with pytest.raises(MlflowException):
        mlflow.genai.register_prompt("fraud", "a model has this name")
    assert mlflow.genai.load_prompt("prompts:/none/1", allow_missing=True) is None


def test_versions_of_a_prompt_are_tagged_and_deleted(client: MlflowClient):
    for text in ("one", "two"):
        mlflow.genai.register_prompt("greeting", text)
    client.delete_prompt_version("greeting", "1")
    assert mlflow.genai.load_prompt("prompts:/greeting/1", allow_missing=True) is None
    client.set_prompt_version_tag("greeting", "2", "checked", "yes")
    assert mlflow.genai.load_prompt("prompts:/greeting/2").tags["checked"] == "yes"
    client.delete_prompt_version("greeting", "2")
    client.delete_prompt("greeting")
    assert list(mlflow.genai.search_prompts()) == []


def test_a_run_knows_the_prompts_it_used(client: MlflowClient):
    mlflow.genai.register_prompt("greeting", "one")
    with mlflow.start_run() as run:
        mlflow.genai.load_prompt("prompts:/greeting/1")
    assert "greeting" in client.get_run(run.info.run_id).data.tags.get("mlflow.linkedPrompts", "")
