# Warnings shown on stderr in default mode, once per place.
import warnings


def old():
    warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2)


for i in range(2):
    warnings.warn("user warning")
    old()
warnings.warn("runtime", RuntimeWarning)
warnings.warn("hidden by default", PendingDeprecationWarning)
warnings.warn_explicit("explicit", UserWarning, "other.py", 12)


class Custom(UserWarning):
    pass


warnings.warn(Custom("an instance"))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("recorded")
    old()
print([(w.category.__name__, str(w.message), w.lineno) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("as error")
    except UserWarning as e:
        print("raised", repr(e))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("silent")
try:
    warnings.warn("x", int)
except TypeError as e:
    print(e)
print("done")
