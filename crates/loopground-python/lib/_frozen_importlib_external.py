"""The half of importlib that knows files: its own code runs in this namespace."""


def _run(namespace):
    import sys

    import _imp

    # Its code imports these at once, but uses them only for compiled files and for folders.
    stand_ins = {}
    for name in ("marshal", "_io"):
        try:
            __import__(name)
        except ImportError:
            stand_ins[name] = sys.modules[name] = __import__("io") if name == "_io" else type(sys)(name)
    exec(_imp.get_frozen_object("_frozen_importlib_external"), namespace)
    for name in stand_ins:
        sys.modules.pop(name, None)


_run(globals())
del _run
