# Context variables and pools: each task sees its own copy only when asked to.
import contextvars
from concurrent.futures import ThreadPoolExecutor

var = contextvars.ContextVar("var", default="default")
var.set("main")
with ThreadPoolExecutor(1) as pool:
    print(pool.submit(var.get).result())
    ctx = contextvars.copy_context()
    print(pool.submit(ctx.run, var.get).result())
    pool.submit(ctx.run, var.set, "changed").result()
    print(ctx[var], var.get())
