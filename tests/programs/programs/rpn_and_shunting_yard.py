OPS = {"+": (1, "L", lambda a, b: a + b), "-": (1, "L", lambda a, b: a - b), "*": (2, "L", lambda a, b: a * b), "/": (2, "L", lambda a, b: a / b), "^": (3, "R", lambda a, b: a ** b)}


def tokens(s):
    num = ""
    for ch in s + " ":
        if ch.isdigit() or ch == ".":
            num += ch
            continue
        if num:
            yield num
            num = ""
        if not ch.isspace():
            yield ch


def to_rpn(s):
    out, stack = [], []
    for t in tokens(s):
        if t[0].isdigit():
            out.append(t)
        elif t == "(":
            stack.append(t)
        elif t == ")":
            while stack and stack[-1] != "(":
                out.append(stack.pop())
            if not stack:
                raise SyntaxError("unbalanced )")
            stack.pop()
        elif t in OPS:
            while stack and stack[-1] in OPS and (OPS[stack[-1]][0] > OPS[t][0] or OPS[stack[-1]][0] == OPS[t][0] and OPS[t][1] == "L"):
                out.append(stack.pop())
            stack.append(t)
        else:
            raise SyntaxError(f"unknown {t!r}")
    while stack:
        if stack[-1] == "(":
            raise SyntaxError("unbalanced (")
        out.append(stack.pop())
    return out


def run(rpn):
    stack = []
    for t in rpn:
        if t in OPS:
            b, a = stack.pop(), stack.pop()
            stack.append(OPS[t][2](a, b))
        else:
            stack.append(float(t) if "." in t else int(t))
    (result,) = stack
    return result


for e in ("1 + 2", "1 + 2 * 3", "(1+2)*3", "2 ^ 3 ^ 2", "10 - 4 - 3", "8 / 4 / 2", "3.5 * (2 - 1)", "(1", "1)", "1 +", "2 $ 2", "1 2", "4 / 0"):
    try:
        rpn = to_rpn(e)
        print(f"{e:14} {' '.join(rpn):16} {run(rpn)}")
    except (SyntaxError, IndexError, ValueError, ZeroDivisionError) as x:
        print(f"{e:14} {type(x).__name__}: {x}")
