from datetime import datetime, date, time, timedelta, timezone
d = date(2026, 2, 28)
print(d, repr(d), d + timedelta(1), d - date(2026, 1, 1), d.weekday(), d.isoweekday(), d.isocalendar(), d.isoformat(), d.strftime("%A %d %B %Y %j %U"), d.replace(day=1), d.toordinal(), date.fromordinal(1), date.fromisoformat("2026-12-31"), d.timetuple()[:3], d.ctime(), date.min, date.max)
dt = datetime(2026, 11, 20, 13, 5, 9, 123456)
print(dt, repr(dt), dt.date(), dt.time(), dt.isoformat(), dt.isoformat(" ", "seconds"), dt.replace(microsecond=0), dt + timedelta(hours=12), dt - datetime(2026, 1, 1), dt.strftime("%Y-%m-%d %H:%M:%S.%f %I %p %a %b %y %%"), datetime.strptime("3 Mar 2025 04:05", "%d %b %Y %H:%M"), datetime.fromisoformat("2026-01-02T03:04:05+02:00"), datetime.combine(d, time(1, 2)))
td = timedelta(days=1, hours=25, minutes=-3, seconds=0.5)
print(td, repr(td), td.days, td.seconds, td.microseconds, td.total_seconds(), -td, abs(-td), td * 2, td / 2, td // timedelta(hours=1), td % timedelta(hours=1), divmod(td, timedelta(hours=5)), timedelta(0), bool(timedelta()), timedelta(-1), timedelta(seconds=-1), timedelta(weeks=1) > td, sum([td, td], timedelta()), timedelta.max, timedelta(microseconds=1))
t = time(23, 59, 58)
print(t, repr(t), t.isoformat(), t.replace(hour=1), t > time(1), time.fromisoformat("04:23:01.5"), time(1, 2, 3, 4), t.strftime("%H.%M"))
utc = timezone.utc
a = datetime(2026, 1, 1, tzinfo=utc)
est = timezone(timedelta(hours=-5), "EST")
print(a, repr(a), a.astimezone(est), a.timestamp(), datetime.fromtimestamp(0, utc), est, repr(est), a.utcoffset(), a.tzname(), a.astimezone(est).tzname(), a == a.astimezone(est), timezone(timedelta(hours=5, minutes=30)), a.isoformat(), datetime(2026, 1, 1, tzinfo=est) - a, datetime.fromtimestamp(1e9, est))
for f in (lambda: date(2026, 2, 30), lambda: date(0, 1, 1), lambda: datetime(2026, 13, 1), lambda: time(25), lambda: date(2026, 1, 1) + 1, lambda: d < dt, lambda: dt < a, lambda: dt - a, lambda: datetime.strptime("x", "%Y"), lambda: datetime.strptime("2026 extra", "%Y"), lambda: date.fromisoformat("2026-1-1"), lambda: date.max + timedelta(1), lambda: timedelta(days=10 ** 10), lambda: timedelta("a"), lambda: timezone(timedelta(hours=25)), lambda: d - 5, lambda: date("x"), lambda: datetime.strptime("1", "%Q"), lambda: a.replace(hour=24), lambda: date(2026, 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(date(2024, 2, 29).replace(year=2028), (date(2026, 12, 25) - date(2026, 11, 20)).days, [str(date(2026, 1, 30) + timedelta(days=i)) for i in range(3)], hash(d) == hash(date(2026, 2, 28)), sorted([date(2026, 3, 1), d]), max(d, date(2025, 1, 1)), d == dt, isinstance(dt, date), dt.fold, datetime.min, f"{dt:%H:%M}", f"{d!s:>12}")
