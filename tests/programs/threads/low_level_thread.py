# The module _thread.
import _thread
import threading

out = []
done = _thread.allocate_lock()
done.acquire()


def work(a, b=0):
    out.append((a, b, _thread.get_ident() != main))
    done.release()


main = _thread.get_ident()
ident = _thread.start_new_thread(work, (1,), {"b": 2})
done.acquire()
print(out, isinstance(ident, int))
for bad in (
    lambda: _thread.start_new_thread(3, ()),
    lambda: _thread.start_new_thread(work, [1]),
    lambda: _thread.start_new_thread(work, (1,), 3),
    lambda: done.release() or done.release(),
):
    try:
        bad()
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
print(_thread.LockType is type(done), _thread.error is RuntimeError, _thread.TIMEOUT_MAX > 1e6)
print(_thread.stack_size(), _thread.RLock is type(threading.RLock()))


def leave():
    done.release()
    _thread.exit()
    out.append("not reached")


done.acquire()
_thread.start_new_thread(leave, ())
done.acquire()
print(len(out))
