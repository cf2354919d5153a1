from unittest.mock import Mock, MagicMock, patch, call, ANY, sentinel, AsyncMock
m = Mock(return_value=3)
print(m(1, x=2), m.called, m.call_count, m.call_args, m.call_args_list, m.mock_calls)
m.method.return_value = "r"
print(m.method("a"), m.attr.other is m.attr.other, m.method.call_args == call("a"))
m.assert_called_once_with(1, x=2)
try:
    m.assert_called_once_with(9)
except AssertionError as e:
    print(e)
try:
    Mock(name="n").assert_called()
except AssertionError as e:
    print(e)
s = Mock(side_effect=[1, ValueError("second"), 3])
print(s())
try:
    s()
except ValueError as e:
    print(e)
print(s(), Mock(side_effect=lambda x: x * 2)(4))
mm = MagicMock()
mm.__len__.return_value = 7
mm.__getitem__.side_effect = lambda k: k * 2
print(len(mm), mm["ab"], int(mm), bool(mm), list(mm), 1 in mm)
with mm as ctx:
    print(type(ctx).__name__)
import math
with patch("math.sqrt", return_value="patched") as p:
    print(math.sqrt(4), p.called)
print(math.sqrt(4))
class C:
    def greet(self): return "real"
with patch.object(C, "greet", lambda self: "fake"):
    print(C().greet())
print(C().greet(), sentinel.x, ANY == 5)
with patch.dict({"a": 1}, {"b": 2}) as d:
    print(d)
spec = Mock(spec=C)
try:
    spec.nope
except AttributeError as e:
    print(e)
import asyncio
am = AsyncMock(return_value=5)
print(asyncio.run(am(1)), am.await_count)
try:
    m.assert_has_calls([call(7)])
except AssertionError as e:
    print(str(e).splitlines()[0])
