"""Loads one model that MLflow's client logged, and answers mini-batches until its input ends.

A message is its length in four bytes (little endian) and as many bytes. In comes an Arrow stream of columns; out go a
JSON head and an Arrow stream with the predictions of the rows that the head does not name as failed.
"""

import hashlib
import importlib.metadata
import io
import json
import os
import platform
import struct
import sys

MOST_FAILED = 100
"""Rows of one batch that may fail by themselves; beyond this it is the model that fails."""


def main(folder):
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a model prints must not come between the messages

    def send(payload):
        answers.write(struct.pack("<I", len(payload)) + payload)
        answers.flush()

    try:
        import mlflow
        import pyarrow

        model = mlflow.pyfunc.load_model(folder)
        packages = sorted(f"{one.metadata['Name']}=={one.version}" for one in importlib.metadata.distributions())
        digest = hashlib.sha256("\n".join(packages).encode()).hexdigest()
        ready = {"python": platform.python_version(), "mlflow": mlflow.__version__, "packages": digest}
    except Exception as error:
        send(json.dumps({"error": describe(error)}).encode())
        return
    send(json.dumps(ready).encode())

    while (request := receive(sys.stdin.buffer)) is not None:
        table = pyarrow.ipc.open_stream(request).read_all()
        try:
            columns, failed = predict(model, table.to_pandas())
        except Exception as error:
            send(json.dumps({"error": describe(error)}).encode())
            continue
        send(json.dumps({"failed": failed}).encode())
        send(stream_of(columns))


def receive(source):
    head = source.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack("<I", head)
    return source.read(length)


def predict(model, frame):
    """The columns of the predictions, and each row that the model fails for with why.

    Where a batch fails its halves are tried, until only the rows that fail are left out.
    """
    failed = []

    def attempt(part):
        try:
            return [columns_of(model.predict(part), len(part))]
        except Exception as error:
            if len(part) == 1:
                failed.append([int(part.index[0]), describe(error)])
                if len(failed) > MOST_FAILED:
                    raise
                return []
            middle = len(part) // 2
            return attempt(part.iloc[:middle]) + attempt(part.iloc[middle:])

    return joined(attempt(frame)), failed


def columns_of(answer, rows):
    """An answer as columns of plain values."""
    import numpy
    import pandas

    if isinstance(answer, pandas.Series):
        answer = answer.to_numpy()
    if isinstance(answer, pandas.DataFrame):
        columns = {str(name): answer.iloc[:, place].to_numpy() for place, name in enumerate(answer.columns)}
    else:
        values = answer.toarray() if hasattr(answer, "toarray") else numpy.asarray(answer)
        if values.ndim == 2 and values.shape[1] == 1:
            values = values[:, 0]
        if values.ndim == 1:
            columns = {"prediction": values}
        elif values.ndim == 2:
            columns = {f"prediction_{place}": values[:, place] for place in range(values.shape[1])}
        else:
            raise ValueError(f"the model answers {type(answer).__name__} of shape {values.shape}, not rows of values")
    for name, values in columns.items():
        if len(values) != rows:
            raise ValueError(f"the model answers {len(values)} values of {name} for {rows} rows")
    return {name: plain(values) for name, values in columns.items()}


def plain(values):
    import numpy

    kind = values.dtype.kind
    if kind == "b":
        return values.astype(numpy.bool_)
    if kind in "iu":
        return values.astype(numpy.int64)
    if kind == "f":
        return values.astype(numpy.float32 if values.dtype.itemsize <= 4 else numpy.float64)
    return numpy.array([str(value) for value in values], dtype=object)


def joined(parts):
    import numpy

    if len({tuple(part) for part in parts}) > 1:
        raise ValueError("the model answers different columns for different rows")
    return {name: numpy.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}


def stream_of(columns):
    import pyarrow

    table = pyarrow.table({name: pyarrow.array(values) for name, values in columns.items()})
    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def describe(error):
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:500]}" if text else type(error).__name__


main(sys.argv[1])
