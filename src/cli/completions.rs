//! `masthead completions`: what a shell needs to complete the command line, made from the command line itself.

use clap::CommandFactory as _;

use super::args::{Cli, CompletionsCommand};
use super::{Stop, print_bytes};

pub(super) fn run(command: &CompletionsCommand) -> Result<u8, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Cli::command(), "masthead", &mut script);
    print_bytes(&script)
}
