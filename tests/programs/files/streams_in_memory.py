# BytesIO, StringIO, buffers and text over streams of the program's own.
import contextlib
import io
import pickle
import sys

stream = io.BytesIO(b"one\ntwo\nthree")
print(stream.readline(), stream.tell(), stream.read(2), stream.readlines(), stream.read())
stream.seek(-5, io.SEEK_END)
print(stream.write(b"THREE!"), stream.getvalue(), stream.truncate(4), stream.getvalue())
view = stream.getbuffer()
view[0:1] = b"O"
try:
    stream.write(b"much more than there is")
except BufferError as error:
    print(error)
view.release()
print(stream.getvalue(), pickle.loads(pickle.dumps(stream)).getvalue())

text = io.StringIO("a\r\nb\nc", newline=None)
print(list(text), repr(text.newlines))
text = io.StringIO()
print("to", "memory", file=text, sep="-")
text.seek(10)
text.write("x")
print(repr(text.getvalue()))
with contextlib.redirect_stdout(io.StringIO()) as caught:
    print("caught")
print(repr(caught.getvalue()))


class Slow(io.RawIOBase):
    """Gives three bytes at a time."""

    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def readinto(self, target):
        count = min(3, len(target), len(self.data))
        target[:count] = self.data[:count]
        self.data = self.data[count:]
        return count


print(Slow(b"12345").readall(), list(io.BufferedReader(Slow(b"ab\ncd\nef"))))
print(io.TextIOWrapper(io.BufferedReader(Slow("grün\r\nblau".encode()))).readlines())
print(io.TextIOWrapper(io.BytesIO(b"\xff\xfea\0b\0"), encoding="utf-16").read())
wrapper = io.TextIOWrapper(io.BytesIO(), encoding="utf-16-le", newline="\r\n", write_through=True)
wrapper.write("a\n")
print(wrapper.buffer.getvalue())
decoder = io.IncrementalNewlineDecoder(None, translate=True)
print(repr(decoder.decode("a\r\nb\r")), repr(decoder.decode("\nc", True)), decoder.newlines)

print("first, because of the flush", flush=True)
sys.stdout.buffer.write(b"bytes\n")
sys.stdout.buffer.flush()
print("last", sys.stdout.fileno(), sys.stdout.name, sys.stderr.errors)
for name in ("StringIO", "BytesIO", "TextIOWrapper", "BufferedReader", "FileIO"):
    print(getattr(io, name), issubclass(getattr(io, name), io.IOBase))
