class Product:
    def __init__(self, name, price):
        self.name = name
        self.price = price

    def __repr__(self):
        return f"Product({self.name!r}, {self.price})"

    def __lt__(self, other):
        return self.price < other.price


class Cart:
    def __init__(self):
        self.lines = {}

    def add(self, product, quantity=1):
        self.lines[product] = self.lines.get(product, 0) + quantity

    def remove(self, product):
        del self.lines[product]

    def total(self):
        return sum(p.price * q for p, q in self.lines.items())

    def __len__(self):
        return sum(self.lines.values())

    def __iter__(self):
        return iter(sorted(self.lines))

    def __contains__(self, product):
        return product in self.lines


pen, book = Product("pen", 1.2), Product("book", 15)
cart = Cart()
cart.add(book)
cart.add(pen, 3)
cart.add(pen)
print(len(cart), cart.total(), list(cart), pen in cart)
for p in cart:
    print(f"{p.name:<6}{cart.lines[p]:>3} x {p.price:>6.2f} = {cart.lines[p] * p.price:>6.2f}")
cart.remove(book)
try:
    cart.remove(book)
except KeyError as e:
    print("not in the cart:", e)
print(cart.total(), bool(cart), bool(Cart()), min(pen, book), sorted([book, pen]))
discount = {"SAVE10": 0.1, "HALF": 0.5}
for code in ("SAVE10", "NOPE", "HALF"):
    rate = discount.get(code.upper())
    print(code, "invalid" if rate is None else round(cart.total() * (1 - rate), 2))
