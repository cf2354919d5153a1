"""Values and arrays in shared memory: types, limits, slices, locks."""
import multiprocessing as mp
from multiprocessing.sharedctypes import RawArray, RawValue


def negate(number, numbers, letters):
    number.value = 3.25
    for n in range(len(numbers)):
        numbers[n] = -numbers[n]
    letters.value = b"changed"


if __name__ == "__main__":
    number, numbers, letters = mp.Value("d", 0.0), mp.Array("i", range(6)), mp.Array("c", b"original")
    process = mp.Process(target=negate, args=(number, numbers, letters))
    process.start()
    process.join()
    print(number.value, numbers[:], letters.value, letters.raw)
    numbers[1:3] = [7, 8]
    print(numbers[:], numbers[-1], numbers[::2], len(numbers), list(numbers))
    byte = mp.Value("B", 250)
    byte.value += 10
    print(byte.value, mp.Value("b", 200).value, mp.Value("?", True).value if False else mp.Value("H", 70000).value)
    for wrong in (lambda: numbers[10], lambda: mp.Value("i", "x"), lambda: mp.Value("zz")):
        try:
            wrong()
        except (IndexError, TypeError, KeyError) as error:
            print(type(error).__name__)
    raw, plain = RawValue("i", 4), RawArray("d", 3)
    raw.value *= 2
    plain[0] = 1.5
    print(raw.value, plain[:])
    unlocked = mp.Value("i", 1, lock=False)
    print(hasattr(unlocked, "get_lock"), hasattr(number, "get_lock"))
    with number.get_lock():
        number.value += 1
    print(number.value, number.get_obj().value)
