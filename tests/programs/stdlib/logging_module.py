import logging, sys, io
log = logging.getLogger("app")
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter("%(levelname)-8s %(name)s:%(lineno)d %(funcName)s %(message)s"))
log.addHandler(h)
log.setLevel(logging.INFO)
log.debug("hidden")
log.info("plain %s %d", "args", 5)
log.warning("named %(k)s", {"k": "v"})
def f():
    log.error("in function")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("with traceback")
f()
child = logging.getLogger("app.sub.mod")
child.critical("propagates", extra={"custom": 1})
print(child.parent.name, child.getEffectiveLevel(), child.level, logging.getLevelName(30), logging.getLevelName("ERROR"), child.isEnabledFor(10), log.handlers == [h], logging.getLogger("app") is log, log, child.hasHandlers())
child.propagate = False
child.addHandler(logging.NullHandler())
child.error("goes nowhere")
class OnlyShort(logging.Filter):
    def filter(self, record):
        record.extra = len(record.msg)
        return len(record.msg) < 6
buf = io.StringIO()
h2 = logging.StreamHandler(buf)
h2.addFilter(OnlyShort())
h2.setFormatter(logging.Formatter("{levelname}|{message}|{extra}", style="{"))
log.addHandler(h2)
log.info("short")
log.info("too long for the filter")
log.log(25, "lvl25")
logging.addLevelName(25, "NOTICE")
log.log(25, "named")
print(buf.getvalue().splitlines())
log.removeHandler(h2)
h.setLevel(logging.ERROR)
log.warning("below the handler's level")
logging.disable(logging.ERROR)
log.error("disabled")
logging.disable(logging.NOTSET)
adapter = logging.LoggerAdapter(log, {"user": "ann"})
h.setFormatter(logging.Formatter("%(user)s: %(message)s"))
adapter.error("via adapter")
h.setFormatter(logging.Formatter("%(message)s"))
class ListHandler(logging.Handler):
    def __init__(self): super().__init__(); self.records = []
    def emit(self, r): self.records.append((r.name, r.levelno, r.getMessage()))
lh = ListHandler()
root = logging.getLogger()
root.addHandler(lh)
log.error("to the root too %s", 1)
logging.getLogger("other").warning("w")
print(lh.records, root.name, root.level)
try:
    log.setLevel("NOPE")
except ValueError as e:
    print(e)
root.removeHandler(lh)
logging.getLogger("no.handlers").warning("last resort goes to stderr")
logging.basicConfig(stream=sys.stdout, format="%(levelname)s:%(message)s", level=logging.DEBUG, force=True)
logging.debug("basic %s", "config")
logging.info("root info")
