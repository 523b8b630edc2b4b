//! The command line: arguments in, text out, an exit status. Only here and in the language server does masthead speak.

mod add_ignore;
mod args;
mod baseline;
mod check;
mod completions;
mod config;
mod convert;
mod failure_output;
mod infer;
mod init;
mod man;
mod output;
mod progress;
mod reference;
mod repair;
mod report_paths;
mod rule;
mod say;
mod schema;
mod schema_check;
mod schema_diff;
mod schema_docs;
mod schema_test;
mod selection;
mod server;
mod stats;
mod step_summary;
mod terminal;
mod unknown_command;
mod values;
mod verbose;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command, ConfigCommand};

use crate::visible::visible;
use crate::workspace::Failure;

/// Nothing at level `error`.
const CLEAN: u8 = 0;
/// Findings.
const FINDINGS: u8 = 1;
/// masthead could not do what was asked.
const FAILED: u8 = 2;

/// How much stack a thread has, in bytes. Compiling a schema goes as deep as its references lead; the space is only
/// taken up when it is used.
const STACK: usize = 128 << 20;

/// Runs masthead as its arguments say.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    std::thread::scope(|scope| {
        let run = || run_here(&arguments);
        match std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // Where there is no memory for a thread there may still be some for the work.
            Err(_) => run_here(&arguments),
        }
    })
}

fn run_here(arguments: &[OsString]) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // The message quotes the arguments, and those may come from names of files.
            let shown: Vec<_> =
                arguments.iter().map(|argument| visible(&argument.to_string_lossy()).into_owned()).collect();
            let error = Cli::try_parse_from(&shown).err().unwrap_or(error);
            if error.use_stderr() {
                let text = error.to_string();
                let reason = text.lines().next().unwrap_or_default();
                failure_output::write_usage(&shown, reason.strip_prefix("error: ").unwrap_or(reason));
            }
            // Where even the message cannot be written there is nobody to tell.
            match unknown_command::meant(&shown, &error) {
                Some(meant) => say::note(&meant),
                None => drop(error.print()),
            }
            return ExitCode::from(if error.use_stderr() { FAILED } else { CLEAN });
        }
    };
    let result = match cli.command {
        Command::Check(check) => check::run(*check),
        Command::Baseline(command) => baseline::run(&command),
        Command::Init(command) => init::run(&command),
        Command::Convert(command) => convert::run(&command),
        Command::Rule(rule) => rule::run(&rule),
        Command::Stats(command) => stats::run(&command),
        Command::Schema(schema) => schema::run(&schema),
        Command::Config(ConfigCommand::Show(command)) => config::show(&command),
        Command::Config(ConfigCommand::Schema) => config::schema(),
        Command::Server(command) => server::run(&command),
        Command::Completions(command) => completions::run(&command),
        Command::Man => man::run(),
    };
    ExitCode::from(result.unwrap_or_else(Stop::report))
}

pub use reference::markdown as reference;

/// Why a command ends early.
#[derive(Debug)]
enum Stop {
    Failed(Failure),
    /// Nobody reads what is written any more.
    ClosedPipe,
}

impl Stop {
    fn report(self) -> u8 {
        match self {
            Self::ClosedPipe => CLEAN,
            Self::Failed(failure) => {
                say::print_failure(&failure);
                FAILED
            }
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Failed(Failure::new(format!("the output cannot be written: {error}"))),
        }
    }
}

/// Writes a text to standard output.
fn print(text: &str) -> Result<u8, Stop> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<u8, Stop> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(CLEAN)
}
