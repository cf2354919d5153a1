# An inventory with JSON round trip, queries and reports.
import json
from dataclasses import dataclass, asdict, field
from enum import Enum


class Category(Enum):
    TOOL = "tool"
    FOOD = "food"


@dataclass
class Item:
    sku: str
    name: str
    category: Category
    price: float
    qty: int = 0
    tags: list[str] = field(default_factory=list)

    def __post_init__(self):
        if self.price < 0:
            raise ValueError(f"{self.sku}: negative price")
        self.category = Category(self.category)

    @property
    def value(self):
        return self.price * self.qty


class OutOfStock(LookupError):
    pass


class Inventory:
    def __init__(self, items=()):
        self._items = {i.sku: i for i in items}

    def __getitem__(self, sku):
        return self._items[sku]

    def __iter__(self):
        return iter(self._items.values())

    def __len__(self):
        return len(self._items)

    def __contains__(self, sku):
        return sku in self._items

    def add(self, item):
        if item.sku in self:
            self[item.sku].qty += item.qty
        else:
            self._items[item.sku] = item
        return self

    def take(self, sku, n):
        item = self[sku]
        if item.qty < n:
            raise OutOfStock(f"only {item.qty} of {item.name}")
        item.qty -= n
        return item.price * n

    def where(self, **conditions):
        return [i for i in self if all(getattr(i, k) == v for k, v in conditions.items())]

    def to_json(self):
        return json.dumps([asdict(i) for i in self], default=lambda o: o.value, indent=1)

    @classmethod
    def from_json(cls, text):
        return cls(Item(**d) for d in json.loads(text))


inv = Inventory()
inv.add(Item("t1", "hammer", Category.TOOL, 12.5, 3, ["steel"])).add(Item("f1", "bread", "food", 2.2, 10)).add(Item("t1", "hammer", Category.TOOL, 12.5, 2))
print(len(inv), "t1" in inv, inv["t1"])
print(inv.take("f1", 4), inv["f1"].qty, [i.name for i in inv.where(category=Category.TOOL)], inv.where(qty=99))
for action in (lambda: inv.take("f1", 100), lambda: inv["zz"], lambda: Item("x", "x", "tool", -1), lambda: Item("x", "x", "car", 1), lambda: Item("only sku")):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
text = inv.to_json()
print(text)
copy = Inventory.from_json(text)
print(list(copy) == list(inv), copy["t1"] is inv["t1"], copy["t1"].category)
print(f"{'item':<10}{'qty':>5}{'price':>8}{'value':>9}")
for i in sorted(inv, key=lambda i: -i.value):
    print(f"{i.name:<10}{i.qty:>5}{i.price:>8.2f}{i.value:>9.2f}")
print(f"{'total':<10}{sum(i.value for i in inv):>22.2f}")
