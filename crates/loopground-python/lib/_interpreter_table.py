"""The interpreters of a program and the queues between them, and how they speak with one another.

The first interpreter has the table. A further one is a process with two pairs of pipes: by the first it gets commands,
one after the other, and answers them; by the second it asks what only the table knows, from any of its threads.
"""

import _thread
import os as _os
import pickle as _pickle
import sys as _sys

import _interpreter_data as _data


class InterpreterError(Exception):
    """Something that cannot be done with an interpreter."""

    __module__ = "concurrent.interpreters"


class InterpreterNotFoundError(InterpreterError):
    """There is no such interpreter."""

    __module__ = "concurrent.interpreters"


class QueueError(RuntimeError):
    """Something that cannot be done with a queue."""

    __module__ = "concurrent.interpreters"


class QueueNotFoundError(QueueError):
    """There is no such queue."""

    __module__ = "concurrent.interpreters"


errors = {kind.__name__: kind for kind in (InterpreterError, InterpreterNotFoundError, QueueError, QueueNotFoundError)}

own_id = 0
_asking = None  # In a further interpreter: how it asks the first one.


def packed(value):
    return _pickle.dumps(value)


unpacked = _pickle.loads


class _Refused(Exception):
    """An answer that is an error: the name of its class and its words."""


def ask(what, *arguments):
    """Lets the table do it, wherever it is."""
    try:
        if _asking is not None:
            return _asking.ask(what, arguments)
        return _OPERATIONS[what](own_id, *arguments)
    except _Refused as refused:
        kind, words = refused.args
    raise errors[kind](words)


def _send(fd, value):
    data = packed(value)
    data = memoryview(len(data).to_bytes(8, "little") + data)
    while data:
        data = data[_os.write(fd, data) :]


def _receive(fd):
    length = int.from_bytes(_exactly(fd, 8), "little")
    return unpacked(_exactly(fd, length))


