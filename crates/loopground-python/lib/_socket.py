"""Sockets inside the program: local ones by path or pair, and internet ones on this host's own addresses.

There is no network here. A name that is not this host's is not found, and an address that is not this host's cannot
be reached. Streams are carried between all of the session's processes, datagrams inside of one.
"""

import _sockets
import os as _os
import time as _time
from collections import deque as _deque

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
SOCK_NONBLOCK, SOCK_CLOEXEC = 2048, 524288
SOL_SOCKET, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST = 1, 2, 3, 4, 6
SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_LINGER, SO_REUSEPORT = 7, 8, 9, 13, 15
SO_RCVTIMEO, SO_SNDTIMEO = 20, 21
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 6, 17, 41
IPV6_V6ONLY, TCP_NODELAY = 26, 1
SOMAXCONN = 4096
SCM_RIGHTS = 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
MSG_OOB, MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL = 1, 2, 64, 256, 16384
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_NUMERICSERV, AI_ADDRCONFIG = 1, 2, 4, 1024, 32
NI_NUMERICHOST, NI_NUMERICSERV, NI_NAMEREQD, NI_DGRAM, NI_MAXHOST, NI_MAXSERV = 1, 2, 8, 16, 1025, 32
EAI_NONAME, EAI_FAMILY, EAI_SERVICE, EAI_SOCKTYPE = -2, -6, -8, -7
INADDR_ANY, INADDR_LOOPBACK, INADDR_BROADCAST, INADDR_NONE = 0, 0x7F000001, 0xFFFFFFFF, 0xFFFFFFFF
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    """A host that cannot be found."""

    __module__ = "socket"


class gaierror(OSError):
    """A name that stands for no address."""

    __module__ = "socket"


_default_timeout = None
_HERE = {"localhost": "127.0.0.1", "": "0.0.0.0", "<broadcast>": "255.255.255.255"}
_next_port = 32768
_receivers = {}  # Sockets for datagrams by their port.
_accepted = {}  # The addresses of both ends, until a socket object is made of the descriptor.


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = _seconds(timeout)


def _seconds(value):
    if value is None:
        return None
    if not hasattr(value, "__float__") and not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if value < 0:
        raise ValueError("Timeout value out of range")
    return float(value)


def gethostname():
    return "loopground"


def _is_address(host):
    parts = host.split(".")
    return len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts)


def gethostbyname(host, /):
    if _is_address(host):
        return host
    if host in _HERE or host == gethostname():
        return _HERE.get(host, "127.0.0.1")
    raise gaierror(EAI_NONAME, "Name or service not known")


def gethostbyname_ex(host, /):
    return host, [], [gethostbyname(host)]


def gethostbyaddr(host, /):
    return "localhost", [], [gethostbyname(host)]


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if isinstance(port, (str, bytes)):
        text = port if isinstance(port, str) else port.decode()
        port = int(text) if text.isdigit() else getservbyname(text)
    if family not in (AF_UNSPEC, AF_INET):
        raise gaierror(EAI_FAMILY, "Address family for hostname not supported")
    if host is None:
        address = "0.0.0.0" if flags & AI_PASSIVE else "127.0.0.1"
    else:
        address = gethostbyname(host if isinstance(host, str) else host.decode())
    kinds = [(SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP)]
    return [
        (AF_INET, kind, protocol, "", (address, port or 0))
        for kind, protocol in kinds
        if type in (0, kind) and proto in (0, protocol)
    ]


def getnameinfo(address, flags, /):
    host, port = address[:2]
    numeric = flags & NI_NUMERICHOST or not host.startswith("127.")
    return host if numeric else "localhost", str(port)


_SERVICES = {"echo": 7, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "domain": 53, "http": 80, "https": 443}


def getservbyname(name, protocol="tcp", /):
    try:
        return _SERVICES[name]
    except KeyError:
        raise OSError("service/proto not found") from None


def getservbyport(port, protocol="tcp", /):
    for name, own in _SERVICES.items():
        if own == port:
            return name
    raise OSError("port/proto not found")


def getprotobyname(name, /):
    try:
        return {"ip": 0, "icmp": 1, "tcp": 6, "udp": 17}[name]
    except KeyError:
        raise OSError("protocol not found") from None


def CMSG_LEN(length, /):
    return length + 16


def CMSG_SPACE(length, /):
    return (length + 7) // 8 * 8 + 16


