# Reading and writing files in a temporary folder.
import os
import tempfile
from pathlib import Path
with tempfile.TemporaryDirectory() as d:
    path = Path(d) / "notes.txt"
    with open(path, "w") as f:
        print(f.write("first\n"), f.writelines(["second\n", "third"]), f.mode, f.closed)
    print(f.closed, path.read_text().splitlines(), path.stat().st_size, path.exists(), path.is_file(), path.name)
    with open(path, "a") as f:
        print("appended", file=f)
    with open(path) as f:
        print(f.readline(), f.tell(), f.read(3), f.seek(0), [l.rstrip() for l in f])
    with open(path, "rb") as f:
        print(f.read(5), f.seek(-4, 2), f.read())
    with open(path, "r+") as f:
        f.write("FIRST")
    print(path.read_text()[:8])
    try:
        open(path, "x")
    except FileExistsError as e:
        print(type(e).__name__, e.errno, e.filename == str(path) or e.filename == path)
    (Path(d) / "sub").mkdir()
    for n in ("b.txt", "a.txt", "c.log"):
        (Path(d) / "sub" / n).write_text(n)
    print(sorted(os.listdir(Path(d) / "sub")), sorted(q.name for q in (Path(d) / "sub").glob("*.txt")), [(len(dirs), len(files)) for _, dirs, files in os.walk(d)])
    try:
        os.rmdir(Path(d) / "sub")
    except OSError as e:
        print(type(e).__name__)
    os.rename(path, Path(d) / "renamed.txt")
    print(path.exists(), sorted(q.name for q in Path(d).iterdir()))
    os.remove(Path(d) / "renamed.txt")
    path.write_bytes(b"\x00\xff")
    print(path.read_bytes())
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError as e:
        print(e)
    try:
        f.write("x")
    except ValueError as e:
        print(e)
print(os.path.exists(d))
