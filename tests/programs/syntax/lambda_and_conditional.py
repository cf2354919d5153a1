# Lambdas and conditional expressions, alone and combined.
print((lambda: 1)(), (lambda x: x + 1)(1), (lambda x, y=2: x * y)(3), (lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda *, k: k)(k=5), (lambda x, /: x)(9))
f = lambda n: "zero" if n == 0 else "pos" if n > 0 else "neg"
print([f(n) for n in (0, 5, -5)])
print([g(3) for g in [lambda x: x, lambda x: x ** 2, lambda x: -x]])
print((lambda f: f(f, 5))(lambda self, n: 1 if n == 0 else n * self(self, n - 1)))
compose = lambda *fs: lambda x: __import__("functools").reduce(lambda v, f: f(v), fs, x)
print(compose(str, len, lambda n: n * 10)(12345))
print(sorted([(1, "b"), (2, "a")], key=lambda p: p[1]), max([1, -5, 3], key=lambda v: abs(v)), list(filter(lambda v: v, [0, 1, None, 2])))
counter = (lambda c=[0]: lambda: c.__setitem__(0, c[0] + 1) or c[0])()
print(counter(), counter())
x = 5
print("big" if x > 3 else "small", (1 if x else 2) + 1, 1 if x else 2 + 1, [i if i % 2 else -i for i in range(4)], (lambda: "a" if x else "b")())
print(not x if x else x, "even" if not x % 2 else "odd", x if x and x > 10 else 0)
d = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b}
print({k: v(5, 3) for k, v in d.items()}, d["add"].__name__, d["add"].__qualname__, (lambda: 0).__code__.co_argcount)
print((lambda: (yield 1))().__class__.__name__, list((lambda: (yield from "ab"))()))
print((lambda x: (lambda y: (lambda z: x + y + z)))(1)(2)(3), (lambda a, b=(lambda: 7)(): a + b)(1))
fs = {n: (lambda n: lambda: n)(n) for n in range(3)}
print([fs[k]() for k in fs], (lambda: None)() is None, bool(lambda: 0))
print(*map(lambda a, b, c: a + b * c, [1, 2], [3, 4], [5, 6]), (lambda x, *a, y=1, **k: (x, a, y, k))(1, 2, z=3))
try:
    (lambda x: x)()
except TypeError as e:
    print(e)
