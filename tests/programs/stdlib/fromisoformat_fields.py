# What fromisoformat() says of texts of the right form whose fields are wrong.
from datetime import date, datetime, time
for cls, texts in ((date, ("٢024-05-06", "2024-13-01", "2024-02-30")), (time, ("04:60", "25:00", "04:05:61")), (datetime, ("2024-05-06T", "2024-05-32", "2024-05-06T07:61"))):
    for text in texts:
        try:
            print(repr(text), repr(cls.fromisoformat(text)))
        except ValueError as e:
            print(repr(text), "ValueError", e)
