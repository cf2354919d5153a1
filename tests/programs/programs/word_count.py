import re
import string
from collections import Counter, defaultdict

TEXT = """The loop turns and the task waits; the task wakes and the loop turns.
A lock is held, a lock is freed -- don't hold a lock too long!
"Time flies," said the timer. "Does it?" asked the clock."""
words = re.findall(r"[a-z']+", TEXT.lower())
counts = Counter(words)
print(len(words), len(counts))
for word, n in counts.most_common(5):
    print(f"{word:<8}{n:>3} {'*' * n}")
by_len = defaultdict(list)
for w in sorted(counts):
    by_len[len(w)].append(w)
for n in sorted(by_len):
    print(n, by_len[n])
letters = Counter(c for c in TEXT.lower() if c in string.ascii_lowercase)
print(letters.most_common(4), sorted(set(string.ascii_lowercase) - set(letters)))
print(max(words, key=len), sum(map(len, words)) / len(words) > 3, [w for w in words if w == w[::-1] and len(w) > 1])
lines = TEXT.splitlines()
for i, line in enumerate(lines, 1):
    print(f"{i}: {len(line.split()):2} words, {len(line):2} characters, {sum(c in string.punctuation for c in line)} marks")
index = defaultdict(set)
for i, line in enumerate(lines, 1):
    for w in re.findall(r"[a-z']+", line.lower()):
        index[w].add(i)
print({w: sorted(ls) for w, ls in sorted(index.items()) if len(ls) > 1})
print(" ".join(w.capitalize() for w in words[:6]), TEXT.title()[:20], TEXT.swapcase()[:12])
bigrams = Counter(zip(words, words[1:]))
print([(" ".join(b), n) for b, n in bigrams.most_common(3)])
acc = {}
for w in words:
    acc.setdefault(w[0], set()).add(w)
print({k: len(v) for k, v in sorted(acc.items())})
