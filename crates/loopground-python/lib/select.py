"""Waiting for descriptors: poll() and select(). There is no epoll and no kqueue here."""

from _sockets import ready as _ready

error = OSError

POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND = 64, 128, 256, 512
PIPE_BUF = 4096


def _descriptor(file):
    if isinstance(file, int):
        fd = file
    else:
        try:
            method = file.fileno
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        fd = method()
        if not isinstance(fd, int):
            raise TypeError("fileno() returned a non-integer")
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


class poll:
    """Answers of poll(): pairs of descriptor and events, in the order of registration."""

    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[_descriptor(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        fd = _descriptor(fd)
        if fd not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[fd] = eventmask

    def unregister(self, fd, /):
        del self._wanted[_descriptor(fd)]

    def poll(self, timeout=None, /):
        if timeout is not None:
            if not hasattr(timeout, "__float__") and not hasattr(timeout, "__index__"):
                raise TypeError("timeout must be an integer or None")
            timeout = None if timeout < 0 else timeout / 1000
        return _ready(list(self._wanted.items()), timeout)


poll.__module__ = "select"


@staticmethod
def select(rlist, wlist, xlist, timeout=None, /):
    """The three lists, each without what is not ready."""
    if timeout is not None:
        if not hasattr(timeout, "__float__") and not hasattr(timeout, "__index__"):
            raise TypeError("timeout must be a float or None")
        if timeout < 0:
            raise ValueError("timeout must be non-negative")
    groups = []
    masks = {}
    for files, mask in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLPRI)):
        group = [(file, _descriptor(file)) for file in files]
        groups.append(group)
        for _, fd in group:
            masks[fd] = masks.get(fd, 0) | mask
    found = dict(_ready(list(masks.items()), timeout))
    if any(events & POLLNVAL for events in found.values()):
        raise OSError(9, "Bad file descriptor")
    counts = (POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI)
    return tuple(
        [file for file, fd in group if found.get(fd, 0) & mask]
        for group, mask in zip(groups, counts)
    )
