"""grp: the groups in /etc/group; without that file, the one group there is."""

import os as _os
from collections import namedtuple as _namedtuple

struct_group = _namedtuple("struct_group", "gr_name gr_passwd gr_gid gr_mem")
struct_group.__module__ = "grp"
struct_group.__qualname__ = "struct_group"


def _entries():
    try:
        with open("/etc/group", encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return [struct_group(_os.environ.get("USER", "user"), "x", _os.getgid(), [])]
    found = []
    for line in lines:
        fields = line.split(":")
        if len(fields) == 4 and fields[2].isdecimal():
            name, secret, group, members = fields
            found.append(struct_group(name, secret, int(group), members.split(",") if members else []))
    return found


def getgrall():
    """Return a list of all available group entries, in arbitrary order."""
    return _entries()


def getgrgid(id):
    """Return the group database entry for the given numeric group ID."""
    if not isinstance(id, int):
        raise TypeError(f"group id must be int, not {type(id).__name__}")
    for entry in _entries():
        if entry.gr_gid == id:
            return entry
    raise KeyError(f"getgrgid(): gid not found: {id}")


def getgrnam(name):
    """Return the group database entry for the given group name."""
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument 'name' must be str, not {type(name).__name__}")
    for entry in _entries():
        if entry.gr_name == name:
            return entry
    raise KeyError(f"getgrnam(): name not found: {name!r}")
