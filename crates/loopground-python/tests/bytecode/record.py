"""Records the code objects that CPython 3.14 makes of each program in programs.cases.

    python3.14 record.py

One line per code object, in the order of constants, its fields separated by tabs: program number, qualified name,
flags, stack size, and as hexadecimal digits code, exception table and line table.
"""

import pathlib
import sys
import types


def code_objects(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from code_objects(constant)


def main():
    assert sys.version_info[:2] == (3, 14), "the expectations are those of CPython 3.14"
    here = pathlib.Path(__file__).parent
    programs = (here / "programs.cases").read_text(encoding="utf-8").split("%%\n")
    lines = []
    for number, source in enumerate(programs):
        for code in code_objects(compile(source, "<case>", "exec")):
            tables = (code.co_code, code.co_exceptiontable, code.co_linetable)
            fields = [number, code.co_qualname, code.co_flags, code.co_stacksize]
            lines.append("\t".join(map(str, fields + [table.hex() for table in tables])))
    (here / "programs.expected").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
