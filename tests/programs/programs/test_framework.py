# A tiny test framework in unit-test style, testing a stack, with its own report.
import traceback


class TestFailure(AssertionError):
    pass


def expect(actual):
    class E:
        def to_equal(self, other):
            if actual != other:
                raise TestFailure(f"{actual!r} != {other!r}")

        def to_raise(self, kind):
            try:
                actual()
            except kind as e:
                return e
            except Exception as e:
                raise TestFailure(f"raised {type(e).__name__}, not {kind.__name__}") from e
            raise TestFailure(f"{kind.__name__} not raised")
    return E()


def parametrize(*cases):
    def deco(f):
        f.cases = cases
        return f
    return deco


class Suite:
    def setup(self): pass
    def teardown(self): pass

    @classmethod
    def run(cls):
        results = {"ok": 0, "fail": 0, "error": 0}
        for name in [n for n in vars(cls) if n.startswith("test_")]:
            f = getattr(cls, name)
            for case in getattr(f, "cases", [()]):
                self = cls()
                label = name + (f"{case}" if case else "")
                try:
                    self.setup()
                    try:
                        f(self, *case)
                    finally:
                        self.teardown()
                except TestFailure as e:
                    results["fail"] += 1
                    print(f"FAIL  {label}: {e}")
                except Exception as e:
                    results["error"] += 1
                    tb = traceback.extract_tb(e.__traceback__)[-1]
                    print(f"ERROR {label}: {type(e).__name__}: {e} (in {tb.name}: {tb.line})")
                else:
                    results["ok"] += 1
                    print(f"ok    {label}")
        print(cls.__name__, results)


class Stack:
    def __init__(self):
        self._items = []

    def push(self, x):
        self._items.append(x)

    def pop(self):
        return self._items.pop()

    def __len__(self):
        return len(self._items)


class TestStack(Suite):
    def setup(self):
        self.s = Stack()

    def test_empty(self):
        expect(len(self.s)).to_equal(0)
        expect(self.s.pop).to_raise(IndexError)

    @parametrize((1,), ("text",), (None,))
    def test_push_pop(self, x):
        self.s.push(x)
        expect(self.s.pop()).to_equal(x)

    def test_wrong_expectation(self):
        self.s.push(1)
        expect(self.s.pop()).to_equal(2)

    def test_wrong_exception(self):
        expect(lambda: 1 / 0).to_raise(KeyError)

    def test_nothing_raised(self):
        expect(lambda: None).to_raise(ValueError)

    def test_crash(self):
        self.s.peek()

    def helper(self):
        raise SystemError


TestStack.run()
