class Pizza:
    count = 0

    def __init__(self, *toppings):
        self.toppings = toppings
        type(self).count += 1

    @classmethod
    def margherita(cls):
        return cls("mozzarella", "tomato")

    @staticmethod
    def area(r):
        return round(3.14159 * r * r, 2)

    @classmethod
    def report(cls):
        return f"{cls.__name__}: {cls.count}"


class Deep(Pizza):
    count = 10


print(Pizza.margherita().toppings, Deep.margherita().__class__.__name__, Pizza.area(2), Pizza().area(1))
print(Pizza.report(), Deep.report(), Deep().report())
print(type(Pizza.__dict__["area"]).__name__, type(Pizza.__dict__["margherita"]).__name__, type(Pizza.area).__name__, type(Pizza.report).__name__)
print(Pizza.report.__self__, Pizza.report.__func__.__name__, Pizza.__dict__["area"].__func__.__name__)
s = staticmethod(lambda x: x + 1)
print(s(1), s.__wrapped__(2))
c = classmethod(lambda cls: cls)
try:
    c()
except TypeError as exc:
    print(exc)


class Chain:
    @classmethod
    def a(cls):
        return ("a", cls.__name__, cls.b())

    @staticmethod
    def b():
        return "b"

    @classmethod
    def up(cls):
        return [cls.__name__]


class Chain2(Chain):
    @classmethod
    def up(cls):
        return super().up() + ["sub"]

    @staticmethod
    def b():
        return "b2"


print(Chain.a(), Chain2.a(), Chain2().a(), Chain2.up())
late = Chain2.up
print(late(), late.__qualname__)


class Counter:
    __private = 5
    _protected = 6

    def get(self):
        return self.__private, self._protected

    def __hidden(self):
        return "hidden"

    def call(self):
        return self.__hidden()


class SubCounter(Counter):
    __private = "mine"

    def mine(self):
        return self.__private


print(Counter().get(), SubCounter().get(), SubCounter().mine(), Counter._Counter__private, SubCounter().call())
try:
    Counter().__private
except AttributeError as exc:
    print(exc)
try:
    Counter().__hidden()
except AttributeError as exc:
    print(exc)
print(sorted(n for n in dir(SubCounter) if "private" in n or "hidden" in n))
