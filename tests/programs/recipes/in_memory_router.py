# Requests dispatched to async handlers with middleware; no network.
import asyncio
import json
import re


class HTTPError(Exception):
    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class App:
    def __init__(self):
        self.routes, self.middleware = [], []

    def route(self, method, pattern):
        regex = re.compile("^" + re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", pattern) + "$")
        def register(f):
            self.routes.append((method, regex, f))
            return f
        return register

    def use(self, f):
        self.middleware.append(f)
        return f

    async def dispatch(self, req):
        for method, regex, f in self.routes:
            if m := regex.match(req["path"]):
                if method != req["method"]:
                    continue
                return await f(req, **m.groupdict())
        raise HTTPError(404, f"no {req['path']}")

    async def __call__(self, method, path, body=None):
        handler = self.dispatch
        for mw in reversed(self.middleware):
            handler = (lambda mw, nxt: lambda req: mw(req, nxt))(mw, handler)
        try:
            result = await handler({"method": method, "path": path, "body": body})
            return 200, json.dumps(result)
        except HTTPError as e:
            return e.status, str(e)
        except Exception as e:
            return 500, type(e).__name__


app, log, db = App(), [], {}


@app.use
async def logger(req, nxt):
    log.append(f"-> {req['method']} {req['path']}")
    try:
        return await nxt(req)
    finally:
        log.append(f"<- {req['path']}")


@app.use
async def auth(req, nxt):
    if req["path"].startswith("/admin"):
        raise HTTPError(403, "forbidden")
    return await nxt(req)


@app.route("GET", "/users/<name>")
async def get_user(req, name):
    await asyncio.sleep(0)
    if name not in db:
        raise HTTPError(404, "no such user")
    return {"name": name, **db[name]}


@app.route("POST", "/users/<name>")
async def put_user(req, name):
    db[name] = json.loads(req["body"])
    return "created"


@app.route("GET", "/crash")
async def crash(req):
    return 1 / 0


async def main():
    for call in (("GET", "/users/ann"), ("POST", "/users/ann", '{"age": 5}'), ("GET", "/users/ann"), ("POST", "/users/bob", "{bad"), ("GET", "/admin/x"), ("GET", "/crash"), ("DELETE", "/users/ann")):
        print(call[:2], *await app(*call))
    print(await asyncio.gather(*(app("GET", "/users/ann") for _ in range(2))))
    print(*log, sep="\n")


asyncio.run(main())
