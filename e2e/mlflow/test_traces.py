"""Traces of version 3: spans over OTLP, search, tags, assessments, deletion."""

import json
import time
import uuid

import mlflow
import pytest
import requests
from mlflow import MlflowClient
from mlflow.entities import AssessmentSource, SpanType
from mlflow.exceptions import MlflowException

from support import Place


@pytest.fixture(autouse=True)
def traces_go_to_this_project(request: pytest.FixtureRequest, place: Place, monkeypatch: pytest.MonkeyPatch):
    """Traces are sent before a call returns, because to flush the client's queue takes it seconds each time."""
    if "queued" not in request.keywords:
        monkeypatch.setenv("MLFLOW_ENABLE_ASYNC_TRACE_LOGGING", "false")
    mlflow.tracing.reset()
    mlflow.set_experiment(experiment_id=place.default_experiment_id)
    yield
    mlflow.tracing.reset()


@mlflow.trace(span_type=SpanType.TOOL)
def double(number: int) -> int:
    return number * 2


@mlflow.trace(name="answer", attributes={"who": "ünï 雪"})
def answer(question: str, times: int = 2) -> int:
    with mlflow.start_span("prepare") as span:
        span.set_inputs({"question": question})
        span.set_outputs({"length": len(question)})
        span.set_attribute("nested", {"a": [1, 2.5, None]})
    return sum(double(i) for i in range(times))


def traced(question: str = "why?", **options) -> str:
    answer(question, **options)
    return mlflow.get_last_active_trace_id()


def test_a_trace_is_kept_with_its_spans():
    trace = mlflow.get_trace(traced("why?"))
    assert trace.info.state == "OK"
    assert trace.info.trace_id.startswith("tr-")
    assert trace.info.tags["mlflow.traceName"] == "answer"
    assert trace.info.execution_duration >= 0
    spans = {span.name: span for span in trace.data.spans}
    assert {"answer", "prepare"} <= spans.keys() and len(trace.data.spans) == 4
    assert (spans["answer"].inputs, spans["answer"].outputs) == ({"question": "why?", "times": 2}, 2)
    assert spans["prepare"].parent_id == spans["answer"].span_id
    assert spans["prepare"].get_attribute("nested") == {"a": [1, 2.5, None]}
    assert spans["answer"].get_attribute("who") == "ünï 雪"
    assert [span.span_type for span in trace.search_spans(span_type=SpanType.TOOL)] == ["TOOL", "TOOL"]
    assert json.loads(trace.info.request_preview) == {"question": "why?", "times": 2}
    assert trace.info.response_preview == "2"


@pytest.mark.queued
def test_traces_are_queued_as_a_client_does_by_itself(place: Place):
    ids = [traced(f"question {i}") for i in range(20)]
    mlflow.flush_trace_async_logging(terminate=True)
    traces = mlflow.search_traces(locations=[place.default_experiment_id], return_type="list")
    assert sorted(trace.info.trace_id for trace in traces) == sorted(ids)
    assert all(len(trace.data.spans) == 4 for trace in traces)


def test_an_exception_is_part_of_its_trace():
    @mlflow.trace
    def fails() -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError):
        fails()
    trace = mlflow.get_trace(mlflow.get_last_active_trace_id())
    assert trace.info.state == "ERROR"
    (span,) = trace.data.spans
    assert span.status.status_code == "ERROR"
    assert any("no such thing" in str(event.attributes) for event in span.events)


def test_traces_are_searched(place: Place):
    first, second = traced("one"), traced("two", times=3)
    MlflowClient().set_trace_tag(first, "team", "Vision")
    MlflowClient().set_trace_tag(second, "team", "nlp")

    def found(filter_string: str | None = None, **options) -> list[str]:
        traces = mlflow.search_traces(
            locations=[place.default_experiment_id], filter_string=filter_string, return_type="list", **options
        )
        return [trace.info.trace_id for trace in traces]

    assert found() == [second, first]
    assert found(order_by=["timestamp_ms ASC"]) == [first, second]
    assert found("tags.team = 'Vision'") == [first]
    assert found("tags.team != 'Vision'") == [second]
    assert found("tags.team LIKE 'V%'") == [first]
    assert found("attributes.status = 'OK' AND tags.team = 'nlp'") == [second]
    assert found("attributes.status = 'ERROR'") == []
    assert found("attributes.name = 'answer'") == [second, first]
    assert found(f"attributes.timestamp_ms > {int(time.time() * 1000) + 60_000}") == []
    assert found(max_results=1) == [second]
    with pytest.raises(MlflowException):
        found("nothing.at.all = 1")
    table = mlflow.search_traces(locations=[place.default_experiment_id])
    assert sorted(table["trace_id"]) == sorted([first, second])


def test_tags_of_traces(client: MlflowClient):
    trace_id = traced()
    mlflow.set_trace_tag(trace_id, "colour", "blue")
    mlflow.set_trace_tag(trace_id, "colour", "雪")
    assert mlflow.get_trace(trace_id).info.tags["colour"] == "雪"
    mlflow.delete_trace_tag(trace_id, "colour")
    assert "colour" not in mlflow.get_trace(trace_id).info.tags


