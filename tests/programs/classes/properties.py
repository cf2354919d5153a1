# property: getters, setters, deleters, inheritance, docs.
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees Celsius."""
        print("get")
        return self._c

    @celsius.setter
    def celsius(self, value):
        print("set", value)
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._c = value

    @celsius.deleter
    def celsius(self):
        print("delete")
        del self._c

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    kelvin = property(lambda self: self._c + 273.15, doc="Kelvin.")


t = Temperature(25)
print(t.celsius, t.fahrenheit, t.kelvin)
t.celsius += 5
print(t._c)
del t.celsius
for action in ("t.celsius", "t.fahrenheit", "t.kelvin"):
    try:
        eval(action)
    except AttributeError as exc:
        print(exc)
for action in ("t.celsius = -300", "t.fahrenheit = 1", "del t.fahrenheit", "t.kelvin = 3"):
    try:
        exec(action)
    except Exception as exc:
        print(action, "->", type(exc).__name__, exc)
print(Temperature.celsius.__doc__, Temperature.kelvin.__doc__, type(Temperature.celsius))
print(Temperature.celsius.fget.__name__, Temperature.kelvin.fset, Temperature.celsius.__name__)
t.__dict__["fahrenheit"] = "ignored: a property wins over the instance"
t.celsius = 0
print(t.fahrenheit)


class Child(Temperature):
    @property
    def celsius(self):
        return super().celsius + 1000

    @Temperature.fahrenheit.getter
    def fahrenheit(self):
        return "overridden"


c = Child.__new__(Child)
c._c = 1
print(c.celsius, c.fahrenheit)
try:
    c.celsius = 5
except AttributeError as exc:
    print(exc)


class WriteOnly:
    secret = property(fset=lambda self, v: print("stored", v))


w = WriteOnly()
w.secret = 1
try:
    w.secret
except AttributeError as exc:
    print(exc)


class Raises:
    @property
    def x(self):
        raise AttributeError("from inside")

    def __getattr__(self, name):
        return f"fallback for {name}"


print(Raises().x)


class ClassLevel(type):
    @property
    def total(cls):
        return cls._total


class Uses(metaclass=ClassLevel):
    _total = 7


print(Uses.total)
try:
    Uses().total
except AttributeError as exc:
    print(exc)
