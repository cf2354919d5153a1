# Static and class methods show the annotations of what they wrap.
class C:
    @classmethod
    def make(cls, x: int) -> "C": ...
    @staticmethod
    def tool(y: str = "s") -> None: ...
for method in (C.__dict__["make"], C.__dict__["tool"]):
    print(method.__annotations__, method.__name__, method.__wrapped__.__name__, callable(method.__annotate__))
print(C.make.__annotations__, C.tool.__annotations__)
m = C.__dict__["make"]
m.__annotations__ = {"x": float}
print(m.__annotations__, C.make.__annotations__)
def outer():
    class Inner:
        @property
        def p(self): return 1
    return Inner()
for act in (lambda o: setattr(o, "p", 1), lambda o: delattr(o, "p")):
    try:
        act(outer())
    except AttributeError as e:
        print(e)
