# A state machine: a tiny adventure played from standard input.
import sys

ROOMS = {
    "hall": {"text": "A dusty hall.", "exits": {"north": "library", "east": "kitchen"}, "items": ["lamp"]},
    "library": {"text": "Books everywhere.", "exits": {"south": "hall"}, "items": ["key", "book"]},
    "kitchen": {"text": "It smells of soup.", "exits": {"west": "hall", "down": "cellar"}, "items": []},
    "cellar": {"text": "A locked chest stands here.", "exits": {"up": "kitchen"}, "items": []},
}


class Game:
    def __init__(self):
        self.room, self.bag, self.moves, self.over = "hall", [], 0, False

    def look(self):
        r = ROOMS[self.room]
        print(f"[{self.room}] {r['text']} Exits: {', '.join(r['exits'])}." + (f" You see: {', '.join(r['items'])}." if r["items"] else ""))

    def do(self, line):
        self.moves += 1
        match line.lower().split():
            case ["go", way] | [("north" | "south" | "east" | "west" | "up" | "down") as way]:
                if way not in ROOMS[self.room]["exits"]:
                    print("You can't go", way)
                elif way == "down" and "lamp" not in self.bag:
                    print("Too dark without a lamp.")
                else:
                    self.room = ROOMS[self.room]["exits"][way]
                    self.look()
            case ["take", "all"]:
                for item in list(ROOMS[self.room]["items"]):
                    self.take(item)
            case ["take", item]:
                self.take(item)
            case ["drop", item] if item in self.bag:
                self.bag.remove(item)
                ROOMS[self.room]["items"].append(item)
                print("Dropped", item)
            case ["drop", _]:
                print("You don't have that.")
            case ["inventory" | "i"]:
                print("You carry:", ", ".join(self.bag) or "nothing")
            case ["open", "chest"] if self.room == "cellar":
                if "key" in self.bag:
                    print("Gold! You win.")
                    self.over = True
                else:
                    print("It is locked.")
            case ["quit"]:
                self.over = True
            case []:
                self.moves -= 1
            case [verb, *_]:
                print(f"I don't know how to {verb}.")

    def take(self, item):
        if item in ROOMS[self.room]["items"]:
            ROOMS[self.room]["items"].remove(item)
            self.bag.append(item)
            print("Taken:", item)
        else:
            print("No", item, "here.")


g = Game()
g.look()
for line in sys.stdin:
    print(">", line.strip())
    g.do(line)
    if g.over:
        break
print(f"{g.moves} moves, {len(g.bag)} items")