def _exactly(fd, length):
    parts = []
    while length:
        part = _os.read(fd, min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


# The table.


class _Interpreter:
    def __init__(self, id, counted):
        self.id = id
        self.counted = counted
        self.references = 0
        self.running = False
        self.bound = {}  # How often it holds each queue,
        self.held = {}  # and each interpreter.
        self.pid = None

    def start(self):
        commands, self.commands = _os.pipe()
        self.answers, answers = _os.pipe()
        self.questions, questions = _os.pipe()
        replies, self.replies = _os.pipe()
        given = (commands, answers, questions, replies)
        main = _sys.modules["__main__"]
        main_file = getattr(main, "__file__", None) if own_id == 0 else None
        try:
            self.pid = _started(f"import _interpreter_table as t; t.serve({self.id}, {_os.getpid()}, *{given})", given)
        finally:
            for fd in given:
                _os.close(fd)
        _send(self.commands, (_sys.argv, _sys.path, main_file and _os.path.abspath(main_file)))
        _thread.start_new_thread(self.reply, ())

    def reply(self):
        """Answers what it asks, until it ends."""
        lock = _thread.allocate_lock()
        try:
            while True:
                number, what, arguments = _receive(self.questions)
                if what == "run" or what == "destroy":
                    _thread.start_new_thread(self.answer, (lock, number, what, arguments))
                else:
                    self.answer(lock, number, what, arguments)
        except (EOFError, OSError):
            pass
        _os.close(self.questions)
        with lock:
            _os.close(self.replies)
            self.replies = None

    def answer(self, lock, number, what, arguments):
        try:
            answer = (number, True, _OPERATIONS[what](self.id, *arguments))
        except _Refused as refused:
            answer = (number, False, refused.args)
        except Exception as error:
            answer = (number, False, ("InterpreterError", f"{type(error).__name__}: {error}"))
        with lock:
            if self.replies is not None:
                try:
                    _send(self.replies, answer)
                except OSError:
                    pass  # It ended meanwhile.

    def end(self):
        """Ends its process, which waits for its threads and writes out what it printed."""
        if self.pid is not None:
            _os.close(self.commands)
            _os.close(self.answers)
            _os.waitpid(self.pid, 0)


def _started(program, descriptors):
    import _posixsubprocess

    errors_of_child = _os.pipe()
    try:
        command = [_sys.executable, "-c", program]
        return _posixsubprocess.fork_exec(
            command, [_sys.executable], True, tuple(sorted(descriptors)), None, None, -1, -1, -1, -1, -1, -1,
            *errors_of_child, False, False, -1, None, None, None, -1, None,
        )
    finally:
        for fd in errors_of_child:
            _os.close(fd)


_interpreters = {}
_next_id = 1
_lock = _thread.RLock()


def _known(_asker, id):
    if id != 0 and id not in _interpreters:
        raise _Refused("InterpreterNotFoundError", f"unrecognized interpreter ID {id}")
    return True


def _create(_asker, counted):
    global _next_id
    with _lock:
        if _next_id == 1:
            import atexit

            atexit.register(_end_all)
        made = _interpreters[_next_id] = _Interpreter(_next_id, counted)
        _next_id += 1
    return made.id


def _list(_asker):
    return [0, *sorted(_interpreters)]


def _is_running(_asker, id):
    return id == 0 or _interpreters[id].running


def _incref(asker, id):
    if id:
        _interpreters[id].references += 1
        if asker:
            held = _interpreters[asker].held
            held[id] = held.get(id, 0) + 1


def _decref(asker, id):
    _known(asker, id)
    if id:
        found = _interpreters[id]
        found.references -= 1
        if asker in _interpreters:
            _interpreters[asker].held[id] -= 1
        if found.counted and found.references <= 0 and not found.running and id != asker:
            _destroy(asker, id)


def _destroy(asker, id):
    with _lock:
        _known(asker, id)
        found = _interpreters[id]
        if found.running:
            raise _Refused("InterpreterError", "interpreter running")
        found.running = True
    found.end()
    with _lock:
        del _interpreters[id]
        for queue in list(_queues.values()):
            queue.forget(id)
        for number, count in found.bound.items():
            for _ in range(count):
                _unbound(number)
    for number, count in found.held.items():
        for _ in range(count):
            if number in _interpreters:
                _decref(id, number)


def _run(asker, id, command):
    with _lock:
        _known(asker, id)
        found = _interpreters.get(id)
        if found is None or found.running:
            raise _Refused("InterpreterError", "interpreter already running")
        found.running = True
        if found.pid is None:
            found.start()
    try:
        _send(found.commands, command)
        return _receive(found.answers)
    except (EOFError, BrokenPipeError):
        raise _Refused("InterpreterError", "the interpreter has ended") from None
    finally:
        found.running = False


def _end_all():
    """At the program's end, before its own output is final."""
    if own_id or not _interpreters:
        return
    for stream in (_sys.stdout, _sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass
    import warnings

    words = "remaining subinterpreters; close them with Interpreter.close()"
    warnings.warn_explicit(words, RuntimeWarning, "<sys>", 0)
    for id in sorted(_interpreters, reverse=True):
        found = _interpreters.get(id)
        if found is not None and not found.running:
            _destroy(0, id)


class _Queue:
    def __init__(self, maxsize, unboundop, fallback):
        self.maxsize, self.unboundop, self.fallback = maxsize, unboundop, fallback
        self.bound = 0
        self.items = []  # The value's bytes, who put it, and what becomes of it when that one ends.

    def full(self):
        return 0 < self.maxsize <= len(self.items)

    def forget(self, id):
        """What an interpreter that ended had put."""
        kept = [item for item in self.items if item[1] != id or item[2] != 1]
        self.items = [(None, None, op) if owner == id else (value, owner, op) for value, owner, op in kept]


_queues = {}
_next_queue = 1


def _queue(number):
    found = _queues.get(number)
    if found is None:
        raise _Refused("QueueNotFoundError", f"queue {number} not found")
    return found


def _queue_create(_asker, maxsize, unboundop, fallback):
    global _next_queue
    with _lock:
        _queues[_next_queue] = _Queue(maxsize, unboundop, fallback)
        _next_queue += 1
        return _next_queue - 1


def _queue_put(asker, number, value, unboundop):
    queue = _queue(number)
    if queue.full():
        raise _Refused("QueueFull", f"queue {number} is full")
    queue.items.append((value, asker, queue.unboundop if unboundop == -1 else unboundop))


def _queue_get(_asker, number):
    queue = _queue(number)
    if not queue.items:
        raise _Refused("QueueEmpty", f"queue {number} is empty")
    value, _, op = queue.items.pop(0)
    return value, None if value is not None else op


def _queue_bind(asker, number):
    _queue(number).bound += 1
    if asker:
        bound = _interpreters[asker].bound
        bound[number] = bound.get(number, 0) + 1


def _queue_release(asker, number):
    _queue(number)
    if asker:
        _interpreters[asker].bound[number] -= 1
    _unbound(number)


def _unbound(number):
    queue = _queues.get(number)
    if queue is not None:
        queue.bound -= 1
        if queue.bound == 0:
            del _queues[number]


def _queue_destroy(_asker, number):
    _queue(number)
    del _queues[number]


_OPERATIONS = {
    "known": _known,
    "create": _create,
    "destroy": _destroy,
    "list_all": _list,
    "is_running": _is_running,
    "incref": _incref,
    "decref": _decref,
    "run": _run,
    "queue_create": _queue_create,
    "queue_destroy": _queue_destroy,
    "queue_list": lambda _asker: [(number, each.unboundop, each.fallback) for number, each in _queues.items()],
    "queue_put": _queue_put,
    "queue_get": _queue_get,
    "queue_bind": _queue_bind,
    "queue_release": _queue_release,
    "queue_maxsize": lambda _asker, number: _queue(number).maxsize,
    "queue_defaults": lambda _asker, number: (_queue(number).unboundop, _queue(number).fallback),
    "queue_is_full": lambda _asker, number: _queue(number).full(),
    "queue_count": lambda _asker, number: len(_queue(number).items),
}


# A further interpreter.


class _Asking:
    """Questions of this interpreter's threads, and the thread that hands out the answers."""

    def __init__(self, questions, replies):
        self.questions, self.replies = questions, replies
        self.lock = _thread.allocate_lock()
        self.number = 0
        self.waiting = {}
        self.listening = self.closed = False

    def close(self):
        """At the end, when no thread hands out answers any more: what this interpreter holds, the table lets go."""
        self.closed = True

    def ask(self, what, arguments):
        if self.closed:
            kind = "QueueNotFoundError" if what.startswith("queue") else "InterpreterNotFoundError"
            raise _Refused(kind, "the interpreter ends")
        answered = _thread.allocate_lock()
        answered.acquire()
        with self.lock:
            self.number += 1
            number = self.number
            self.waiting[number] = [answered, None]
            try:
                _send(self.questions, (number, what, arguments))
            except OSError:
                raise _Refused("QueueNotFoundError", "the first interpreter has ended") from None
            if not self.listening:
                self.listening = True
                _thread.start_new_thread(self.listen, ())
        answered.acquire()
        went_well, value = self.waiting.pop(number)[1]
        if not went_well:
            raise _Refused(*value)
        return value

    def listen(self):
        try:
            while True:
                number, went_well, value = _receive(self.replies)
                waiting = self.waiting[number]
                waiting[1] = went_well, value
                waiting[0].release()
        except (EOFError, OSError):
            for waiting in list(self.waiting.values()):
                waiting[1] = False, ("InterpreterError", "the first interpreter has ended")
                waiting[0].release()


def serve(id, pid, commands, answers, questions, replies):
    """The life of a further interpreter: it obeys until there are no more commands."""
    import atexit
    import types

    global own_id, _asking
    own_id, _asking = id, _Asking(questions, replies)
    atexit.register(_asking.close)
    _os.getpid = lambda: pid  # All interpreters of a program are one process.
    _sys.argv, _sys.path[:], _data.main_file = _receive(commands)
    main = types.ModuleType("__main__")
    main.__builtins__ = _sys.modules["builtins"]
    _sys.modules["__main__"] = main
    try:
        while True:
            command = unpacked(_receive(commands))
            _send(answers, packed(obey(command)))
    except (EOFError, BrokenPipeError):
        pass


def obey(command):
    """Does what another interpreter wants of this one, and tells what came of it."""
    what, *parts = command
    main = vars(_sys.modules["__main__"])
    try:
        if what == "attributes":
            main.update({name: _data.decode(value) for name, value in parts[0].items()})
            return "result", None
        if what == "exec":
            main.update({name: _data.decode(value) for name, value in parts[1].items()})
            exec(_data.decode_code(parts[0]), main)
            return "result", None
        try:
            part = "func"
            function = _data.decode(parts[0])
            part = "args"
            arguments = _data.decode(parts[1])
            part = "kwargs"
            named = {name: _data.decode(value) for name, value in parts[2]}
        except _data.NotShareableError as error:
            return "refused", [*_words(error), (True, f"{part} not shareable")]
        result = function(*arguments, **named)
    except BaseException as error:
        return "raised", told(error)
    try:
        return "result", None if result is None else _data.encode(result)
    except _data.NotShareableError:
        words = f"{result!r} does not support cross-interpreter data"
        cause = (False, f"concurrent.interpreters.NotShareableError: {words}")
        return "refused", [cause, (True, "object does not support cross-interpreter data")]


def _words(error):
    """An error's words after those of its causes, each with whether it is about sharing."""
    cause = _words(error.__cause__) if error.__cause__ is not None else []
    return [*cause, (isinstance(error, _data.NotShareableError), str(error))]


def told(error):
    """What is told of an exception: the names of its class, then its words."""
    import traceback

    kind = type(error)
    names = {name: getattr(kind, name) for name in ("__name__", "__qualname__", "__module__")}
    words = str(error)
    place = "" if kind.__module__ in ("builtins", "__main__") else kind.__module__ + "."
    shown = "".join(traceback.TracebackException.from_exception(error).format()).removesuffix("\n")
    return names, {"msg": words, "formatted": f"{place}{kind.__qualname__}: {words}", "errdisplay": shown}
