"""What the main module prints when it is imported appears once for all processes of the default method."""
import multiprocessing as mp

print("imported as", __name__)
STATE = ["module"]


def child(number):
    STATE.append(number)
    print("child", number, STATE, __name__)


if __name__ == "__main__":
    STATE.append("main")
    for number in range(3):
        process = mp.Process(target=child, args=(number,))
        process.start()
        process.join()
    with mp.Pool(2) as pool:
        print(pool.map(abs, [1, -2]))
    process = mp.get_context("spawn").Process(target=child, args=(9,))
    process.start()
    process.join()
    print(STATE)
