//! What the recognizer knows about a piece of the program: its shape, its tokens, and the few parts errors point at.

/// What a piece of the program is. CPython's errors name expressions by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Name,
    Attr,
    Subscript,
    Starred,
    List,
    Tuple,
    Lambda,
    Call,
    Op,
    GenExp,
    Yield,
    Await,
    ListComp,
    SetComp,
    DictComp,
    Dict,
    Set,
    FString,
    TString,
    None,
    False,
    True,
    Ellipsis,
    Literal,
    Compare,
    /// A comparison whose first operator is `in`.
    CompareIn,
    IfExp,
    NamedExpr,
    Keyword,
    Unpacking,
    Clause,
    Args,
    /// A list of other nodes.
    Seq,
    /// A single token.
    Token,
    Other,
}

const NAMES: [(Shape, &str, &str); 35] = [
    (Shape::Name, "Name", "name"),
    (Shape::Attr, "Attr", "attribute"),
    (Shape::Subscript, "Subscript", "subscript"),
    (Shape::Starred, "Starred", "starred"),
    (Shape::List, "List", "list"),
    (Shape::Tuple, "Tuple", "tuple"),
    (Shape::Lambda, "Lambda", "lambda"),
    (Shape::Call, "Call", "function call"),
    (Shape::Op, "Op", "expression"),
    (Shape::GenExp, "GenExp", "generator expression"),
    (Shape::Yield, "Yield", "yield expression"),
    (Shape::Await, "Await", "await expression"),
    (Shape::ListComp, "ListComp", "list comprehension"),
    (Shape::SetComp, "SetComp", "set comprehension"),
    (Shape::DictComp, "DictComp", "dict comprehension"),
    (Shape::Dict, "Dict", "dict literal"),
    (Shape::Set, "Set", "set display"),
    (Shape::FString, "FString", "f-string expression"),
    (Shape::TString, "TString", "t-string expression"),
    (Shape::None, "None", "None"),
    (Shape::False, "False", "False"),
    (Shape::True, "True", "True"),
    (Shape::Ellipsis, "Ellipsis", "ellipsis"),
    (Shape::Literal, "Literal", "literal"),
    (Shape::Compare, "Compare", "comparison"),
    (Shape::CompareIn, "CompareIn", "comparison"),
    (Shape::IfExp, "IfExp", "conditional expression"),
    (Shape::NamedExpr, "NamedExpr", "named expression"),
    (Shape::Keyword, "Keyword", ""),
    (Shape::Unpacking, "Unpacking", ""),
    (Shape::Clause, "Clause", ""),
    (Shape::Args, "Args", ""),
    (Shape::Seq, "Seq", ""),
    (Shape::Token, "Token", "name"),
    (Shape::Other, "Other", ""),
];

impl Shape {
    /// The shape that the grammar calls `name`.
    pub(super) fn named(name: &str) -> Self {
        let found = NAMES.iter().find(|(_, known, _)| *known == name);
        found.expect("a shape of the grammar").0
    }

    /// What CPython's errors call it.
    pub(super) fn noun(self) -> &'static str {
        NAMES
            .iter()
            .find(|(shape, ..)| *shape == self)
            .map_or("", |(_, _, noun)| noun)
    }
}

/// A piece of the program; tokens by index, the last one included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub shape: Shape,
    pub first: u32,
    pub last: u32,
    /// Where its parts are in the list of parts.
    pub kids: (u32, u32),
}

/// A node by index. [`NO_NODE`] is none.
pub(super) type NodeId = u32;

pub(super) const NO_NODE: NodeId = u32::MAX;

#[derive(Default)]
pub(super) struct Nodes {
    all: Vec<Node>,
    kids: Vec<NodeId>,
}

impl Nodes {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.kids.clear();
    }

    pub(super) fn get(&self, id: NodeId) -> Option<Node> {
        self.all.get(id as usize).copied()
    }

    pub(super) fn kids(&self, id: NodeId) -> &[NodeId] {
        let range = self.get(id).map_or((0, 0), |node| node.kids);
        &self.kids[range.0 as usize..range.1 as usize]
    }

    /// Adds a node. Parts that are sequences are replaced by theirs.
    pub(super) fn add(&mut self, shape: Shape, first: u32, last: u32, parts: &[NodeId]) -> NodeId {
        let from = self.kids.len() as u32;
        for &part in parts {
            match self.get(part) {
                None => {}
                Some(node) if node.shape == Shape::Seq => {
                    let range = node.kids.0 as usize..node.kids.1 as usize;
                    self.kids.extend_from_within(range);
                }
                Some(_) => self.kids.push(part),
            }
        }
        self.all.push(Node {
            shape,
            first,
            last,
            kids: (from, self.kids.len() as u32),
        });
        self.all.len() as u32 - 1
    }
}
