"""Takes the C library and its headers out of a tensorflow wheel: unpack-libtensorflow.py WHEEL FOLDER"""

import os
import shutil
import sys
import zipfile

wheel, folder = sys.argv[1:]
libraries = ("tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2")
include = "tensorflow/include/"
headers = tuple(include + part for part in ("tensorflow/c/", "tensorflow/core/platform/", "tsl/platform/", "xla/tsl/c/"))

with zipfile.ZipFile(wheel) as archive:
    for entry in archive.infolist():
        name = entry.filename
        if name in libraries:
            target = os.path.join(folder, "lib", os.path.basename(name))
        elif name.startswith(headers) and name.endswith(".h"):
            target = os.path.join(folder, "include", name[len(include) :])
        else:
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(entry) as source, open(target, "wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
