# Context variables: each thread starts empty; tokens; copies.
import contextvars
import threading

var = contextvars.ContextVar("var", default=0)
log = []


def worker(n):
    log.append(var.get())
    token = var.set(n)
    log.append(var.get())
    var.reset(token)
    log.append(var.get())


var.set(99)
for n in (1, 2):
    t = threading.Thread(target=worker, args=(n,))
    t.start()
    t.join()
print(log, var.get())
token = var.set(5)
error = []


def reset_elsewhere():
    try:
        var.reset(token)
    except ValueError as e:
        error.append("different Context" in str(e))


t = threading.Thread(target=reset_elsewhere)
t.start()
t.join()
print(error)
ctx = contextvars.copy_context()


def enter_twice():
    try:
        ctx.run(lambda: ctx.run(int))
    except RuntimeError as e:
        print("cannot enter context" in str(e), "is already entered" in str(e))


enter_twice()
