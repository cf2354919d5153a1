# doctest: what a failing example's report looks like, options and exceptions.
import doctest
import io
from contextlib import redirect_stdout
def good():
    """
    >>> 1 + 1
    2
    >>> print("a  b")   # doctest: +NORMALIZE_WHITESPACE
    a b
    >>> [1, 2, 3] + list(range(50))  # doctest: +ELLIPSIS
    [1, 2, ..., 49]
    >>> 1 / 0
    Traceback (most recent call last):
        ...
    ZeroDivisionError: division by zero
    >>> skipped()  # doctest: +SKIP
    """
def bad():
    """
    >>> 1 + 1
    3
    >>> undefined
    1
    >>> for i in range(2):
    ...     print(i)
    0
    2
    """
finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner(verbose=False)
out = io.StringIO()
for function in (good, bad):
    for test in finder.find(function, function.__name__, globs={}):
        print(test.name, runner.run(test, out=out.write), len(test.examples))
print(out.getvalue().replace(__file__, "FILE"))
runner2 = doctest.DocTestRunner(verbose=False, optionflags=doctest.REPORT_NDIFF | doctest.FAIL_FAST)
out = io.StringIO(); runner2.run(finder.find(bad, "bad", globs={})[0], out=out.write); print(out.getvalue().replace(__file__, "FILE"))
parser = doctest.DocTestParser()
print([(e.source, e.want, e.lineno, e.exc_msg) for e in parser.get_examples(">>> a\n1\n\ntext\n>>> b\nTraceback (most recent call last):\nKeyError: 'x'\n")])
print(doctest.script_from_examples("Text\n>>> 1\n1\n>>> x = 2\n"))
try:
    parser.get_examples(">>>x")
except ValueError as e:
    print(e)
