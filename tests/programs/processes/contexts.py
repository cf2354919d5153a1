"""Start methods and contexts."""
import multiprocessing as mp


def name():
    print(mp.get_start_method(), mp.current_process().name, mp.parent_process().name)


if __name__ == "__main__":
    print(mp.get_start_method(allow_none=True))
    print(mp.get_all_start_methods(), mp.get_start_method())
    for method in ("spawn", "forkserver"):
        context = mp.get_context(method)
        process = context.Process(target=name)
        process.start()
        process.join()
        print(type(context).__name__, type(process).__name__, process._start_method)
    try:
        mp.get_context("thread")
    except ValueError as error:
        print(error)
    try:
        mp.set_start_method("spawn")
    except RuntimeError as error:
        print(error)
    mp.set_start_method("spawn", force=True)
    print(mp.get_start_method())
    process = mp.Process(target=name, name="Named", daemon=True)
    process.start()
    process.join()
    print(process.daemon, mp.current_process().name, mp.parent_process(), mp.cpu_count() > 0)
    try:
        process.daemon = False
    except AssertionError as error:
        print(error)
    mp.freeze_support()
