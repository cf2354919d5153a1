# cProfile: who was called how often, by whom.
import cProfile
import io
import pstats
def leaf(): return 1
def middle(n): return sum([leaf() for _ in range(n)])
def fact(n): return 1 if n < 2 else n * fact(n - 1)
with cProfile.Profile() as profile:
    middle(3)
    middle(2)
    fact(5)
stats = pstats.Stats(profile, stream=io.StringIO())
for (file, line, name), (primitive, calls, own, whole, callers) in sorted(stats.stats.items(), key=lambda item: item[0][2]):
    if file != "~": print(name, primitive, calls, sorted((caller[2], counts[0]) for caller, counts in callers.items()))
print(stats.total_calls > 10, sorted(k[2] for k in stats.stats if k[0] == "~" and "sum" in k[2]))
p = cProfile.Profile()
print(p.runcall(fact, 4))
p.create_stats()
print([v[:2] for k, v in p.stats.items() if k[2] == "fact"])
