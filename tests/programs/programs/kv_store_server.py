# A key-value store with a text protocol, driven over in-memory streams.
import asyncio
import shlex


class Store:
    def __init__(self):
        self.data, self.watchers, self.tx = {}, {}, None

    def execute(self, line):
        try:
            cmd, *args = shlex.split(line)
            f = getattr(self, "cmd_" + cmd.lower(), None)
            if f is None:
                return f"ERR unknown command {cmd}"
            if self.tx is not None and cmd.lower() not in ("commit", "rollback"):
                self.tx.append(line)
                return "QUEUED"
            return f(*args)
        except TypeError as e:
            return "ERR wrong number of arguments"
        except (ValueError, KeyError) as e:
            return f"ERR {e}"

    def cmd_set(self, k, v):
        self.data[k] = v
        for fut in self.watchers.pop(k, []):
            fut.set_result(v)
        return "OK"

    def cmd_get(self, k): return self.data.get(k, "(nil)")
    def cmd_del(self, *ks): return str(sum(self.data.pop(k, None) is not None for k in ks))
    def cmd_keys(self): return " ".join(sorted(self.data)) or "(empty)"

    def cmd_incr(self, k, by="1"):
        self.data[k] = str(int(self.data.get(k, "0")) + int(by))
        return self.data[k]

    def cmd_begin(self):
        self.tx = []
        return "OK"

    def cmd_rollback(self):
        self.tx = None
        return "OK"

    def cmd_commit(self):
        lines, self.tx = self.tx, None
        return " | ".join(self.execute(l) for l in lines)

    async def watch(self, k):
        fut = asyncio.get_running_loop().create_future()
        self.watchers.setdefault(k, []).append(fut)
        return await fut


async def client(name, store, lines, out):
    for line in lines:
        out.append(f"{name}> {line}\n{name}< {store.execute(line)}")
        await asyncio.sleep(0)


async def main():
    store, out = Store(), []
    w = asyncio.create_task(store.watch("shared"))
    await asyncio.gather(client("a", store, ["set x 1", "incr x", "incr x 5", "get x", "set 'two words' \"v w\"", "keys"], out), client("b", store, ["get x", "set shared hello", "del x nope", "fly", "set only", "incr shared"], out))
    print("\n".join(out))
    print("watched:", await w)
    await client("c", store, ["begin", "set t 1", "get t", "commit", "get t", "begin", "set t 2", "rollback", "get t", "'unclosed"], [out := []][0])
    print("\n".join(out))


asyncio.run(main())
