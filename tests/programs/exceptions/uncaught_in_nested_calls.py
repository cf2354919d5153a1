# A traceback through methods, comprehensions, lambdas, properties, generators and decorators.
class Machine:
    def __init__(self, parts):
        self.parts = parts

    @property
    def total(self):
        return sum(self.weigh(p) for p in self.parts)

    @staticmethod
    def weigh(part):
        return (lambda p: p["weight"])(part)


def checked(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)
    return wrapper


@checked
def report(machines):
    return [m.total for m in machines]


def main():
    for line in generate():
        print(line)


def generate():
    yield "start"
    yield from map(str, report([Machine([{"weight": 1}]), Machine([{"weight": 2}, {"wieght": 3}])]))


if __name__ == "__main__":
    main()
