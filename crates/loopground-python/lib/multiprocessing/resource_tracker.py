"""What cleans up after processes that died: here that is the session, which owns every shared resource and drops them
all when it ends. So there is no process that watches over them, and nothing to tell it.
"""

__all__ = ["ensure_running", "register", "unregister"]

_KINDS = ("noop", "semaphore", "shared_memory", "dummy")


class ResourceTracker:
    """Checks what it is told, as CPython's does; the session does the rest."""

    _fd = None
    _pid = None

    def getfd(self):
        return None

    def ensure_running(self):
        """Nothing has to run."""

    def _stop(self):
        """Nothing runs."""

    def register(self, name, rtype):
        if rtype not in _KINDS:
            raise ValueError(f"Unknown resource type {rtype}")

    unregister = register


class _ForkIntent:
    """Only a fork would look at it, and there is none."""

    preserve_fd = False


_fork_intent = _ForkIntent()
_resource_tracker = ResourceTracker()
ensure_running = _resource_tracker.ensure_running
register = _resource_tracker.register
unregister = _resource_tracker.unregister
getfd = _resource_tracker.getfd
