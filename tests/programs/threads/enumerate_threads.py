# enumerate, active_count, identifiers, daemon flags.
import os
import threading

stop = threading.Event()
threads = [threading.Thread(target=stop.wait, name=f"w{n}", daemon=bool(n % 2)) for n in range(3)]
print([t.ident for t in threads], [t.native_id for t in threads])
for t in threads:
    t.start()
print(sorted(t.name for t in threading.enumerate()), threading.active_count())
idents = {t.ident for t in threading.enumerate()}
print(len(idents), threading.get_ident() in idents, all(isinstance(i, int) for i in idents))
print(threading.main_thread().native_id == threading.get_native_id() == os.getpid())
print(len({t.native_id for t in threads}))
print([t.daemon for t in threads], [t.is_alive() for t in threads])
stop.set()
for t in threads:
    t.join()
print([t.is_alive() for t in threads], threading.active_count(), threads[0].ident is not None)
