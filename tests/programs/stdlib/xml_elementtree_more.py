# ElementTree: paths, building, namespaces, iterparse, pull parsing, errors.
import io
import xml.etree.ElementTree as ET
text = """<?xml version="1.0"?>
<data>
    <country name="Liechtenstein"><rank updated="yes">2</rank><year>2008</year><neighbor name="Austria" direction="E"/></country>
    <country name="Singapore"><rank>4</rank><year>2011</year></country>
</data>"""
root = ET.fromstring(text)
print(root.tag, [c.get("name") for c in root], root[0][1].text, root.find("country/rank").attrib)
print([e.text for e in root.findall(".//year")], [e.get("name") for e in root.findall("./country[rank='4']")], root.findall(".//neighbor[@direction='E']")[0].get("name"))
for rank in root.iter("rank"):
    rank.text = str(int(rank.text) + 1)
    rank.set("updated", "yes")
for country in root.findall("country"):
    if int(country.find("rank").text) > 4: root.remove(country)
print(ET.tostring(root, encoding="unicode"))
a = ET.Element("a"); b = ET.SubElement(a, "b", {"k": "v"}, x="1"); c = ET.SubElement(a, "c"); c.text = "t"; c.tail = "after"
ET.dump(a)
print(ET.tostring(a), ET.tostring(a, encoding="us-ascii", xml_declaration=True), ET.tostring(a, short_empty_elements=False))
ns = ET.fromstring('<a xmlns="urn:d" xmlns:p="urn:p"><p:b p:k="1" j="2"/>t</a>')
print(ns.tag, ns[0].tag, ns[0].attrib, ns.find("{urn:p}b") is ns[0], ns.find("q:b", {"q": "urn:p"}) is ns[0])
ET.register_namespace("z", "urn:p")
print(ET.tostring(ns, encoding="unicode", default_namespace=None))
for event, element in ET.iterparse(io.BytesIO(b"<r><x>1</x><y/></r>"), events=("start", "end", "start-ns")): print(event, element.tag, element.text)
pull = ET.XMLPullParser(["start", "end"])
pull.feed("<m>so"); print([(e, x.tag) for e, x in pull.read_events()])
pull.feed("me</m>"); print([(e, x.tag, x.text) for e, x in pull.read_events()])
for bad in ("<a>", "<a></b>", "", "<a b=c/>", "<a>&nope;</a>", "<a/><b/>", "<a b='1' b='2'/>", "<a>&#0;</a>", "text", "<a><!-- -- --></a>", "<a b='<'/>", "<p:a/>", "<?xml foo?><a/>"):
    try:
        ET.fromstring(bad)
    except ET.ParseError as e:
        print(repr(bad), e, e.code, e.position)
print(ET.fromstring('<!DOCTYPE a [<!ENTITY e "<b/>x">]><a k="&lt;&#65;">&e;&amp;</a>')[0].tail, ET.canonicalize("<a  z='1' b='2'></a>"))
it = ET.fromstring("<a>1<b>2</b>3<!-- c --><?p i?></a>")
print(list(it.itertext()), len(it), ET.iselement(it), it[0] in it, bool(it.find("b").text))
parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True, insert_pis=True))
parser.feed("<a><!-- c --><?p i?></a>")
print(ET.tostring(parser.close()))
