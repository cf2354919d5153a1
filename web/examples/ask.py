# input() waits for you, in the console below the program.
# An empty line ends the questions; so does Ctrl+D, which ends the input.

names = []
while True:
    try:
        name = input("Who is there? ")
    except EOFError:
        break
    if not name:
        break
    names.append(name)
    print(f"Hello, {name}!")

if names:
    print("You were:", ", ".join(names))
else:
    print("Nobody came.")
