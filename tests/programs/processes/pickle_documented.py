"""The examples of pickle's documentation: state, persistent ids, dispatch tables, restricted loading."""
import builtins
import copyreg
import io
import pickle
from collections import namedtuple


class Foo:
    attr = "A class attribute"


class Reader:
    """Counts lines, keeps no open file in its pickle."""

    def __init__(self, text):
        self.text, self.lineno = text, 0
        self.file = iter(text.splitlines())

    def readline(self):
        self.lineno += 1
        return f"{self.lineno}: {next(self.file)}"

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["file"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.file = iter(self.text.splitlines()[self.lineno:])


MemoRecord = namedtuple("MemoRecord", "key, task")


class DBPickler(pickle.Pickler):
    def persistent_id(self, obj):
        return ("MemoRecord", obj.key) if isinstance(obj, MemoRecord) else None


class DBUnpickler(pickle.Unpickler):
    def persistent_load(self, pid):
        tag, key = pid
        if tag != "MemoRecord":
            raise pickle.UnpicklingError("unsupported persistent object")
        return MemoRecord(key, f"task {key}")


class SomeClass:
    pass


class MyClass:
    my_attribute = 1


class ReducerOverride(pickle.Pickler):
    def reducer_override(self, obj):
        if getattr(obj, "__name__", None) == "MyClass":
            return type, (obj.__name__, obj.__bases__, {"my_attribute": obj.my_attribute})
        return NotImplemented


class RestrictedUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins" and name in {"range", "complex", "set", "frozenset", "slice"}:
            return getattr(builtins, name)
        raise pickle.UnpicklingError(f"global '{module}.{name}' is forbidden")


def restricted_loads(data):
    return RestrictedUnpickler(io.BytesIO(data)).load()


print(pickle.loads(pickle.dumps(Foo)).attr)
reader = Reader("Hello world!\nI am line number two.\nGoodbye!")
print(reader.readline(), reader.readline())
print(pickle.loads(pickle.dumps(reader)).readline())
file = io.BytesIO()
DBPickler(file).dump([MemoRecord(1, "first"), "x", MemoRecord(2, "second")])
file.seek(0)
print(DBUnpickler(file).load())
file = io.BytesIO()
pickler = pickle.Pickler(file)
pickler.dispatch_table = copyreg.dispatch_table.copy()
pickler.dispatch_table[SomeClass] = lambda obj: (str, ("reduced",))
pickler.dump(SomeClass())
print(pickle.loads(file.getvalue()))
file = io.BytesIO()
ReducerOverride(file).dump(MyClass)
del MyClass
print(pickle.loads(file.getvalue()).my_attribute)
print(restricted_loads(pickle.dumps([1, 2, range(15)])))
for data in (b"cos\nsystem\n(S'echo hello world'\ntR.", b"cbuiltins\neval\n(S'1'\ntR."):
    try:
        restricted_loads(data)
    except pickle.UnpicklingError as error:
        print(error)


class ZeroCopy(bytearray):
    def __reduce_ex__(self, protocol):
        if protocol >= 5:
            return type(self)._reconstruct, (pickle.PickleBuffer(self),), None
        return type(self)._reconstruct, (bytearray(self),)

    @classmethod
    def _reconstruct(cls, obj):
        with memoryview(obj) as view:
            base = view.obj
        return base if type(base) is cls else cls(obj)


original = ZeroCopy(b"abc")
inside = pickle.loads(pickle.dumps(original, protocol=5))
print(original == inside, original is inside, type(inside).__name__)
buffers = []
data = pickle.dumps(original, protocol=5, buffer_callback=buffers.append)
print(pickle.loads(data, buffers=buffers) == original, len(buffers))
