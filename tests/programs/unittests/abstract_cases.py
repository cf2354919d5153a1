# Test cases that are abstract are not collected; those derived from them are.
import abc
import io
import unittest
class Base(unittest.TestCase, abc.ABC):
    @abc.abstractmethod
    def make(self): ...
    def test_made(self): self.assertTrue(self.make())
class One(Base):
    def make(self): return 1
class Zero(Base):
    def make(self): return 0
loader = unittest.TestLoader()
print(loader.getTestCaseNames(One), loader.loadTestsFromTestCase(Base).countTestCases(), loader.loadTestsFromTestCase(One).countTestCases())
suite = unittest.TestSuite(loader.loadTestsFromTestCase(c) for c in (Base, One, Zero))
result = unittest.TextTestRunner(stream=io.StringIO(), verbosity=2).run(suite)
print(result, [str(t) for t, _ in result.failures])
