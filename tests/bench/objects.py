# Instances: made, read, written, asked.
from _measure import measure


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def shifted(self, n):
        return self.x + n

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    @property
    def size(self):
        return self.x

    @classmethod
    def origin(cls):
        return cls

    @staticmethod
    def three():
        return 3


class Slim:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


class Child(Point):
    def __init__(self, x, y):
        super().__init__(x, y)


class Sized:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i


def make(count):
    for i in range(count):
        Point(i, 2)


def make_slots(count):
    for i in range(count):
        Slim(i)


def make_super(count):
    for i in range(count):
        Child(i, 2)


def read(count):
    p = Point(1, 2)
    for _ in range(count):
        p.x
        p.y


def write(count):
    p = Point(1, 2)
    for i in range(count):
        p.x = i


def augment(count):
    p = Point(1, 2)
    for _ in range(count):
        p.x += 1


def method(count):
    p = Point(1, 2)
    for i in range(count):
        p.shifted(i)


def bound(count):
    f = Point(1, 2).shifted
    for i in range(count):
        f(i)


def prop(count):
    p = Point(1, 2)
    for _ in range(count):
        p.size


def class_method(count):
    for _ in range(count):
        Point.origin()


def static_method(count):
    p = Point(1, 2)
    for _ in range(count):
        p.three()


def equal(count):
    p, q = Point(1, 2), Point(1, 2)
    for _ in range(count):
        p == q


def add(count):
    p = Point(1, 2)
    for _ in range(count):
        p + p


def special(count):
    s = Sized()
    for _ in range(count):
        len(s)
        s[1]


def check(count):
    p = Point(1, 2)
    for _ in range(count):
        isinstance(p, Child)


measure("object_make", make)
measure("object_make_slots", make_slots)
measure("object_make_super", make_super)
measure("attribute_read_2", read)
measure("attribute_write", write)
measure("attribute_augment", augment)
measure("method_call", method)
measure("method_bound", bound)
measure("property", prop)
measure("class_method", class_method)
measure("static_method", static_method)
measure("object_eq", equal)
measure("object_add", add)
measure("object_len_getitem", special)
measure("isinstance", check)
