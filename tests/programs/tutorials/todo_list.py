import sys

tasks = []


def add(title):
    tasks.append({"title": title, "done": False})
    print(f"Added: {title}")


def show():
    if not tasks:
        print("Nothing to do.")
    for i, t in enumerate(tasks, 1):
        print(f"{i}. [{'x' if t['done'] else ' '}] {t['title']}")


def done(n):
    tasks[n - 1]["done"] = True


def remove(n):
    print("Removed:", tasks.pop(n - 1)["title"])


commands = {"add": add, "show": show, "done": lambda n: done(int(n)), "remove": lambda n: remove(int(n))}
for line in sys.stdin:
    command, _, rest = line.strip().partition(" ")
    if command == "quit":
        break
    try:
        f = commands[command]
        f(rest) if rest else f()
    except KeyError:
        print("Unknown command:", command)
    except (IndexError, ValueError) as e:
        print("Bad argument:", rest, "-", e)
    except TypeError as e:
        print("Wrong use:", e)
print(f"{sum(t['done'] for t in tasks)} of {len(tasks)} done")
