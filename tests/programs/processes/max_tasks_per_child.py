"""Workers are replaced after their number of tasks, and the work goes on."""
import concurrent.futures
import multiprocessing
import os


def who(_):
    return os.getpid()


if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(1, max_tasks_per_child=2) as executor:
        print(list(executor.map(abs, range(-5, 0))))
        pids = list(executor.map(who, range(4)))
        print(len(set(pids)) >= 2)
    with multiprocessing.Pool(1, maxtasksperchild=1) as pool:
        print(len(set(pool.map(who, range(3), chunksize=1))))
    try:
        concurrent.futures.ProcessPoolExecutor(1, max_tasks_per_child=0)
    except ValueError as error:
        print(error)
