# email: building, parsing, headers, multipart, addresses.
import email
import email.policy
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email.utils import formataddr, parseaddr, getaddresses, format_datetime, parsedate_to_datetime
import datetime
m = EmailMessage()
m["Subject"] = "Grüße & more"; m["From"] = "Ann <ann@example.org>"; m["To"] = "bob@example.org, Carl Ü <c@example.org>"
m.set_content("Hello,\nwörld\n")
m.add_attachment(b"\x00\x01data", maintype="application", subtype="octet-stream", filename="d.bin")
m.set_boundary("BOUND")
print(m.as_string())
back = email.message_from_bytes(m.as_bytes(), policy=email.policy.default)
print(back["subject"], [a.addr_spec for a in back["to"].addresses], back.get_content_type(), [p.get_content_type() for p in back.walk()], back.get_body().get_content(), [a.get_filename() for a in back.iter_attachments()], back.is_multipart())
old = email.message_from_string("From: x\nX-Long: a\n b\nContent-Type: text/plain; charset=utf-8\n\nbody\n")
print(old.items(), old.get_payload(), old.get_content_charset(), old["none"], old.get_param("charset"))
print(parseaddr("Full Name <f@x.org>"), formataddr(("Ü", "u@x.org")), getaddresses(["a <a@b>, c@d"]), Header("Grüße", "utf-8").encode(), str(make_header(decode_header("=?utf-8?q?Gr=C3=BC=C3=9Fe?="))), decode_header("=?iso-8859-1?b?5A==?="))
d = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.timezone.utc); print(format_datetime(d), parsedate_to_datetime("Mon, 06 May 2024 07:08:09 +0200"))
try:
    m["Subject"] = "again"
except ValueError as e:
    print(e)
try:
    m["X"] = "a\nb"
except ValueError as e:
    print(e)
