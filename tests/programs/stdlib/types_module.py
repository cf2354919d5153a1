import types, sys
ns = types.SimpleNamespace(a=1, b=2)
ns.c = 3
print(ns, ns == types.SimpleNamespace(a=1, b=2, c=3), ns.__dict__, types.SimpleNamespace({"x": 1}))
for name in ("FunctionType", "LambdaType", "GeneratorType", "CoroutineType", "AsyncGeneratorType", "MethodType", "BuiltinFunctionType", "ModuleType", "TracebackType", "FrameType", "CodeType", "MappingProxyType", "CellType", "NoneType", "EllipsisType", "NotImplementedType", "GenericAlias", "UnionType", "WrapperDescriptorType", "MethodDescriptorType", "GetSetDescriptorType", "ClassMethodDescriptorType", "MethodWrapperType", "MemberDescriptorType"):
    print(name, getattr(types, name).__name__, end="; ")
print()
m = types.ModuleType("made", "doc")
exec("x = 1\ndef f(): return x", m.__dict__)
print(m.f(), m.__name__, m.__doc__, repr(m))
C = types.new_class("C", (list,), {}, lambda ns: ns.update(size=property(len)))
print(C([1, 2]).size, C.__mro__[1], types.resolve_bases((list,)), types.prepare_class("X"))
class D:
    @types.DynamicClassAttribute
    def v(self): return "instance"
print(D().v)
p = types.MappingProxyType({"a": 1})
print(p, p["a"], p | {"b": 2}, list(p), "a" in p, p.get("z"))
def f(a, b=1): return a + b
g = types.FunctionType(f.__code__, globals(), "g", (10,))
print(g(1), g.__name__, types.MethodType(f, 5)(6))
code = f.__code__.replace(co_name="renamed")
print(code.co_name, types.FunctionType(code, {})(1, 2))
print(isinstance(f, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance((lambda: (yield))(), types.GeneratorType), type(int | str) is types.UnionType, types.GenericAlias(list, (int,)) == list[int], types.CellType(5).cell_contents)
for bad in (lambda: types.SimpleNamespace(1), lambda: types.MethodType(5, 5), lambda: types.MethodType(f, None), lambda: types.FunctionType(5, {}), lambda: types.MappingProxyType(5), lambda: types.ModuleType(), lambda: p.__setitem__, lambda: types.coroutine(5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
f2 = sys._getframe()
print(f2.f_code.co_name, f2.f_lineno > 0, f2.f_globals is globals(), f2.f_back)
