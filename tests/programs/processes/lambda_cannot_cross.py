"""What cannot be pickled cannot be given to a process."""
import multiprocessing as mp
import threading


def outer():
    def inner():
        pass

    return inner


if __name__ == "__main__":
    for target, args in ((outer(), ()), (print, (threading.Lock(),)), (print, ((n for n in ()),))):
        try:
            mp.Process(target=target, args=args).start()
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
            print(getattr(error, "__notes__", None))
    with mp.Pool(1) as pool:
        try:
            pool.map(lambda x: x, [1])
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
    try:
        mp.Queue().__reduce__()
    except Exception as error:
        print(type(error).__name__)
    try:
        import pickle
        pickle.dumps(mp.Lock())
    except RuntimeError as error:
        print(error)
