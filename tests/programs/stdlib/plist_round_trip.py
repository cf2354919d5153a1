# Property lists, as XML and binary.
import datetime
import plistlib
data = {"aString": "Doodah & <co>", "aList": ["A", 12, 32.5, [1, 2]], "aTrue": True, "aFalse": False, "aData": b"<binary gunk>" * 3, "aDate": datetime.datetime(2024, 5, 6, 7, 8, 9)}
text = plistlib.dumps(data, sort_keys=True)
print(text.decode())
print(plistlib.loads(text) == data, plistlib.loads(plistlib.dumps(data, fmt=plistlib.FMT_BINARY)) == data)
print(plistlib.loads(b'<plist version="1.0"><dict><key>foo</key><string>bar</string></dict></plist>')["foo"])
for bad in (b"", b"<plist><dict><string>x</string></dict></plist>", b"nothing"):
    try:
        plistlib.loads(bad)
    except Exception as e:
        print(type(e).__name__, e)
try:
    plistlib.dumps({1: 2})
except TypeError as e:
    print(e)
