class Phoenix:
    saved = []

    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)
        Phoenix.saved.append(self)


p = Phoenix(1)
del p
print("saved", [x.n for x in Phoenix.saved])
Phoenix.saved.clear()
print("second time: __del__ does not run again")
import weakref


class Once:
    def __del__(self):
        global back
        print("del, weakref still works:", ref() is self)
        back = self


o = Once()
ref = weakref.ref(o)
del o
print(type(back).__name__, ref() is back)
back = None
print("end")
