import struct, base64, hashlib, binascii, zlib, hmac, secrets
print(struct.pack("<ihB", 1, -2, 255), struct.unpack("<ihB", b"\x01\x00\x00\x00\xfe\xff\xff"), struct.pack(">I", 1), struct.pack("<d", 1.5), struct.unpack(">f", b"?\x80\x00\x00"), struct.calcsize("<ihB"), struct.calcsize("ihq"), struct.pack("3s2x?c", b"abcd", True, b"z"), struct.pack("5p", b"hi"), struct.pack("!HQ", 1, 2), struct.unpack_from("<H", b"\x00\x01\x02", 1), list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")), struct.Struct("<bb").pack(1, 2))
buf = bytearray(6)
struct.pack_into("<H", buf, 2, 513)
print(buf)
for f in (lambda: struct.pack("B", 256), lambda: struct.pack("b", "a"), lambda: struct.unpack("I", b"\x00"), lambda: struct.pack("z", 1), lambda: struct.pack("ii", 1), lambda: struct.pack("c", b"ab"), lambda: struct.pack("H", -1), lambda: struct.pack("f", "x"), lambda: struct.pack("q", 2 ** 63)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(base64.b64encode(b"hello world"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe\xfd"), base64.b32encode(b"hi"), base64.b16encode(b"hi"), base64.b85encode(b"hello"), base64.a85encode(b"hello"), base64.b32decode("NBUQ===="), base64.b64encode(b""), base64.standard_b64decode(b"YQ=="), binascii.hexlify(b"ab"), binascii.unhexlify("6162"), binascii.crc32(b"hello"), zlib.adler32(b"hello"))
for f in (lambda: base64.b64decode("a"), lambda: base64.b64decode("YQ=", validate=True), lambda: base64.b64encode("str"), lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify("zz"), lambda: base64.b32decode("1"), lambda: base64.b64decode("é")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
    print(name, hashlib.new(name, b"abc").hexdigest()[:32], hashlib.new(name).digest_size, hashlib.new(name).block_size)
h = hashlib.sha256()
h.update(b"a")
h2 = h.copy()
h.update(b"bc")
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), h2.hexdigest()[:8], h.name, hashlib.shake_128(b"x").hexdigest(8), hmac.new(b"key", b"msg", "sha256").hexdigest()[:16], hmac.compare_digest("a", "a"), hashlib.pbkdf2_hmac("sha256", b"p", b"s", 10).hex()[:16], hashlib.blake2b(b"x", digest_size=4).hexdigest())
for f in (lambda: hashlib.new("nope"), lambda: hashlib.md5("str"), lambda: hashlib.sha256(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
c = zlib.compress(b"a" * 100)
print(len(c) < 30, zlib.decompress(c) == b"a" * 100, len(secrets.token_hex(4)), "sha256" in hashlib.algorithms_guaranteed)
