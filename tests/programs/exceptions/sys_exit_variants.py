# What sys.exit raises and what the status would be.
import sys
import builtins


def attempt(*args):
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(args, repr(e), repr(e.code))


attempt()
attempt(None)
attempt(0)
attempt(True)
attempt(255)
attempt(-1)
attempt("text")
attempt((1, 2))
attempt([3])
try:
    sys.exit(1, 2)
except TypeError as e:
    print(e)
try:
    exit_func = builtins.exit
    print(repr(exit_func))
    exit_func(4)
except SystemExit as e:
    print("exit()", e.code)
try:
    raise SystemExit
except Exception:
    print("not an Exception")
except BaseException as e:
    print("base", repr(e))


def nested():
    try:
        sys.exit(1)
    except:
        print("bare except catches it")
    try:
        sys.exit(2)
    finally:
        print("cleanup")


try:
    nested()
except SystemExit as e:
    print("code", e.code)
raise SystemExit(257 - 250)
