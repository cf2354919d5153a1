"""_posixshmem: memory that processes share by a name. Each is a file."""

import os as _os


def _path(name):
    import tempfile

    folder = "/dev/shm" if _os.path.isdir("/dev/shm") else tempfile.gettempdir()
    return _os.path.join(folder, name.lstrip("/"))


def shm_open(path, flags, mode=0o777):
    try:
        return _os.open(_path(path), flags, mode)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def shm_unlink(path):
    try:
        _os.unlink(_path(path))
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
