from collections import Counter, defaultdict
import re

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity --
"Don't panic!" she said; the well-known cat's whiskers twitched. 3 times 14 is 42."""

words = re.findall(r"[a-z]+(?:['-][a-z]+)*", TEXT.lower())
counts = Counter(words)
print(len(words), len(counts), counts.most_common(5))
width = max(map(len, counts))
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]:
    print(f"{word:<{width}} | {'*' * count:<10} | {count:3d} {count / len(words):6.1%}")
by_length = defaultdict(set)
for word in words:
    by_length[len(word)].add(word)
for length in sorted(by_length):
    print(length, sorted(by_length[length]))
first = {}
for number, line in enumerate(TEXT.splitlines(), 1):
    for match in re.finditer(r"\b\w+\b", line):
        first.setdefault(match[0].lower(), (number, match.start()))
print(sorted(first.items(), key=lambda kv: kv[1])[:6])
pairs = Counter(zip(words, words[1:]))
print(pairs.most_common(3))
print(re.sub(r"\b(\w)(\w*)", lambda m: m[1].upper() + m[2], TEXT.split("\n")[0]))
print(TEXT.count("\n"), sum(map(str.isupper, TEXT)), sum(c.isdigit() for c in TEXT), len(TEXT.encode()))
print(max(words, key=len), min(words, key=lambda w: (len(w), w)), sum(map(len, words)) / len(words))
anagrams = defaultdict(list)
for word in "listen silent enlist google elgoog abc cab bca rat tar art".split():
    anagrams["".join(sorted(word))].append(word)
print([group for group in anagrams.values() if len(group) > 1])
print([w for w in ("level", "Noon", "A man, a plan, a canal: Panama", "python") if
       (s := [c.lower() for c in w if c.isalnum()]) == s[::-1]])
letters = Counter(c for c in TEXT.lower() if c.isalpha())
print("".join(c for c, _ in letters.most_common(8)), letters["z"], letters.total())
