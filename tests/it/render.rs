//! What is written of findings, in each format.

mod full;
mod json;
mod machines;
mod properties;
mod statistics;
mod support;
