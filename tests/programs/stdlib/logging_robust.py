# Handlers that cannot open their file, and handlers removed while records are handled.
import io
import logging
import logging.handlers
logging.raiseExceptions = False
log = logging.getLogger("robust")
log.propagate = False
handler = logging.FileHandler("/no/such/folder/x.log", delay=True) if False else None
try:
    logging.FileHandler("/no/such/folder/x.log")
except FileNotFoundError as e:
    print(e.strerror)
seen = []
class Once(logging.Handler):
    def emit(self, record):
        seen.append((self.name, record.getMessage()))
        log.removeHandler(self)
for name in "abc":
    h = Once(); h.name = name
    log.addHandler(h)
log.warning("first %s", 1)
log.warning("second")
print(seen, log.handlers)
stream = io.StringIO()
memory = logging.handlers.MemoryHandler(10, flushLevel=logging.ERROR, target=logging.StreamHandler(stream))
log.addHandler(memory); log.setLevel(logging.DEBUG)
log.debug("kept"); print(repr(stream.getvalue()))
log.error("now"); print(repr(stream.getvalue()))
formatter = logging.Formatter("{levelname:<8}|{name}|{message}|{extra}", style="{", defaults={"extra": "-"})
stream2 = io.StringIO(); h2 = logging.StreamHandler(stream2); h2.setFormatter(formatter); log.addHandler(h2)
log.info("styled"); log.info("with", extra={"extra": "E"})
print(stream2.getvalue())
class Filter(logging.Filter):
    def filter(self, record): record.msg = record.msg.upper(); return "no" not in record.msg.lower()
h2.addFilter(Filter()); log.info("yes"); log.info("no")
print(stream2.getvalue().splitlines()[-1], log.getEffectiveLevel(), logging.getLevelName(35), log.isEnabledFor(5), log, logging.getLogger("robust.child").parent is log)
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
print(stream2.getvalue().splitlines()[-1])
adapter = logging.LoggerAdapter(log, {"extra": "ad"}); adapter.info("adapted"); print(stream2.getvalue().splitlines()[-1])
