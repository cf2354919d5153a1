import re as _re
_print = print
def print(*values, **options):
    "Addresses differ from run to run."
    _print(*(_re.sub("0x[0-9a-f]+", "0x", str(value)) for value in values), **options)
import hashlib, hmac
print(type(hashlib.md5()), repr(hashlib.md5())[:30], hashlib.md5, hashlib.sha256, hashlib.sha3_256, hashlib.blake2b, hashlib.shake_128, type(hashlib.shake_128()), type(hashlib.blake2b()), type(hashlib.sha3_256()))
print(sorted(hashlib.algorithms_guaranteed))
h=hmac.new(b'k',b'm','sha256'); print(h, h.hexdigest(), h.name, h.digest_size, h.block_size, type(h))
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
t(hashlib.new,'xyz');t(hashlib.md5,'abc');t(hashlib.md5,3);t(hashlib.new,'md5',b'x',usedforsecurity=False);t(hashlib.md5().update,'x');t(hashlib.md5().update)
t(hmac.new,b'k',b'm');t(hmac.new,'k',b'm','md5');t(hmac.new,b'k','m','md5');t(hmac.digest,b'k',b'm','sha1');t(hmac.compare_digest,'a','a')
t(hashlib.pbkdf2_hmac,'sha256',b'p',b's',10);t(hashlib.pbkdf2_hmac,'sha256',b'p',b's',0);t(hashlib.pbkdf2_hmac,'x',b'p',b's',1);t(hashlib.pbkdf2_hmac,'sha1',b'p',b's',10,5)
h=hashlib.sha256(b'abc'); print(h.name,h.digest_size,h.block_size,h.hexdigest(),h.digest()); c=h.copy(); c.update(b'd'); print(c.hexdigest(),h.hexdigest())
for n in sorted(hashlib.algorithms_guaranteed):
    o=hashlib.new(n,b'hello'); print(n,o.name,o.digest_size,o.block_size,o.hexdigest(10) if 'shake' in n else o.hexdigest())
t(hashlib.shake_128(b'x').hexdigest);t(hashlib.shake_128(b'x').hexdigest,-1)
print(hashlib.blake2b(b'x',digest_size=16,key=b'k',salt=b's',person=b'p').hexdigest(), hashlib.blake2s(b'x',digest_size=8,key=b'kk').hexdigest(), hashlib.blake2b(b'a'*1000,fanout=2,depth=2,leaf_size=4,node_offset=1,node_depth=1,inner_size=8,last_node=True).hexdigest())
t(hashlib.blake2b,digest_size=0);t(hashlib.blake2b,digest_size=65);t(hashlib.blake2b,key=b'a'*65);t(hashlib.blake2b,salt=b'a'*17)
print(hashlib.blake2b.MAX_DIGEST_SIZE,hashlib.blake2b.SALT_SIZE,hashlib.blake2s.MAX_KEY_SIZE,hashlib.blake2b.PERSON_SIZE)
import io
t(hashlib.file_digest,io.BytesIO(b'abc'),'sha1')
print(hashlib.sha512(b'a'*1000).hexdigest()); print(hashlib.sha384(b'').hexdigest())
t(hashlib.sha256,b'x',b'y'); t(hashlib.sha256,data=b'x'); t(hashlib.sha256,string=b'x')
print([n for n in dir(hashlib.md5()) if n[0]!='_'], [n for n in dir(hashlib.blake2b()) if n[0]!='_'])
