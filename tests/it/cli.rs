//! The program as people and scripts meet it: arguments in, two streams and an exit status out.

mod baseline;
mod changes;
mod configuration;
mod files;
mod output;
mod project;
mod usage;
mod watch;
