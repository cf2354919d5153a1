# args: --help
import argparse
p = argparse.ArgumentParser(description="Greets people.", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
p.add_argument("names", nargs="+", metavar="NAME", help="who")
p.add_argument("--greeting", default="Hello", help="what to say")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
g = p.add_argument_group("advanced", "rarely needed")
g.add_argument("--level", type=int, choices=range(3), help="level")
p.parse_args()
