//! Which kinds and types of value are where in a document.

use std::collections::BTreeMap;

use super::{Kind, Kinds};

/// A type of JSON value. An integer is also a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Type {
    pub const ALL: [Self; 7] =
        [Self::String, Self::Array, Self::Object, Self::Integer, Self::Number, Self::Boolean, Self::Null];

    /// The name that JSON Schema knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The types that a value may have. The empty set says nothing of it: any type will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Types(u8);

impl Types {
    pub const NONE: Self = Self(0);

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn has(self, one: Type) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    #[must_use]
    pub const fn and(self, one: Type) -> Self {
        Self(self.0 | (1 << one as u8))
    }

    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// In the order in which they are named to people.
    pub fn iter(self) -> impl Iterator<Item = Type> {
        Type::ALL.into_iter().filter(move |one| self.has(*one))
    }
}

impl FromIterator<Type> for Types {
    fn from_iter<I: IntoIterator<Item = Type>>(types: I) -> Self {
        types.into_iter().fold(Self::NONE, Self::and)
    }
}

/// Which keys a `patternProperties` pattern takes, where that can be told without a regular expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPattern {
    Exact(String),
    Prefix(String),
    Suffix(String),
    Contains(String),
    /// A pattern beyond these: it may take any key.
    Opaque,
}

impl KeyPattern {
    /// Whether the pattern takes `key`; `None` where that is not known.
    pub fn matches(&self, key: &str) -> Option<bool> {
        match self {
            Self::Exact(text) => Some(key == text),
            Self::Prefix(text) => Some(key.starts_with(text)),
            Self::Suffix(text) => Some(key.ends_with(text)),
            Self::Contains(text) => Some(key.contains(text)),
            Self::Opaque => None,
        }
    }
}

/// The kinds and types of a value and of what is inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub kinds: Kinds,
    /// Every type that some part of the schema wants here.
    pub types: Types,
    /// By key, where the value is a mapping.
    pub properties: BTreeMap<String, Self>,
    /// Of keys that a pattern takes.
    pub patterns: Vec<(KeyPattern, Self)>,
    /// Of every other key.
    pub others: Option<Box<Self>>,
    /// Of each item, where the value is a list. Items of the same position in several forms of a list are united.
    pub items: Option<Box<Self>>,
}

impl Shape {
    pub fn of(kind: Kind) -> Self {
        Self { kinds: kind.into(), ..Self::default() }
    }

    /// A value of this kind or a list of such values.
    pub fn one_or_many(kind: Kind) -> Self {
        Self { kinds: kind.into(), items: Some(Box::new(Self::of(kind))), ..Self::default() }
    }

    pub fn property(&self, key: &str) -> Option<&Self> {
        let by_pattern = || self.patterns.iter().find(|(pattern, _)| pattern.matches(key) == Some(true));
        self.properties
            .get(key)
            .or_else(|| by_pattern().map(|(_, shape)| shape))
            .or_else(|| self.others.as_deref().filter(|_| !self.may_match_pattern(key)))
    }

    /// Whether the key is one that the shape names, or may be.
    pub fn knows(&self, key: &str) -> bool {
        self.properties.contains_key(key) || self.may_match_pattern(key)
    }

    fn may_match_pattern(&self, key: &str) -> bool {
        self.patterns.iter().any(|(pattern, _)| pattern.matches(key) != Some(false))
    }

    /// Takes in the kinds and types of `other`, in each place.
    pub fn unite(&mut self, other: Self) {
        self.kinds = self.kinds.union(other.kinds);
        self.types = self.types.union(other.types);
        for (key, shape) in other.properties {
            self.properties.entry(key).or_default().unite(shape);
        }
        for (pattern, shape) in other.patterns {
            match self.patterns.iter_mut().find(|(known, _)| *known == pattern) {
                Some((_, known)) => known.unite(shape),
                None => self.patterns.push((pattern, shape)),
            }
        }
        unite_boxed(&mut self.others, other.others);
        unite_boxed(&mut self.items, other.items);
    }
}

fn unite_boxed(shape: &mut Option<Box<Shape>>, other: Option<Box<Shape>>) {
    match (shape, other) {
        (Some(shape), Some(other)) => shape.unite(*other),
        (shape @ None, other) => *shape = other,
        (Some(_), None) => {}
    }
}