def if_nameindex():
    return [(1, "lo")]


def inet_aton(text, /):
    if not _is_address(text):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes(map(int, text.split(".")))


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, packed))


def inet_pton(family, text, /):
    if family != AF_INET:
        raise OSError(97, "Address family not supported by protocol")
    try:
        return inet_aton(text)
    except OSError:
        raise OSError("illegal IP address string passed to inet_pton") from None


def inet_ntop(family, packed, /):
    if family != AF_INET:
        raise ValueError(f"unknown address family {family}")
    if len(packed) != 4:
        raise ValueError("invalid length of packed IP address string")
    return inet_ntoa(packed)


def _swapped(size, name):
    def swap(number, /):
        if number < 0:
            raise OverflowError(f"{name}: can't convert negative Python int to C {size * 8}-bit unsigned integer")
        if number >> (8 * size):
            raise OverflowError(f"{name}: Python int too large to convert to C {size * 8}-bit unsigned integer")
        return int.from_bytes(number.to_bytes(size, "little"), "big")

    swap.__name__ = swap.__qualname__ = name
    return swap


htons, ntohs = _swapped(2, "htons"), _swapped(2, "ntohs")
htonl, ntohl = _swapped(4, "htonl"), _swapped(4, "ntohl")


def close(fd, /):
    _os.close(fd)


def dup(fd, /):
    return _os.dup(fd)


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    if family != AF_UNIX or type & 15 != SOCK_STREAM:
        raise OSError(95, "Operation not supported")
    return tuple(socket(family, type, proto, fd) for fd in _sockets.pair())


def _unpack(address, name):
    if not isinstance(address, tuple):
        raise TypeError(f"{name}(): AF_INET address must be tuple, not {type(address).__name__}")
    if len(address) != 2:
        raise TypeError(f"{name}(): AF_INET address must be a pair (host, port)")
    host, port = address
    if not 0 <= port <= 65535:
        raise OverflowError(f"{name}(): port must be 0-65535.")
    return gethostbyname(host), port


