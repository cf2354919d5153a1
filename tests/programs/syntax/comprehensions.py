# Comprehensions: scopes, nesting, conditions, evaluation order.
print([x * x for x in range(6) if x % 2])
print([(x, y) for x in range(3) for y in range(x)])
print([x if x > 1 else -x for x in range(4)])
print({x % 3 for x in range(10)} == {0, 1, 2}, {c: i for i, c in enumerate("abca")})
print([[c * r for c in range(3)] for r in range(3)])
print([x for row in [[1, 2], [3], []] for x in row])
print([x for x in range(20) if x % 2 if x % 3])
print(list(x + y for x, y in zip("ab", "cd")))
print([a + b for a, *b in [(["x"], "y"), (["z"],)]])
x = "outer"
result = [x for x in range(3)]
print(x, result)


def order():
    log = []

    def f(tag, v):
        log.append(tag)
        return v

    r = {f(f"k{i}", i): f(f"v{i}", i * 10) for i in f("iter", range(2)) if f(f"if{i}", True)}
    return r, log


print(order())
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


class Scope:
    n = 3
    ok = [i for i in range(n)]
    try:
        bad = [n * i for i in range(n)]
    except NameError as exc:
        print("class scope:", exc)


print(Scope.ok)
g = (print("evaluated", i) or i for i in range(2))
print("created")
print(next(g), list(g))
try:
    lazy = (i for i in undefined_name)
except NameError as exc:
    print("first iterable is evaluated at once:", exc)
try:
    (i for i in 5)
except TypeError as exc:
    print("and so is its iter:", exc)
later = (j for i in [1] for j in missing)
try:
    next(later)
except NameError as exc:
    print("the second one is not:", exc)
print([*range(3), *"ab"], {**{"a": 1}, "a": 2, **{"b": 3}}, (*[1], *(2, 3)), {*[1, 1], 2} == {1, 2})
print(sum(x for x in range(5)), max((len(w), w) for w in ["a", "bbb", "cc"]))
locals_inside = [sorted(locals()) for q in [1]][0]
print("q" in locals_inside)


def nested_scopes():
    y = 10
    return [[y + z for z in range(2)] for y in range(y, y + 2)], y


print(nested_scopes())
try:
    [1 / v for v in (1, 0)]
except ZeroDivisionError as exc:
    print(exc)
print(type(x for x in ()).__name__, (lambda: (yield))().__class__.__name__)
