"""copyreg: reductions for classes and names for extensions."""
import copy
import copyreg
import pickle


class C:
    def __init__(self, a):
        self.a = a


def pickle_c(c):
    print("pickling a C instance...")
    return C, (c.a,)


copyreg.pickle(C, pickle_c)
c = C(1)
d = copy.copy(c)
p = pickle.dumps(c)
print(d.a, pickle.loads(p).a)
copyreg.add_extension("__main__", "C", 0x51)
for protocol in range(6):
    print(protocol, pickle.dumps(C, protocol)[:24], pickle.loads(pickle.dumps(C, protocol)) is C)
copyreg.remove_extension("__main__", "C", 0x51)
for args in (("__main__", "C", 0), ("__main__", "C", 2**31)):
    try:
        copyreg.add_extension(*args)
    except ValueError as error:
        print(error)
try:
    copyreg.remove_extension("__main__", "C", 0x51)
except ValueError as error:
    print(error)
try:
    copyreg.constructor(5)
except TypeError as error:
    print(error)
try:
    copyreg.pickle(C, 5)
except TypeError as error:
    print(error)
