# shelve and dbm over the plain Python database.
import dbm
import dbm.dumb
import os
import shelve
import tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "data")
    with dbm.dumb.open(path, "c") as db:
        db[b"hello"] = b"there"
        db["www.python.org"] = "Python Website"
        print(db[b"hello"], db.get("nope", b"not present"), sorted(db.keys()), len(db), b"hello" in db)
        try:
            db["x"] = 4
        except TypeError as e:
            print("TypeError", e)
        del db["hello"]
        try:
            db["hello"]
        except KeyError as e:
            print("KeyError", e)
    print(dbm.whichdb(path), sorted(os.listdir(folder)))
    base = os.path.join(folder, "shelf")
    with shelve.Shelf(dbm.dumb.open(base, "c"), writeback=True) as shelf:
        shelf["list"] = [1, 2]
        shelf["list"].append(3)
        shelf["d"] = {"k": (1, None)}
        print(sorted(shelf), "d" in shelf, len(shelf))
    with shelve.Shelf(dbm.dumb.open(base, "r")) as shelf:
        print(shelf["list"], shelf["d"])
    try:
        shelf["list"]
    except ValueError as e:
        print(e)
