# pydoc: what help() says, as plain text.
import pydoc
class Shape:
    """A figure.

    It has an area.
    """
    sides: int = 0
    def __init__(self, name="none"): self.name = name
    def area(self, scale: float = 1.0, *, exact=False) -> float:
        """The area."""
        return 0.0
    @property
    def label(self):
        """Its label."""
        return self.name
    @classmethod
    def make(cls): "Makes one."
    @staticmethod
    def unit(): "The unit."
def function(a, b=2, /, c=3, *args, d, **kwargs):
    """Does things."""
print(pydoc.render_doc(function, renderer=pydoc.plaintext))
print(pydoc.render_doc(Shape, renderer=pydoc.plaintext))
print(pydoc.getdoc(Shape), pydoc.splitdoc("one\n\ntwo"), pydoc.describe(function))
help(function)
