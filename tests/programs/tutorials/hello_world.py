print("Hello, World!")
print('Hello', 'again')
name = "Python"
print("Hello, " + name + "!")
print(f"Hello, {name}!")
print("Hello, {}!".format(name))
print("Hello, %s!" % name)
