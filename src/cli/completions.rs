//! `masthead completions`: what a shell needs to complete the command line, made from the command line itself.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::{Cli, CompletionsCommand};
use super::values::schema_names;
use super::{Stop, print};

pub(super) fn run(command: &CompletionsCommand) -> Result<u8, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Cli::command(), "masthead", &mut script);
    print(&with_files(&String::from_utf8_lossy(&script), command.shell))
}

/// A schema may be a file as well as one of the names; the shells that would offer the names alone are told so.
fn with_files(script: &str, shell: Shell) -> String {
    let names = schema_names().join(" ");
    match shell {
        Shell::Zsh => {
            let both = format!(
                "NAME_OR_FILE: _alternative \"schemas\\:built-in schema\\:({names})\" \"files\\:file\\:_files\"'"
            );
            script.replace(&format!("NAME_OR_FILE:({names})'"), &both)
        }
        Shell::Fish => {
            let lines = script.split_inclusive('\n').map(|line| {
                if line.contains(" -l schema ") { line.replace(" -r -f -a ", " -r -F -a ") } else { line.to_owned() }
            });
            lines.collect()
        }
        _ => script.to_owned(),
    }
}
