# flags: --virtual-time
# A crawler over a pretended web: queue, workers, a limit per host, errors, depth.
import asyncio
from urllib.parse import urljoin, urlsplit

WEB = {
    "http://a.example/": (0.03, ["/one", "/two", "http://b.example/"]),
    "http://a.example/one": (0.02, ["/", "/missing"]),
    "http://a.example/two": (0.05, ["http://b.example/x", "/slow"]),
    "http://a.example/slow": (9.0, []),
    "http://b.example/": (0.04, ["x", "y"]),
    "http://b.example/x": (0.01, ["http://a.example/two"]),
    "http://b.example/y": (0.02, []),
}


class NotFound(Exception):
    pass


async def fetch(url):
    if url not in WEB:
        await asyncio.sleep(0.01)
        raise NotFound(404)
    delay, links = WEB[url]
    await asyncio.sleep(delay)
    return [urljoin(url, l) for l in links]


class Crawler:
    def __init__(self, workers):
        self.queue, self.seen, self.results = asyncio.Queue(), set(), {}
        self.limits = {}
        self.workers = workers

    def add(self, url, depth):
        if url not in self.seen:
            self.seen.add(url)
            self.queue.put_nowait((url, depth))

    async def worker(self):
        while True:
            url, depth = await self.queue.get()
            host = urlsplit(url).netloc
            try:
                async with self.limits.setdefault(host, asyncio.Semaphore(2)):
                    async with asyncio.timeout(0.2):
                        links = await fetch(url)
                self.results[url] = (depth, len(links))
                for l in links:
                    self.add(l, depth + 1)
            except TimeoutError:
                self.results[url] = (depth, "timeout")
            except NotFound as e:
                self.results[url] = (depth, f"error {e}")
            finally:
                self.queue.task_done()

    async def crawl(self, start):
        self.add(start, 0)
        workers = [asyncio.create_task(self.worker()) for _ in range(self.workers)]
        await self.queue.join()
        for w in workers:
            w.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        return self.results


for n in (1, 3):
    results = asyncio.run(Crawler(n).crawl("http://a.example/"))
    print(n, "workers:", len(results), "pages")
    for url in sorted(results):
        print("  ", url, *results[url])
