from collections import Counter
from textwrap import wrap
import re
import statistics

TEXT = """Threads share memory; processes do not. A thread waits for a lock. A lock waits for nobody!
Does a coroutine wait? It awaits. When it awaits, others run.

Queues join them all: producers put, consumers get. The end."""
sentences = [s.strip() for s in re.split(r"(?<=[.!?])\s+", TEXT) if s.strip()]
words = re.findall(r"[A-Za-z]+", TEXT)
lengths = [len(w) for w in words]
print(f"{len(TEXT)} characters, {len(words)} words, {len(sentences)} sentences, {TEXT.count(chr(10) * 2) + 1} paragraphs")
print(f"mean {statistics.mean(lengths):.2f} median {statistics.median(lengths)} mode {statistics.mode(lengths)} stdev {statistics.stdev(lengths):.3f}")
hist = Counter(lengths)
for n in range(1, max(hist) + 1):
    print(f"{n:2} {'#' * hist[n]}{' ' + str(hist[n]) if hist[n] else ''}".rstrip())
for s in sentences:
    print(f"{len(s.split()):2} | {s!r}")
print("\n".join(wrap(TEXT.replace("\n", " "), 44)))
print(sorted({w.lower() for w in words if w.lower().startswith("a")}), [w for w, n in Counter(map(str.lower, words)).items() if n == 3])
caesar = "".join(chr((ord(c) - 97 + 1) % 26 + 97) if c.islower() else c for c in sentences[0])
print(caesar)
print(re.sub(r"\b(\w)(\w*)\b", lambda m: m[1].upper() + m[2], sentences[1]), " ".join(reversed(sentences[1].split())))
rows = [("word", "count")] + Counter(map(str.lower, words)).most_common(4)
w = max(len(r[0]) for r in rows)
for a, b in rows:
    print(f"{a:<{w}} {b!s:>5}")
