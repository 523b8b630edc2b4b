//! What is said of a whole collection is the same, whatever syntax its documents are written in.

use masthead::syntax::Syntax;

use super::project::Project;
use crate::generate::Article;
use crate::written::Written;

const DOCUMENTS: usize = 40;

fn project(syntax: Syntax) -> Project {
    let project = Project::new([]);
    for number in 0..DOCUMENTS {
        let article = Article::new(5, number);
        let text = match syntax {
            Syntax::Yaml => article.text(),
            Syntax::Toml | Syntax::Json => Written::new(&article, syntax).text(&article),
        };
        project.write(&article.path, text);
    }
    project
}

#[test]
fn what_is_counted_inferred_and_proposed_is_the_same_in_every_syntax() {
    let said = |syntax| {
        let project = project(syntax);
        let run = |arguments: &[&str]| {
            let ran = project.run(arguments);
            assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
            ran.out
        };
        let inferred = run(&["schema", "infer", "."]);
        project.write("schema.yaml", &inferred);
        let checked = run(&["check", "--schema", "schema.yaml", "--output-format", "json", "."]);
        [
            run(&["stats", "."]),
            run(&["stats", "--output-format", "json"]),
            inferred,
            run(&["init", "--dry-run"]),
            checked,
        ]
    };
    let wanted = said(Syntax::Yaml);
    assert!(wanted[0].contains("published: 100 % (40)") && wanted[2].contains("format: date-time"), "{}", wanted[2]);
    for syntax in [Syntax::Toml, Syntax::Json] {
        for (found, wanted) in said(syntax).iter().zip(&wanted) {
            assert_eq!(found, wanted, "{}", syntax.name());
        }
    }
}

#[test]
fn fields_of_every_syntax_choose_the_schema() {
    let configuration = "[[schemas]]\nwhere = { type = \"статья\", draft = false }\nschema = \"a.yaml\"\n\
                         [[schemas]]\nwhere = { page.kind = [\"post\", 2] }\nschema = \"b.yaml\"\n\
                         [[schemas]]\nwhere = { date = \"2024-02-29\" }\nschema = \"c.yaml\"\n";
    let project = Project::new([("masthead.toml", configuration)]);
    for name in ["a", "b", "c"] {
        project.write(format!("{name}.yaml"), format!("required: [of-{name}]\n"));
    }
    for (text, schema) in [
        ("+++\ntype = 'статья'\ndraft = false\n+++\n", "a"),
        ("+++\ntype = [\"essay\", \"\\u0441татья\"]\ndraft = false\n+++\n", "a"),
        ("+++\ntype = 'статья'\ndraft = 'false'\n+++\n", ""),
        ("{\n\"type\": \"статья\", \"draft\": false\n}\n", "a"),
        ("{\n\"type\": [\"\\u0441татья\"], \"draft\": false\n}\n", "a"),
        ("{\n\"type\": \"статья\", \"draft\": null\n}\n", ""),
        ("---json\n{\"page\": {\"kind\": 2.0}}\n---\n", "b"),
        ("+++\npage.kind = \"post\"\n+++\n", "b"),
        ("+++\n[page]\nkind = 2\n+++\n", "b"),
        ("+++\n[[page]]\nkind = 2\n+++\n", ""),
        ("+++\ndate = 2024-02-29\n+++\n", "c"),
        ("+++\ndate = \"2024-02-29\"\n+++\n", "c"),
        ("{\n\"date\": \"2024-02-29\"\n}\n", "c"),
    ] {
        project.write("x.md", format!("{text}Text\n"));
        let ran = project.check(&["x.md", "--select", "schema/required", "--output-format", "concise"]);
        let asks = |name: &&str| ran.out.contains(&format!("`of-{name}`"));
        let found: Vec<&str> = ["a", "b", "c"].into_iter().filter(asks).collect();
        assert_eq!(found.join(""), schema, "{text}: {}", ran.out);
    }
}
