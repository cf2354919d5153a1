# The events of pyexpat, as its documentation shows them.
import xml.parsers.expat
def run(text, **settings):
    p = xml.parsers.expat.ParserCreate(**settings)
    p.StartElementHandler = lambda name, attrs: print("Start element:", name, attrs)
    p.EndElementHandler = lambda name: print("End element:", name)
    p.CharacterDataHandler = lambda data: print("Character data:", repr(data), p.CurrentLineNumber, p.CurrentColumnNumber)
    p.CommentHandler = lambda data: print("Comment:", repr(data))
    p.ProcessingInstructionHandler = lambda target, data: print("PI:", target, repr(data))
    p.XmlDeclHandler = lambda *args: print("Declaration:", args)
    p.StartCdataSectionHandler = lambda: print("CDATA")
    p.StartNamespaceDeclHandler = lambda *args: print("Namespace:", args)
    p.Parse(text, True)
run("""<?xml version="1.0"?>
<parent id="top"><child1 name="paul">Text goes here</child1>
<child2 name="fred">More text</child2>
</parent>""")
run("<a xmlns='u' xmlns:p='v' p:x='1'><p:b/><!--c--><?go now?><![CDATA[<raw>]]></a>", namespace_separator=" ")
try:
    run("<a>\n<b></a>")
except xml.parsers.expat.ExpatError as e:
    print(e, e.code, e.lineno, e.offset, xml.parsers.expat.ErrorString(e.code))
print(xml.parsers.expat.errors.XML_ERROR_SYNTAX, xml.parsers.expat.errors.codes["no element found"])
p = xml.parsers.expat.ParserCreate()
p.buffer_text = True
p.CharacterDataHandler = lambda data: print("whole:", repr(data))
p.Parse("<a>one\ntwo &amp; three</a>", True)
p = xml.parsers.expat.ParserCreate()
p.ElementDeclHandler = lambda *args: print("element", args)
p.AttlistDeclHandler = lambda *args: print("attlist", args)
p.EntityDeclHandler = lambda *args: print("entity", args)
p.StartDoctypeDeclHandler = lambda *args: print("doctype", args)
p.StartElementHandler = lambda *args: print("start", args)
p.Parse("<!DOCTYPE r [<!ELEMENT r (a|b)*><!ATTLIST r k CDATA 'd' j (x|y) #REQUIRED><!ENTITY e 'v'>]><r j='x'/>", True)
