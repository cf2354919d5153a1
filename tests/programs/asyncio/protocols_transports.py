# Transports and protocols on the loopback.
import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        log.append("server: made")

    def data_received(self, data):
        log.append(f"server: {data}")
        self.transport.write(data[::-1])

    def connection_lost(self, exc):
        log.append(f"server: lost {exc}")
        lost.set_result(None)


class Client(asyncio.Protocol):
    def __init__(self, done):
        self.done, self.buf = done, b""

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"abc")

    def data_received(self, data):
        self.buf += data
        if len(self.buf) == 3:
            self.transport.close()

    def connection_lost(self, exc):
        self.done.set_result(self.buf)


class Dgram(asyncio.DatagramProtocol):
    def __init__(self, got):
        self.got = got

    def datagram_received(self, data, addr):
        self.got.set_result(data)


log = []


async def main():
    global lost
    loop = asyncio.get_running_loop()
    lost = loop.create_future()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    done = loop.create_future()
    t, p = await loop.create_connection(lambda: Client(done), *server.sockets[0].getsockname())
    print(await done, type(p).__name__, t.is_closing(), t.get_extra_info("nope", "dflt"))
    await lost
    print(log)
    server.close()
    await server.wait_closed()
    got = loop.create_future()
    rt, _ = await loop.create_datagram_endpoint(lambda: Dgram(got), local_addr=("127.0.0.1", 0))
    st, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=rt.get_extra_info("sockname"))
    st.sendto(b"datagram")
    print(await got)
    rt.close()
    st.close()
    try:
        await loop.create_connection(asyncio.Protocol, "127.0.0.1", 1)
    except ConnectionRefusedError as e:
        print(type(e).__name__)


asyncio.run(main())
