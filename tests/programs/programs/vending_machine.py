# A state machine with classes for states.
class State:
    def __init__(self, machine):
        self.m = machine

    def coin(self, value): return f"coin of {value} rejected"
    def select(self, item): return "insert coins first"
    def cancel(self): return "nothing to cancel"

    def __repr__(self):
        return type(self).__name__


class Idle(State):
    def coin(self, value):
        self.m.credit = value
        self.m.state = HasCredit(self.m)
        return f"credit {value}"


class HasCredit(State):
    def coin(self, value):
        self.m.credit += value
        return f"credit {self.m.credit}"

    def select(self, item):
        price, stock = self.m.items.get(item, (0, 0))
        if not stock:
            return f"{item} sold out"
        if price > self.m.credit:
            return f"{item} costs {price}, credit is {self.m.credit}"
        self.m.items[item] = (price, stock - 1)
        change = self.m.change(self.m.credit - price)
        self.m.credit = 0
        self.m.state = Idle(self.m) if any(s for _, s in self.m.items.values()) else Empty(self.m)
        return f"here is {item}, change {change}"

    def cancel(self):
        back, self.m.credit = self.m.change(self.m.credit), 0
        self.m.state = Idle(self.m)
        return f"returned {back}"


class Empty(State):
    def select(self, item): return "machine is empty"


class Machine:
    COINS = (50, 20, 10, 5)

    def __init__(self, **items):
        self.items, self.credit, self.state = items, 0, Idle(self)

    def change(self, n):
        out = []
        for c in self.COINS:
            k, n = divmod(n, c)
            out += [c] * k
        return out

    def __getattr__(self, name):
        return getattr(self.state, name)


m = Machine(cola=(60, 1), gum=(15, 1))
for step in ("select cola", "coin 50", "select cola", "coin 20", "select cola", "cancel", "coin 10", "cancel", "coin 50", "select cola", "select tea", "select gum", "coin 5", "select gum"):
    action, *args = step.split()
    args = [int(a) if a.isdigit() else a for a in args]
    print(f"{m.state!r:<10}{step:<12} -> {getattr(m, action)(*args)}")
print(m.items)
try:
    m.kick()
except AttributeError as e:
    print(e)
