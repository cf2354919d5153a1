from urllib.parse import *
u = urlparse("https://user:pw@example.org:8080/a/b;p?q=1&r=a+b#frag")
print(u, u.hostname, u.port, u.username, u.netloc, u.geturl(), u._replace(path="/x").geturl())
print(urlsplit("//host/p?x"), urlunsplit(("http", "h", "/p", "q", "")), urljoin("http://a/b/c", "../d"), urljoin("http://a/b/", "c?x=1"), urljoin("http://a/b", "//other/z"), urljoin("http://a/b", ""), urldefrag("http://a/#f"))
print(parse_qs("a=1&a=2&b=&c=x%20y"), parse_qs("a=&b", keep_blank_values=True), parse_qsl("a=1&b=2;c"), urlencode({"a": 1, "b": "x y", "c": "é&="}), urlencode([("k", [1, 2])], doseq=True), urlencode({"q": "a/b"}, quote_via=quote))
print(quote("a b/ü?&"), quote("a/b", safe=""), quote_plus("a b&c"), unquote("a%20b%C3%BC"), unquote_plus("a+b%2B"), quote(b"\xff"), unquote("%zz"), unquote_to_bytes("%ff"), quote("~_.-"))
for f in (lambda: urlparse("http://a:99999").port, lambda: urlparse("http://a:x").port, lambda: parse_qs("a", strict_parsing=True), lambda: quote(5), lambda: urlencode(5), lambda: urlparse("http://[::1"), lambda: urljoin("a", b"b")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(urlparse(b"http://x/y"), urlparse("mailto:a@b.c"), urlparse("path/only?x"), urlparse("").geturl() == "", urlparse("http://[::1]:80/").hostname, parse_qs("a=1", encoding="latin-1"))
