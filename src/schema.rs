//! Schemas: which fields a document must have, what each holds and how they relate.

mod relations;

pub use relations::Relations;

use crate::kinds::Shape;

/// A schema, compiled.
#[derive(Debug)]
pub struct Schema {
    /// The kinds of the fields, as `format` names them.
    pub shape: Shape,
    /// What `x-masthead` says.
    pub relations: Relations,
}
