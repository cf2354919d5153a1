"""The server of the "forkserver" method: there is none, for each process starts afresh."""

__all__ = ["ensure_running", "set_forkserver_preload"]


class ForkServer:
    """Takes what programs say to it."""

    def __init__(self):
        self._preload_modules = ["__main__"]

    def set_forkserver_preload(self, modules_names):
        """Modules to import early: each process imports what it needs itself."""
        if not all(type(mod) is str for mod in modules_names):
            raise TypeError("module_names must be a list of strings")
        self._preload_modules = modules_names

    def ensure_running(self):
        """Nothing has to run."""

    def get_inherited_fds(self):
        return None


_forkserver = ForkServer()
ensure_running = _forkserver.ensure_running
get_inherited_fds = _forkserver.get_inherited_fds
set_forkserver_preload = _forkserver.set_forkserver_preload
