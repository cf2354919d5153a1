import json
data = {"name": "Ann", "n": 1, "f": 1.5, "t": True, "f2": False, "none": None, "l": [1, [2, {"k": "v"}]], "e": {}, "el": [], "u": "é\n\"\\\u2028"}
s = json.dumps(data)
print(s)
print(json.loads(s) == data, json.dumps(data, ensure_ascii=False), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, 2], separators=(",", ":")))
print(json.dumps({"a": [1, {"b": 2}], "e": [], "d": {}}, indent=2))
print(json.dumps([1, "x"], indent="\t"), json.dumps({1: "int", 1.5: "float", None: "none", True: "bool"}), json.dumps((1, 2)), json.dumps("a"), json.dumps(float("nan")), json.dumps(float("inf")), json.dumps(10 ** 20), json.dumps(1e100), json.dumps(0.1))
print(json.loads(' [1, -2.5, 1e3, "\\u00e9\\n", true, null] '), json.loads("1"), json.loads('"x"'), json.loads("NaN"), json.loads("-Infinity"), json.loads(b'{"a": 1}'), json.loads("1E400"), json.loads('"\\ud83d\\ude00"'), json.loads('{"a": 1, "a": 2}'))
for bad in ("", "{", "[1,]", "{'a': 1}", '{"a" 1}', '{"a": }', "[1 2]", "nul", '"abc', '"\t"', "1 2", '{"a": 1,}', "01", "[", '"\\x"', "{1: 2}", '{"a": 1 "b": 2}', "\ufeff1", "+1", ".5"):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(repr(bad), "|", e, "|", e.pos, e.lineno, e.colno)
for bad in ({1, 2}, object, 1j, b"x", {(1, 2): 3}, [lambda: 0]):
    try:
        print(json.dumps(bad))
    except TypeError as e:
        print(e)
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as e:
    print(e)
c = []
c.append(c)
try:
    json.dumps(c)
except ValueError as e:
    print(e)
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True), json.dumps({1, 2}, default=sorted), json.loads('{"x": 1.1}', parse_float=str), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())), json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads("[1]", parse_int=float))
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)
print(json.dumps({"z": 1 + 2j}, cls=Enc), Enc().encode([1j]), list(json.JSONEncoder().iterencode([1])))
import io
f = io.StringIO()
json.dump({"a": 1}, f)
print(f.getvalue(), json.load(io.StringIO("[true]")), json.JSONDecoder().raw_decode("[1] rest"))
from enum import IntEnum
class E(IntEnum):
    A = 1
class S(str): pass
print(json.dumps([E.A, S("sub"), True]), json.dumps({"a": E.A}))
