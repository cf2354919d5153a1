"""Servers in threads of their own, asked by the main thread."""
import socketserver, threading, socket, http.server, urllib.request, json, selectors

class H(socketserver.StreamRequestHandler):

    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.strip()[::-1] + b'\n')
with socketserver.ThreadingTCPServer(('127.0.0.1', 0), H) as srv:
    srv.daemon_threads = True
    t = threading.Thread(target=srv.serve_forever, kwargs={'poll_interval': 0.01})
    t.start()
    with socket.create_connection(srv.server_address) as s:
        f = s.makefile('rwb')
        f.write(b'abc\ndef\n')
        f.flush()
        print(f.readline(), f.readline())
    srv.shutdown()
    t.join()

class W(http.server.BaseHTTPRequestHandler):

    def do_GET(self):
        b = json.dumps({'path': self.path}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(b)))
        self.end_headers()
        self.wfile.write(b)

    def do_POST(self):
        d = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(d.upper())

    def log_message(self, f, *a):
        print('log', f % a)
with http.server.ThreadingHTTPServer(('127.0.0.1', 0), W) as srv:
    t = threading.Thread(target=srv.serve_forever, args=(0.01,))
    t.start()
    u = f'http://127.0.0.1:{srv.server_port}'
    with urllib.request.urlopen(u + '/x?y=1') as r:
        print(r.status, r.headers['Content-Type'], json.load(r))
    with urllib.request.urlopen(urllib.request.Request(u, b'data', method='POST')) as r:
        print(r.status, r.read())
    try:
        urllib.request.urlopen(urllib.request.Request(u, method='PUT'))
    except urllib.error.HTTPError as e:
        print(e.code, e.reason)
    srv.shutdown()
    t.join()
a, b = socket.socketpair()
sel = selectors.DefaultSelector()
sel.register(b, selectors.EVENT_READ, 'data')
print(sel.select(0))
a.send(b'hi')
print([(k.data, m) for k, m in sel.select(1)], b.recv(10))
sel.close()
a.settimeout(0.01)
try:
    a.recv(1)
except TimeoutError as e:
    print(repr(e))
a.setblocking(False)
try:
    a.recv(1)
except BlockingIOError as e:
    print(e.errno)
b.close()
print(a.recv(1))
a.close()
