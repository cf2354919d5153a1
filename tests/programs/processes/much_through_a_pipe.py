"""More than a pipe holds, both ways at once, and many small messages through queues."""

import multiprocessing as mp
import threading


def echo(connection):
    while True:
        try:
            data = connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(data[::-1])


def relay(source, target):
    for item in iter(source.get, None):
        target.put((item, item * item))
    target.put(None)


def main():
    context = mp.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=echo, args=(there,))
    process.start()
    there.close()
    for size in (0, 1, 65_535, 65_536, 65_537, 1_000_000):
        data = bytes(n % 251 for n in range(size))
        sender = threading.Thread(target=here.send_bytes, args=(data,))
        sender.start()
        print(size, here.recv_bytes() == data[::-1])
        sender.join()
    here.close()
    process.join()
    print(process.exitcode)

    source, target = context.Queue(), context.Queue()
    process = context.Process(target=relay, args=(source, target))
    process.start()
    for number in range(200):
        source.put(number)
    source.put(None)
    pairs = list(iter(target.get, None))
    process.join()
    print(len(pairs), pairs[:3], pairs[-1], process.exitcode)

    with context.Pool(2) as pool:
        print(pool.map(abs, range(-5, 5)), sum(pool.imap_unordered(abs, range(-50, 50), chunksize=7)))


if __name__ == "__main__":
    main()
