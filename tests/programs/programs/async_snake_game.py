# A snake on a grid steered by a scripted player; game, clock and player are tasks.
import asyncio
import random

W, H = 12, 6
MOVES = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


class Game:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.snake, self.dir, self.score, self.alive = [(3, 3), (2, 3), (1, 3)], "right", 0, True
        self.place_food()

    def place_food(self):
        free = [(x, y) for y in range(H) for x in range(W) if (x, y) not in self.snake]
        self.food = self.rng.choice(free)

    def turn(self, d):
        dx, dy = MOVES[d]
        ox, oy = MOVES[self.dir]
        if (dx + ox, dy + oy) != (0, 0):
            self.dir = d

    def step(self):
        dx, dy = MOVES[self.dir]
        head = ((self.snake[0][0] + dx) % W, (self.snake[0][1] + dy) % H)
        if head in self.snake[:-1]:
            self.alive = False
            return
        self.snake.insert(0, head)
        if head == self.food:
            self.score += 1
            self.place_food()
        else:
            self.snake.pop()

    def draw(self):
        for y in range(H):
            print("".join("@" if (x, y) == self.snake[0] else "o" if (x, y) in self.snake else "*" if (x, y) == self.food else "." for x in range(W)))


async def player(game, keys):
    while game.alive:
        hx, hy = game.snake[0]
        fx, fy = game.food
        if fx != hx:
            keys.put_nowait("right" if fx > hx else "left")
        elif fy != hy:
            keys.put_nowait("down" if fy > hy else "up")
        await asyncio.sleep(0)


async def clock(game, keys, frames):
    for frame in range(frames):
        while not keys.empty():
            game.turn(keys.get_nowait())
        game.step()
        if frame % 20 == 0 or not game.alive:
            print(f"frame {frame} score {game.score} length {len(game.snake)}")
            game.draw()
        if not game.alive:
            break
        await asyncio.sleep(0)


async def main():
    game, keys = Game(11), asyncio.Queue()
    p = asyncio.create_task(player(game, keys))
    await clock(game, keys, 100)
    p.cancel()
    print("score", game.score, "alive", game.alive)


asyncio.run(main())
