//! Where the packed library files differ from those of the `rustpython-pylib` crate.
//!
//! Two reasons: the crate's files are of an earlier 3.14, and later ones mended something that programs can see (its
//! line numbers too, which tracebacks show); or a file imports at its start what most programs never use. A change
//! must apply exactly once, so that another version of the crate is noticed.

/// A file and its changes: a text that stands in it once, and what stands there instead.
pub type Patches = &'static [(&'static str, &'static [(&'static str, &'static str)])];

pub const PATCHES: Patches = &[
    (
        "platform.py",
        &[(
            "        executable = sys.executable\n\n        if not executable:\n",
            "        executable = sys.executable\n\n        if not executable or not os.path.exists(executable):\n",
        )],
    ),
    (
        "threading.py",
        // A timeout that is no number is refused.
        &[
            (
                "                if timeout > 0:\n                    gotit = waiter.acquire(True, timeout)\n                else:\n                    gotit = waiter.acquire(False)\n",
                "                if timeout <= 0:\n                    gotit = waiter.acquire(False)\n                else:\n                    # acquire() refuses what is no number.\n                    gotit = waiter.acquire(True, timeout)\n",
            ),
            (
                "    from traceback import print_exception as _print_exception\n",
                "    def _print_exception(*args, **options): from traceback import print_exception; print_exception(*args, **options)\n",
            ),
        ],
    ),
    (
        "multiprocessing/shared_memory.py",
        // The map is no memory of this process, so its view is its own.
        &[
            ("import struct\n", "from mmap import packing as struct\n"),
            ("memoryview(self._mmap)", "mmap._View(self._mmap)"),
        ],
    ),
    (
        "queue.py",
        // A get that does not wait has no use for its timeout.
        &[(
            "        if timeout is not None and timeout < 0:\n            raise ValueError(\"'timeout' must be a non-negative number\")\n        if not self._count",
            "        if not block:\n            timeout = None\n        elif timeout is not None and timeout < 0:\n            raise ValueError(\"'timeout' must be a non-negative number\")\n        if not self._count",
        )],
    ),
    (
        "concurrent/interpreters/__init__.py",
        // One that ends while they are listed is left out.
        &[(
            "    return [Interpreter(id, _whence=whence)\n            for id, whence in _interpreters.list_all(require_ready=True)]\n",
            "    living = []\n    for id, whence in _interpreters.list_all(require_ready=True):\n        try:\n            living.append(Interpreter(id, _whence=whence))\n        except InterpreterNotFoundError:\n            # Gone between the two questions.\n            pass\n    return living\n",
        )],
    ),
    (
        "asyncio/base_events.py",
        &[
            (
                "import concurrent.futures\nimport errno\n",
                "from ._lazy import concurrent\nimport errno\n",
            ),
            (
                "import socket\nimport stat\nimport subprocess\n",
                "from ._lazy import socket\nimport stat\nfrom ._lazy import subprocess\n",
            ),
            (
                "import traceback\nimport sys\n",
                "from ._lazy import traceback\nimport sys\n",
            ),
            (
                "try:\n    import ssl\nexcept ImportError:  # pragma: no cover\n    ssl = None\n",
                "\n\n\nssl = None\n",
            ),
            (
                "from . import sslproto\nfrom . import staggered\n",
                "from ._lazy import sslproto\nfrom ._lazy import staggered\n",
            ),
            // A connection whose transport is never made closes its socket.
            (
                "        sock.setblocking(False)\n\n        protocol = protocol_factory()\n        waiter = self.create_future()\n        if ssl:\n            sslcontext = None if isinstance(ssl, bool) else ssl\n            transport = self._make_ssl_transport(\n                sock, protocol, sslcontext, waiter,\n                server_side=server_side, server_hostname=server_hostname,\n                ssl_handshake_timeout=ssl_handshake_timeout,\n                ssl_shutdown_timeout=ssl_shutdown_timeout)\n        else:\n            transport = self._make_socket_transport(sock, protocol, waiter)\n\n        try:\n            await waiter\n        except:\n            transport.close()\n            raise\n",
                "        try:\n            sock.setblocking(False)\n\n            protocol = protocol_factory()\n            waiter = self.create_future()\n            if ssl:\n                sslcontext = None if isinstance(ssl, bool) else ssl\n                transport = self._make_ssl_transport(\n                    sock, protocol, sslcontext, waiter,\n                    server_side=server_side, server_hostname=server_hostname,\n                    ssl_handshake_timeout=ssl_handshake_timeout,\n                    ssl_shutdown_timeout=ssl_shutdown_timeout)\n            else:\n                transport = self._make_socket_transport(sock, protocol, waiter)\n        except BaseException:\n            # Without a transport nobody else does.\n            sock.close()\n            raise\n\n        try:\n            await waiter\n        except:\n            transport.close()\n            waiter = None\n            raise\n",
            ),
            (
                "            conmade_cb.cancel()\n            resume_cb.cancel()\n            raise\n",
                "            conmade_cb.cancel()\n            resume_cb.cancel()\n            waiter = None\n            raise\n",
            ),
            // A server whose serve_forever() is cancelled lets its clients go.
            (
                "            try:\n                self.close()\n                await self.wait_closed()\n",
                "            try:\n                self.close()\n                self.close_clients()\n                await self.wait_closed()\n",
            ),
        ],
    ),
    (
        "asyncio/coroutines.py",
        &[("import inspect\n", "from ._lazy import inspect\n")],
    ),
    (
        "asyncio/format_helpers.py",
        &[
            ("import inspect\n", "from ._lazy import inspect\n"),
            ("import traceback\n", "from ._lazy import traceback\n"),
        ],
    ),
    (
        "asyncio/base_tasks.py",
        &[(
            "import linecache\nimport reprlib\nimport traceback\n",
            "from ._lazy import linecache\nimport reprlib\nfrom ._lazy import traceback\n",
        )],
    ),
    (
        "asyncio/futures.py",
        &[
            (
                "import concurrent.futures\n",
                "from ._lazy import concurrent\n",
            ),
            ("import logging\n", "\n"),
            ("STACK_DEBUG = logging.DEBUG - 1 ", "STACK_DEBUG = 9 "),
        ],
    ),
    (
        "asyncio/exceptions.py",
        &[(
            "class BrokenBarrierError(RuntimeError):\n    \"\"\"Barrier is broken by barrier.abort() call.\"\"\"\n",
            "class BrokenBarrierError(RuntimeError):\n    \"\"\"Barrier is broken by barrier.abort() call.\"\"\"\n\n\nfrom _asyncio import CancelledError, InvalidStateError\n",
        )],
    ),
    (
        "asyncio/events.py",
        &[
            (
                "import socket\nimport subprocess\n",
                "from ._lazy import socket\nfrom ._lazy import subprocess\n",
            ),
            ("import signal\n", "from ._lazy import signal\n"),
            (
                "\n\n\nclass Handle:\n",
                "\nfrom _asyncio import _HandleBase\n\nclass Handle(_HandleBase):\n",
            ),
            (
                "    __slots__ = ('_callback', '_args', '_cancelled', '_loop',\n                 '_source_traceback', '_repr', '__weakref__',\n                 '_context')\n",
                "    __slots__ = ()\n\n\n",
            ),
            (
                "    __slots__ = ['_scheduled', '_when']\n",
                "    __slots__ = ()\n",
            ),
            (
                "if hasattr(os, 'fork'):\n    def on_fork",
                "from _asyncio import _adopt_handles\n_adopt_handles(Handle, _ThreadSafeHandle, TimerHandle)\nif hasattr(os, 'fork'):\n    def on_fork",
            ),
        ],
    ),
    (
        "asyncio/runners.py",
        &[("import inspect\n", "from ._lazy import inspect\n")],
    ),
    // A transport that is closing says once that its connection is lost, and never keeps empty chunks.
    (
        "asyncio/selector_events.py",
        &[
            (
                "                if self._closing:\n                    self._call_connection_lost(None)\n                elif self._eof:\n                    self._sock.shutdown(socket.SHUT_WR)\n\n    def _adjust_leftover_buffer",
                "                if self._closing and not self._conn_lost:\n                    self._conn_lost += 1\n                    self._call_connection_lost(None)\n                elif self._eof:\n                    self._sock.shutdown(socket.SHUT_WR)\n\n    def _adjust_leftover_buffer",
            ),
            (
                "                if self._closing:\n                    self._call_connection_lost(None)\n                elif self._eof:\n                    self._sock.shutdown(socket.SHUT_WR)\n\n    def write_eof",
                "                if self._closing and not self._conn_lost:\n                    self._conn_lost += 1\n                    self._call_connection_lost(None)\n                elif self._eof:\n                    self._sock.shutdown(socket.SHUT_WR)\n\n    def write_eof",
            ),
            (
                "        self._buffer.extend([memoryview(data) for data in list_of_data])\n",
                "        self._buffer.extend(\n            [memoryview(data) for data in list_of_data if data])\n        if not self._buffer:\n            return\n",
            ),
        ],
    ),
    (
        "asyncio/streams.py",
        &[("import socket\n", "from ._lazy import socket\n")],
    ),
    (
        "asyncio/subprocess.py",
        &[("import subprocess\n", "from ._lazy import subprocess\n")],
    ),
    // The text of a module is asked for where modules come from: there need not be a file.
    (
        "linecache.py",
        &[(
            "    if _source_unavailable(filename):\n        return []\n\n    if filename.startswith('<frozen '):\n",
            "    if _source_unavailable(filename):\n        return []\n    if text := sys._library_text(filename):\n        lines = text.splitlines(keepends=True)\n        cache[filename] = len(text), None, lines, filename\n        return lines\n    if filename.startswith('<frozen '):\n",
        )],
    ),
    (
        "asyncio/trsock.py",
        &[("import socket\n", "from ._lazy import socket\n")],
    ),
    (
        "asyncio/graph.py",
        &[
            (
                "            st.append(FrameCallGraphEntry(coro.cr_frame))\n            coro = coro.cr_await\n",
                "            if coro.cr_frame:\n                st.append(FrameCallGraphEntry(coro.cr_frame))\n            coro = coro.cr_await\n",
            ),
            (
                "            is_async = f.f_generator is not None\n",
                "            # A plain generator does not end the chain of awaits.\n            awaits = types.CoroutineType, types.AsyncGeneratorType\n            is_async = isinstance(f.f_generator, awaits)\n",
            ),
        ],
    ),
    (
        "asyncio/tasks.py",
        &[
            (
                "import concurrent.futures\n",
                "from ._lazy import concurrent\n",
            ),
            ("import inspect\n", "from ._lazy import inspect\n"),
            // What waits without awaiting is noted for call graphs, and forgotten.
            (
                "    Coroutine will be wrapped in Task.\n\n    Returns",
                "    Returns",
            ),
            (
                "            f.remove_done_callback(_on_completion)\n\n    done, pending",
                "            f.remove_done_callback(_on_completion)\n            futures.future_discard_from_awaited_by(f, cur_task)\n\n    done, pending",
            ),
            (
                "    fut.add_done_callback(cb)\n\n    try:\n        fut.cancel()\n",
                "    fut.add_done_callback(cb)\n\n    # Only the waiter is awaited: the graph is told who waits for `fut`.\n    cur_task = current_task()\n    futures.future_add_to_awaited_by(fut, cur_task)\n\n    try:\n        fut.cancel()\n",
            ),
            (
                "    finally:\n        fut.remove_done_callback(cb)\n",
                "    finally:\n        fut.remove_done_callback(cb)\n        futures.future_discard_from_awaited_by(fut, cur_task)\n",
            ),
            (
                "        todo = {ensure_future(aw, loop=loop) for aw in set(aws)}\n        for f in todo:\n            f.add_done_callback(self._handle_completion)\n",
                "        self._cur_task = current_task()\n        todo = {ensure_future(aw, loop=loop) for aw in set(aws)}\n        for f in todo:\n            f.add_done_callback(self._handle_completion)\n            futures.future_add_to_awaited_by(f, self._cur_task)\n",
            ),
            (
                "            f.remove_done_callback(self._handle_completion)\n",
                "            f.remove_done_callback(self._handle_completion)\n            futures.future_discard_from_awaited_by(f, self._cur_task)\n",
            ),
            (
                "        self._todo.remove(f)\n",
                "        self._todo.remove(f)\n        futures.future_discard_from_awaited_by(f, self._cur_task)\n",
            ),
            // An iteration whose wait is cancelled keeps its place.
            (
                "        f = await self._done.get()\n",
                "        try:\n            f = await self._done.get()\n        except BaseException:\n            self._todo_left += 1\n            raise\n",
            ),
            (
                "\n\ndef gather(*coros_or_futures, return_exceptions=False):\n",
                "\n\ndef _discard_awaited_by(children, waiter):\n    for child in children:\n        futures.future_discard_from_awaited_by(child, waiter)\n\n\ndef gather(*coros_or_futures, return_exceptions=False):\n",
            ),
            (
                "                exc = fut._make_cancelled_error()\n                outer.set_exception(exc)\n                return\n",
                "                exc = fut._make_cancelled_error()\n                # Children may outlive what gathered them.\n                _discard_awaited_by(children, cur_task)\n                outer.set_exception(exc)\n                return\n",
            ),
            (
                "                if exc is not None:\n                    outer.set_exception(exc)\n                    return\n",
                "                if exc is not None:\n                    _discard_awaited_by(children, cur_task)\n                    outer.set_exception(exc)\n                    return\n",
            ),
            // A shielded future's error that nobody asks for is reported as any other one.
            (
                "def _log_on_exception(fut):\n    if fut.cancelled():\n        return\n\n    exc = fut.exception()\n    if exc is None:\n        return\n\n    context = {\n        'message':\n        f'{exc.__class__.__name__} exception in shielded future',\n        'exception': exc,\n        'future': fut,\n    }\n    if fut._source_traceback:\n        context['source_traceback'] = fut._source_traceback\n    fut._loop.call_exception_handler(context)\n\n\n",
                "",
            ),
            (
                "            # Keep only one callback to log on cancel\n            inner.remove_done_callback(_log_on_exception)\n            inner.add_done_callback(_log_on_exception)\n",
                "            if cur_task is not None:\n                inner.remove_done_callback(_clear_awaited_by_callback)\n                futures.future_discard_from_awaited_by(inner, cur_task)\n",
            ),
        ],
    ),
    // What a process that starts afresh imports is what starting it costs: nothing that it does not need.
    (
        "multiprocessing/util.py",
        &[(
            "from subprocess import _args_from_interpreter_flags  # noqa: F401\n",
            "def _args_from_interpreter_flags(): from subprocess import _args_from_interpreter_flags as own; return own()\n",
        )],
    ),
    (
        "multiprocessing/synchronize.py",
        &[
            ("import tempfile\n", "\n"),
            // No process is a fork here, so what they share has a name.
            (
                "        self._is_fork_ctx = ctx.get_start_method() == 'fork'\n",
                "        self._is_fork_ctx = False\n",
            ),
            (
                "    _rand = tempfile._RandomNameSequence()\n",
                "    _rand = (name for module in [lambda: __import__(\"tempfile\")] for name in module()._RandomNameSequence())\n",
            ),
        ],
    ),
    // Lines of these files stand where tracebacks of a later 3.14 have them; a pool whose worker has done all the
    // tasks that it may gets another one.
    (
        "multiprocessing/context.py",
        &[
            (
                "import os\nimport sys\nimport threading\n",
                "\nimport os\nimport sys\nimport threading\n",
            ),
            (
                "        self._default_context = context\n",
                "        self._default_context = context\n\n\n\n\n\n\n\n\n\n",
            ),
        ],
    ),
    (
        "multiprocessing/connection.py",
        &[("def _validate_family(", "\ndef _validate_family(")],
    ),
    (
        "concurrent/futures/process.py",
        &[
            (
                "_MAX_WINDOWS_WORKERS = 63 - 2\n",
                "\n_MAX_WINDOWS_WORKERS = 63 - 2\n",
            ),
            (
                "class _ExecutorManagerThread(",
                "def _replace_worker(executor):\n    # Whether the semaphore counts idle workers of which one has gone is not asked: the pool would be one short.\n    if executor._processes is None:\n        return\n    if executor._pending_work_items or not executor._shutdown_thread:\n        if len(executor._processes) < executor._max_workers:\n            executor._spawn_process()\n\n\n\n\n\n\n\nclass _ExecutorManagerThread(",
            ),
            (
                "    def run(self):\n",
                "\n\n\n\n\n\n\n\n\n    def run(self):\n",
            ),
            (
                "                            executor._adjust_process_count()\n                    else:",
                "                            _replace_worker(executor)\n                    else:",
            ),
            (
                "    def add_call_item_to_queue(",
                "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n    def add_call_item_to_queue(",
            ),
            (
                "    def terminate_broken(",
                "\n\n\n\n\n    def terminate_broken(",
            ),
            (
                "    def _start_executor_manager_thread(self):\n",
                "\n    def _start_executor_manager_thread(self):\n",
            ),
            (
                "    def terminate_workers(",
                "\n\n\n\n\n\n\n\n    def terminate_workers(",
            ),
        ],
    ),
    (
        "logging/config.py",
        // One more import, which only a server of configurations uses.
        &[(
            "import re\nimport struct\n",
            "import re\n# socket: when a server is made.\nimport struct\n",
        )],
    ),
    (
        "logging/__init__.py",
        &[
            (
                "        if self.stream is None:\n            if self.mode != 'w' or not self._closed:\n                self.stream = self._open()\n",
                "        if self.stream is None:\n            if self.mode != 'w' or not self._closed:\n                try:\n                    self.stream = self._open()\n                except Exception:\n                    self.handleError(record)\n                    return\n\n",
            ),
            (
                "                self.handlers.remove(hdlr)\n",
                "                # Whoever goes through the old list is not disturbed.\n\n                kept = self.handlers.copy()\n                kept.remove(hdlr)\n                self.handlers = kept\n",
            ),
        ],
    ),
    (
        "unittest/mock.py",
        &[
            (
                "                            __return_value_doc)\n",
                "                            doc=__return_value_doc)\n",
            ),
            (
                "    def _exit_side_effect(exctype, excinst, exctb):\n",
                "    def _exit_side_effect(*args):\n",
            ),
        ],
    ),
    (
        "site.py",
        &[("/lib/rustpython{version[0]}", "/lib/python{version[0]}")],
    ),
    (
        "gettext.py",
        &[(
            "    nexttok = next(tokens)\n\n    j = 100\n",
            "    nexttok = next(tokens)\n\n    # In C '!' binds tighter than what follows.\n    if result.startswith('not '):\n        result = f'({result})'\n    j = 100\n",
        )],
    ),
    (
        "unittest/loader.py",
        &[
            (
                "\nimport os\nimport re\nimport sys\n",
                "\nimport inspect\nimport os\nimport re\nimport sys\n",
            ),
            (
                "        if testCaseClass in (case.TestCase, case.FunctionTestCase):\n            # We don't load any tests from base types that should not be loaded.\n",
                "        bases = (case.TestCase, case.FunctionTestCase)\n        if testCaseClass in bases or inspect.isabstract(testCaseClass):\n            # We don't load any tests from base types that should not be loaded,\n            # nor from classes without instances.\n\n",
            ),
        ],
    ),
    // A status that is no number can be shown too.
    (
        "subprocess.py",
        &[
            (
                "        if self.returncode and self.returncode < 0:\n",
                "        if isinstance(self.returncode, int) and self.returncode < 0:\n",
            ),
            (
                "            return \"Command '%s' returned non-zero exit status %d.\" % (\n",
                "            return \"Command '%s' returned non-zero exit status %s.\" % (\n",
            ),
        ],
    ),
];
