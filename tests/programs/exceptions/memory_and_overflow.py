# Errors of size: they come at once and leave the program usable.
for f in (lambda: "a" * 10**19, lambda: [0] * 2**62, lambda: range(10**30)[10**29], lambda: bytes(2**62), lambda: 2.0**1024, lambda: float(10**400), lambda: int("9" * 5000), lambda: str(10**5000), lambda: (1).to_bytes(1, "big") and (300).to_bytes(1, "big"), lambda: bytearray(2**63), lambda: list(range(5))[2**70], lambda: "abc"[10**30], lambda: 1 << 10**20, lambda: len(range(10**20)), lambda: round(1.5, 10**400), lambda: "x".center(10**20), lambda: [1] * -5, lambda: (1,) * 2**62, lambda: __import__("math").factorial(-1), lambda: __import__("math").exp(1000), lambda: __import__("math").factorial(10**20), lambda: 10.0**308 * 10, lambda: -(10.0**308) * 10):
    try:
        r = f()
        print("result", r if not hasattr(r, "__len__") or len(r) < 5 else type(r))
    except (MemoryError, OverflowError, ValueError, IndexError) as e:
        print(type(e).__name__, str(e)[:80])
print("alive", 2**100)
