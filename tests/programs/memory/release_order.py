"""In which order objects die: items of lists and tuples, variables of frames, what a slice replaces."""


class Noisy:
    def __init__(self, name, *kept):
        self.name, self.kept = name, kept

    def __del__(self):
        print("gone:", self.name)


def noisy(*names):
    return [Noisy(name) for name in names]


items = noisy("a", "b", "c")
items.clear()
print("cleared")
items = noisy("a", "b", "c", "d", "e")
del items[1:3]
print("deleted two")
items[:] = []
print("emptied")
items = noisy(1, 2, 3, 4)
items[1:3] = noisy("new")
print("replaced")
items *= 0
print("times nothing")
pair = Noisy("first"), Noisy("second")
pair = None
nested = [Noisy("outer", Noisy("in 1"), Noisy("in 2")), Noisy("last")]
nested = None


def variables():
    one, two, three = noisy("one", "two", "three")
    print("leaving")


variables()


def failing(first, second):
    third = Noisy("third")
    raise ValueError(first.name)


try:
    failing(Noisy("x"), Noisy("y"))
except ValueError as error:
    print("caught", error)
print("handled")


def generator(first, second):
    third = Noisy("in generator")
    try:
        yield third.name
    finally:
        print("closing")


steps = generator(Noisy("arg 1"), Noisy("arg 2"))
print(next(steps))
steps.close()
print("closed")
steps = generator(Noisy("arg 1"), Noisy("arg 2"))
print(next(steps))
del steps
steps = generator(Noisy("arg 1"), Noisy("arg 2"))
del steps
print("never started")


class Node:
    attribute = Noisy("of the class")


def default(value=Noisy("default")):
    return value


alone = Noisy("alone")
several = noisy("s1", "s2")
table = {"k": Noisy("in dict 1"), "l": Noisy("in dict 2")}
left, right = Noisy("left"), Noisy("right")
left.other, right.other = right, left
print("end of the program")
