"""asyncio's subprocesses: pipes, lines, exit codes, time-outs, protocols."""
import asyncio
import sys

PIPE = asyncio.subprocess.PIPE


async def python(*args, **options):
    return await asyncio.create_subprocess_exec(sys.executable, *args, **options)


async def run(*args):
    process = await python(*args, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    out, err = await process.communicate(b"hello")
    print(process.returncode, out, err)


async def lines(stream, tag):
    while line := await stream.readline():
        print(tag, line.decode().rstrip())


class Collects(asyncio.SubprocessProtocol):
    def __init__(self, done):
        self.done, self.output = done, bytearray()

    def pipe_data_received(self, fd, data):
        self.output.extend(data)

    def connection_lost(self, exc):
        self.done.set_result(True)


async def main():
    await run("-c", "print('hi')")
    await run("-c", "import sys; print(sys.stdin.read()); print('e', file=sys.stderr); sys.exit(4)")
    process = await python("-u", "-c", "import sys\nfor l in sys.stdin:\n  print('got', l.strip())\nsys.exit(5)",
                           stdin=PIPE, stdout=PIPE)
    print(process.returncode, type(process).__name__)
    for data in (b"a\n", b"b\n"):
        process.stdin.write(data)
        await process.stdin.drain()
        print(await process.stdout.readline())
    process.stdin.close()
    await lines(process.stdout, "O")
    print(await process.wait(), process.returncode)
    process = await python("-c", "import sys; sys.stdout.write(sys.stdin.read())", stdin=PIPE, stdout=PIPE)
    out, _ = await process.communicate(b"y" * 200_000)
    print(len(out))
    process = await python("-c", "import time; time.sleep(1000)")
    try:
        await asyncio.wait_for(process.wait(), 0.05)
    except TimeoutError:
        process.kill()
        print("killed", await process.wait())
    try:
        process.terminate()
    except ProcessLookupError:
        print("gone")
    try:
        await asyncio.create_subprocess_exec("no-such-program")
    except FileNotFoundError as error:
        print(error)
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    transport, protocol = await loop.subprocess_exec(lambda: Collects(done), sys.executable, "-c", "print('date')",
                                                     stdin=None, stderr=None)
    await done
    print(bytes(protocol.output), transport.get_returncode())
    transport.close()
    results = await asyncio.gather(*(count(n) for n in range(3)))
    print(results)


async def count(n):
    process = await python("-c", f"print({n} * {n})", stdout=PIPE)
    return int((await process.communicate())[0])


asyncio.run(main())
