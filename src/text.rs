//! What can be wrong with text as such, in whatever field it stands: pure functions from text to places in it.

mod fold;
pub mod invisible;
mod lookalike;
pub mod mojibake;
mod normal;
mod scan;

pub use fold::fold_variant;
pub use lookalike::{Mixed, Script, fold_lookalikes, mixed};
pub use normal::{Unnormal, unnormal};
pub use scan::{Traits, is_space, scan};
