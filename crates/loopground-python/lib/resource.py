"""resource: what a program here may use. There are no limits to set but the interpreter's own."""

import time
from collections import namedtuple

error = OSError
RLIM_INFINITY = -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE = 0, 1, 2, 3, 4
RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS = 5, 6, 7, 8, 9
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1

struct_rusage = namedtuple(
    "struct_rusage",
    "ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock"
    " ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw",
)


def getpagesize():
    return 4096


def getrlimit(resource, /):
    """The soft and the hard limit."""
    if resource not in range(16):
        raise ValueError("invalid resource specified")
    return (8 << 20, RLIM_INFINITY) if resource == RLIMIT_STACK else (RLIM_INFINITY, RLIM_INFINITY)


def setrlimit(resource, limits, /):
    """Limits cannot be changed here."""
    getrlimit(resource)
    raise PermissionError(1, "Operation not permitted")


def getrusage(who, /):
    """Processor time; the rest is not counted here and 0."""
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    used = 0.0
    if who == RUSAGE_SELF:
        used = time.process_time()
    elif who == RUSAGE_THREAD:
        used = time.thread_time()
    return struct_rusage(used, *[0.0], *[0] * 14)
