# Events with weak subscribers, priorities, and an undo stack of commands.
import weakref


class Signal:
    def __init__(self):
        self._slots = []

    def connect(self, f, priority=0):
        ref = weakref.WeakMethod(f) if hasattr(f, "__self__") else weakref.ref(f)
        self._slots.append((priority, ref))
        self._slots.sort(key=lambda s: -s[0])
        return f

    def emit(self, *args):
        results = []
        for prio, ref in list(self._slots):
            f = ref()
            if f is None:
                self._slots.remove((prio, ref))
            else:
                results.append(f(*args))
        return results


class Document:
    def __init__(self):
        self.text, self.done, self.undone, self.changed = "", [], [], Signal()

    def execute(self, do, undo):
        do()
        self.done.append((do, undo))
        self.undone.clear()
        self.changed.emit(self.text)

    def insert(self, pos, s):
        def do(): self.text = self.text[:pos] + s + self.text[pos:]
        def undo(): self.text = self.text[:pos] + self.text[pos + len(s):]
        self.execute(do, undo)

    def delete(self, pos, n):
        removed = self.text[pos:pos + n]
        def do(): self.text = self.text[:pos] + self.text[pos + n:]
        def undo(): self.text = self.text[:pos] + removed + self.text[pos:]
        self.execute(do, undo)

    def undo(self):
        if not self.done:
            return False
        cmd = self.done.pop()
        cmd[1]()
        self.undone.append(cmd)
        self.changed.emit(self.text)
        return True

    def redo(self):
        if self.undone:
            cmd = self.undone.pop()
            cmd[0]()
            self.done.append(cmd)
            self.changed.emit(self.text)


class View:
    def __init__(self, name):
        self.name = name

    def update(self, text):
        print(f"{self.name}: {text!r}")


doc = Document()
a, b = View("a"), View("b")
doc.changed.connect(a.update)
doc.changed.connect(b.update, priority=5)


@doc.changed.connect
def count(text):
    print("length", len(text))


doc.insert(0, "world")
doc.insert(0, "hello ")
del b
doc.delete(0, 1)
while doc.undo():
    pass
doc.redo()
doc.redo()
doc.insert(0, ">")
doc.redo()
print(doc.text, len(doc.done), len(doc.undone), len(doc.changed._slots))
