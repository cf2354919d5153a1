d = {"a": 1, "b": 2}
d["c"] = 3
print(d, d["a"], d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("n"), d, len(d), "a" in d, 1 in d)
print(d.pop("n"), d.pop("zz", "dflt"), d.popitem(), d, d.copy() == d, d.copy() is d)
d.update({"x": 1}, y=2)
d.update([("z", 3), "pq"])
d |= {"a": 100}
print(d, d | {"b": 0}, {"b": 0} | d, list(d), list(reversed(d)), dict(reversed(d.items())))
print(d.keys(), d.values(), d.items(), type(d.keys()).__name__)
for f in (lambda: d["nope"], lambda: d.pop("nope"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: d[[]], lambda: dict([1, 2]), lambda: dict(["abc"]), lambda: d.update(5), lambda: d + {}, lambda: d | [1], lambda: dict(1), lambda: {**5}, lambda: d < {}, lambda: hash(d), lambda: d.get(), lambda: dict.fromkeys(5), lambda: d.fromkeys(), lambda: d.pop(), lambda: d.__getitem__(), lambda: dict([(1, 2, 3)]), lambda: {}[1, 2], lambda: {}[None]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(dict(a=1, b=2), dict([("k", "v")]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {i: i * i for i in range(3)}, dict(), {**{"a": 1}, "b": 2})
print({1: "a", 1.0: "b", True: "c"}, {0: 1, False: 2}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {(1, 2): 3}, {None: 1}, {1: {2: {3: 4}}}[1][2][3])
d = {"k": 1}
d["self"] = d
print(d)
del d["self"], d["k"]
print(d, bool(d))
d = {c: i for i, c in enumerate("hello")}
print(d, sorted(d), sorted(d.items(), key=lambda kv: -kv[1]), max(d, key=d.get), sum(d.values()), min(d.items()))
d.clear()
order = {}
for k in (3, 1, 2):
    order[k] = str(k)
del order[3]
order[3] = "back"
order[1] = "updated"
print(order)
shared = dict.fromkeys("ab", [])
shared["a"].append(1)
print(shared)
inventory = {"apples": 3}
for item in ("apples", "pears", "apples"):
    inventory[item] = inventory.get(item, 0) + 1
groups = {}
for w in ("ant", "bee", "ape", "cow", "bat"):
    groups.setdefault(w[0], []).append(w)
print(inventory, groups, {v: k for k, v in inventory.items()}, any(inventory), all(inventory.values()))
for k, v in groups.items():
    print(k, "->", ", ".join(v))
nan = float("nan")
print({nan: 1}.get(nan), {nan: 1}.get(float("nan")), [k for k in {"x": 0, "y": 1} if k > "x"], {"a": 1}.items() == {"a": 1}.items(), {"a": 1}.keys() == {"a"})
