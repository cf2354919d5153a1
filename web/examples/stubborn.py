# Press Stop: it raises KeyboardInterrupt, as Ctrl-C does in a terminal,
# and `finally` runs. This one loops without ever awaiting anything.

import time

rounds = 0
start = time.perf_counter()
try:
    print("Counting. Press Stop (Escape) when you have seen enough.")
    while True:
        rounds += 1
finally:
    elapsed = time.perf_counter() - start
    print(f"{rounds:,} rounds in {elapsed:.1f} s: {rounds / elapsed / 1e6:.1f} million per second")
