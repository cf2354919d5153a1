import random
random.seed(42)
print(random.random(), random.random(), random.randint(1, 10), random.randrange(0, 100, 5), random.uniform(1, 2), random.choice("abcdef"), random.getrandbits(16))
l = list(range(10))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.choices("ab", k=5), random.choices([1, 2, 3], weights=[1, 0, 5], k=6), random.choices("xyz", cum_weights=[1, 1, 2], k=3))
print(random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(1), random.triangular(0, 1, 0.5), random.betavariate(1, 2), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.vonmisesvariate(0, 1), random.paretovariate(2), random.weibullvariate(1, 2))
r = random.Random(7)
print([r.randint(0, 9) for _ in range(10)], r.random(), r.randbytes(4), r.binomialvariate(10, 0.5))
state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)])
for seed in (0, 1, -1, "text", b"bytes", 2.5, 10 ** 30, None and 0, True):
    if seed is not None:
        print(repr(seed), random.Random(seed).random())
print(random.Random(3).sample("abcde", 3), random.Random(3).sample([1, 2], counts=[2, 3], k=4), [random.Random(i).randrange(10 ** 20) for i in range(2)])
for f in (lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.sample({1, 2}, 1), lambda: random.choices([], k=1), lambda: random.choices([1], weights=[1, 2]), lambda: random.seed([]), lambda: random.randrange(1.5), lambda: random.shuffle((1, 2)), lambda: random.choices([1], weights=[0])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
random.seed(1)
print([random.choice(["heads", "tails"]) for _ in range(6)], [round(random.random(), 4) for _ in range(5)])
s = random.SystemRandom()
print(0 <= s.random() < 1, s.randint(3, 3))
