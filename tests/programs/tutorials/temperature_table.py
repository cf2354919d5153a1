print(f"{'Celsius':>8} {'Fahrenheit':>11}")
for c in range(-10, 41, 10):
    print(f"{c:>8} {c * 9 / 5 + 32:>11.1f}")
temps = {"Mon": 18.5, "Tue": 21.0, "Wed": 19.25, "Thu": 23.75}
average = sum(temps.values()) / len(temps)
print(f"average {average:.2f}, hottest {max(temps, key=temps.get)}, coldest {min(temps, key=temps.get)}")
for day, t in temps.items():
    print(f"{day} {'#' * int(t)} {t:+.1f} {'above' if t > average else 'below'}")


def convert(value, unit):
    match unit.upper():
        case "C":
            return value * 9 / 5 + 32, "F"
        case "F":
            return (value - 32) * 5 / 9, "C"
        case other:
            raise ValueError(f"unknown unit {other}")


for v, u in ((100, "c"), (212, "F"), (-40, "C"), (1, "K")):
    try:
        r, ru = convert(v, u)
        print(f"{v}{u.upper()} = {r:.1f}{ru}")
    except ValueError as e:
        print(e)
