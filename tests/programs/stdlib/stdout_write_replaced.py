"""A function of the program in the place of sys.stdout.write: print calls it."""
import io
import sys


class LookingGlass:
    def __enter__(self):
        self.original_write = sys.stdout.write
        sys.stdout.write = self.reverse_write
        return "JABBERWOCKY"

    def reverse_write(self, text):
        return self.original_write(text[::-1])

    def __exit__(self, exc_type, exc_value, traceback):
        sys.stdout.write = self.original_write
        if exc_type is ZeroDivisionError:
            print("Please DO NOT divide by zero!")
            return True


with LookingGlass() as what:
    print("Alice, Kitty and Snowdrop")
    print(what, 5, sep="-")
print(what)
with LookingGlass():
    print(1 / 0)
del sys.stdout.write
print("as before")
stream = io.StringIO()
print("kept", file=stream)
try:
    stream.write = lambda text: print("asked to write", repr(text))
    print("shown", file=stream)
except AttributeError as e:
    print(e)
print(repr(stream.getvalue()))
