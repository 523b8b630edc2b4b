//! What was meant by arguments without a command.

use std::path::Path;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Error};

use super::args::Cli;

/// What to say of arguments that begin with a path or an option of `check`, as other programs of its kind take them.
pub(super) fn meant(arguments: &[String], error: &Error) -> Option<String> {
    let (_, given) = arguments.split_first()?;
    let first = given.first()?;
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand if is_path(first) => format!("there is no command `{first}`"),
        ErrorKind::UnknownArgument if is_option_of_check(first) => format!("`{first}` is an option of `check`"),
        _ => return None,
    };
    let arguments: Vec<_> = given.iter().map(|argument| quoted(argument)).collect();
    let call = format!("masthead check {}", arguments.join(" "));
    Some(format!("error: {message}\n  help: write `{call}`; `masthead help` lists the commands"))
}

/// Something that is there, or that looks like no word.
fn is_path(argument: &str) -> bool {
    argument == "-" || argument.contains(['/', '\\', '.', '*']) || Path::new(argument).exists()
}

fn is_option_of_check(argument: &str) -> bool {
    let name = argument.split('=').next().unwrap_or(argument);
    let command = Cli::command();
    let Some(check) = command.find_subcommand("check") else { return false };
    check.get_arguments().any(|option| {
        let is_long = name.strip_prefix("--").is_some_and(|name| option.get_long() == Some(name));
        let is_short =
            name.strip_prefix('-').is_some_and(|name| option.get_short().map(String::from).as_deref() == Some(name));
        is_long || is_short
    })
}

/// An argument as a shell takes it.
fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:@%+".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', "'\\''"))
}
