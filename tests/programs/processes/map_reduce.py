"""Counting words with a pool."""
import collections
import multiprocessing

TEXTS = ["the quick brown fox", "the lazy dog", "the fox and the dog", "quick quick"]


def count(text):
    return collections.Counter(text.split())


def merge(counters):
    total = collections.Counter()
    for counter in counters:
        total += counter
    return total


if __name__ == "__main__":
    with multiprocessing.Pool(3) as pool:
        total = merge(pool.imap(count, TEXTS, chunksize=2))
        for word, times in sorted(total.items(), key=lambda item: (-item[1], item[0])):
            print(f"{word:6} {times}")
        pool.close()
        pool.join()
