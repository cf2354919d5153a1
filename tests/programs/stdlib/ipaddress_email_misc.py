import ipaddress
import getopt
import mimetypes
from email.message import EmailMessage
from email import message_from_string
from http import HTTPStatus
from http.cookies import SimpleCookie
n = ipaddress.ip_network("192.168.1.0/29")
print(n, n.num_addresses, list(n.hosts())[:2], ipaddress.ip_address("192.168.1.3") in n, n.netmask, n.broadcast_address, ipaddress.ip_address("::1").is_loopback, ipaddress.ip_address("10.0.0.1") + 1, ipaddress.ip_address("10.0.0.1").is_private, int(ipaddress.ip_address("1.2.3.4")), list(n.subnets(new_prefix=30)), ipaddress.ip_address("2001:db8::1").exploded)
for bad in ("300.1.1.1", "1.2.3", "abc", "192.168.1.1/24"):
    try:
        ipaddress.ip_network(bad)
    except ValueError as e:
        print(e)
m = EmailMessage()
m["Subject"], m["From"], m["To"] = "Hi", "a@example.org", "b@example.org"
m.set_content("body text\n")
print(m)
p = message_from_string("Subject: =?utf-8?q?caf=C3=A9?=\nX-Y: z\n\nbody")
print(p["subject"], p["x-y"], p.get_payload(), p.keys())
print(HTTPStatus(404).phrase, HTTPStatus.OK, HTTPStatus.OK == 200, repr(HTTPStatus.CREATED))
c = SimpleCookie("a=1; b=two")
c["z"] = "x y"
c["z"]["path"] = "/"
print(sorted((k, v.value) for k, v in c.items()), c["z"].OutputString())
print(getopt.getopt(["-a", "-b", "val", "--long=x", "rest"], "ab:", ["long="]))
try:
    getopt.getopt(["-z"], "a")
except getopt.GetoptError as e:
    print(e)
print(mimetypes.guess_type("a.html"), mimetypes.guess_type("x.tar.gz"))
