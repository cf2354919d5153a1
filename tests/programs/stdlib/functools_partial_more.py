# partial objects: their parts, placeholders, copies, and keywords changed by the program.
import copy
import functools
from functools import partial, Placeholder
def show(*args, **kwargs): return args, kwargs
p = partial(show, 1, b=2)
print(p.func is show, p.args, p.keywords, p(3, c=4))
q = partial(p, 5, b=6)
print(q.func is show, q.args, q.keywords)
gap = partial(show, Placeholder, "mid", 9)
print(gap(1), gap(1, 2, k=3))
try:
    gap()
except TypeError as e:
    print(e)
try:
    partial(show, 1, Placeholder)
except TypeError as e:
    print(e)
p.keywords[1] = "not a name"
try:
    p()
except TypeError as e:
    print(e)
del p.keywords[1]
p.label = ["kept"]
c = copy.copy(p)
print(c.args is p.args, c.keywords is p.keywords, c.label is p.label, c() == p())
d = copy.deepcopy(p)
print(d.keywords is p.keywords, d.label == p.label, d.label is p.label)
class Cell:
    def __init__(self): self.alive = False
    def set_state(self, state): self.alive = state
    set_alive = functools.partialmethod(set_state, True)
    set_dead = functools.partialmethod(set_state, False)
cell = Cell()
cell.set_alive()
print(cell.alive)
cell.set_dead()
print(cell.alive)
