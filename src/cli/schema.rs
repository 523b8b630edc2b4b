//! `masthead schema`

use super::args::SchemaCommand;
use super::{Stop, print};
use crate::nearest::nearest;
use crate::schema::Schema;
use crate::workspace::{Failure, load_schema};

pub(super) fn run(command: &SchemaCommand) -> Result<u8, Stop> {
    match command {
        SchemaCommand::Show { name: None } => {
            let names: Vec<_> = Schema::builtin_names().collect();
            print(&format!("{}\n", names.join("\n")))
        }
        SchemaCommand::Show { name: Some(name) } => match Schema::builtin_text(name) {
            Some(text) => print(text),
            None => Err(unknown(name).into()),
        },
        SchemaCommand::Check { file } => {
            let schema = load_schema(file)?;
            print(&format!("{} is a schema ({})\n", schema.source().name(), schema.draft().name()))
        }
    }
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::new(format!("there is no built-in schema `{name}`"));
    match nearest(name, Schema::builtin_names()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`masthead schema show` lists the built-in schemas"),
    }
}
