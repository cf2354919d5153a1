import os
import tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "notes.txt")
with open(path, "w") as f:
    f.write("first line\n")
    f.write("second line\n")
with open(path, "a") as f:
    print("third line", file=f)
with open(path) as f:
    print(f.read())
with open(path) as f:
    for number, line in enumerate(f, 1):
        print(number, line.strip())
with open(path) as f:
    lines = f.readlines()
print(len(lines), repr(lines[0]), [len(l.split()) for l in lines])
print(os.path.exists(path), os.path.getsize(path), os.path.basename(path))
try:
    with open(path) as f:
        f.write("x")
except OSError as e:
    print(type(e).__name__, e)
os.remove(path)
os.rmdir(folder)
print(os.path.exists(path))
try:
    open(os.path.join("nowhere", "x.txt"), "w")
except FileNotFoundError as e:
    print(e.strerror)
