//! The program as people and scripts meet it: arguments in, two streams and an exit status out.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails, in what its helpers do too")]

mod add_ignore;
mod baseline;
mod changes;
mod ci_logs;
mod configuration;
mod every_syntax;
mod extends;
mod files;
mod gates;
mod init;
mod killed;
mod kinds_of_files;
mod one_place;
mod output;
pub(crate) mod project;
mod reports;
mod schema_check;
mod schema_files;
mod schema_where;
mod schema_work;
mod usage;
mod watch;
