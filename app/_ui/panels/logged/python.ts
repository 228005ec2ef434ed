// What empty panels offer to copy: code is the same in every language.

export const imagesPython = `import mlflow

with mlflow.start_run():
    for step in range(20):
        image = ...  # a numpy array, a PIL image or a mlflow.Image
        mlflow.log_image(image, key="samples", step=step)`;

export const tablePython = `import mlflow

with mlflow.start_run():
    mlflow.log_table(
        {"id": [1, 2], "truth": ["cat", "dog"], "prediction": ["cat", "cat"]},
        "predictions.json",
    )`;

export const histogramPython = `import mlflow
import numpy as np

with mlflow.start_run():
    for step in range(20):
        counts, edges = np.histogram(weights, bins=40)
        mlflow.log_table(
            {"step": [step], "edges": [edges.tolist()], "counts": [counts.tolist()]},
            "histograms/weights.json",
        )
# Or all at once, one {"step", "edges", "counts"} a line, as histograms/weights.jsonl`;

export const confusionPython = `import mlflow
from sklearn.metrics import confusion_matrix

with mlflow.start_run():
    matrix = confusion_matrix(truth, prediction, labels=labels)
    mlflow.log_dict(
        {"labels": labels, "confusion": matrix.tolist()},
        "evaluation/test.json",
    )`;

export const curvesPython = `import mlflow
from sklearn.metrics import precision_recall_curve, roc_curve

with mlflow.start_run():
    fpr, tpr, roc_at = roc_curve(truth, score)
    precision, recall, pr_at = precision_recall_curve(truth, score)
    mlflow.log_dict(
        {
            "roc": {"fpr": fpr.tolist(), "tpr": tpr.tolist(), "thresholds": roc_at.tolist()},
            "pr": {"precision": precision.tolist(), "recall": recall.tolist(), "thresholds": pr_at.tolist()},
        },
        "evaluation/test.json",
    )`;
