//! Which types a field is meant to have.

use crate::stats::{Field, Type};

/// An enumeration needs so many values.
pub(super) const FEWEST_FOR_ENUM: u64 = 20;

/// The types that are meant: the commonest, and others that a fiftieth of the values has.
pub(super) fn types(field: &Field) -> Vec<Type> {
    let most = field.types.iter().max().copied().unwrap_or(0);
    let is_meant = |each: &Type| {
        let count = field.of_type(*each);
        count == most || count >= 3 && count * 50 >= field.values
    };
    let mut types: Vec<Type> = Type::ALL.into_iter().filter(is_meant).collect();
    if types.contains(&Type::Number) {
        types.retain(|each| *each != Type::Integer);
    } else if types.contains(&Type::Integer) && field.of_type(Type::Number) > 0 {
        // A number with a fraction among whole ones is no other type to people.
        types.retain(|each| *each != Type::Integer);
        types.push(Type::Number);
        types.sort();
    }
    types
}
