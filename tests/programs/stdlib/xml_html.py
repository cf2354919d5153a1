import xml.etree.ElementTree as ET
from html.parser import HTMLParser
root = ET.fromstring('<shop name="x"><item id="1">pen<note/>tail</item><item id="2" price="3.5">book &amp; more</item><!-- c --></shop>')
print(root.tag, root.attrib, [(i.tag, i.get("id"), i.text) for i in root], root.find("item/note").tail, root.findtext("item[@id='2']"), len(root), root.find("nope"), [e.tag for e in root.iter()])
item = ET.SubElement(root, "item", id="3")
item.text = "<new> & 'quoted'"
root.remove(root[0])
print(ET.tostring(root, encoding="unicode"))
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
print(ET.tostring(ET.Element("a", {"k": '"v"'})), ET.tostring(ET.fromstring("<a xmlns='urn:x'><b/></a>")), ET.fromstring("<a xmlns='urn:x'><b/></a>")[0].tag)
for bad in ("<a>", "<a></b>", "", "<a b=c/>", "<a>&nope;</a>"):
    try:
        ET.fromstring(bad)
    except ET.ParseError as e:
        print(repr(bad), e, e.position)
class P(HTMLParser):
    def handle_starttag(self, tag, attrs): print("start", tag, attrs)
    def handle_endtag(self, tag): print("end", tag)
    def handle_data(self, data): print("data", repr(data))
    def handle_comment(self, data): print("comment", data)
    def handle_startendtag(self, tag, attrs): print("self-closing", tag, attrs)
p = P()
p.feed("<p class='a' id=b disabled>Hi &lt;there&gt; <br/><b>bold</p><!-- c -->")
p.close()
