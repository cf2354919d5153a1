person = {"name": "Alice", "age": 30}
print(person["name"], person.get("city"), person.get("city", "unknown"))
person["city"] = "Paris"
person["age"] += 1
del person["name"]
print(person, len(person), "age" in person, list(person.keys()), list(person.values()))
for key in person:
    print(key, "->", person[key])
for key, value in person.items():
    print(f"{key}: {value}")
try:
    person["phone"]
except KeyError as e:
    print("KeyError:", e)
counts = {}
for ch in "mississippi":
    counts[ch] = counts.get(ch, 0) + 1
print(counts, max(counts, key=counts.get), sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
squares = {n: n * n for n in range(5)}
print(squares, {v: k for k, v in squares.items()})
students = {"ann": {"math": 90, "art": 80}, "bob": {"math": 70}}
for name, grades in students.items():
    print(name.title(), sum(grades.values()) / len(grades), grades.get("art", "no art"))
merged = {**{"a": 1, "b": 2}, "b": 3}
merged.update(c=4)
print(merged, merged.pop("a"), merged.setdefault("z", 0), merged, dict(zip("xy", (1, 2))))
phone_book = [{"name": "Zed", "n": 1}, {"name": "Amy", "n": 2}]
print(sorted(phone_book, key=lambda p: p["name"]), [p["n"] for p in phone_book])
print(dict(), {}, {} == dict(), bool({}), dict(a=1), {1: "int", "1": "str", (1, 2): "tuple", None: 0})
try:
    {[1]: 2}
except TypeError as e:
    print(e)
