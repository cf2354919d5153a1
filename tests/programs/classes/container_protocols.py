"""Containers by protocol: sequence, mapping, set; abc registration and virtual subclasses; missing; reversed."""
import collections
import collections.abc as abc
import random

Card = collections.namedtuple("Card", ["rank", "suit"])


class FrenchDeck:
    ranks = [str(n) for n in range(2, 11)] + list("JQKA")
    suits = "spades diamonds clubs hearts".split()

    def __init__(self):
        self._cards = [Card(rank, suit) for suit in self.suits for rank in self.ranks]

    def __len__(self):
        return len(self._cards)

    def __getitem__(self, position):
        return self._cards[position]


deck = FrenchDeck()
print(len(deck), deck[0], deck[-1], deck[12::13], Card("Q", "hearts") in deck, Card("7", "beasts") in deck)
print([c.rank for c in reversed(deck)][:3], isinstance(deck, abc.Sequence), isinstance(deck, abc.Sized))


def set_card(deck, position, card):
    deck._cards[position] = card


FrenchDeck.__setitem__ = set_card
random.seed(3)
random.shuffle(deck)
print(deck[0])


class StrKeyDict(collections.UserDict):
    def __missing__(self, key):
        if isinstance(key, str):
            raise KeyError(key)
        return self[str(key)]

    def __contains__(self, key):
        return str(key) in self.data

    def __setitem__(self, key, item):
        self.data[str(key)] = item


d = StrKeyDict([(2, "two"), ("4", "four")])
print(d["2"], d[4], d.get(3, "N/A"), 2 in d, d)
try:
    d[1]
except KeyError as error:
    print("KeyError", error)


class Tally(dict):
    def __missing__(self, key):
        self[key] = value = 0
        return value


t = Tally()
for letter in "mississippi":
    t[letter] += 1
print(t, t.get("z"), "z" in t)


class ListSet(abc.Set):
    def __init__(self, items):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def __repr__(self):
        return f"ListSet({self.items})"


a, b = ListSet("abcd"), ListSet("bdz")
print(a & b, a | b, a - b, a ^ b, a <= b, ListSet("bd") <= a, a.isdisjoint(ListSet("q")), a == ListSet("dcba"))


class Stack(abc.MutableSequence):
    def __init__(self, *items):
        self._items = list(items)

    def __getitem__(self, i):
        return self._items[i]

    def __setitem__(self, i, v):
        self._items[i] = v

    def __delitem__(self, i):
        del self._items[i]

    def __len__(self):
        return len(self._items)

    def insert(self, i, v):
        self._items.insert(i, v)


s = Stack(1, 2, 3)
s.append(4)
s.extend([5, 6])
s += [7]
print(list(s), s.pop(), s.index(3), s.count(2), list(reversed(s)), 5 in s)
s.remove(1)
s.reverse()
print(list(s))
try:
    s.remove(99)
except ValueError as error:
    print(repr(error))


@abc.Sized.register
class Virtual:
    pass


print(issubclass(Virtual, abc.Sized), isinstance(Virtual(), abc.Sized), Virtual.__mro__)


class Half(abc.Mapping):
    def __getitem__(self, k):
        raise KeyError(k)


try:
    Half()
except TypeError as error:
    print(error)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.n + 1))


print(list(Countdown(3)), list(reversed(Countdown(3))), isinstance(Countdown(1), abc.Iterable), max(Countdown(4)))


class Old:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * i


print(list(Old()), 4 in Old(), 5 in Old())
first, *rest = Old()
print(first, rest)
try:
    len(Old())
except TypeError as error:
    print(error)
try:
    iter(5)
except TypeError as error:
    print(error)
try:
    list(reversed(Countdown))
except TypeError as error:
    print(error)


class BadLen:
    def __len__(self):
        return -1


for f in (len, bool):
    try:
        f(BadLen())
    except ValueError as error:
        print(error)
