"""_posixsubprocess: there is no other process to start."""

import errno as _errno


def fork_exec(*args):
    """Refuses: subprocess can be imported, and says so when it is used."""
    raise OSError(_errno.ENOSYS, "other processes cannot be started from here")
