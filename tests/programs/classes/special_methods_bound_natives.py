# A bound method of a builtin object as special method of another class: it is called as it is.
class Feed:
    def __init__(self, source): self.source = source
    def make(self):
        source = self.source
        class Over:
            __next__ = iter(source).__next__
            def __iter__(self): return self
        return Over()
over = Feed([1, 2, 3]).make()
print(next(over), list(over))
class Fixed:
    __len__ = [1, 2, 3].__len__
    __contains__ = {1, 2}.__contains__
    __getitem__ = {"k": "v"}.__getitem__
    __iter__ = [7, 8].__iter__
    __repr__ = "fixed".__str__
    __hash__ = (5).__hash__
    __bool__ = (0).__bool__
f = Fixed()
print(len(f), 1 in f, 5 in f, f["k"], list(f), repr(f), hash(f), bool(f), sorted(f))
def numbers():
    yield 1
    yield 2
class Gen:
    __iter__ = lambda self: self
    __next__ = numbers().__next__
print(list(Gen()))
