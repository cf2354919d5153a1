# minidom and SAX over the same text.
import xml.dom.minidom
import xml.sax
from xml.sax.saxutils import escape, quoteattr, unescape, XMLGenerator
import io
text = '<?xml version="1.0"?><list kind="x"><item n="1">A &amp; B</item><!-- note --><item n="2"/></list>'
document = xml.dom.minidom.parseString(text)
print(document.documentElement.tagName, [i.getAttribute("n") for i in document.getElementsByTagName("item")])
print(document.toxml()); print(document.toprettyxml(indent="  "))
item = document.createElement("item"); item.setAttribute("n", "3"); item.appendChild(document.createTextNode("<C>"))
document.documentElement.appendChild(item)
print(document.documentElement.toxml(), item.parentNode.nodeName, item.previousSibling.getAttribute("n"), item.firstChild.data)
class Handler(xml.sax.ContentHandler):
    def startDocument(self): print("begin")
    def startElement(self, name, attrs): print("start", name, dict(attrs.items()))
    def characters(self, content): print("text", repr(content))
    def endElement(self, name): print("end", name)
    def endDocument(self): print("over")
xml.sax.parseString(text, Handler())
try:
    xml.sax.parseString("<a><b></a>", xml.sax.ContentHandler())
except xml.sax.SAXParseException as e:
    print(e, e.getLineNumber(), e.getColumnNumber())
print(escape("<a> & b"), quoteattr('say "hi"'), unescape("&lt;&amp;&gt;"))
out = io.StringIO()
g = XMLGenerator(out, encoding="utf-8")
g.startDocument(); g.startElement("a", {"k": "<"}); g.characters("x & y"); g.endElement("a"); g.endDocument()
print(out.getvalue())
