import multiprocessing as mp


class Worker(mp.Process):
    def __init__(self, n, q):
        super().__init__(name=f"worker-{n}")
        self.n, self.q = n, q

    def run(self):
        self.q.put((self.name, self.n * 10, self.daemon))


def forever(ev):
    ev.wait()


if __name__ == "__main__":
    q = mp.Queue()
    ws = [Worker(n, q) for n in range(3)]
    for w in ws:
        w.start()
    print(sorted(q.get() for _ in ws))
    for w in ws:
        w.join()
    print([w.exitcode for w in ws])
    d = mp.Process(target=forever, args=(mp.Event(),), daemon=True)
    d.start()
    print(d.daemon, d.is_alive(), d in mp.active_children())
    print("main ends; the daemon is stopped")
