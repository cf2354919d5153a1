# Text files: modes, ends of lines, places, and what a file says of itself.
import io
import os
import tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "x.txt")

with open(path, "w") as file:
    print(file.write("one\ntwo\n"), file.tell(), file.mode, file.closed)
    file.writelines(["three\n", "drei\n"])
print(file.closed)

with open(path, encoding="utf-8") as file:
    print(repr(file).replace(folder, ""))
    print(file.readline(), file.tell(), file.read(3), file.tell())
    print(file.seek(4), list(file), file.read() == "")

with open(path, "a+", encoding="utf-8") as file:
    file.write("grün €\n")
    file.seek(0)
    print(len(file.readlines()), file.tell() == os.path.getsize(path))

with open(path, "w", newline="\r\n") as file:
    file.write("a\nb\n")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, newline=newline) as file:
        print(repr(newline), file.readlines(), repr(file.newlines))

with open(path, "rb+") as file:
    print(file.read(2), file.write(b"XY"), file.seek(0), file.read(), file.peek())

for arguments in (
    dict(mode="rw"),
    dict(mode="rbt"),
    dict(mode="q"),
    dict(mode="rb", encoding="utf-8"),
    dict(buffering=0),
    dict(newline="x"),
    dict(encoding="no-such"),
    dict(mode="x"),
):
    try:
        open(path, **arguments)
    except Exception as error:
        print(arguments, type(error).__name__, str(error).replace(folder, ""))

try:
    open(path).write("no")
except io.UnsupportedOperation as error:
    print(type(error), error, isinstance(error, OSError), isinstance(error, ValueError))
try:
    file.read()
except ValueError as error:
    print(error)

left_open = open(path, "w")
left_open.write("flushed when it goes")
del left_open
print(open(path).read())
os.remove(path)
os.rmdir(folder)
print(os.path.exists(folder))
