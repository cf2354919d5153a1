# An exception in a thread does not change the exit status; sys.exit in main waits for threads.
import sys
import threading

gate = threading.Event()


def late():
    gate.wait()
    print("after main")


threading.Thread(target=late).start()
threading.excepthook = lambda args: print("hook:", args.exc_value)
t = threading.Thread(target=lambda: 1 / 0)
t.start()
t.join()
gate.set()
sys.exit(5)
