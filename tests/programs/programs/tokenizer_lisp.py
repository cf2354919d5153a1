# A Lisp interpreter in a page: lambda, define, if, let, recursion, tail loop.
import math
import operator as op


class Sym(str):
    def __repr__(self):
        return str(self)


class LispError(Exception):
    pass


def parse(src):
    toks = src.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()

    def read():
        if not toks:
            raise LispError("unexpected end")
        t = toks.pop(0)
        if t == "'":
            return [Sym("quote"), read()]
        if t == "(":
            out = []
            while toks and toks[0] != ")":
                out.append(read())
            if not toks:
                raise LispError("missing )")
            toks.pop(0)
            return out
        if t == ")":
            raise LispError("unexpected )")
        for kind in (int, float):
            try:
                return kind(t)
            except ValueError:
                pass
        return {"#t": True, "#f": False}.get(t, Sym(t))
    forms = []
    while toks:
        forms.append(read())
    return forms


class Env(dict):
    def __init__(self, params=(), args=(), outer=None):
        super().__init__(zip(params, args))
        self.outer = outer

    def find(self, name):
        e = self
        while e is not None:
            if name in e:
                return e
            e = e.outer
        raise LispError(f"undefined: {name}")


class Lambda:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __repr__(self):
        return f"<lambda ({' '.join(self.params)})>"


def evaluate(x, env):
    while True:
        match x:
            case Sym():
                return env.find(x)[x]
            case int() | float() | bool():
                return x
            case []:
                return []
            case ["quote", v]:
                return v
            case ["if", test, then, other]:
                x = then if evaluate(test, env) is not False else other
            case ["define", [name, *params], *body]:
                env[name] = Lambda(params, [Sym("begin"), *body], env)
                return None
            case ["define", name, v]:
                env[name] = evaluate(v, env)
                return None
            case ["set!", name, v]:
                env.find(name)[name] = evaluate(v, env)
                return None
            case ["lambda", params, *body]:
                return Lambda(params, [Sym("begin"), *body], env)
            case ["let", bindings, *body]:
                x = [[Sym("lambda"), [b[0] for b in bindings], *body], *[b[1] for b in bindings]]
            case ["begin", *body, last]:
                for b in body:
                    evaluate(b, env)
                x = last
            case [f, *args]:
                f, args = evaluate(f, env), [evaluate(a, env) for a in args]
                if isinstance(f, Lambda):
                    if len(f.params) != len(args):
                        raise LispError(f"{f} got {len(args)} arguments")
                    x, env = f.body, Env(f.params, args, f.env)
                elif callable(f):
                    return f(*args)
                else:
                    raise LispError(f"not a function: {f}")


GLOBAL = Env()
GLOBAL.update({"+": lambda *a: sum(a), "*": lambda *a: math.prod(a), "-": lambda a, *b: a - sum(b) if b else -a, "/": op.truediv, "<": op.lt, "=": op.eq, ">": op.gt, "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a, *l], "list": lambda *a: list(a), "null?": lambda l: l == [], "mod": op.mod})


def show(v):
    if isinstance(v, list):
        return "(" + " ".join(map(show, v)) + ")"
    return {True: "#t", False: "#f"}[v] if isinstance(v, bool) else str(v)


PROGRAM = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 20)
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 20000 0)
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(map (lambda (x) (* x x)) '(1 2 3 4))
(let ((x 2) (y 3)) (+ x y))
(define counter ((lambda (n) (lambda () (begin (set! n (+ n 1)) n))) 0))
(list (counter) (counter) (counter))
(if (< 1 2) 'yes 'no)
(quote (a (b c) 1.5 #t))
((lambda (f) (f f 5)) (lambda (self n) (if (= n 0) 'done (self self (- n 1)))))
fact
"""
for form in parse(PROGRAM):
    r = evaluate(form, GLOBAL)
    if r is not None:
        print(show(r))
for bad in ("(", ")", "(nope 1)", "(1 2)", "((lambda (x) x))", "(car '())", "(/ 1 0)"):
    try:
        print([evaluate(f, GLOBAL) for f in parse(bad)])
    except (LispError, IndexError, ZeroDivisionError) as e:
        print(bad, "->", type(e).__name__, e)
