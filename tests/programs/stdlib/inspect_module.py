import inspect
class Base:
    """Base doc."""
    def m(self, a, b=2): "m doc"
    @classmethod
    def c(cls): ...
    @staticmethod
    def s(): ...
    @property
    def p(self): return 1
    attr = 5
class Sub(Base):
    def m(self, a, b=2): return super().m(a, b)
def gen(): yield
async def coro(): ...
async def agen(): yield
o = Sub()
print([n for n, _ in inspect.getmembers(o) if not n.startswith("_")], [n for n, v in inspect.getmembers(Sub, inspect.isfunction)])
print(inspect.isclass(Sub), inspect.ismethod(o.m), inspect.isfunction(Sub.m), inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), inspect.iscoroutinefunction(coro), inspect.isasyncgenfunction(agen), inspect.isbuiltin(len), inspect.ismodule(inspect), inspect.isdatadescriptor(Base.__dict__["p"]), inspect.isroutine(len), inspect.isabstract(Base))
print(inspect.getdoc(Sub), inspect.getdoc(Sub.m), inspect.getmro(Sub), inspect.getmodule(Sub).__name__, inspect.cleandoc("  a\n    b\n    c"), inspect.getattr_static(o, "p").__class__.__name__)
print(inspect.getsource(gen).strip(), inspect.getsourcelines(coro), inspect.getfile(gen).split("/")[-1], inspect.getcomments(gen))
def frames():
    f = inspect.currentframe()
    info = inspect.getframeinfo(f)
    return info.function, info.lineno, f.f_back.f_code.co_name, [s.function for s in inspect.stack()]
print(frames())
g = gen()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
def closure():
    x = 1
    def inner(): return x
    return inner
print(inspect.getclosurevars(closure()).nonlocals, inspect.signature(Sub), inspect.unwrap(o.m) == o.m, inspect.classify_class_attrs(Sub)[-1].name)
for bad in (lambda: inspect.getsource(5), lambda: inspect.getsource(len), lambda: inspect.signature(5), lambda: inspect.getfile(5), lambda: inspect.getgeneratorstate(5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print([a.name + ":" + a.kind for a in inspect.classify_class_attrs(Base) if not a.name.startswith("_")], inspect.getcallargs(lambda a, b=2, *c: 0, 1), inspect.ismethoddescriptor(str.upper), inspect.isawaitable(coro) )
