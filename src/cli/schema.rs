//! `masthead schema`

use super::args::SchemaCommand;
use super::{Stop, print};
use crate::workspace::Failure;

pub(super) fn run(command: &SchemaCommand) -> Result<u8, Stop> {
    match command {
        SchemaCommand::Show { name } => print(&format!("{name:?}")),
        SchemaCommand::Check { file } => Err(Failure::new(format!("{}", file.display())).into()),
    }
}
