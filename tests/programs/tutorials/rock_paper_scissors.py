import random

BEATS = {"rock": "scissors", "scissors": "paper", "paper": "rock"}


def play(a, b):
    if a == b:
        return "tie"
    return "first" if BEATS[a] == b else "second"


random.seed(3)
score = {"first": 0, "second": 0, "tie": 0}
for round_no in range(1, 8):
    a, b = random.choice(list(BEATS)), random.choice(list(BEATS))
    result = play(a, b)
    score[result] += 1
    print(f"round {round_no}: {a:<8} vs {b:<8} -> {result}")
print(score, max(score, key=score.get))
print([(a, b, play(a, b)) for a in BEATS for b in BEATS if play(a, b) == "first"])
