"""pwd: the users in /etc/passwd; without that file, the one user there is."""

import os as _os
from collections import namedtuple as _namedtuple

struct_passwd = _namedtuple("struct_passwd", "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell")
struct_passwd.__module__ = "pwd"
struct_passwd.__qualname__ = "struct_passwd"


def _entries():
    try:
        with open("/etc/passwd", encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        name, home = _os.environ.get("USER", "user"), _os.environ.get("HOME", "/playground")
        return [struct_passwd(name, "x", _os.getuid(), _os.getgid(), "", home, "/bin/sh")]
    found = []
    for line in lines:
        fields = line.split(":")
        if len(fields) == 7 and fields[2].isdecimal() and fields[3].isdecimal():
            name, secret, user, group, *rest = fields
            found.append(struct_passwd(name, secret, int(user), int(group), *rest))
    return found


def getpwall():
    """Return a list of all available password database entries, in arbitrary order."""
    return _entries()


def getpwuid(uid, /):
    """Return the password database entry for the given numeric user ID."""
    if not isinstance(uid, int):
        raise TypeError(f"uid should be integer, not {type(uid).__name__}")
    for entry in _entries():
        if entry.pw_uid == uid:
            return entry
    raise KeyError(f"getpwuid(): uid not found: {uid}")


def getpwnam(name, /):
    """Return the password database entry for the given user name."""
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    for entry in _entries():
        if entry.pw_name == name:
            return entry
    raise KeyError(f"getpwnam(): name not found: {name!r}")
