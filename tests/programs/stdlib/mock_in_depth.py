# unittest.mock: side effects, specs, patching, calls, sealed mocks, async mocks.
import asyncio
from unittest import mock
from unittest.mock import Mock, MagicMock, AsyncMock, patch, call, ANY, sentinel, create_autospec, mock_open, PropertyMock, seal
m = Mock(return_value=3, side_effect=None, name="thing")
print(m(1, a=2), m.call_args, m.call_count, m.mock_calls, m.method.deep(5) is m.method.deep.return_value)
print(m.mock_calls, m.method_calls)
m.side_effect = [1, ValueError("two"), 3]
for _ in range(3):
    try:
        print(m())
    except ValueError as e:
        print("raised", e)
for check in (lambda: m.assert_called_once(), lambda: m.assert_called_with(9), lambda: m.never.assert_called(), lambda: m.assert_any_call(7), lambda: m.assert_has_calls([call(8)])):
    try:
        check()
    except AssertionError as e:
        print(str(e))
class Thing:
    attr = 1
    def method(self, x, y=2): return x
    @property
    def prop(self): return 5
spec = create_autospec(Thing)
spec(1) if False else None
inst = spec.return_value
inst.method.return_value = "ok"
print(inst.method(1), inst.method.call_args)
for bad in (lambda: inst.method(), lambda: inst.nothing, lambda: Mock(spec=Thing).other):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, str(e).split(" id=")[0])
mm = MagicMock()
mm.__len__.return_value = 4
mm.__getitem__.side_effect = lambda k: k * 2
mm.__enter__.return_value = "entered"
with mm as got: print(got, len(mm), mm[21], int(mm), str(mm)[:10], bool(mm), list(mm))
with patch.object(Thing, "method", autospec=True, return_value="patched") as patched:
    t = Thing()
    print(t.method(1), patched.call_args == call(t, 1))
print(Thing().method(7))
with patch.dict("os.environ", {"NEW": "1"}, clear=True):
    import os
    print(dict(os.environ))
with patch("builtins.open", mock_open(read_data="a\nb\n")) as o:
    with open("f") as f: print(f.read(), list(o.mock_calls)[:2])
with patch.object(Thing, "prop", new_callable=PropertyMock, return_value=9): print(Thing().prop)
print(sentinel.x, ANY == 5, call(1, b=2), call.a.b(3).c(), [call(1), call(2)] == [call(1), call(2)])
async def main():
    am = AsyncMock(return_value=5, side_effect=None)
    print(await am(1), am.await_count, am.await_args)
    am.assert_awaited_once_with(1)
    failing = AsyncMock(side_effect=KeyError("k"))
    try:
        await failing()
    except KeyError as e:
        print("KeyError", e)
asyncio.run(main())
s = Mock(); s.a.return_value = 1; seal(s)
try:
    s.b
except AttributeError as e:
    print(e)
@patch(f"{__name__}.Thing")
def decorated(cls, extra=1): return cls is Thing, extra
print(decorated(), decorated(extra=2))
