"""What a build of Python was configured with, for `sysconfig`: as far as it means something here."""

build_time_vars = {
    "ABIFLAGS": "",
    "BINDIR": "/usr/bin",
    "EXT_SUFFIX": ".cpython-314-x86_64-linux-gnu.so",
    "HAVE_FORK": 0,
    "MULTIARCH": "x86_64-linux-gnu",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SIZEOF_VOID_P": 8,
    "SOABI": "cpython-314-x86_64-linux-gnu",
    "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
    "VERSION": "3.14",
    "WITH_DOC_STRINGS": 1,
    "prefix": "/usr",
    "exec_prefix": "/usr",
    "platlibdir": "lib",
}
