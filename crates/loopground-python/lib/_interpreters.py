"""_interpreters: further interpreters of the program.

Each is a process of the session that obeys the first interpreter, which keeps the table (`_interpreter_table`). An
interpreter beside the first one has its questions answered there. It starts when it is first used.
"""

import types as _types

import _interpreter_data as _data
import _interpreter_table as _table
from _interpreter_data import NotShareableError, is_shareable
from _interpreter_table import InterpreterError, InterpreterNotFoundError

WHENCE_UNKNOWN, WHENCE_RUNTIME, WHENCE_LEGACY_CAPI, WHENCE_CAPI, WHENCE_XI, WHENCE_STDLIB = range(6)

_ISOLATED = {
    "use_main_obmalloc": False,
    "allow_fork": False,
    "allow_exec": False,
    "allow_threads": True,
    "allow_daemon_threads": False,
    "check_multi_interp_extensions": True,
    "gil": "own",
}


def new_config(name="isolated", /, **overrides):
    settings = {
        "isolated": _ISOLATED,
        "default": _ISOLATED,
        "legacy": dict(
            _ISOLATED,
            use_main_obmalloc=True,
            allow_fork=True,
            allow_exec=True,
            allow_daemon_threads=True,
            check_multi_interp_extensions=False,
            gil="shared",
        ),
        "empty": dict.fromkeys(_ISOLATED, False) | {"gil": "default"},
    }
    if name not in settings:
        raise ValueError(f"unsupported config name '{name}'")
    unknown = [key for key in overrides if key not in _ISOLATED]
    if unknown:
        raise ValueError(f"config got 1 extra arg(s): {unknown[0]!r}" if len(unknown) == 1 else "extra config args")
    return _types.SimpleNamespace(**(settings[name] | overrides))


def get_config(id, *, restrict=False):
    _number(id, restrict, "get the config of")
    return new_config("legacy" if id == 0 else "isolated")


def _number(id, restrict, what):
    if not isinstance(id, int):
        raise TypeError(f"interpreter ID must be an int, got {type(id).__name__}")
    _table.ask("known", id)
    if restrict and id == 0:
        raise InterpreterError(f"cannot {what} unrecognized interpreter {id}")
    return id


def create(config="isolated", *, reqrefs=False):
    return _table.ask("create", bool(reqrefs))


def destroy(id, *, restrict=False):
    _number(id, restrict, "destroy")
    if id == _table.own_id:
        raise InterpreterError("cannot destroy the current interpreter")
    if id == 0:
        raise InterpreterError("cannot destroy the main interpreter")
    _table.ask("destroy", id)


def list_all(*, require_ready=False):
    return [(id, whence(id)) for id in _table.ask("list_all")]


def get_current():
    return _table.own_id, whence(_table.own_id)


def get_main():
    return 0, WHENCE_RUNTIME


def whence(id):
    _table.ask("known", id)
    return WHENCE_STDLIB if id else WHENCE_RUNTIME


def is_running(id, *, restrict=False):
    _number(id, restrict, "check if running")
    return _table.ask("is_running", id)


def incref(id, *, implieslink=False, restrict=False):
    _number(id, restrict, "incref")
    _table.ask("incref", id)


def decref(id, *, restrict=False):
    _table.ask("decref", id)


def set___main___attrs(id, updates, *, restrict=False):
    _number(id, restrict, "update __main__ for")
    if updates:
        _run(id, ("attributes", {name: _data.encode(value, anything=False) for name, value in updates.items()}))


def exec(id, code, shared=None, *, restrict=False):
    _number(id, restrict, "exec code for")
    script = _data.script_of(code)
    values = {name: _data.encode(value, anything=False) for name, value in (shared or {}).items()}
    return _run(id, ("exec", _data.encode_code(script), values))[1]


def run_string(id, script, shared=None, *, restrict=False):
    _number(id, restrict, "run a string in")
    return exec(id, script, shared)


def run_func(id, func, shared=None, *, restrict=False):
    _number(id, restrict, "run a function in")
    return exec(id, func, shared)


def call(id, callable, args=None, kwargs=None, *, preserve_exc=False, restrict=False):
    _number(id, restrict, "make a call in")
    if not _callable(callable):
        raise TypeError(f"expected a callable, got {callable!r}")
    parts = []
    for value in (callable, tuple(args or ()), dict(kwargs or {})):
        if type(value) is dict:
            parts.append([(name, _data.encode(each)) for name, each in value.items()])
        else:
            parts.append(_data.encode(value))
    return _run(id, ("call", *parts))


_callable = callable


def _run(id, command):
    """What the interpreter answers: a result and what it says of an exception; the result is decoded."""
    kind, result = _table.unpacked(_table.ask("run", id, _table.packed(command)))
    if kind == "raised":
        names, told = result
        return None, _types.SimpleNamespace(type=_types.SimpleNamespace(**names), **told)
    if kind == "refused":
        raise _refusal(result)
    return None if result is None else _data.decode(result), None


def _refusal(words):
    """The error of these words, each but the last the cause of the next."""
    *causes, last = words
    error = None
    for text in causes:
        made = NotShareableError(text[1]) if text[0] else Exception(text[1])
        made.__cause__ = error
        error = made
    refusal = NotShareableError(last[1])
    refusal.__cause__ = error
    return refusal


def capture_exception(exc=None):
    if exc is None:
        import sys

        exc = sys.exception()
        if exc is None:
            raise TypeError("No exception set")
    names, told = _table.told(exc)
    return _types.SimpleNamespace(type=_types.SimpleNamespace(**names), **told)
