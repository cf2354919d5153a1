import warnings
def f(msg, cat=UserWarning): warnings.warn(msg, cat)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    f("one")
    f("one")
    f("two", DeprecationWarning)
    print([(x.category.__name__, str(x.message), x.lineno) for x in w])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("default")
    for _ in range(3):
        f("same place")
    print("default", len(w))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("once")
    f("once")
    warnings.warn("once")
    print("once", len(w))
with warnings.catch_warnings(record=True) as w:
    warnings.filterwarnings("ignore", message="skip.*")
    warnings.filterwarnings("error", category=RuntimeWarning)
    warnings.filterwarnings("always", category=FutureWarning)
    f("skip me")
    f("shown", FutureWarning)
    try:
        f("raised", RuntimeWarning)
    except RuntimeWarning as e:
        print("error", e)
    print([str(x.message) for x in w])
print(warnings.formatwarning("msg", UserWarning, "file.py", 3, "code line"), end="")
@warnings.deprecated("use new() instead")
def old(): return "old result"
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(old(), w[0].category.__name__, w[0].message, old.__deprecated__)
for bad in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("nope"), lambda: warnings.warn("x", "y"), lambda: warnings.filterwarnings("error", category=int)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
def show(message, category, filename, lineno, file=None, line=None): print("custom show:", category.__name__, message, lineno)
warnings.showwarning = show
with warnings.catch_warnings():
    warnings.simplefilter("always")
    f("via showwarning")
