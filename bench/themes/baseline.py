#!/usr/bin/env python3
"""What scikit-learn reaches on the same rows. Reads one question as JSON, prints one number.

{"file": CSV, "learn": [{"coded": [id, …], "rows"?: [id, …]}, …]}: mean sample-F1 of TF-IDF and logistic regression
{"file": CSV, "discover": 60}: how many codes TF-IDF and NMF find
"""
import csv
import json
import sys

try:
    import numpy as np
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
except ImportError as error:
    sys.exit(f"scikit-learn is missing ({error}): pip install scikit-learn, or give another Python by --python")


def matrix(rows, codes):
    return np.array([[code in row["codes"] for code in codes] for row in rows], int)


def learn(all_rows, task):
    kept, coded = set(task.get("rows", [])), set(task["coded"])
    rows = [row for row in all_rows if not kept or row["id"] in kept]
    taught = [row for row in rows if row["id"] in coded]
    asked = [row for row in rows if row["id"] not in coded]
    codes = sorted({code for row in asked for code in row["codes"]})
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=1).fit(row["text"] for row in rows)
    x, y = words.transform(row["text"] for row in taught), matrix(taught, codes)
    asked_x = words.transform(row["text"] for row in asked)
    scores = np.zeros((len(asked), len(codes)))
    for at in range(len(codes)):
        if 0 < y[:, at].sum() < len(taught):
            model = LogisticRegression(C=10, solver="liblinear").fit(x, y[:, at])
            scores[:, at] = model.predict_proba(asked_x)[:, 1]
        else:
            scores[:, at] = y[:, at].mean()
    given = (scores >= 0.3).astype(int)
    given[np.arange(len(asked)), scores.argmax(1)] = 1
    truth = matrix(asked, codes)
    scored = truth.sum(1) > 0
    return f1_score(truth[scored], given[scored], average="samples", zero_division=0)


def discover(rows, themes):
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=3)
    weights = NMF(themes, init="nndsvda", random_state=0, max_iter=300).fit_transform(
        words.fit_transform(row["text"] for row in rows)
    )
    codes = sorted({code for row in rows for code in row["codes"]})
    truth, theme = matrix(rows, codes), weights.argmax(1)
    return len({truth[theme == at].sum(0).argmax() for at in range(themes) if (theme == at).any()})


def main():
    question = json.load(sys.stdin)
    with open(question["file"], newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["codes"] = {code for code in row["codes"].split("|") if code and code != "none"}
    if "learn" in question:
        print(np.mean([learn(rows, task) for task in question["learn"]]))
    else:
        print(discover(rows, question["discover"]))


main()
