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

/// The pages that name the repository, and what stands before `owner/masthead` there.
#[test]
fn the_repository_is_named_as_cargo_toml_names_it() {
    let address = env!("CARGO_PKG_REPOSITORY");
    let (host, name) = address.strip_prefix("https://").unwrap().split_once('/').unwrap();
    assert!(name.ends_with("/masthead"), "{address}");
    let named = [format!("https://{host}/"), "uses: ".to_owned(), "--repo ".to_owned()];
    let mut places = 0;
    for path in ["docs/ci.md", "docs/pre-commit.md", "editors/zed/extension.toml"] {
        let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let mut written = String::new();
        for line in text.split_inclusive('\n') {
            let mut line = line.to_owned();
            for before in &named {
                let Some(at) = line.find(before.as_str()).map(|at| at + before.len()) else { continue };
                let rest = &line[at..];
                let Some(end) = rest.find("/masthead").filter(|end| !rest[..*end].contains(['/', ' '])) else {
                    continue;
                };
                line.replace_range(at..at + end + "/masthead".len(), name);
                places += 1;
            }
            written.push_str(&line);
        }
        same(path, &written);
    }
    assert!(places >= 4, "{places}");
}
