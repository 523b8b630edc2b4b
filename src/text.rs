//! What can be wrong with text as such, in whatever field it stands: pure functions from text to places in it.

pub mod invisible;
mod lookalike;
pub mod mojibake;
mod normal;
mod scan;

pub use lookalike::{Mixed, Script, mixed};
pub use normal::{Unnormal, unnormal};
pub use scan::{Traits, is_space, scan};
