from collections import Counter
c = Counter("mississippi")
print(c, c["s"], c["z"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c), "m" in c, list(c))
c["new"] = 1
c.update("sss")
c.subtract({"i": 10})
print(c, c["i"], +c, -c, list(c.items()))
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=1)
print(a + b, a - b, a & b, a | b, a == Counter(b=1, a=3), a <= b, Counter(a=1) < a, a != b)
a += b
a -= Counter(c=1)
print(a, Counter(), Counter({"x": 2}), Counter([1, 1, 2]), Counter(x=0) == Counter(), bool(Counter()), Counter(a=1.5))
del a["a"]
print(a, a.pop("b"), a, a.copy(), dict(Counter("ab")), Counter("abc").keys() & {"a"})
print(Counter("the cat and the dog and the bird".split()).most_common(2), max(Counter("aab").items(), key=lambda kv: kv[1]), Counter(len(w) for w in "a bb cc".split()))
for f in (lambda: Counter(5), lambda: Counter([[]]), lambda: Counter.fromkeys("a"), lambda: Counter("a") + {"a": 1}, lambda: Counter("a", "b"), lambda: Counter(a="x").total()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(Counter("b" * 3 + "a" * 3 + "c").most_common(), sum((Counter(w) for w in ["ab", "bc"]), Counter()), Counter("abca") - Counter("aa"), c.__missing__("q"))
inventory = Counter(apples=3)
inventory.update(apples=2, pears=1)
inventory["kiwis"] -= 1
print(inventory, [k for k, v in inventory.items() if v > 0], Counter(z=1).setdefault("y", 5))
