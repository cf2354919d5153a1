import socket
import select
import selectors
import threading
a, b = socket.socketpair()
a.sendall(b"hello")
print(b.recv(3), b.recv(10))
r, w, x = select.select([a, b], [a], [], 0)
print(len(r), len(w))
a.sendall(b"line 1\nline 2\n")
with b.makefile() as f:
    print(f.readline(), f.readline())
b.settimeout(0.01)
try:
    b.recv(1)
except TimeoutError as e:
    print("timeout", e)
b.setblocking(False)
try:
    b.recv(1)
except BlockingIOError as e:
    print(type(e).__name__)
sel = selectors.DefaultSelector()
sel.register(b, selectors.EVENT_READ, "data")
print(sel.select(0))
a.send(b"x")
print([(k.data, m) for k, m in sel.select(1)])
sel.close()
a.close()
print(b.recv(10), b.recv(10))
b.close()
try:
    b.recv(1)
except OSError as e:
    print(e)
def echo(srv):
    conn, _ = srv.accept()
    with conn:
        while data := conn.recv(100):
            conn.sendall(data[::-1])
with socket.create_server(("127.0.0.1", 0)) as srv:
    t = threading.Thread(target=echo, args=(srv,))
    t.start()
    with socket.create_connection(srv.getsockname()) as c:
        c.sendall(b"abc")
        print(c.recv(10), c.getpeername() == srv.getsockname())
    t.join()
try:
    socket.create_connection(("127.0.0.1", 1), timeout=1)
except ConnectionRefusedError as e:
    print(type(e).__name__)
print(socket.inet_aton("1.2.3.4"), socket.htons(1), socket.AF_INET, socket.SOCK_STREAM)
