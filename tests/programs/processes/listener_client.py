"""Listener and Client: authenticated connections by address."""
import multiprocessing as mp
from multiprocessing.connection import AuthenticationError, Client, Listener


def serve(ready):
    with Listener(authkey=b"secret") as listener:
        ready.send(listener.address)
        for _ in range(2):
            try:
                with listener.accept() as connection:
                    connection.send([2.25, None, "junk", float])
                    connection.send_bytes(b"hello")
            except AuthenticationError as error:
                ready.send(str(error))


if __name__ == "__main__":
    ours, theirs = mp.Pipe()
    process = mp.Process(target=serve, args=(theirs,))
    process.start()
    address = ours.recv()
    with Client(address, authkey=b"secret") as connection:
        print(connection.recv(), connection.recv_bytes())
    try:
        Client(address, authkey=b"wrong")
    except AuthenticationError as error:
        print("client:", error)
    print("server:", ours.recv())
    process.join()
    print(process.exitcode)
