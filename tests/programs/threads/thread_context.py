# Thread(context=...): the context a thread runs in.
import contextvars
import threading

var = contextvars.ContextVar("var", default="none")
var.set("of the starter")
seen = []


def look(name):
    seen.append((name, var.get()))
    var.set(name)


a = threading.Thread(target=look, args=("plain",))
b = threading.Thread(target=look, args=("copy",), context=contextvars.copy_context())
mine = contextvars.Context()
c = threading.Thread(target=look, args=("empty",), context=mine)
for t in (a, b, c):
    t.start()
    t.join()
print(seen)
print(var.get(), mine[var])
