//! The language server: the same engine, configuration and findings as the command line, in an editor (LSP 3.17).
//!
//! [`serve`] speaks over two streams. Types of the protocol are known in this module alone. One thread answers, one
//! reads documents in the background; texts of open documents count as they are in the editor.

mod actions;
mod buffers;
mod capabilities;
mod completion;
mod corpus;
mod cursor;
mod diagnostics;
mod engine;
mod hover;
mod navigation;
mod position;
mod rename;
mod requests;
mod session;
mod transport;
mod uri;
mod worker;

use std::io::{self, BufRead, Write};

use gen_lsp_types as lsp;

pub use engine::Clock;

/// What the server is told from outside.
#[derive(Clone, Copy, Debug)]
pub struct Outside {
    pub clock: Clock,
    /// Whether every message is also written to standard error, for bug reports.
    pub trace: bool,
}

/// Serves one client until it says goodbye or goes away. Whether it ended as the protocol wants it: `shutdown`, then
/// `exit`.
///
/// # Errors
/// Where messages can no longer be written.
pub fn serve(
    input: impl BufRead + Send + 'static,
    output: impl Write + Send + 'static,
    outside: Outside,
) -> io::Result<bool> {
    let incoming = transport::listen(input);
    let (outgoing, writer) = transport::speak(output);
    let ended_well = session::run(&incoming, outgoing, outside, requests::answer);
    match writer.join() {
        Ok(Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(ended_well),
    }
}
