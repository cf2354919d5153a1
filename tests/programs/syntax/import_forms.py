# Forms of import and what they bind.
import math
import os.path
import os.path as p
import collections.abc, json as j
from math import sqrt, pi as PI
from collections import (
    OrderedDict,
    deque as dq,
)
print(math.floor(2.5), os.path is p, j.dumps([1]), sqrt(16), round(PI, 3), dq([1]), OrderedDict.__name__)
print(collections.abc.Mapping.__name__, os.__name__, p.__name__.endswith("path"))


def local():
    import string
    from itertools import chain as c
    return string.digits, list(c("a", "b"))


print(local())
try:
    string
except NameError as exc:
    print(exc)
for src in ("import no_such_module", "from math import nope", "import math.nope", "from no.such import x", "import no.such.thing as t", "from collections import abc, nope"):
    try:
        exec(src)
    except ImportError as exc:
        print(type(exc).__name__, exc.msg.split(" (")[0], exc.name)
ns = {}
exec("from math import *", ns)
print("sqrt" in ns, "_private" in ns, "__name__" in ns)
import sys
print("math" in sys.modules, sys.modules["math"] is math, __import__("math") is math, __import__("os.path").__name__)
import importlib
print(importlib.import_module("os.path") is p, importlib.import_module("json").__name__)
fake = type(sys)("fake_module", "its doc")
fake.value = 42
fake.__all__ = ["value"]
sys.modules["fake_module"] = fake
from fake_module import *
import fake_module
print(value, fake_module.__doc__, fake_module)


def module_getattr(name):
    if name == "dynamic":
        return "made on demand"
    raise AttributeError(f"module has no {name}")


fake.__getattr__ = module_getattr
from fake_module import dynamic
print(dynamic)
try:
    from fake_module import other
except ImportError as exc:
    print(exc)
try:
    fake_module.other
except AttributeError as exc:
    print(exc)
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as exc:
    print(exc)
print(__name__, __doc__, __builtins__.__name__, __spec__)
