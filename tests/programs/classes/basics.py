# Class and instance attributes, methods, and how names are found.
class Dog:
    kind = "canine"
    tricks = []

    def __init__(self, name):
        self.name = name

    def add(self, trick):
        self.tricks.append(trick)

    def __repr__(self):
        return f"Dog({self.name!r})"


a, b = Dog("Fido"), Dog("Buddy")
a.add("roll")
b.add("sit")
print(a.tricks, a.tricks is Dog.tricks, a.kind, vars(a))
a.kind = "wolf"
print(a.kind, b.kind, Dog.kind)
del a.kind
print(a.kind)
Dog.kind = "changed"
print(a.kind, b.kind)
for expr in ("a.nope", "Dog.nope", "a.add.nope", "Dog().name", "Dog.add('sit')", "a.name()", "del_a()"):
    try:
        eval(expr)
    except Exception as exc:
        print(expr, "->", type(exc).__name__, exc)
try:
    del a.kind
except AttributeError as exc:
    print(exc)
print(Dog.__name__, Dog.__qualname__, Dog.__module__, Dog.__bases__, Dog.__mro__, Dog.__doc__)
print([n for n in Dog.__dict__ if not n.startswith("__")], type(Dog), type(a), type(type(a)))
print(isinstance(a, Dog), isinstance(a, object), issubclass(Dog, object), isinstance(Dog, type), a.__class__ is Dog)
print(str(a), repr(a), [a], f"{a}", {"d": a})


def bark(self, times=1):
    return f"{self.name}: " + "woof " * times


Dog.bark = bark
print(a.bark(2), Dog.bark(b))
a.shout = lambda: "instance function, no self"
print(a.shout())
m = a.bark
a.name = "Renamed"
print(m(), m.__self__ is a, m.__func__ is bark)
print(getattr(a, "name"), getattr(a, "nope", "default"), hasattr(a, "bark"), hasattr(a, "nope"))
setattr(a, "odd name", 1)
print(list(a.__dict__))
delattr(a, "odd name")
a.__dict__["injected"] = True
print(a.injected)


class Other:
    def who(self):
        return "other " + type(self).__name__


b.__class__ = Other
print(b.who(), b.__dict__)
try:
    b.__class__ = int
except TypeError as exc:
    print(exc)
try:
    int.extra = 1
except TypeError as exc:
    print(exc)
print(Dog is Dog, Dog == Other, {Dog: "as key"}[Dog], a == a, a == Dog("Renamed"), a != b)
class Body:
    for i in range(3):
        pass
    squares = [j * j for j in range(4)]
    print("body runs once, in", __qualname__)
print(Body.i, Body.squares, hasattr(Body, "j"))
