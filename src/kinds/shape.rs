//! Which kinds of value are where in a document.

use std::collections::BTreeMap;

use super::{Kind, Kinds};

/// The kinds of a value and of what is inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub kinds: Kinds,
    /// By key, where the value is a mapping.
    pub properties: BTreeMap<String, Self>,
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
        self.properties.get(key).or(self.others.as_deref())
    }

    /// Takes in the kinds of `other`, in each place.
    pub fn unite(&mut self, other: Self) {
        self.kinds = self.kinds.union(other.kinds);
        for (key, shape) in other.properties {
            self.properties.entry(key).or_default().unite(shape);
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

/// What fields hold by their usual names, where no schema says.
pub fn usual() -> Shape {
    use Kind::{LanguageTag, Timestamp, UriReference, WaybackUrl};
    let fields = [
        ("date", Timestamp),
        ("published", Timestamp),
        ("created", Timestamp),
        ("modified", Timestamp),
        ("updated", Timestamp),
        ("lang", LanguageTag),
        ("language", LanguageTag),
        ("url", UriReference),
        ("archive", WaybackUrl),
    ];
    let properties = fields.map(|(name, kind)| (name.to_owned(), Shape::one_or_many(kind)));
    Shape { properties: properties.into(), ..Shape::default() }
}
