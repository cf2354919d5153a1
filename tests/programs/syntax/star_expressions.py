# * and ** everywhere they may stand.
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, *b), {*a, *b}, {**{"x": 1}, **{"y": 2}}, [*a, 0, *b], (*a,), *a)
print([*"ab", *range(2), *{"k": 1}, *{5}], [*[], *()], [*(i for i in range(2))])
first, *rest = *a, *b
print(first, rest)
*a2, = b
print(a2)
(x, *y), *z = [1, 2, 3], 4, 5
print(x, y, z)
def f(*args, **kw): return args, kw
print(f(*a, *b, **{"k": 1}, **{}), f(*"xy", 1, *[2]), f(**dict(zip("ab", a))))
def ret(): return *a, 9
print(ret())
def gen(): yield *a, 9
print(next(gen()))
for v in *a, *b: print(v, end=" ")
print()
d = {"a": 1}
print({**d, "a": 2}, {"a": 0, **d}, dict(**d, b=2), dict([*d.items(), ("c", 3)]))
print(max(*a, *b), "-".join([*map(str, a)]), print(*a, sep="/"))
m = [[1, 2], [3, 4]]
print([*zip(*m)], [*map(sum, zip(*m))], list(zip(*[iter(range(6))] * 2)))
head, (second, *_), *tail = 1, [2, 3, 4], 5, 6
print(head, second, _, tail)
[*l, e] = "hello"
print(l, e)
t = 1, *a
print(t, type(t).__name__)
lst = [1, 2, 3, 4]
lst[1:3] = *b, "new"
print(lst)
s = slice
class G:
    def __getitem__(self, k): return k
print(G()[*a], G()[0, *b, 1], G()[*a, 1:2])
def kwonly(*, a, b=2, **rest): return a, b, rest
print(kwonly(**{"a": 1, "z": 3}))
class It:
    def __iter__(self):
        print("iter", end=" ")
        return iter([7])
print([*It()], f(*It()))
try:
    [*1]
except TypeError as err:
    print(err)
try:
    f(**{1: 2})
except TypeError as err:
    print(err)
try:
    {**[1]}
except TypeError as err:
    print(err)
