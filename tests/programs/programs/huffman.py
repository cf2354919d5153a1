import heapq
from collections import Counter
from itertools import count


def build(text):
    tick = count()
    heap = [(n, next(tick), ch) for ch, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        (n1, _, a), (n2, _, b) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (n1 + n2, next(tick), (a, b)))
    return heap[0][2]


def codes(tree, prefix=""):
    if isinstance(tree, str):
        return {tree: prefix or "0"}
    return codes(tree[0], prefix + "0") | codes(tree[1], prefix + "1")


def decode(bits, tree):
    out, node = [], tree
    for b in bits:
        node = node[int(b)] if not isinstance(node, str) else node
        if isinstance(node, str):
            out.append(node)
            node = tree
    return "".join(out)


for text in ("abracadabra", "the loop turns and turns", "aaaa"):
    tree = build(text)
    table = codes(tree)
    bits = "".join(table[c] for c in text)
    print(text, {repr(k): v for k, v in sorted(table.items(), key=lambda kv: (len(kv[1]), kv[1]))})
    print(f"{len(text) * 8} bits -> {len(bits)} bits ({len(bits) / len(text) / 8:.0%})", decode(bits, tree) == text)
    data = int("1" + bits, 2).to_bytes((len(bits) + 8) // 8, "big")
    back = bin(int.from_bytes(data, "big"))[3:]
    print(data.hex(), back == bits)


def lz(s):
    table, out, w = {chr(i): i for i in range(128)}, [], ""
    for c in s:
        if w + c in table:
            w += c
        else:
            out.append(table[w])
            table[w + c] = len(table)
            w = c
    return out + [table[w]] if w else out


print(lz("TOBEORNOTTOBEORTOBEORNOT"))
