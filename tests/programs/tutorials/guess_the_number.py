import random

random.seed(12)
secret = random.randint(1, 100)
tries = 0
print("Guess a number between 1 and 100")
while True:
    line = input("> ")
    try:
        guess = int(line)
    except ValueError:
        print(f"{line!r} is not a number")
        continue
    tries += 1
    if guess < secret:
        print("too low")
    elif guess > secret:
        print("too high")
    else:
        print(f"You got it in {tries} tries!")
        break
