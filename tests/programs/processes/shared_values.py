import multiprocessing as mp


def bump(v, arr, n):
    for _ in range(n):
        with v.get_lock():
            v.value += 1
    for i in range(len(arr)):
        with arr.get_lock():
            arr[i] += i


if __name__ == "__main__":
    v, arr = mp.Value("i", 0), mp.Array("d", [0.5, 1.5, 2.5])
    ps = [mp.Process(target=bump, args=(v, arr, 50)) for _ in range(3)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(v.value, list(arr), arr[1], len(arr), arr[:2])
    arr[0] = 9
    print(arr[0], mp.Value("c", b"x").value, mp.Value("d", 1.5).value, mp.Array("i", 3)[:], mp.Array("c", b"text").value)
    raw = mp.RawValue("i", 7)
    print(raw.value)
    for bad in (lambda: mp.Value("z", 0), lambda: arr.__setitem__(9, 1), lambda: setattr(v, "value", "x")):
        try:
            bad()
        except (TypeError, IndexError, KeyError) as e:
            print(type(e).__name__, e)
