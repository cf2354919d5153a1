# The steps of the argparse tutorial, with given arguments.
import argparse
import sys
def attempt(parser, *argv):
    try:
        print(argv, parser.parse_args(argv))
    except SystemExit as e:
        sys.stderr.flush()
        print("exit", e.code)
parser = argparse.ArgumentParser(prog="prog", description="calculate X to the power of Y", epilog="That is all.")
group = parser.add_mutually_exclusive_group()
group.add_argument("-v", "--verbose", action="store_true", help="say more")
group.add_argument("-q", "--quiet", action="store_true")
parser.add_argument("x", type=int, help="the base")
parser.add_argument("y", type=int, nargs="?", default=2, help="the exponent (default: %(default)s)")
parser.add_argument("--mode", choices=["fast", "exact"], default="fast")
parser.add_argument("-c", action="count", default=0)
parser.add_argument("--version", action="version", version="%(prog)s 1.0")
print(parser.format_usage()); print(parser.format_help())
attempt(parser, "4", "2", "-v", "-ccc")
attempt(parser, "4", "--mode", "slow")
attempt(parser, "4", "-v", "-q")
attempt(parser, "four")
attempt(parser)
attempt(parser, "--version")
attempt(parser, "4", "--unknown")
attempt(parser, "4", "--mo=exact")
sub = argparse.ArgumentParser(prog="tool")
commands = sub.add_subparsers(dest="command", required=True, title="commands", help="what to do")
add = commands.add_parser("add", help="add numbers", aliases=["plus"]); add.add_argument("n", type=float, nargs="+")
log = commands.add_parser("log"); log.add_argument("--level", default="info"); log.set_defaults(func=len)
attempt(sub, "add", "1", "2.5"); attempt(sub, "plus", "3"); attempt(sub, "log", "--level", "x"); attempt(sub); attempt(sub, "nope")
print(sub.format_help())
more = argparse.ArgumentParser(prog="more", fromfile_prefix_chars="@", allow_abbrev=False, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
more.add_argument("--items", nargs="*", type=lambda s: s.split("="), default=[], help="pairs")
more.add_argument("--on", action=argparse.BooleanOptionalAction, default=True, help="switch")
more.add_argument("--append", action="append", metavar=("A", "B"), nargs=2)
more.add_argument("rest", nargs=argparse.REMAINDER)
print(more.format_help())
attempt(more, "--items", "a=1", "b=2", "--no-on", "--append", "1", "2", "--append", "3", "4", "x", "--y")
print(parser.parse_known_args(["1", "--zzz"]))
class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None): setattr(namespace, self.dest, values.upper())
p = argparse.ArgumentParser(prog="p", exit_on_error=False); p.add_argument("--name", action=Upper); p.add_argument("--num", type=int)
print(p.parse_args(["--name", "bob"]))
try:
    p.parse_args(["--num", "x"])
except argparse.ArgumentError as e:
    print(e)
