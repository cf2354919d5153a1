from collections import ChainMap, OrderedDict, defaultdict
import json

stock = {"apple": 3, "pear": 0, "fig": 12}
print({v: k for k, v in stock.items()}, {k: v for k, v in stock.items() if v}, dict(sorted(stock.items(), key=lambda i: i[1])), max(stock, key=stock.get), sum(stock.values()))
print(list(stock), list(stock.values()), [*stock.items()], "fig" in stock, "kiwi" not in stock, stock.get("kiwi"), stock.get("kiwi", -1), len(stock))
for action in (lambda: stock["kiwi"], lambda: stock.pop("kiwi"), lambda: {}.popitem(), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {[]: 1}, lambda: dict(1), lambda: stock < stock, lambda: stock + stock, lambda: dict(**{1: 2}), lambda: dict.fromkeys(5), lambda: stock | [1]):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
groups = {}
for name in ("Ann", "bob", "Al", "Bea", "cy"):
    groups.setdefault(name[0].lower(), []).append(name)
print(groups)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
t["a"]["d"] = 2
print(json.dumps(t), json.dumps({1: None, True: 1.5, None: "x"}))
merged = {"x": 1, "y": 2} | {"y": 3, "z": 4}
merged |= [("w", 0)]
print(merged, {**merged, "x": "new"}, {} | {}, dict(a=1, **{"b": 2}))
d = {}
d["first"] = 1; d["second"] = 2; d["first"] = 10; del d["second"]; d["second"] = 20
print(d, list(reversed(d)), next(iter(d)), d.popitem(), d)
keys, items = stock.keys(), stock.items()
stock["date"] = 7
print(keys, len(items), ("date", 7) in items, keys & {"fig", "x"}, keys - {"fig", "pear"} == {"apple", "date"}, keys | set() == set(stock), items ^ {("date", 7)} == set(items) - {("date", 7)}, keys == set(stock), stock.values() == stock.values())
try:
    for key in stock:
        del stock[key]
except RuntimeError as error:
    print(error)
for key in list(stock):
    if stock[key] > 5:
        del stock[key]
print(stock, stock == {"pear": 0}, bool({}), {} == OrderedDict(), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), {"a": 1, "b": 2} == {"b": 2, "a": 1})
matrix = {(x, y): x * y for x in range(3) for y in range(3)}
print(matrix[2, 2], matrix.get((5, 5), "none"), [k for k, v in matrix.items() if v == 2], min(matrix.items(), key=lambda i: (-i[1], i[0])))
settings = ChainMap({"debug": True}, {"debug": False, "level": 3})
print(settings["debug"], settings["level"], dict(settings) == {"debug": True, "level": 3}, list(settings))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(Default(a=1)["a"], Default()["zz"], "{x} {a}".format_map(Default(a=5)), Default().get("q"))
print({1: "int", 1.0: "float", True: "bool"}, {0.1 + 0.2: "x"}, {float("nan"): 1, float("nan"): 2}, {None: 1, (): 2})
data = [{"n": "b", "v": 2}, {"n": "a", "v": 2}, {"n": "c", "v": 1}]
print(sorted(data, key=lambda r: (-r["v"], r["n"])), {r["n"]: r for r in data}["c"]["v"], {k: [r[k] for r in data] for k in data[0]})
memo = {}
fib = lambda n: memo.setdefault(n, n if n < 2 else fib(n - 1) + fib(n - 2)) if n not in memo else memo[n]
print(fib(60), len(memo), d.clear(), d, dict(zip(range(3), "abc")), dict(enumerate("xy", 1)), dict.fromkeys("ab"), {}.fromkeys([1], []))