class socket:
    """One end of a connection, or where connections arrive."""

    __slots__ = (
        "_listening", "_arrived", "_refused", "_family", "_kind", "_proto", "_timeout", "_bound", "_bound_key", "_peer", "_options", "_idle", "_fd"
    )

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._family = AF_INET if family == -1 else family
        kind = SOCK_STREAM if type == -1 else type
        self._kind = kind & 15
        self._proto = 0 if proto == -1 else proto
        self._timeout = 0.0 if kind & SOCK_NONBLOCK else _default_timeout
        self._bound, self._peer = _accepted.pop(fileno, (None, None))
        self._options = {}
        if self._family not in (AF_INET, AF_UNIX):
            raise OSError(97, "Address family not supported by protocol")
        if self._kind != SOCK_STREAM and (self._kind != SOCK_DGRAM or self._family != AF_INET):
            raise OSError(93, "Protocol not supported")
        self._arrived = _deque()
        self._listening = False
        self._refused = False
        # Until it listens or is connected the descriptor is one end of nothing.
        self._idle = None
        if fileno is None:
            fileno, self._idle = _sockets.pair()
        elif isinstance(fileno, float):
            raise TypeError("integer argument expected, got float")
        elif fileno < 0:
            raise ValueError("negative file descriptor")
        else:
            _os.fstat(fileno)
        self._fd = fileno

    def __repr__(self):
        return (
            f"<socket object, fd={self._fd}, family={self._family}, type={self._kind}, proto={self._proto}>"
        )

    def __del__(self):
        if getattr(self, "_fd", -1) >= 0:
            try:
                from warnings import warn
            except ImportError:
                pass  # The interpreter ends.
            else:
                warn(f"unclosed {self!r}", ResourceWarning, source=self)
            self.close()

    def fileno(self):
        return self._fd

    def detach(self):
        fd, self._fd = self._fd, -1
        self._forget_idle()
        return fd

    def _forget_idle(self):
        if self._kind == SOCK_DGRAM and self._bound is not None:
            _receivers.pop(self._bound[1], None)
        if self._idle is not None:
            idle, self._idle = self._idle, None
            _os.close(idle)

    def close(self):
        if self._fd >= 0:
            _os.close(self.detach())

    def _become(self, fd):
        """The connection takes the place of what the descriptor stood for."""
        _os.dup2(fd, self._fd, False)
        _os.close(fd)
        self._forget_idle()

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def settimeout(self, timeout, /):
        self._timeout = _seconds(timeout)

    def gettimeout(self):
        return self._timeout

    @property
    def family(self):
        return self._family

    @property
    def type(self):
        return self._kind

    @property
    def proto(self):
        return self._proto

    @property
    def timeout(self):
        return self._timeout

    def setsockopt(self, level, option, value, length=None, /):
        self._options[level, option] = value

    def getsockopt(self, level, option, size=0, /):
        value = {SO_TYPE: self._kind, SO_ERROR: 0}.get(option, 0) if level == SOL_SOCKET else 0
        value = self._options.get((level, option), value)
        if option == SO_ERROR:
            self._options.pop((level, option), None)
        return value.to_bytes(4, "little")[:size] if size else value

    def _key(self, address, name):
        if self._family == AF_INET:
            host, port = _unpack(address, name)
            return "inet:%d" % port, (host, port)
        path = _os.fsdecode(address)
        return "unix:" + _os.path.abspath(path), path

    def bind(self, address, /):
        global _next_port
        key, address = self._key(address, "bind")
        if self._family == AF_INET:
            host, port = address
            if host != "0.0.0.0" and not host.startswith("127."):
                raise OSError(99, "Cannot assign requested address")
            def taken():
                return port in _receivers if self._kind == SOCK_DGRAM else _sockets.is_taken(key)

            while port == 0 or (address[1] == 0 and taken()):
                _next_port += 1
                port = _next_port
                key = "inet:%d" % port
            address = (host, port)
            if taken():
                raise OSError(98, "Address already in use")
            if self._kind == SOCK_DGRAM:
                from weakref import ref

                _receivers[port] = ref(self)
        else:
            try:
                _os.close(_os.open(address, _os.O_CREAT | _os.O_EXCL | _os.O_WRONLY, 0o777))
            except FileExistsError:
                raise OSError(98, "Address already in use") from None
        self._bound, self._bound_key = address, key

    def listen(self, backlog=128, /):
        if self._listening:
            return
        if self._bound is None:
            self.bind(("0.0.0.0", 0))
        self._become(_sockets.listen(self._bound_key, backlog))
        self._listening = True

    def _wait(self, mask):
        """Waits as the timeout says."""
        if self._fd < 0:
            raise OSError(9, "Bad file descriptor")
        if not _sockets.ready([(self._fd, mask)], self._timeout):
            if self._timeout:
                raise TimeoutError("timed out")
            raise BlockingIOError(11, "Resource temporarily unavailable")

    def _accept(self):
        while True:
            self._wait(1)
            try:
                fd, peer = _sockets.accept(self._fd)
            except BlockingIOError:
                if self._timeout == 0.0:
                    raise
                continue  # Another thread was quicker.
            if self._family == AF_INET:
                host, _, port = peer.rpartition(":")
                peer = host, int(port)
            _accepted[fd] = self._bound, peer
            return fd, peer

    def connect(self, address, /):
        global _next_port
        if self._kind == SOCK_DGRAM:
            self._peer = _unpack(address, "connect")
            if self._bound is None:
                self.bind(("127.0.0.1", 0))
            return
        key, address = self._key(address, "connect")
        own = ""
        if self._family == AF_INET:
            host, port = address
            if host != "0.0.0.0" and not host.startswith("127."):
                raise OSError(101, "Network is unreachable")
            if self._bound is None:
                _next_port += 1
                self._bound = ("127.0.0.1", _next_port)
            own = "%s:%d" % self._bound
        elif not _os.path.exists(address):
            raise FileNotFoundError(2, "No such file or directory")
        if self._peer is not None:
            raise OSError(106, "Transport endpoint is already connected")
        try:
            self._become(_sockets.connect(key, own))
            self._peer = address
        except ConnectionRefusedError as failure:
            if self._family != AF_INET or self._timeout != 0.0:
                raise
            self._options[SOL_SOCKET, SO_ERROR] = failure.errno
        if self._family == AF_INET and self._timeout == 0.0:
            # Without waiting nobody knows yet how it went.
            raise BlockingIOError(115, "Operation now in progress")

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as failure:
            if failure.errno is None:
                raise
            return failure.errno
        return 0

    def getsockname(self):
        if self._fd < 0:
            raise OSError(9, "Bad file descriptor")
        return self._bound or (("0.0.0.0", 0) if self._family == AF_INET else "")

    def getpeername(self):
        if self._idle is not None and self._peer is None:
            raise OSError(107, "Transport endpoint is not connected")
        return self._peer if self._peer is not None else ""

    def _check_connected(self):
        if self._fd >= 0 and self._idle is not None and self._kind != SOCK_DGRAM:
            raise OSError(107, "Transport endpoint is not connected")

    def _take_datagram(self, size):
        self._wait(1)
        _os.read(self._fd, 1)
        if self._refused:
            self._refused = False
            raise ConnectionRefusedError(111, "Connection refused")
        data, sender = self._arrived.popleft()
        return data[:size], sender

    def _signal(self):
        """Let the descriptor become ready to be read once more."""
        _os.write(self._idle, b"\0")

    def sendto(self, data, *args):
        """sendto(data[, flags], address): a datagram for whoever has that address."""
        if not 1 <= len(args) <= 2:
            raise TypeError(f"sendto() takes 2 or 3 arguments ({len(args) + 1} given)")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._kind != SOCK_DGRAM:
            return self.send(data)
        data = bytes(data)
        host, port = _unpack(args[-1], "sendto")
        if self._fd < 0:
            raise OSError(9, "Bad file descriptor")
        if len(data) > 65507:
            raise OSError(90, "Message too long")
        if host != "0.0.0.0" and not host.startswith("127."):
            raise OSError(101, "Network is unreachable")
        if self._bound is None:
            self.bind(("0.0.0.0", 0))
        own, sender = self._bound
        receiver = _receivers.get(port, lambda: None)()
        if receiver is None or receiver._peer not in (None, ("127.0.0.1", sender)):
            if self._peer is not None:
                self._refused = True
                self._signal()
        else:
            receiver._arrived.append((data, ("127.0.0.1" if own == "0.0.0.0" else own, sender)))
            receiver._signal()
        return len(data)

    def recv(self, size, flags=0, /):
        if size < 0:
            raise ValueError("negative buffersize in recv")
        if flags:
            raise OSError(95, "Operation not supported: flags of recv()")
        if self._kind == SOCK_DGRAM:
            return self._take_datagram(size)[0]
        self._check_connected()
        self._wait(1)
        return _os.read(self._fd, size)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        data = self.recv(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data)

    def recvfrom(self, size, flags=0, /):
        if self._kind == SOCK_DGRAM:
            return self._take_datagram(size)
        return self.recv(size, flags), None

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        data, sender = self.recvfrom(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data), sender

    def send(self, data, flags=0, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._kind == SOCK_DGRAM:
            if self._peer is None:
                raise OSError(89, "Destination address required")
            return self.sendto(data, self._peer)
        if self._fd >= 0 and self._idle is not None:
            raise BrokenPipeError(32, "Broken pipe")
        while True:
            self._wait(4)
            # As much as there is room for: the wait for more is the caller's.
            blocking = _os.get_blocking(self._fd)
            _os.set_blocking(self._fd, False)
            try:
                return _os.write(self._fd, data)
            except BlockingIOError:
                if self._timeout == 0.0:
                    raise
                # Another thread was quicker.
            finally:
                _os.set_blocking(self._fd, blocking)

    def sendall(self, data, flags=0, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        view = memoryview(data).cast("B")
        deadline = None if not self._timeout else _time.monotonic() + self._timeout
        while view:
            if deadline is not None and _time.monotonic() > deadline:
                raise TimeoutError("timed out")
            view = view[self.send(view):]

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        if flags or address is not None:
            raise OSError(95, "Operation not supported")
        for level, kind, data in ancdata:
            if (level, kind) != (SOL_SOCKET, SCM_RIGHTS):
                raise OSError(22, "Invalid argument")
            for fd in memoryview(data).cast("B").cast("i"):
                _sockets.give(self._fd, fd)
        return self.send(b"".join(buffers))

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        data = self.recv(bufsize, flags)
        fds = []
        while data and len(fds) < ancbufsize // 4 and (fd := _sockets.take(self._fd)) is not None:
            fds.append(fd)
        rights = b"".join(fd.to_bytes(4, "little") for fd in fds)
        return data, [(SOL_SOCKET, SCM_RIGHTS, rights)] if fds else [], 0, None

    def shutdown(self, how, /):
        self._check_connected()
        _sockets.shutdown(self._fd, how)


SocketType = socket
