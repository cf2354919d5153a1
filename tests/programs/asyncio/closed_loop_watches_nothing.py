"""What a closed loop says of descriptors, whether it ever watched any."""
import asyncio
import os

for watched in (False, True):
    loop = asyncio.new_event_loop()
    reads, writes = os.pipe()
    if watched:
        loop.add_reader(reads, print)
        print(loop.remove_reader(reads), loop.remove_reader(reads))
    loop.close()
    print(loop.remove_reader(reads), loop.remove_writer(writes))
    try:
        loop.add_reader(reads, print)
    except RuntimeError as error:
        print(error)
    os.close(reads)
    os.close(writes)
