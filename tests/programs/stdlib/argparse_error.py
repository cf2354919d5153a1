# args: --count many
import argparse
p = argparse.ArgumentParser(prog="demo")
p.add_argument("--count", type=int)
p.add_argument("name")
print("parsing")
p.parse_args()
print("not reached")
