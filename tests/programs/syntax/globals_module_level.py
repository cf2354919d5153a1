"""Module docstring."""
import sys

print(__doc__, __name__, __file__.split("/")[-1], __package__, __spec__, __cached__ if "__cached__" in globals() else "no __cached__")
print(type(__builtins__).__name__, __loader__.__class__.__name__)
if __name__ == "__main__":
    print("run as a program")
this = sys.modules["__main__"]
this.injected = "set through the module object"
print(injected, vars(this) is globals(), this.__dict__["injected"])
del injected
print("injected" in globals(), hasattr(this, "injected"))


def __getattr__(name):
    if name == "lazy":
        return "from module __getattr__"
    raise AttributeError(name)


print(this.lazy)
try:
    lazy
except NameError as e:
    print(e)
try:
    this.nothing
except AttributeError as e:
    print("AttributeError", e)


def __dir__():
    return ["only", "these"]


print(dir(this))
sys.modules[__name__].answer = 42
print(answer)
for name in sorted(k for k in globals() if k.startswith("__") and k not in ("__annotate__", "__conditional_annotations__")):
    print(name, end=" ")
print()
print(sys.argv, sys.flags.interactive, sys.getrefcount is not None)
import builtins
builtins.shared = "visible everywhere"


def uses_shared():
    return shared


print(uses_shared(), "shared" in globals())
del builtins.shared
try:
    uses_shared()
except NameError as e:
    print(e)
