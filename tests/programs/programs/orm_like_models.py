# Descriptors, a metaclass and query building, as frameworks do it.
class Field:
    kind = object

    def __init__(self, default=None, required=False):
        self.default, self.required = default, required

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        if obj is None:
            return Column(self.name)
        return obj._data.get(self.name, self.default)

    def __set__(self, obj, value):
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(f"{type(obj).__name__}.{self.name}: expected {self.kind.__name__}, got {value!r}")
        obj._data[self.name] = value


class Int(Field): kind = int
class Text(Field): kind = str


class Cond:
    def __init__(self, text, test):
        self.text, self.test = text, test

    def __and__(self, o): return Cond(f"({self.text} AND {o.text})", lambda r: self.test(r) and o.test(r))
    def __or__(self, o): return Cond(f"({self.text} OR {o.text})", lambda r: self.test(r) or o.test(r))
    def __invert__(self): return Cond(f"NOT {self.text}", lambda r: not self.test(r))


class Column:
    def __init__(self, name):
        self.name = name

    def _op(sym, f):
        def method(self, v):
            return Cond(f"{self.name} {sym} {v!r}", lambda r: f(getattr(r, self.name), v))
        return method

    __eq__ = _op("=", lambda a, b: a == b)
    __gt__ = _op(">", lambda a, b: a > b)
    __lt__ = _op("<", lambda a, b: a < b)
    like = _op("LIKE", lambda a, b: b.strip("%") in a)
    __hash__ = None
    del _op


class ModelMeta(type):
    registry = {}

    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, ns)
        cls._fields = {k: v for b in reversed(cls.__mro__) for k, v in vars(b).items() if isinstance(v, Field)}
        cls.rows = []
        if bases:
            mcs.registry[name.lower()] = cls
        return cls


class Model(metaclass=ModelMeta):
    def __init__(self, **kw):
        self._data = {}
        for name, f in self._fields.items():
            if f.required and name not in kw:
                raise ValueError(f"{name} is required")
            setattr(self, name, kw.pop(name, f.default))
        if kw:
            raise TypeError(f"unknown fields: {', '.join(sorted(kw))}")
        type(self).rows.append(self)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._data.items())})"

    @classmethod
    def where(cls, cond):
        print(f"SELECT * FROM {cls.__name__.lower()} WHERE {cond.text}")
        return [r for r in cls.rows if cond.test(r)]


class Named(Model):
    name = Text(required=True)


class User(Named):
    age = Int(default=18)


class Post(Model):
    title = Text()
    likes = Int(0)


u = [User(name="ann", age=30), User(name="bob"), User(name="cyd", age=50)]
print(u, ModelMeta.registry.keys(), list(User._fields))
print(User.where(User.age > 20))
print(User.where((User.name == "bob") | ~(User.age < 40)))
print(User.where(User.name.like("%a%") & (User.age > 0)))
u[0].age = 31
print(u[0].age, u[0])
for f in (lambda: User(), lambda: User(name=5), lambda: User(name="x", nope=1, also=2), lambda: setattr(u[0], "age", "old")):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(Post(), Post.rows, len(User.rows))
