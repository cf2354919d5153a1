# The examples of the Functional Programming HOWTO.
import functools
import itertools
import operator
L = [1, 2, 3]
it = iter(L)
print(it.__next__(), next(it), next(it), next(it, "over"))
a, b, c = iter(L); print(a, b, c, list(map(str.upper, ["x", "y"])), dict(iter([("Italy", "Rome"), ("France", "Paris")])))
line_list = ["  line 1\n", "line 2  \n", "\n"]
print([line.strip() for line in line_list if line != "\n"], list(line.strip() for line in line_list))
print([(x, y) for x in "abc" for y in (1, 2, 3) if y != 2])
def generate_ints(n):
    for i in range(n): yield i
gen = generate_ints(3); print(next(gen), list(gen))
class T:
    def __init__(self, v, l=None, r=None): self.label, self.left, self.right = v, l, r
def inorder(t):
    if t:
        for x in inorder(t.left): yield x
        yield t.label
        yield from inorder(t.right)
print(list(inorder(T(2, T(1), T(4, T(3))))))
def counter(maximum):
    i = 0
    while i < maximum:
        val = (yield i)
        i = val if val is not None else i + 1
it = counter(10); print(next(it), next(it), it.send(8), next(it))
try:
    next(it)
except StopIteration as e:
    print("StopIteration", e.value)
print(list(map(lambda s: s.upper(), ["sentence", "fragment"])), list(filter(lambda x: x % 2 == 0, range(10))), list(enumerate(["subject", "verb"])), any([0, 1]), all([0, 1]), list(zip(["a", "b"], (1, 2, 3))))
try:
    list(zip("ab", "a", strict=True))
except ValueError as e:
    print(e)
print(list(itertools.islice(itertools.count(5, 5), 3)), list(itertools.takewhile(lambda x: x < 5, [1, 4, 6, 1])), list(itertools.dropwhile(lambda x: x < 5, [1, 4, 6, 1])), list(itertools.starmap(max, [(1, 2), (4, 3)])))
print(list(itertools.groupby(["Decatur AL", "Huntsville AL", "Anchorage AK"], lambda s: s[-2:]))[0][0], [(k, list(g)) for k, g in itertools.groupby("aabbc")])
print(functools.reduce(operator.concat, ["A", "BB", "C"]), functools.reduce(operator.mul, [1, 2, 3], 1), functools.reduce(operator.add, [], "start"))
try:
    functools.reduce(operator.concat, [])
except TypeError as e:
    print(e)
server_log = functools.partial(lambda message, subsystem: print(f"{subsystem}: {message}"), subsystem="server"); server_log("Unable to open socket")
print(sum(itertools.accumulate([1, 2, 3])), [lambda: i for i in range(3)][0]())
