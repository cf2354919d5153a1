import queue
import threading


class Pool:
    def __init__(self, n):
        self.tasks = queue.Queue()
        self.threads = [threading.Thread(target=self._run, name=f"pool-{i}") for i in range(n)]
        for t in self.threads:
            t.start()

    def _run(self):
        while (job := self.tasks.get()) is not None:
            f, args, result = job
            try:
                result["value"] = f(*args)
            except Exception as e:
                result["error"] = e
            finally:
                result["done"].set()
                self.tasks.task_done()

    def submit(self, f, *args):
        result = {"done": threading.Event()}
        self.tasks.put((f, args, result))

        def get():
            result["done"].wait()
            if "error" in result:
                raise result["error"]
            return result["value"]
        return get

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.tasks.join()
        for _ in self.threads:
            self.tasks.put(None)
        for t in self.threads:
            t.join()


with Pool(3) as pool:
    gets = [pool.submit(pow, 2, i) for i in range(6)]
    print([g() for g in gets])
    bad = pool.submit(int, "x")
    try:
        bad()
    except ValueError as e:
        print(e)
print([t.is_alive() for t in pool.threads])
