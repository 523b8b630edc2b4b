//! The disk: which files there are and what is in them. Nothing outside this module touches it.

pub mod read;
pub mod walk;
pub mod write;
