students = [
    {"name": "Ana", "scores": [90, 85, 77]},
    {"name": "Ben", "scores": [60, 71]},
    {"name": "Cleo", "scores": []},
]


def average(scores):
    return sum(scores) / len(scores) if scores else None


def letter(avg):
    if avg is None:
        return "-"
    for limit, mark in ((90, "A"), (80, "B"), (70, "C"), (60, "D")):
        if avg >= limit:
            return mark
    return "F"


for s in students:
    s["average"] = average(s["scores"])
    s["grade"] = letter(s["average"])
print(f"{'name':<6}|{'avg':>7}|{'grade':^7}|")
print("-" * 23)
for s in sorted(students, key=lambda s: s["average"] or 0, reverse=True):
    avg = "n/a" if s["average"] is None else f"{s['average']:.1f}"
    print(f"{s['name']:<6}|{avg:>7}|{s['grade']:^7}|")
best = max((s for s in students if s["scores"]), key=lambda s: max(s["scores"]))
print(best["name"], [s["name"] for s in students if s["grade"] in "AB"], {s["name"]: s["grade"] for s in students})
all_scores = [x for s in students for x in s["scores"]]
print(len(all_scores), sorted(all_scores), sum(all_scores) / len(all_scores))
try:
    print(students[3])
except IndexError as e:
    print("no such student:", e)
