import multiprocessing as mp


def child(conn):
    while True:
        try:
            msg = conn.recv()
        except EOFError:
            break
        conn.send((msg, type(msg).__name__))
    conn.close()


if __name__ == "__main__":
    a, b = mp.Pipe()
    p = mp.Process(target=child, args=(b,))
    p.start()
    b.close()
    for m in (1, "text", [1, {"k": (2,)}], None, b"bytes"):
        a.send(m)
        print(a.recv())
    print(a.poll(), a.poll(0.01))
    a.close()
    p.join()
    print(p.exitcode)
    r, w = mp.Pipe(duplex=False)
    w.send("one way")
    print(r.poll(), r.recv(), r.readable, r.writable, w.writable)
    w.send_bytes(b"raw")
    print(r.recv_bytes())
    for f in (lambda: r.send(1), lambda: w.recv()):
        try:
            f()
        except OSError as e:
            print(e)
    w.close()
    try:
        r.recv()
    except EOFError as e:
        print("EOFError", e)
    try:
        a.send(1)
    except OSError as e:
        print(e)
