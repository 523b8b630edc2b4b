//! The syntaxes that front matter is written in. Each reads text into a [`crate::tree`], finds the bytes of a part of a
//! value and writes a scalar; nothing above knows how.

pub mod yaml;
