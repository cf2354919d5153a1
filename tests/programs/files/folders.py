# Folders, links and errors of the operating system's calls.
import glob
import os
import pathlib
import shutil
import tempfile

with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "one.txt").write_text("1")
    (root / "a" / "b" / "two.py").write_bytes(b"22")
    os.symlink("one.txt", root / "a" / "link")
    for where, folders, files in os.walk(folder):
        print(os.path.relpath(where, folder), sorted(folders), sorted(files))
    with os.scandir(root / "a") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            print(entry, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.stat().st_size)
    print(sorted(os.path.basename(name) for name in glob.glob(f"{folder}/**/*.*", recursive=True)))
    print(sorted(path.name for path in root.rglob("*")))
    shutil.copytree(root / "a", root / "c", symlinks=True)
    print(os.readlink(root / "c" / "link"), (root / "c" / "link").read_text())
    os.chmod(root / "a" / "one.txt", 0o640)
    print(oct((root / "a" / "one.txt").stat().st_mode))
    os.utime(root / "a" / "one.txt", (1, 2))
    print(os.stat(root / "a" / "one.txt").st_mtime, os.stat(root / "a" / "one.txt").st_mtime_ns)
    shutil.move(root / "c", root / "d")
    os.chdir(root / "d")
    print(sorted(os.listdir()), os.path.samefile(".", root / "d"))
    descriptor = os.open("new", os.O_RDWR | os.O_CREAT | os.O_EXCL)
    print(os.write(descriptor, b"12345"), os.lseek(descriptor, 1, os.SEEK_SET), os.read(descriptor, 2))
    os.close(descriptor)
    for call, *arguments in (
        (os.stat, "gone"),
        (os.mkdir, "b"),
        (os.rmdir, "b"),
        (os.unlink, "b"),
        (os.rename, "gone", "here"),
        (os.readlink, "new"),
        (os.listdir, "new"),
        (os.open, "new/x", 0),
        (os.read, 99, 1),
        (os.stat, "a\0b"),
        (os.stat, 1.5),
    ):
        try:
            call(*arguments)
        except (OSError, TypeError, ValueError) as error:
            print(type(error).__name__, error)
    reader, writer = os.pipe()
    os.write(writer, b"through")
    os.close(writer)
    print(os.read(reader, 100), os.read(reader, 100))
    os.close(reader)
    os.chdir("/")
print(root.exists())
