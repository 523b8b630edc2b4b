//! `masthead schema`

use super::args::SchemaCommand;
use super::{Stop, print};
use crate::nearest::nearest;
use crate::schema::Schema;
use crate::workspace::Failure;

pub(super) fn run(command: &SchemaCommand) -> Result<u8, Stop> {
    match command {
        SchemaCommand::Infer(command) => super::infer::run(command),
        SchemaCommand::List => print(&list()),
        SchemaCommand::Show { name: None } => {
            let names: Vec<_> = Schema::builtin_names().collect();
            print(&format!("{}\n", names.join("\n")))
        }
        SchemaCommand::Show { name: Some(name) } => match Schema::builtin_text(name) {
            Some(text) => print(text),
            None => Err(unknown(name).into()),
        },
        SchemaCommand::Check(command) => super::schema_check::run(command),
        SchemaCommand::Docs(command) => super::schema_docs::run(command),
        SchemaCommand::Diff(command) => super::schema_diff::run(command),
        SchemaCommand::Test(command) => super::schema_test::run(command),
    }
}

/// Each built-in schema with what it is about.
fn list() -> String {
    let width = Schema::builtin_names().map(str::len).max().unwrap_or(0);
    let about = |name: &str| {
        Schema::builtin(name).and_then(|schema| Some(schema.json().get("description")?.as_str()?.to_owned()))
    };
    let line =
        |name: &str| format!("{name:width$}  {}\n", about(name).unwrap_or_default().lines().next().unwrap_or_default());
    Schema::builtin_names().map(line).collect()
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::new(format!("there is no built-in schema `{name}`"));
    match nearest(name, Schema::builtin_names()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`masthead schema show` lists the built-in schemas"),
    }
}
