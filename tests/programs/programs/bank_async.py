# Transfers between accounts as tasks, with and without a lock.
import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()


async def unsafe(src, dst, n):
    s, d = src.balance, dst.balance
    await asyncio.sleep(0)                # somebody else runs here
    src.balance, dst.balance = s - n, d + n


async def safe(src, dst, n):
    async with src.lock, dst.lock:
        s, d = src.balance, dst.balance
        await asyncio.sleep(0)
        src.balance, dst.balance = s - n, d + n


async def audit(accounts, stop):
    totals = []
    while not stop.is_set():
        totals.append(sum(a.balance for a in accounts))
        await asyncio.sleep(0)
    return totals


async def simulate(transfer):
    a, b = Account(100), Account(100)
    stop = asyncio.Event()
    watcher = asyncio.create_task(audit((a, b), stop))
    await asyncio.gather(*[transfer(a, b, 10) for _ in range(5)])
    stop.set()
    totals = await watcher
    print(f"{transfer.__name__}: {a.balance} {b.balance}, audits {totals}")


async def main():
    await simulate(unsafe)
    await simulate(safe)


asyncio.run(main())
