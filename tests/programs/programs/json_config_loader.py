# Layers of configuration: defaults, a JSON file's text, environment, overrides; with validation.
import json
from collections import ChainMap
from types import SimpleNamespace

DEFAULTS = {"server": {"host": "localhost", "port": 8000}, "debug": False, "tags": []}
FILE = '{"server": {"port": 9000}, "tags": ["a", "b"], "name": "caf\\u00e9"}'
ENV = {"APP_DEBUG": "true", "APP_SERVER__HOST": "0.0.0.0", "HOME": "/x"}


def merge(a, b):
    out = dict(a)
    for k, v in b.items():
        out[k] = merge(out[k], v) if isinstance(v, dict) and isinstance(out.get(k), dict) else v
    return out


def from_env(env, prefix="APP_"):
    out = {}
    for k, v in env.items():
        if k.startswith(prefix):
            *path, last = k.removeprefix(prefix).lower().split("__")
            d = out
            for p in path:
                d = d.setdefault(p, {})
            try:
                d[last] = json.loads(v)
            except json.JSONDecodeError:
                d[last] = v
    return out


def validate(cfg, schema, path=""):
    for key, kind in schema.items():
        here = f"{path}.{key}".lstrip(".")
        if key not in cfg:
            yield f"{here}: missing"
        elif isinstance(kind, dict):
            yield from validate(cfg[key], kind, here)
        elif not isinstance(cfg[key], kind):
            yield f"{here}: expected {kind.__name__}, got {type(cfg[key]).__name__}"


def namespace(d):
    return SimpleNamespace(**{k: namespace(v) if isinstance(v, dict) else v for k, v in d.items()})


cfg = merge(merge(DEFAULTS, json.loads(FILE)), from_env(ENV))
print(json.dumps(cfg, sort_keys=True))
print(json.dumps(cfg, indent=2, ensure_ascii=False))
ns = namespace(cfg)
print(ns.server.host, ns.server.port, ns.debug, ns.name)
SCHEMA = {"server": {"host": str, "port": int}, "debug": bool, "tags": list, "secret": str}
print(list(validate(cfg, SCHEMA)), list(validate(merge(cfg, {"server": {"port": "x"}, "secret": ""}), SCHEMA)))
print(DEFAULTS["server"], json.loads(json.dumps(cfg)) == cfg, ChainMap({"x": 1}, DEFAULTS)["debug"])
for bad in ('{"a": 1', '{"a": undefined}', "[1, 2", "{'a': 1}"):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e.msg, e.pos)


def walk(d, path=()):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from walk(v, (*path, k))
        else:
            yield ".".join((*path, k)), v


print(dict(walk(cfg)))
