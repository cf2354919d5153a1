# if/elif/else, pass, one-liners, semicolons, line joining.
def grade(score):
    if score >= 90: return "A"
    elif score >= 80:
        return "B"
    elif score >= 70: return "C"
    else: return "F"


print([grade(s) for s in (95, 85, 75, 10)])
x = 1; y = 2; print(x + y); z = 3;
if x: print("one line"); print("two on one line")
if not x: pass
else: print("else on one line")
total = 1 + \
    2 + \
    3
print(total)
values = [
    1,
    2,  # comment

    3,
]
print(values, (
    "paren"
    " joined"
))
def empty(): ...
def doc():
    """only a docstring"""
class Empty: pass
print(empty(), doc.__doc__, Empty.__name__, empty.__doc__)
if True:
  print("two spaces")
  if True:
        print("eight more")
	# a comment with a tab may stand anywhere
for i in range(2): print(i, end=" "); print("-", end=" ")
print()
while x < 3: x += 1
else: print("x is", x)
try: 1 / 0
except ZeroDivisionError: print("zero")
else: print("no")
finally: print("done")
with open(__file__) as fh: first = fh.readline()
print(first.strip())
