"""Pipes: objects, bytes, ends, polling, and waiting for several."""
import multiprocessing as mp
from multiprocessing.connection import wait


def talk(connection):
    with connection:
        while True:
            try:
                message = connection.recv()
            except EOFError:
                return
            connection.send((type(message).__name__, message))


def bytes_back(connection):
    data = connection.recv_bytes()
    connection.send_bytes(data[::-1])
    connection.send_bytes(data, 2, 3)
    connection.close()


def say(connection, n):
    connection.send(n)
    connection.close()


if __name__ == "__main__":
    ours, theirs = mp.Pipe()
    process = mp.Process(target=talk, args=(theirs,))
    process.start()
    theirs.close()
    for message in (1, "two", [3.0], {"four": None}, b"5" * 100_000):
        ours.send(message)
        name, back = ours.recv()
        print(name, back == message)
    print(ours.poll(), ours.poll(0.01), ours.closed)
    ours.close()
    process.join()
    print(process.exitcode, ours.closed)
    try:
        ours.send(1)
    except OSError as error:
        print(error)
    ours, theirs = mp.Pipe()
    process = mp.Process(target=bytes_back, args=(theirs,))
    process.start()
    theirs.close()
    ours.send_bytes(b"abcdef")
    print(ours.recv_bytes())
    buffer = bytearray(8)
    print(ours.recv_bytes_into(buffer), bytes(buffer))
    try:
        ours.recv()
    except EOFError as error:
        print("end", repr(error))
    process.join()
    reader, writer = mp.Pipe(duplex=False)
    for call in (lambda: writer.recv(), lambda: reader.send(1)):
        try:
            call()
        except OSError as error:
            print(error)
    readers = []
    for n in range(3):
        reader, writer = mp.Pipe(duplex=False)
        readers.append(reader)
        mp.Process(target=say, args=(writer, n)).start()
        writer.close()
    heard = []
    while readers:
        for reader in wait(readers):
            try:
                heard.append(reader.recv())
            except EOFError:
                readers.remove(reader)
    print(sorted(heard))
    ours, theirs = mp.Pipe()
    ours.send_bytes(b"x" * 10)
    try:
        theirs.recv_bytes(5)
    except OSError as error:
        print(error)
