//! Where schemas come from: other folders of the project, and files that stand for addresses.

use super::project::Project;

const PERSON: &str = "type: string\npattern: '^[A-ZА-Я]'\n";
const GOOD: &str = "---\nauthor: Анна\n---\n";
const BAD: &str = "---\nauthor: анна\n---\n";

fn author(reference: &str) -> String {
    format!("properties:\n  author: {{ $ref: '{reference}' }}\n")
}

/// A configuration that gives every document this schema.
fn governed(schema: &str) -> String {
    format!("[[schemas]]\nfiles = ['**']\nschema = '{schema}'\n")
}

/// Holds the schema of a project to judge `bad.md` and to let `good.md` pass.
#[track_caller]
fn judges(project: &Project) {
    project.write("good.md", GOOD);
    project.write("bad.md", BAD);
    assert_eq!(project.found(&[]), ["bad.md schema/pattern"]);
}

#[test]
fn a_reference_reaches_as_far_as_the_project() {
    let project = Project::new([("masthead.toml", governed("schema/articles/a.yaml").as_str())]);
    project.write("schema/articles/a.yaml", author("../common/person.yaml"));
    project.write("schema/common/person.yaml", PERSON);
    judges(&project);
    assert_eq!(project.run(&["schema", "check", "schema/articles/a.yaml"]).status, 0);
}

#[test]
fn a_repository_is_a_project() {
    let project = Project::new([("docs/masthead.toml", governed("schema/a.yaml").as_str())]);
    project.git(&["init", "--quiet"]);
    project.write("docs/schema/a.yaml", author("../../shared/person.yaml"));
    project.write("shared/person.yaml", PERSON);
    project.write("docs/bad.md", BAD);
    assert_eq!(project.found(&[]), ["docs/bad.md schema/pattern"]);
}

#[test]
fn no_reference_leads_out_of_the_project() {
    let project = Project::new([("p/masthead.toml", governed("schema/a.yaml").as_str()), ("person.yaml", PERSON)]);
    project.write("p/schema/a.yaml", author("../../person.yaml"));
    project.write("p/bad.md", BAD);
    let ran = project.check(&["p"]);
    ran.fails(&["leads out of the project", "schema/a.yaml:2:"]);
    // Without a project there is only the schema's own folder.
    let alone = Project::new([("s/a.yaml", author("../person.yaml").as_str()), ("person.yaml", PERSON)]);
    let ran = alone.run(&["schema", "check", "s/a.yaml"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("leads out of the project"), "{}", ran.out);
}

#[test]
fn a_file_stands_for_an_address() {
    for (key, reference) in [
        ("https://example.org/person.json", "https://example.org/person.json"),
        ("https://example.org/person.json", "https://example.org/person.json#"),
        ("https://example.org/person.json#", "https://example.org/person.json"),
        ("https://example.org/", "https://example.org/person.json"),
        ("https://example.org/schemas/v1/", "https://example.org/schemas/v1/person.json"),
        // Beside a file that stands for an address lie those that it refers to.
        ("https://example.org/other.json", "https://example.org/person.json"),
        ("urn://example/person", "urn://example/person"),
    ] {
        let file = if key.ends_with('/') {
            "vendor"
        } else if key.contains("other") {
            "vendor/other.json"
        } else {
            "vendor/person.json"
        };
        let toml = format!("{}[schema-files]\n'{key}' = '{file}'\n", governed("a.yaml"));
        let project = Project::new([("masthead.toml", toml.as_str()), ("a.yaml", author(reference).as_str())]);
        project.write("vendor/person.json", r#"{"type": "string", "pattern": "^[A-ZА-Я]"}"#);
        project.write("vendor/other.json", "{}");
        judges(&project);
        assert_eq!(project.run(&["schema", "check", "a.yaml"]).status, 0, "{key}");
    }
}

#[test]
fn a_mapped_file_refers_to_its_neighbours_by_their_addresses() {
    let toml = format!("{}[schema-files]\n'https://example.org/a/' = 'vendor'\n", governed("a.yaml"));
    let project =
        Project::new([("masthead.toml", toml.as_str()), ("a.yaml", author("https://example.org/a/x/y.json").as_str())]);
    project.write("vendor/x/y.json", r#"{"$id": "https://example.org/a/x/y.json", "$ref": "../person.json"}"#);
    project.write("vendor/person.json", r#"{"type": "string", "pattern": "^[A-ZА-Я]"}"#);
    judges(&project);
}

#[test]
fn a_document_and_a_configuration_may_name_a_mapped_address() {
    let address = "https://example.org/article.json";
    let toml = format!("{}[schema-files]\n'{address}' = 'a.json'\n", governed(address));
    let schema = r#"{"properties": {"author": {"type": "string", "pattern": "^[A-ZА-Я]"}}}"#;
    let project = Project::new([("masthead.toml", toml.as_str()), ("a.json", schema)]);
    judges(&project);
    let toml = format!("[schema-files]\n'{address}' = 'a.json'\n");
    let project = Project::new([("masthead.toml", toml.as_str()), ("a.json", schema)]);
    project.write("own.md", format!("---\n$schema: {address}\nauthor: анна\n---\n"));
    project.write("modeline.md", format!("---\n# yaml-language-server: $schema={address}\nauthor: анна\n---\n"));
    assert_eq!(project.found(&[]), ["modeline.md schema/pattern", "own.md schema/pattern"]);
}

#[test]
fn wrong_schema_files_are_shown_where_they_are() {
    let project = Project::new([("a.md", GOOD), ("vendor/person.json", r#"{"type": "sting"}"#)]);
    let refuses = |line: &str, words: &[&str]| {
        project.write("masthead.toml", format!("[schema-files]\n{line}\n"));
        project.check(&[]).fails(words);
    };
    refuses(
        "'https://example.org/a.json' = 'vendor/persn.json'",
        &["masthead.toml:2:32", "there is no file `vendor/persn.json`", "`vendor/person.json`"],
    );
    refuses("'https://example.org/' = 'vendors'", &["there is no folder `vendors`"]);
    refuses("'person.json' = 'vendor/person.json'", &["masthead.toml:2:1", "`person.json` is not an address"]);
    refuses("'https://example.org/a.json' = 'https://example.org/b.json'", &["nothing is fetched"]);
    refuses("'https://example.org/a.json' = 3", &["masthead.toml:2:32"]);
    refuses(
        "'https://example.org/a.json' = 'vendor/person.json'",
        &["vendor/person.json:1:10", "`sting` is not a type"],
    );
}

#[test]
fn a_mapped_file_outside_the_project_is_refused() {
    let project = Project::new([("p/a.md", GOOD), ("outside.json", "{}"), ("p/.keep", "")]);
    project.write("p/masthead.toml", "[schema-files]\n'https://example.org/a.json' = '../outside.json'\n");
    let mut command = project.command(&["check", "."]);
    let ran = super::project::ran(command.current_dir(project.path("p")));
    ran.fails(&["lies outside the project"]);
}
