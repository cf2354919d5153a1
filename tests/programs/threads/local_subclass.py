# threading.local: subclasses, arguments, class attributes, deletion, the dictionary.
import threading


class Context(threading.local):
    shared = ["class"]
    count = 0

    def __init__(self, start, *, step=1):
        self.value = start
        self.step = step

    def bump(self):
        self.value += self.step
        return self.value


ctx = Context(10, step=5)
print(ctx.bump(), ctx.bump())
out = []


def worker():
    out.append((ctx.value, ctx.bump(), sorted(ctx.__dict__)))
    ctx.own = "mine"
    del ctx.step
    try:
        ctx.step
    except AttributeError as e:
        out.append(str(e))


t = threading.Thread(target=worker)
t.start()
t.join()
print(out)
print(ctx.value, ctx.step, hasattr(ctx, "own"), ctx.shared)
try:
    ctx.__dict__ = {}
except AttributeError as e:
    print(e)
try:
    threading.local(1)
except TypeError as e:
    print(e)
plain = threading.local()
try:
    plain.x
except AttributeError as e:
    print(e)
