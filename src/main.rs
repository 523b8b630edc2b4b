use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "the arguments come in here")]
fn main() -> ExitCode {
    masthead::cli::run(std::env::args_os())
}
