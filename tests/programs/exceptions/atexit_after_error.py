import atexit

atexit.register(lambda: print("still runs"))
print("start")
raise RuntimeError("boom")
