"""Processes that start processes: what all of them share is one."""

import multiprocessing as mp
import os
import subprocess
import sys


def leaf(lock, counter, table, place, times):
    for _ in range(times):
        with lock:
            counter.value += 1
    table[place] = place * place


def branch(number, lock, counter, table, connection):
    context = mp.get_context("spawn")
    leaves = [
        context.Process(target=leaf, args=(lock, counter, table, number * 2 + n, 5)) for n in range(2)
    ]
    for process in leaves:
        process.start()
    for process in leaves:
        process.join()
    connection.send((number, [process.exitcode for process in leaves]))
    connection.close()


def grandparent_of_a_command(connection):
    code = "import sys; data = sys.stdin.read(); print(data.upper(), end=''); sys.exit(len(data))"
    done = subprocess.run([sys.executable, "-c", code], input="abc", capture_output=True, text=True)
    connection.send((done.returncode, done.stdout, done.stderr))
    reader, writer = os.pipe()
    os.write(writer, b"within")
    os.close(writer)
    connection.send((os.read(reader, 100), os.read(reader, 100)))
    connection.close()


def main():
    context = mp.get_context("spawn")
    lock = context.Lock()
    counter = context.Value("i", 0, lock=False)
    table = context.Array("q", 4)
    ends = []
    branches = []
    for number in range(2):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=branch, args=(number, lock, counter, table, there))
        process.start()
        there.close()
        ends.append(here)
        branches.append(process)
    for end in ends:
        print(end.recv())
        try:
            end.recv()
        except EOFError:
            print("closed")
    for process in branches:
        process.join()
    print(counter.value, table[:], [process.exitcode for process in branches])

    here, there = context.Pipe(duplex=False)
    process = context.Process(target=grandparent_of_a_command, args=(there,))
    process.start()
    there.close()
    print(here.recv())
    print(here.recv())
    process.join()
    print(process.exitcode)


if __name__ == "__main__":
    main()
