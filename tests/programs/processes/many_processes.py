"""Many processes at once."""
import multiprocessing as mp


def work(gate, total, n):
    gate.wait()
    with total.get_lock():
        total.value += n


if __name__ == "__main__":
    gate, total = mp.Event(), mp.Value("i", 0)
    crew = [mp.Process(target=work, args=(gate, total, n)) for n in range(12)]
    for process in crew:
        process.start()
    print(len(mp.active_children()), all(process.is_alive() for process in crew))
    gate.set()
    for process in crew:
        process.join()
    print(total.value, {process.exitcode for process in crew}, mp.active_children())
