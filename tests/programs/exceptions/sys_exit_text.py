import sys


def main():
    print("to stdout")
    sys.exit("error: something is wrong")


if __name__ == "__main__":
    main()
