"""Terminals: there are none, so every question about one is answered as for a descriptor that is none."""

TCSANOW, TCSADRAIN, TCSAFLUSH = 0, 1, 2
BRKINT, ICRNL, IGNBRK, IGNCR, INLCR, INPCK, ISTRIP, IXANY, IXOFF, IXON, PARMRK = (
    2, 256, 1, 128, 64, 16, 32, 2048, 4096, 1024, 8
)
OPOST, CSIZE, CS8, PARENB = 1, 48, 48, 256
ECHO, ECHOE, ECHOK, ECHONL, ICANON, IEXTEN, ISIG, NOFLSH, TOSTOP = 8, 16, 32, 64, 2, 32768, 1, 128, 256
VMIN, VTIME = 6, 5


class error(Exception):
    """A descriptor that is no terminal."""


error.__module__ = "termios"


def _no_terminal(fd):
    import os

    os.fstat(fd if isinstance(fd, int) else fd.fileno())
    raise error(25, "Inappropriate ioctl for device")


def tcgetattr(fd, /):
    _no_terminal(fd)


def tcsetattr(fd, when, attributes, /):
    _no_terminal(fd)


def tcdrain(fd, /):
    _no_terminal(fd)


def tcflush(fd, queue, /):
    _no_terminal(fd)
