"""An ONNX model that the client logs is scored by the platform's own jobs, with the numbers that the client gets."""

import mlflow
import numpy as np
import onnx
import pytest
from mlflow.models import infer_signature
from onnx import TensorProto, helper, numpy_helper

from scoring import FEATURES, environment_of, flights, import_flights, ok, predict, published, refusal, reproduced
from support import Place, new_place

pytestmark = pytest.mark.ours("the jobs are ours")

REQUIREMENTS = ["onnx", "onnxruntime"]
HIDDEN = 512  # wide enough that the client puts the weights into a file of their own


def network(inputs: list[onnx.ValueInfoProto], join: list[onnx.NodeProto]) -> onnx.ModelProto:
    """A small network over the matrix X, which `join` makes of the inputs."""
    rng = np.random.default_rng(7)
    weights = {
        "w1": rng.normal(scale=0.05, size=(len(FEATURES), HIDDEN)),
        "b1": rng.normal(scale=0.1, size=HIDDEN),
        "w2": rng.normal(scale=0.05, size=(HIDDEN, 1)),
        "b2": np.zeros(1),
    }
    nodes = [
        *join,
        helper.make_node("Gemm", ["X", "w1", "b1"], ["hidden"]),
        helper.make_node("Relu", ["hidden"], ["active"]),
        helper.make_node("Gemm", ["active", "w2", "b2"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["late"]),
    ]
    output = helper.make_tensor_value_info("late", TensorProto.FLOAT, ["N", 1])
    initial = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in weights.items()]
    graph = helper.make_graph(nodes, "late", inputs, [output], initial)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def matrix_network() -> onnx.ModelProto:
    return network([helper.make_tensor_value_info("X", TensorProto.FLOAT, ["N", len(FEATURES)])], [])


@pytest.fixture(scope="module", autouse=True)
def place() -> Place:
    """The flights as a dataset, and a model that the client logged and registered."""
    with new_place() as fresh:
        import_flights(fresh, flights())
        mlflow.set_experiment("onnx")
        with mlflow.start_run():
            mlflow.onnx.log_model(
                matrix_network(),
                name="late",
                signature=infer_signature(flights()[FEATURES], np.zeros((1, 1), np.float32)),
                registered_model_name="late",
                pip_requirements=REQUIREMENTS,
            )
        yield fresh


def test_the_client_puts_weights_beside_the_graph_and_the_registry_reads_its_columns(place: Place):
    version = ok(place, "GET", "/models/late/versions/1")
    assert any(file["path"].endswith(".data") for file in version["files"])
    assert version["flavor"] == "mlflow:onnx"
    assert [(column["name"], column["type"]) for column in version["signature"]["inputs"]] == [
        (name, "double") for name in FEATURES
    ]
    assert version["signature"]["outputs"] == [{"name": "late", "type": "float32"}]


def test_a_job_gives_the_numbers_of_the_client_and_its_reproduction_the_same_bits(place: Place):
    run = predict(place, model={"name": "late"}, output="late-flights")
    table = published(place, "late-flights")
    frame = flights()
    assert table["id"].tolist() == frame["id"].tolist()
    expected = mlflow.pyfunc.load_model("models:/late/1").predict(frame[FEATURES])["late"].to_numpy()
    assert np.array_equal(table["late"].to_numpy(), expected.ravel())

    assert environment_of(place, run)["runtime"] == {"name": "onnxruntime", "version": "1.30.0"}
    assert reproduced(place, run) == "bit-identical"


def test_a_graph_with_an_input_for_each_column_takes_columns_of_other_names(place: Place):
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 1]) for name in ("miles", "hour", "delay")]
    join = [helper.make_node("Concat", ["miles", "hour", "delay"], ["X"], axis=1)]
    with mlflow.start_run():
        mlflow.onnx.log_model(
            network(inputs, join),
            name="by-column",
            registered_model_name="by-column",
            pip_requirements=REQUIREMENTS,
            save_as_external_data=False,
        )
    assert 'no column "miles"' in refusal(place, "by-column")
    predict(place, model={"name": "by-column"}, output="by-column", columns={"miles": "distance"})
    predict(place, model={"name": "late"}, output="by-matrix")
    assert published(place, "by-column").equals(published(place, "by-matrix"))
