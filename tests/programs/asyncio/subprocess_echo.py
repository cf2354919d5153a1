# A child Python process: output, input, exit code.
import asyncio
import sys


async def main():
    p = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(input()[::-1]); import sys; print('err', file=sys.stderr); sys.exit(3)", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    out, err = await p.communicate(b"hello\n")
    print(out, err, p.returncode)
    p = await asyncio.create_subprocess_exec(sys.executable, "-c", "for i in range(3): print(i)", stdout=asyncio.subprocess.PIPE)
    async for line in p.stdout:
        print("line", line)
    print(await p.wait())


asyncio.run(main())
