# SystemRandom and what random says about wrong arguments.
import random
s = random.SystemRandom()
print(0 <= s.random() < 1, 0 <= s.getrandbits(10) < 1024, len(s.randbytes(5)), s.choice([7]), s.seed(1))
for bad in (lambda: s.getrandbits(-1), lambda: s.randbytes(1 << 1000), lambda: s.getstate(), lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randint(3, 1), lambda: random.sample([1], 2), lambda: random.choices([1, 2], weights=[0, 0]), lambda: random.choices([1], weights=[1], cum_weights=[1]), lambda: random.sample({1, 2}, 1), lambda: random.randrange(1.5), lambda: random.choices([1, 2], weights=[1]), lambda: random.seed([1])):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
r = random.Random(42)
print(r.random(), r.randint(1, 100), r.choice("abcdef"), r.sample(range(100), 5), r.uniform(1, 2), r.gauss(0, 1), r.choices("ab", weights=[1, 3], k=5), r.randbytes(4).hex(), r.triangular(), r.betavariate(2, 3), r.expovariate(1.5), r.normalvariate(), r.binomialvariate(10, 0.3), r.vonmisesvariate(0, 1), r.getrandbits(70))
items = list(range(8)); r.shuffle(items); print(items)
state = r.getstate(); a = r.random(); r.setstate(state); print(a == r.random())
