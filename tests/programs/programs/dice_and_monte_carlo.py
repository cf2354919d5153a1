import random
from collections import Counter


def roll(rng, n=2, sides=6):
    return sum(rng.randint(1, sides) for _ in range(n))


rng = random.Random(2026)
counts = Counter(roll(rng) for _ in range(1000))
for total in range(2, 13):
    print(f"{total:2} {counts[total]:4} {'*' * (counts[total] // 10)}")
inside = sum(rng.random() ** 2 + rng.random() ** 2 <= 1 for _ in range(5000))
print("pi is about", 4 * inside / 5000)


def walk(n):
    x = y = 0
    for _ in range(n):
        dx, dy = rng.choice([(0, 1), (1, 0), (0, -1), (-1, 0)])
        x, y = x + dx, y + dy
    return x, y


print([walk(100) for _ in range(3)])
deck = [r + s for s in "SHDC" for r in "A23456789TJQK"]
rng.shuffle(deck)
hands = [sorted(deck[i::4])[:5] for i in range(4)]
print(*hands, sep="\n")


def birthday(n, trials=300):
    return sum(len(set(rng.choices(range(365), k=n))) < n for _ in range(trials)) / trials


print([birthday(n) for n in (10, 23, 50)])
wins = Counter()
for _ in range(600):
    car, pick = rng.randrange(3), rng.randrange(3)
    opened = next(d for d in range(3) if d not in (car, pick))
    switched = next(d for d in range(3) if d not in (pick, opened))
    wins["stay"] += pick == car
    wins["switch"] += switched == car
print(dict(wins), wins["switch"] > wins["stay"])
markov = {}
words = "a b a c a b b c c a b".split()
for x, y in zip(words, words[1:]):
    markov.setdefault(x, []).append(y)
out = ["a"]
for _ in range(12):
    out.append(rng.choice(markov[out[-1]]))
print(" ".join(out), markov)
