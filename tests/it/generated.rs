//! Files that are made from the program are what the program makes.

use std::fs;

fn same(path: &str, text: &str) {
    if std::env::var_os("MASTHEAD_BLESS").is_some() {
        fs::write(path, text).unwrap();
    }
    let written = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == text, "{path} is not what the program makes; `MASTHEAD_BLESS=1 cargo test` writes it anew");
}

#[test]
fn the_rules_are_documented_as_they_are() {
    same("docs/rules.md", &masthead::rules::all_pages());
}

#[test]
fn the_schema_of_the_configuration_is_what_the_program_knows() {
    same("schema/masthead.schema.json", &format!("{:#}\n", masthead::config::json_schema()));
}

#[test]
fn the_command_line_is_documented_as_it_is() {
    same("docs/cli.md", &masthead::cli::reference());
}