def test_assessments():
    trace_id = traced()
    human = AssessmentSource("HUMAN", "ada")
    feedback = mlflow.log_feedback(trace_id=trace_id, name="helpful", value=True, rationale="clear", source=human)
    mlflow.log_expectation(trace_id=trace_id, name="expected", value={"answer": 2}, source=human)
    kept = {assessment.name: assessment for assessment in mlflow.get_trace(trace_id).info.assessments}
    assert (kept["helpful"].value, kept["helpful"].rationale, kept["helpful"].source.source_id) == (
        True,
        "clear",
        "ada",
    )
    assert kept["expected"].value == {"answer": 2}
    mlflow.update_assessment(trace_id, feedback.assessment_id, mlflow.entities.Feedback(name="helpful", value=False))
    assert mlflow.get_assessment(trace_id, feedback.assessment_id).value is False
    mlflow.delete_assessment(trace_id, feedback.assessment_id)
    assert [a.name for a in mlflow.get_trace(trace_id).info.assessments] == ["expected"]


def test_what_is_thought_of_a_session_is_found_at_all_its_traces(place: Place):
    def said_in(session: str) -> str:
        with mlflow.start_span("turn") as span:
            mlflow.update_current_trace(metadata={"mlflow.trace.session": session})
        return span.trace_id

    first, second, other = said_in("ada"), said_in("ada"), said_in("bob")
    mlflow.log_feedback(trace_id=first, name="pleasant", value="yes", metadata={"mlflow.trace.session": "ada"})
    mlflow.log_feedback(trace_id=other, name="polite", value="yes")

    def found(filter_string: str) -> set[str]:
        places = [place.default_experiment_id]
        traces = mlflow.search_traces(locations=places, filter_string=filter_string, return_type="list")
        return {trace.info.trace_id for trace in traces}

    assert found("feedback.pleasant = 'yes'") == {first, second}
    assert found("feedback.pleasant IS NULL") == {other}
    assert found("feedback.polite = 'yes'") == {other}


def test_a_trace_within_a_run_belongs_to_it(client: MlflowClient, place: Place):
    with mlflow.start_run() as run:
        trace_id = traced()
    traced()
    assert mlflow.get_trace(trace_id).info.trace_metadata["mlflow.sourceRun"] == run.info.run_id
    traces = mlflow.search_traces(locations=[place.default_experiment_id], run_id=run.info.run_id, return_type="list")
    assert [trace.info.trace_id for trace in traces] == [trace_id]


def test_traces_are_deleted(client: MlflowClient, place: Place):
    kept, gone = traced(), traced()
    assert client.delete_traces(place.default_experiment_id, trace_ids=[gone]) == 1
    traces = mlflow.search_traces(locations=[place.default_experiment_id], return_type="list")
    assert [trace.info.trace_id for trace in traces] == [kept]
    assert client.delete_traces(place.default_experiment_id, max_timestamp_millis=int(time.time() * 1000) + 60_000) == 1
    assert mlflow.search_traces(locations=[place.default_experiment_id], return_type="list") == []


def test_spans_of_any_exporter(place: Place):
    """OTLP as JSON, as any OpenTelemetry exporter may send it."""
    trace_id = uuid.uuid4().hex
    span = {
        "traceId": trace_id,
        "spanId": "b7ad6b7169203331",
        "name": "outside",
        "kind": 1,
        "startTimeUnixNano": "1700000000000000000",
        "endTimeUnixNano": "1700000000250000000",
        "attributes": [{"key": "who", "value": {"stringValue": "someone else"}}],
        "status": {"code": 1},
    }
    body = {"resourceSpans": [{"resource": {}, "scopeSpans": [{"scope": {"name": "test"}, "spans": [span]}]}]}
    headers = {"x-mlflow-experiment-id": place.default_experiment_id, **place.headers}
    response = requests.post(f"{place.uri}/v1/traces", json=body, headers=headers, timeout=60)
    assert response.status_code == 200, response.text
    traces = mlflow.search_traces(locations=[place.default_experiment_id], return_type="list")
    assert [trace.info.trace_id for trace in traces] == [f"tr-{trace_id}"]
    assert traces[0].data.spans[0].name == "outside"
    response = requests.post(f"{place.uri}/v1/traces", json=body, headers=place.headers, timeout=60)
    assert 400 <= response.status_code < 500


def test_spans_in_the_words_of_open_inference(place: Place):
    trace_id = uuid.uuid4().hex
    said = {
        "openinference.span.kind": {"stringValue": "LLM"},
        "input.value": {"stringValue": '{"question": "why?"}'},
        "llm.token_count.prompt": {"intValue": "7"},
        "llm.token_count.completion": {"intValue": "3"},
    }
    span = {
        "traceId": trace_id,
        "spanId": "b7ad6b7169203331",
        "name": "call",
        "startTimeUnixNano": "1700000000000000000",
        "endTimeUnixNano": "1700000000250000000",
        "attributes": [{"key": key, "value": value} for key, value in said.items()],
        "status": {"code": 1},
    }
    headers = {"x-mlflow-experiment-id": place.default_experiment_id, **place.headers}
    body = {"resourceSpans": [{"resource": {}, "scopeSpans": [{"scope": {"name": "test"}, "spans": [span]}]}]}
    response = requests.post(f"{place.uri}/v1/traces", json=body, headers=headers, timeout=60)
    assert response.status_code == 200, response.text
    trace = mlflow.get_trace(f"tr-{trace_id}")
    [kept] = trace.data.spans
    assert (kept.span_type, kept.inputs) == ("LLM", {"question": "why?"})
    assert trace.info.token_usage == {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
    assert "why?" in trace.info.request_preview
