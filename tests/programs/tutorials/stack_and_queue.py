class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if self.is_empty():
            raise IndexError("pop from an empty stack")
        return self.items.pop()

    def peek(self):
        return self.items[-1] if self.items else None

    def is_empty(self):
        return not self.items

    def __len__(self):
        return len(self.items)


def balanced(text):
    pairs, stack = {")": "(", "]": "[", "}": "{"}, Stack()
    for ch in text:
        if ch in pairs.values():
            stack.push(ch)
        elif ch in pairs:
            if stack.is_empty() or stack.pop() != pairs[ch]:
                return False
    return stack.is_empty()


def to_base(n, base):
    s, digits = Stack(), "0123456789ABCDEF"
    while n:
        n, r = divmod(n, base)
        s.push(digits[r])
    return "".join(s.pop() for _ in range(len(s)))


def hot_potato(names, k):
    from collections import deque
    q = deque(names)
    while len(q) > 1:
        q.rotate(-(k - 1))
        print("out:", q.popleft())
    return q[0]


s = Stack()
for x in (1, "two", 3.0):
    s.push(x)
print(len(s), s.peek(), s.pop(), s.pop(), s.pop(), s.peek(), s.is_empty())
try:
    s.pop()
except IndexError as e:
    print(e)
print([balanced(t) for t in ("()", "([]{})", "(]", "((", ")", "")], to_base(255, 16), to_base(10, 2))
print("winner:", hot_potato(["A", "B", "C", "D", "E"], 3))
