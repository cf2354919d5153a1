"""The server of the "forkserver" method: the process in which the program's main module is imported once.

On CPython every child is forked from it, and so has what the import made. An interpreter cannot be split in two here:
each child imports the module again, and what that writes is dropped, for the server has written it already.
"""

import os
import sys

from . import process, spawn, util
from .context import reduction

__all__ = ["ensure_running", "get_inherited_fds", "set_forkserver_preload"]


class ForkServer:
    """Starts the server when the first process is started."""

    def __init__(self):
        self._preload_modules = ["__main__"]
        self._forkserver_pid = None
        self._forkserver_alive_fd = None
        # Whether this is one of the server's processes, which use the server that is there.
        self._served = False

    def _stop(self):
        """Ends the server, which makes tests start with a new one."""
        if self._forkserver_alive_fd is not None:
            os.close(self._forkserver_alive_fd)
            os.waitpid(self._forkserver_pid, 0)
        self._forkserver_pid = self._forkserver_alive_fd = None

    def set_forkserver_preload(self, modules_names):
        """Modules to import before there are processes."""
        if not all(type(mod) is str for mod in modules_names):
            raise TypeError("module_names must be a list of strings")
        self._preload_modules = modules_names

    def get_inherited_fds(self):
        return None

    def _is_running(self):
        if self._served:
            return True
        if self._forkserver_pid is None:
            return False
        try:
            pid, _ = os.waitpid(self._forkserver_pid, os.WNOHANG)
        except ChildProcessError:
            pid = self._forkserver_pid  # Somebody else has asked for it.
        if not pid:
            return True
        os.close(self._forkserver_alive_fd)
        self._forkserver_pid = self._forkserver_alive_fd = None
        return False

    def ensure_running(self):
        """Starts the server, and waits until it has imported everything."""
        if self._is_running():
            return
        data = spawn.get_preparation_data("ignore") if self._preload_modules else {}
        paths = {"sys_path": data.get("sys_path"), "main_path": data.get("init_main_from_path")}
        if paths["main_path"] is None and self._preload_modules in ([], ["__main__"]):
            return  # There is nothing that it could import.
        alive_r, alive_w = os.pipe()
        ready_r, ready_w = os.pipe()
        command = "import sys; from multiprocessing.forkserver import main; main(%d, %d, %r, sys_argv=sys.argv[1:], **%r)"
        command %= (ready_w, alive_r, self._preload_modules, paths)
        executable = spawn.get_executable()
        arguments = [executable, *util._args_from_interpreter_flags(), "-c", command, *data.get("sys_argv", ())]
        try:
            self._forkserver_pid = util.spawnv_passfds(executable, arguments, [ready_w, alive_r])
        except BaseException:
            os.close(alive_w)
            raise
        finally:
            os.close(alive_r)
            os.close(ready_w)
        self._forkserver_alive_fd = alive_w
        with open(ready_r, "rb") as ready:
            if not ready.read(1):
                raise ConnectionResetError(104, "Connection reset by peer")


def main(ready, alive, preload, main_path=None, sys_path=None, *, sys_argv=None):
    """The server."""
    if sys_argv is not None:
        sys.argv[:] = sys_argv
    if sys_path is not None:
        sys.path[:] = sys_path
    if "__main__" in preload and main_path is not None:
        process.current_process()._inheriting = True
        try:
            spawn.import_main_path(main_path)
        finally:
            del process.current_process()._inheriting
    _import(preload)
    util._flush_std_streams()
    util._close_stdin()
    os.write(ready, b"+")
    os.close(ready)
    while os.read(alive, 1):
        pass


def _import(names):
    for name in names:
        try:
            __import__(name)
        except ImportError:
            pass


class _Silence:
    """What is written while it holds goes nowhere."""

    def __enter__(self):
        util._flush_std_streams()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        self._saved = []
        for fd in (1, 2):
            try:
                self._saved.append((fd, os.dup(fd)))
                os.dup2(nowhere, fd)
            except OSError:
                pass  # It is closed.
        os.close(nowhere)

    def __exit__(self, *raised):
        util._flush_std_streams()
        for fd, saved in self._saved:
            os.dup2(saved, fd)
            os.close(saved)


def _namespaces(module):
    """The module's variables, and those that its functions see: they are of the import, which gave copies of them."""
    own = vars(module)
    found = {id(own): own}
    for value in list(own.values()):
        for function in (value, *(vars(value).values() if isinstance(value, type) else ())):
            variables = getattr(function, "__globals__", None)
            if variables is not None and variables.get("__name__") == module.__name__:
                found[id(variables)] = variables
    return list(found.values())


def serve(pipe_handle, preload):
    """A process whose program the server has imported."""
    _forkserver._served = True
    parent_sentinel = os.dup(pipe_handle)
    with os.fdopen(pipe_handle, "rb", closefd=True) as from_parent:
        process.current_process()._inheriting = True
        try:
            preparation = reduction.pickle.load(from_parent)
            with _Silence():
                spawn.prepare(preparation)
                _import(preload)
            self = reduction.pickle.load(from_parent)
            if type(self) is tuple:
                self, inherited = self
                for namespace in _namespaces(sys.modules["__main__"]):
                    namespace.update(inherited)
        finally:
            del process.current_process()._inheriting
    sys.exit(self._bootstrap(parent_sentinel))


_forkserver = ForkServer()
ensure_running = _forkserver.ensure_running
get_inherited_fds = _forkserver.get_inherited_fds
set_forkserver_preload = _forkserver.set_forkserver_preload
