"""What goes from one interpreter to another: values as bytes, functions as their code.

Here: which values can cross, and how. Interpreters share no objects, so what arrives is a copy: a memory that can be
written to is refused, because a copy would not show what the other side writes. Not here: who carries the bytes.
"""

import io as _io
import pickle as _pickle
import sys as _sys
import types as _types

_PLAIN = {type(None), bool, int, float, str, bytes}
_CODE_FIELDS = (
    "argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags", "code", "consts", "names",
    "varnames", "filename", "name", "qualname", "firstlineno", "linetable", "exceptiontable", "freevars", "cellvars",
)
_GENERATORS = 0x20 | 0x80 | 0x200  # Flags of the code of generators, coroutines and asynchronous generators.
FAKE_MAIN = "<fake __main__>"

shared_types = []  # Classes whose objects stand for something that all interpreters have: queues.


class NotShareableError(TypeError):
    """A value cannot go to another interpreter."""

    __module__ = "concurrent.interpreters"


def is_shareable(value):
    return type(value) in _PLAIN or type(value) in (tuple, memoryview) or type(value) in shared_types


def not_shareable(value, cause=None):
    error = NotShareableError(f"{value!r} does not support cross-interpreter data")
    error.__cause__ = cause
    return error


def encode(value, anything=True):
    """The value in a form that `decode` reads. Without `anything`, only what interpreters share by themselves."""
    kind = type(value)
    if kind is tuple:
        try:
            return ("tuple", [encode(item, anything) for item in value])
        except NotShareableError as error:
            cause = error
        raise not_shareable(value, cause)
    if kind is memoryview:
        if not value.readonly:
            raise NotShareableError("a memoryview that can be written to is not shared between interpreters here")
        return ("memory", value.tobytes())
    if is_shareable(value):
        return ("pickle", _pickle.dumps(value))
    if not anything:
        raise not_shareable(value)
    reason = None
    if kind is _types.FunctionType:
        reason = why_not_stateless(value)
        if reason is None:
            return ("function", (encode_code(value.__code__), value.__name__))
    if kind is _types.CodeType:
        return ("code", encode_code(value))
    try:
        return ("pickle", _pickle.dumps(value))
    except Exception:
        pass
    if reason is not None:
        raise NotShareableError("only stateless functions are shareable") from ValueError(reason)
    raise not_shareable(value)


def decode(form):
    kind, data = form
    if kind == "tuple":
        return tuple([decode(item) for item in data])
    if kind == "memory":
        return memoryview(data)
    if kind == "function":
        code, name = data
        return _types.FunctionType(decode_code(code), vars(_sys.modules["__main__"]), name)
    if kind == "code":
        return decode_code(data)
    try:
        return _Reader(_io.BytesIO(data)).load()
    except Exception as error:
        cause = Exception(f"{type(error).__name__}: {error}")
        raise NotShareableError("object could not be unpickled") from cause


class _Reader(_pickle.Unpickler):
    """Finds what the main program defines, although another interpreter's main module is its own."""

    def find_class(self, module, name):
        try:
            return super().find_class(module, name)
        except AttributeError:
            if module != "__main__" or main_file is None:
                raise
        found = _fake_main()
        try:
            for part in name.split("."):
                found = getattr(found, part)
        except AttributeError:
            raise AttributeError(f"module '__main__' has no attribute '{name}'") from None
        return found


main_file = None  # The program's file, in an interpreter beside the first one.
_fake = None


def _fake_main():
    """The main program's module as this interpreter runs it: under another name, so that it does not start."""
    global _fake
    if _fake is None:
        made = _types.ModuleType(FAKE_MAIN)
        made.__file__ = main_file
        with open(main_file, "rb") as file:
            code = compile(file.read(), main_file, "exec", dont_inherit=True)
        own = _sys.modules["__main__"]
        _sys.modules["__main__"] = made
        try:
            exec(code, vars(made))
        finally:
            _sys.modules["__main__"] = own
        _fake = made
    return _fake


def encode_code(code):
    fields = [getattr(code, "co_" + field) for field in _CODE_FIELDS]
    place = _CODE_FIELDS.index("consts")
    fields[place] = [
        (True, encode_code(value)) if isinstance(value, _types.CodeType) else (False, value) for value in fields[place]
    ]
    return fields


def decode_code(fields):
    fields = list(fields)
    place = _CODE_FIELDS.index("consts")
    fields[place] = tuple([decode_code(value) if is_code else value for is_code, value in fields[place]])
    return _types.CodeType(*fields)


def _instructions(code):
    """Names and arguments of its instructions."""
    import opcode

    text, extended = code.co_code, 0
    for place in range(0, len(text), 2):
        name, argument = opcode.opname[text[place]], text[place + 1] | extended
        extended = argument << 8 if name == "EXTENDED_ARG" else 0
        if name not in ("CACHE", "EXTENDED_ARG"):
            yield name, argument


def why_not_stateless(function):
    """What of its surroundings the function needs; None when its code is all there is to it."""
    code = function.__code__
    if code.co_freevars:
        return "closures not supported"
    if function.__defaults__:
        return "defaults not supported"
    if function.__kwdefaults__:
        return "keyword defaults not supported"
    known, builtins = function.__globals__, function.__builtins__
    for name, argument in _instructions(code):
        if name in ("STORE_GLOBAL", "DELETE_GLOBAL"):
            return "globals not supported"
        if name in ("LOAD_GLOBAL", "LOAD_NAME"):
            needed = code.co_names[argument >> 1 if name == "LOAD_GLOBAL" else argument]
            if needed in known or needed not in builtins:
                return "globals not supported"
    return None


def script_of(code):
    """The code of a script, which a function without arguments and result can be."""
    if isinstance(code, (str, bytes)):
        return compile(code, "<script>", "exec", dont_inherit=True)
    if isinstance(code, _types.FunctionType):
        if code.__code__.co_freevars:
            raise ValueError("closures not supported")
        code = code.__code__
    if not isinstance(code, _types.CodeType):
        raise TypeError(f"unsupported script {code!r}")
    if code.co_argcount or code.co_kwonlyargcount or code.co_flags & 0x0C:
        raise ValueError("code with args not supported")
    if code.co_flags & _GENERATORS or _returns_a_value(code):
        raise ValueError("code that returns a value is not a script")
    return code


def _returns_a_value(code):
    before = None
    for name, argument in _instructions(code):
        if name == "RETURN_VALUE":
            if before is None or before[0] != "LOAD_CONST" or code.co_consts[before[1]] is not None:
                return True
        before = name, argument
    return False
