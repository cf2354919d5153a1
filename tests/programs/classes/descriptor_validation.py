"""Validated attributes by descriptors, with __set_name__ and inheritance."""
import abc


class AutoStorage:
    def __set_name__(self, owner, name):
        self.storage = "_" + name
        print("set name", owner.__name__, name)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.storage)

    def __set__(self, instance, value):
        setattr(instance, self.storage, value)


class Validated(abc.ABC, AutoStorage):
    def __set__(self, instance, value):
        value = self.validate(self.storage[1:], value)
        super().__set__(instance, value)

    @abc.abstractmethod
    def validate(self, name, value):
        """return the value or raise ValueError"""


class Quantity(Validated):
    def validate(self, name, value):
        if value <= 0:
            raise ValueError(f"{name} must be > 0")
        return value


class NonBlank(Validated):
    def validate(self, name, value):
        value = value.strip()
        if not value:
            raise ValueError(f"{name} cannot be blank")
        return value


class LineItem:
    description = NonBlank()
    weight = Quantity()
    price = Quantity()

    def __init__(self, description, weight, price):
        self.description = description
        self.weight = weight
        self.price = price

    def subtotal(self):
        return self.weight * self.price


item = LineItem("  Golden raisins ", 10, 6.95)
print(item.description, item.subtotal(), vars(item))
print(type(LineItem.weight).__name__, LineItem.weight.storage)
for bad in (("x", 0, 1), (" ", 1, 1), ("y", 1, -3)):
    try:
        LineItem(*bad)
    except ValueError as error:
        print("ValueError:", error)
try:
    Validated()
except TypeError as error:
    print(error)


class Overriding:
    def __get__(self, instance, owner):
        print("get", instance is None, owner.__name__)

    def __set__(self, instance, value):
        print("set", value)

    def __delete__(self, instance):
        print("delete")


class NonOverriding:
    def __get__(self, instance, owner):
        return "non-overriding"


class OverridingNoGet:
    def __set__(self, instance, value):
        print("no-get set", value)


class Managed:
    over = Overriding()
    non = NonOverriding()
    no_get = OverridingNoGet()

    def spam(self):
        return "spam"


obj = Managed()
obj.over
Managed.over
obj.over = 7
obj.__dict__["over"] = 8
obj.over
del obj.over
print(vars(obj))
print(obj.non)
obj.non = 9
print(obj.non)
del obj.non
print(obj.non)
obj.no_get = 1
print(type(obj.no_get).__name__)
obj.__dict__["no_get"] = 2
print(obj.no_get)
obj.spam = 3
print(obj.spam, Managed.spam.__get__(obj)())
Managed.over = 1
print(obj.over, Managed.__dict__["over"])


class ReadOnly:
    value = property(lambda self: 1)


try:
    ReadOnly().value = 2
except AttributeError as error:
    print(error)
ReadOnly().valeu
