# The techniques of the Sorting HOWTO.
from dataclasses import dataclass
from functools import cmp_to_key
from operator import itemgetter, attrgetter, methodcaller
print(sorted("This is a test string from Andrew".split(), key=str.casefold))
students = [("john", "A", 15), ("jane", "B", 12), ("dave", "B", 10)]
print(sorted(students, key=lambda s: s[2]), sorted(students, key=itemgetter(1, 2)))
class Student:
    def __init__(self, name, grade, age): self.name, self.grade, self.age = name, grade, age
    def __repr__(self): return repr((self.name, self.grade, self.age))
objects = [Student(*s) for s in students]
print(sorted(objects, key=attrgetter("grade", "age")), sorted(objects, key=attrgetter("age"), reverse=True))
data = [("red", 1), ("blue", 1), ("red", 2), ("blue", 2)]
print(sorted(data, key=itemgetter(0)), sorted(sorted(data), key=itemgetter(1), reverse=True))
def multisort(xs, specs):
    for key, reverse in reversed(specs): xs.sort(key=attrgetter(key), reverse=reverse)
    return xs
print(multisort(list(objects), (("grade", True), ("age", False))))
decorated = sorted((s.grade, i, s) for i, s in enumerate(objects))
print([s for _, _, s in decorated])
print(sorted([5, 2, 4, 1, 3], key=cmp_to_key(lambda a, b: b - a)), sorted(["b", "A"], key=methodcaller("lower")))
Student.__lt__ = lambda self, other: self.age < other.age
print(sorted(objects), min(objects), max(students, key=itemgetter(2)))
grades = {"john": "F", "dave": "A", "jane": "C"}
print(sorted(grades, key=grades.__getitem__), sorted(grades.items(), key=lambda kv: (kv[1], kv[0])))
words = ["banana", "pie", "Washington", "book"]
words.sort(key=lambda w: (len(w), w)); print(words)
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
broken = [3, 1, 2]
try:
    broken.sort(key=lambda x: broken.append(x) or x)
except ValueError as e:
    print(e)
@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
print(sorted([Version(2), Version(1, 5), Version(1)]))
