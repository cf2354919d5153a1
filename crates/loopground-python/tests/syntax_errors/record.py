"""Records what CPython 3.14 says about each program in the .cases files given (all here by default).

    python3.14 record.py [FILE.cases ...]

Programs are separated by lines of two percent signs. One line per program goes to FILE.expected, its fields
separated by tabs: class, lineno, offset, end_lineno, end_offset, text, message, then one field `line:text` for each
SyntaxWarning. `text` is `=` when it is that line of the source with its line break, `-` when there is none, else a
literal. A program without an error has `ok` in place of the first seven fields. The files `eval` and `single` are
compiled in those modes.
"""

import pathlib
import sys
import warnings


def programs(path):
    return path.read_text(encoding="utf-8").split("%%\n")


def field(value):
    return "-" if value is None else str(value)


def escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def line_of(source, lineno):
    lines = source.split("\n")
    if lineno is None or not 1 <= lineno <= len(lines):
        return None
    return lines[lineno - 1] + "\n"


def outcome(source, mode):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<case>", mode)
            fields = ["ok"]
        except SyntaxError as error:
            text = error.text
            if text is None:
                shown = "-"
            elif text.rstrip("\n") == (line_of(source, error.lineno) or "").rstrip("\n"):
                shown = "="
            else:
                shown = escaped(repr(text))
            places = (error.lineno, error.offset, error.end_lineno, error.end_offset)
            fields = [type(error).__name__, *map(field, places), shown, escaped(error.msg)]
        except Exception as error:
            fields = [type(error).__name__, "-", "-", "-", "-", "-", escaped(str(error))]
    fields += [f"{w.lineno}:{escaped(str(w.message))}" for w in caught]
    return "\t".join(fields)


def main():
    assert sys.version_info[:2] == (3, 14), "the expectations are those of CPython 3.14"
    here = pathlib.Path(__file__).parent
    paths = [pathlib.Path(name) for name in sys.argv[1:]] or sorted(here.glob("*.cases"))
    for path in paths:
        mode = path.stem if path.stem in ("eval", "single") else "exec"
        lines = [outcome(source, mode) for source in programs(path)]
        path.with_suffix(".expected").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
