# fromisoformat() takes digits of ASCII only; what it says about the rest.
from datetime import date, datetime, time, timedelta, timezone
for text in ("2024-05-06", "20240506", "2024-W19-1", "2024W19", "2024-5-06", "+024-05-06", "2024-05-0 ", "", "2024-W60-1"):
    try:
        print(repr(text), date.fromisoformat(text))
    except ValueError as e:
        print(repr(text), "ValueError", e)
for text in ("04:05", "04:05:06.7", "040506", "T04:05", "04:05:06,123456789", "24:00", "04:0٥", "4:05", "04:05Z", "04:05+01:30"):
    try:
        print(repr(text), repr(time.fromisoformat(text)))
    except ValueError as e:
        print(repr(text), "ValueError", e)
for text in ("2024-05-06T07:08", "2024-05-06 07:08:09.123+02:00", "2024-05-06T24:00", "2024-05-06T07:0٥", "20240506T070809Z"):
    try:
        print(repr(text), repr(datetime.fromisoformat(text)))
    except ValueError as e:
        print(repr(text), "ValueError", e)
for act in (lambda: timedelta(days=10**10), lambda: timedelta(days=10**9), lambda: timedelta(seconds=1e400) if False else timedelta(days=float("inf")), lambda: date(2024, 2, 30), lambda: date.max + timedelta(1), lambda: datetime(1, 1, 1) - timedelta(1), lambda: timezone(timedelta(hours=25)), lambda: datetime.now() < date.today(), lambda: date(1, 1, 1).replace(month=13)):
    try:
        print(act())
    except Exception as e:
        print(type(e).__name__, str(e).split("timezone(")[0])
