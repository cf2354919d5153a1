"""Memory that processes share by a name."""
from multiprocessing import Lock, Process, shared_memory


def write(name):
    memory = shared_memory.SharedMemory(name)
    print("child sees", bytes(memory.buf[:5]), flush=True)
    memory.buf[1] = 33
    memory.close()


def count(name, lock, times):
    numbers = shared_memory.ShareableList(name=name)
    for _ in range(times):
        with lock:
            numbers[0] += 1
    numbers.shm.close()


if __name__ == "__main__":
    memory = shared_memory.SharedMemory(create=True, size=10)
    print(type(memory.buf), len(memory.buf), memory.size, memory.buf.readonly, memory.buf.format)
    memory.buf[:4] = bytearray([22, 33, 44, 55])
    memory.buf[4] = 100
    other = shared_memory.SharedMemory(memory.name)
    print(other.buf[:5].tolist(), other.name == memory.name)
    other.buf[:5] = b"howdy"
    for action in (
        lambda: memory.buf[10],
        lambda: memory.buf.__setitem__(0, 256),
        lambda: memory.buf.__setitem__(slice(0, 2), b"abc"),
    ):
        try:
            action()
        except Exception as error:
            print(type(error).__name__, error)
    process = Process(target=write, args=(memory.name,))
    process.start()
    process.join()
    print(bytes(memory.buf[:5]))
    other.close()
    memory.close()
    memory.unlink()
    try:
        shared_memory.SharedMemory("not_there_at_all")
    except FileNotFoundError as error:
        print(error)
    values = shared_memory.ShareableList(["howdy", b"HoWdY", -273.154, 100, None, True, 42])
    values[2] = -78.5
    values[2] = "dry ice"
    try:
        values[4] = "larger than the space that there is"
    except ValueError as error:
        print(error)
    print(list(values), values.count(42), values.index(42), len(values), values.format)
    values.shm.close()
    values.shm.unlink()
    numbers, lock = shared_memory.ShareableList([0, 1]), Lock()
    processes = [Process(target=count, args=(numbers.shm.name, lock, 10)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(numbers[0])
    numbers.shm.close()
    numbers.shm.unlink()
