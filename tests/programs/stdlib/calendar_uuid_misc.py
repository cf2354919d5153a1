import calendar
import uuid
print(calendar.month(2026, 2))
print(calendar.monthrange(2024, 2), calendar.isleap(2100), calendar.leapdays(2000, 2026), calendar.weekday(2026, 11, 20), calendar.day_name[0], list(calendar.month_abbr)[:3], calendar.monthcalendar(2026, 2)[0], calendar.timegm((2026, 1, 1, 0, 0, 0)))
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2026, 11), [str(d) for d in calendar.Calendar().itermonthdates(2026, 2)][:2], list(calendar.Calendar().itermonthdays(2026, 2))[:8])
for f in (lambda: calendar.monthrange(2026, 13), lambda: calendar.weekday(0, 1, 1) and calendar.month(2026, 0), lambda: calendar.setfirstweekday(9)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
u = uuid.uuid5(uuid.NAMESPACE_DNS, "python.org")
print(u, repr(u), u.version, u.variant, u.hex, u.int, u.urn, u.bytes[:4], uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.UUID("{12345678123456781234567812345678}"), uuid.UUID(int=1), u == uuid.UUID(str(u)), u < uuid.UUID(int=0), uuid.uuid4().version, len(str(uuid.uuid4())), uuid.UUID(bytes=b"\0" * 16), u.fields[0])
for f in (lambda: uuid.UUID("x"), lambda: uuid.UUID(int=-1), lambda: uuid.UUID(), lambda: setattr(u, "x", 1), lambda: u < 5):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
import keyword
print(keyword.iskeyword("if"), keyword.softkwlist, len(keyword.kwlist), keyword.issoftkeyword("match"))
