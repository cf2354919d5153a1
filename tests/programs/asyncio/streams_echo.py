# A server and clients over the loopback.
import asyncio


async def handle(reader, writer):
    print("server: connected")
    while line := await reader.readline():
        print("server got", line)
        writer.write(line.upper())
        await writer.drain()
    print("server: client closed")
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for word in (b"hello\n", b"world\n"):
            writer.write(word)
            print("client got", await reader.readline())
        writer.write(b"12345678")
        writer.write_eof()
        print("client got", await reader.readexactly(3), await reader.read())
        writer.close()
        await writer.wait_closed()
        try:
            r, w = await asyncio.open_connection("127.0.0.1", port)
            w.write_eof()
            await r.readexactly(5)
        except asyncio.IncompleteReadError as e:
            print(e, e.partial, e.expected)
        w.close()
        await w.wait_closed()
    print("server closed", server.is_serving())
    r = asyncio.StreamReader()
    r.feed_data(b"a;b;c")
    r.feed_eof()
    print(await r.readuntil(b";"), await r.read(1), r.at_eof(), await r.read(), r.at_eof())
    try:
        await r.readuntil(b";")
    except asyncio.IncompleteReadError as e:
        print(repr(e.partial))


asyncio.run(main())
