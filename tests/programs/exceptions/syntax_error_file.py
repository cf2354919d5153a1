print("this line never runs: the file does not compile")
total = (1 + 2
print(total)
