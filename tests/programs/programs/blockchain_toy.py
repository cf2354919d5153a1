import hashlib
import json


class Block:
    def __init__(self, index, data, prev, nonce=0):
        self.index, self.data, self.prev, self.nonce = index, data, prev, nonce

    @property
    def hash(self):
        text = json.dumps(vars(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def mine(self, difficulty):
        while not self.hash.startswith("0" * difficulty):
            self.nonce += 1
        return self


class Chain:
    def __init__(self, difficulty=2):
        self.difficulty = difficulty
        self.blocks = [Block(0, "genesis", "0" * 64).mine(difficulty)]

    def add(self, data):
        self.blocks.append(Block(len(self.blocks), data, self.blocks[-1].hash).mine(self.difficulty))

    def problems(self):
        for a, b in zip(self.blocks, self.blocks[1:]):
            if b.prev != a.hash:
                yield f"block {b.index} does not follow block {a.index}"
        for b in self.blocks:
            if not b.hash.startswith("0" * self.difficulty):
                yield f"block {b.index} was not mined"

    def balances(self):
        totals = {}
        for b in self.blocks:
            if isinstance(b.data, dict):
                totals[b.data["from"]] = totals.get(b.data["from"], 0) - b.data["n"]
                totals[b.data["to"]] = totals.get(b.data["to"], 0) + b.data["n"]
        return totals


c = Chain()
for frm, to, n in (("ann", "bob", 5), ("bob", "cy", 2), ("cy", "ann", 1)):
    c.add({"from": frm, "to": to, "n": n})
for b in c.blocks:
    print(b.index, b.nonce, b.hash[:12], b.prev[:12], b.data)
print(list(c.problems()), c.balances())
c.blocks[1].data["n"] = 500
print(list(c.problems()))
