class ConfigError(Exception):
    pass


def parse(text):
    try:
        key, value = text.split("=")
    except ValueError:
        raise ConfigError(f"bad line: {text}") from None
    return key, value


print(parse("a=1"))
print(parse("nonsense"))
