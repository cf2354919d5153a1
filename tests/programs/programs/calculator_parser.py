# A tokenizer and a recursive descent parser for arithmetic.
import re
from typing import NamedTuple


class Token(NamedTuple):
    kind: str
    text: str
    pos: int


SPEC = re.compile(r"(?P<NUM>\d+(\.\d+)?)|(?P<NAME>[a-z]\w*)|(?P<OP>\*\*|[-+*/%()=,])|(?P<WS>\s+)|(?P<BAD>.)")


class ParseError(Exception):
    pass


def tokenize(text):
    for m in SPEC.finditer(text):
        if m.lastgroup == "BAD":
            raise ParseError(f"unexpected {m.group()!r} at {m.start()}")
        if m.lastgroup != "WS":
            yield Token(m.lastgroup, m.group(), m.start())
    yield Token("END", "", len(text))


class Calc:
    def __init__(self):
        self.vars = {"pi": 3.14159}
        self.funcs = {"max": max, "min": min, "abs": abs, "sqrt": lambda x: x ** 0.5}

    def run(self, text):
        self.toks = list(tokenize(text))
        self.i = 0
        if self.toks[0].kind == "NAME" and self.toks[1].text == "=":
            name = self.toks[0].text
            self.i = 2
            value = self.vars[name] = self.expr()
        else:
            value = self.expr()
        if self.peek.kind != "END":
            raise ParseError(f"unexpected {self.peek.text!r} at {self.peek.pos}")
        return value

    @property
    def peek(self):
        return self.toks[self.i]

    def accept(self, *texts):
        if self.peek.text in texts and self.peek.kind == "OP":
            self.i += 1
            return self.toks[self.i - 1].text

    def expect(self, text):
        if not self.accept(text):
            raise ParseError(f"expected {text!r} at {self.peek.pos}")

    def expr(self):
        v = self.term()
        while op := self.accept("+", "-"):
            r = self.term()
            v = v + r if op == "+" else v - r
        return v

    def term(self):
        v = self.unary()
        while op := self.accept("*", "/", "%"):
            r = self.unary()
            v = {"*": lambda: v * r, "/": lambda: v / r, "%": lambda: v % r}[op]()
        return v

    def unary(self):
        if self.accept("-"):
            return -self.unary()
        return self.power()

    def power(self):
        v = self.atom()
        return v ** self.unary() if self.accept("**") else v

    def atom(self):
        t = self.peek
        self.i += 1
        if t.kind == "NUM":
            return float(t.text) if "." in t.text else int(t.text)
        if t.kind == "NAME":
            if self.accept("("):
                args = [self.expr()]
                while self.accept(","):
                    args.append(self.expr())
                self.expect(")")
                return self.funcs[t.text](*args)
            if t.text not in self.vars:
                raise ParseError(f"unknown name {t.text}")
            return self.vars[t.text]
        if t.text == "(":
            v = self.expr()
            self.expect(")")
            return v
        raise ParseError(f"unexpected {t.text or 'end'!r} at {t.pos}")


calc = Calc()
for line in ("1 + 2 * 3", "(1 + 2) * 3", "-2 ** 2", "2 ** 3 ** 2", "x = 10 / 4", "x * 2 - 1", "max(1, x, 2) + abs(-3)", "sqrt(2) * sqrt(2)", "10 % 4 * 2", "1 +", "(1", "2 $ 3", "y + 1", "1 2", "1 / 0", "nope(3)", "", "2 * pi"):
    try:
        print(f"{line!r:28} = {calc.run(line)!r}")
    except ParseError as e:
        print(f"{line!r:28} ! {e}")
    except (ZeroDivisionError, KeyError) as e:
        print(f"{line!r:28} ! {type(e).__name__}: {e}")
print(calc.vars)
