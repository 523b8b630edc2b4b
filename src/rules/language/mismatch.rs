//! `language/mismatch`.

use crate::rules::{Context, Findings};

pub(super) fn check(_context: &Context, _findings: &mut Findings) {}
