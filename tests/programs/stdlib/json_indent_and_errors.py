# json: indenting of what is left out, lists changed by default(), notes on errors, circular data.
import json
print(json.dumps({b"x": 1}, skipkeys=True, indent=4), json.dumps({b"x": 1, "y": [], "z": {}}, skipkeys=True, indent=2))
print(json.dumps([[], {}, [1, {"a": [2]}]], indent=1), json.dumps({"a": (1, 2)}, indent="\t"))
items = [object()] * 10
def shrink(obj):
    del items[-1]
print(json.dumps(items, default=shrink))
for bad in (lambda: json.dumps({"a": [1, {2: object()}]}), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps(float("nan"), allow_nan=False)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e).split(" at 0x")[0], getattr(e, "__notes__", []))
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
for text in ("", "[1,", '{"a" 1}', '{"a": 1,}', "[1,]", "nul", '"\n"', '"\\x"', "1 2", '{"a"', "-", "[NaN, Infinity]"):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), e, (e.pos, e.lineno, e.colno))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads("1.50", parse_float=str), json.loads("[1]", parse_int=float))
class Enc(json.JSONEncoder):
    def default(self, o):
        return [o.real, o.imag] if isinstance(o, complex) else super().default(o)
print(json.dumps([1 + 2j], cls=Enc), "".join(Enc(indent=None, separators=(",", ":")).iterencode({"z": 3j})))
print(json.dumps("é€😀\x7f\u2028"), json.dumps("é€😀", ensure_ascii=False), json.dumps({1: None, None: True, 2.5: False}, sort_keys=False))
