//! Built-in schemas: each accepts what its project's documentation shows, and finds faults in it.

use masthead::schema::Schema;

use crate::support::Case;

/// What rules find against a built-in schema.
fn rules(name: &str, place: &str, fields: &str) -> Vec<&'static str> {
    let schema = Schema::builtin(name).unwrap_or_else(|| panic!("{name} is a built-in schema"));
    let text = format!("---\n{fields}---\nText\n");
    Case::new(&text).schema(&schema).at(place).diagnostics().into_iter().map(|found| found.rule).collect()
}

#[track_caller]
fn accepts(name: &str, fields: &str) {
    let found = rules(name, "pdf-processing/a.md", fields);
    let found: Vec<_> =
        found.into_iter().filter(|rule| rule.starts_with("schema/") || rule.starts_with("date/")).collect();
    assert_eq!(found, [""; 0], "{name}: {fields}");
}

#[track_caller]
fn rejects(name: &str, fields: &str, rule: &str) {
    let found = rules(name, "pdf-processing/a.md", fields);
    assert!(found.contains(&rule), "{name}: {fields} gives {found:?}");
}

#[test]
fn every_built_in_schema_loads_and_says_what_it_is() {
    for name in Schema::builtin_names() {
        let schema = Schema::builtin(name).unwrap();
        assert!(schema.json()["title"].is_string() && schema.json()["description"].is_string(), "{name}");
        let text = Schema::builtin_text(name).unwrap();
        assert!(
            name == "article" || text.starts_with("# The ") && text.contains("2026-11-2"),
            "{name}: source and date"
        );
    }
    assert!(Schema::builtin("nothing").is_none());
}

/// After <https://help.obsidian.md/properties>.
#[test]
fn obsidian() {
    accepts("obsidian", "aliases:\n  - front matter\n  - metadata\ncssclasses:\n  - soft-embed\n");
    accepts("obsidian", "title: A New Hope\nyear: 1977\nfavorite: true\ncast:\n  - Mark Hamill\n  - Carrie Fisher\n");
    accepts("obsidian", "link: \"[[Link]]\"\nlinklist:\n  - \"[[Link]]\"\n  - \"[[Сербия]]\"\n");
    accepts("obsidian", "tags: journal\npublish: false\n");
    accepts("obsidian", "tags:\naliases:\npublish:\n");
    rejects("obsidian", "publish: 'yes'\n", "schema/type");
    rejects("obsidian", "tags: { a: b }\n", "schema/type");
}

/// After <https://gohugo.io/content-management/front-matter/>.
#[test]
fn hugo() {
    accepts(
        "hugo",
        "title: Example\ndate: 2024-02-02T04:14:54-08:00\ndraft: false\nweight: 10\ntags: [red, blue]\ngenres: [mystery]\nparams:\n  author: John Smith\n",
    );
    accepts("hugo", "title: Главная\ncascade:\n  params:\n    color: red\nmenus: main\naliases: []\n");
    rejects("hugo", "draft: maybe\n", "schema/type");
    rejects("hugo", "weight: first\n", "schema/type");
    rejects("hugo", "sitemap: weekly\n", "schema/type");
}

/// After <https://jekyllrb.com/docs/front-matter/>.
#[test]
fn jekyll() {
    accepts("jekyll", "layout: post\ntitle: Blogging Like a Hacker\n");
    accepts(
        "jekyll",
        "layout: null\ndate: 2013-02-10 20:00:00 +0100\ncategories: life hack\ntags: [a, b]\npublished: false\n",
    );
    rejects("jekyll", "published: sometimes\n", "schema/type");
    rejects("jekyll", "layout: [post]\n", "schema/type");
}

/// After <https://hexo.io/docs/front-matter>.
#[test]
fn hexo() {
    accepts("hexo", "title: Hello World\ndate: 2013/7/13 20:46:25\n");
    accepts(
        "hexo",
        "layout: false\ncategories:\n- [Sports, Baseball]\n- [MLB, American League]\n- Rivalries\ntags:\n- Injury\n",
    );
    rejects("hexo", "comments: none\n", "schema/type");
    rejects("hexo", "tags: { a: b }\n", "schema/type");
}

/// After <https://www.getzola.org/documentation/content/page/>.
#[test]
fn zola() {
    accepts(
        "zola",
        "title: Страница\ndate: 2012-10-02\nweight: 0\ndraft: false\naliases: []\ntaxonomies: { tags: [rust, web] }\nextra: { a: 1 }\n",
    );
    accepts("zola", "date: 2002-10-02T15:00:00Z\nsort_by: none\npaginate_by: 0\nrender: true\n");
    rejects("zola", "draft: later\n", "schema/type");
    rejects("zola", "taxonomies: { tags: rust }\n", "schema/type");
    rejects("zola", "paginate_by: -1\n", "schema/range");
}

/// After <https://starlight.astro.build/reference/frontmatter/>.
#[test]
fn starlight() {
    accepts("starlight", "title: About us\nhead:\n  - tag: title\n    content: Custom about title\n");
    accepts(
        "starlight",
        "title: x\ntemplate: splash\nhero:\n  tagline: a\n  actions:\n    - text: Tell me more\n      link: /a/\n",
    );
    accepts(
        "starlight",
        "title: x\nlastUpdated: 2022-08-09\nprev: false\nnext:\n  link: /u/\nsidebar:\n  badge: New\n  order: 1\n",
    );
    rejects("starlight", "description: x\n", "schema/required");
    rejects("starlight", "title: x\ntemplate: landing\n", "schema/enum");
    rejects("starlight", "title: x\nsidebar: { order: first }\n", "schema/type");
}

/// After <https://agentskills.io/specification>.
#[test]
fn agent_skill() {
    let good =
        "name: pdf-processing\ndescription: Extract PDF text, fill forms, merge files. Use when handling PDFs.\n";
    accepts("agent-skill", good);
    accepts(
        "agent-skill",
        &format!("{good}license: Apache-2.0\nmetadata:\n  author: example-org\n  version: \"1.0\"\n"),
    );
    accepts("agent-skill", &format!("{good}allowed-tools: Bash(git:*) Read\ncompatibility: Requires git and docker\n"));
    accepts("agent-skill", &format!("{good}allowed-tools:\n  - Bash(git:*)\n  - Read\n"));
    for name in ["PDF-Processing", "-pdf", "pdf--processing", "обработка"] {
        rejects("agent-skill", &format!("name: {name}\ndescription: x\n"), "schema/pattern");
    }
    rejects("agent-skill", "name: pdf-processing\n", "schema/required");
    rejects("agent-skill", "name: other-name\ndescription: x\n", "schema/relation");
    rejects("agent-skill", &format!("name: pdf-processing\ndescription: {}\n", "x".repeat(1025)), "schema/length");
}

/// After `okf/SPEC.md`, §4.3 and §5.
#[test]
fn okf() {
    accepts(
        "okf",
        "type: BigQuery Table\ntitle: Customer Orders\nresource: https://example.com/o\ntags: [sales, orders]\ngenerated: { by: reference_agent/gemini-2.5-pro, at: 2026-05-28T14:30:00Z }\n",
    );
    accepts(
        "okf",
        "type: Playbook\nverified: { by: 'human:a', at: 2026-06-25T09:00:00Z }\nsources:\n  - id: a\n    resource: https://example.com/\n",
    );
    accepts("okf", "type: Metric\n");
    rejects("okf", "title: x\n", "schema/required");
    rejects("okf", "type: Metric\ntags: sales\n", "schema/type");
    rejects("okf", "type: Metric\nsources: [{ id: a }]\n", "schema/required");
}

/// After the template of <https://adr.github.io/madr/>.
#[test]
fn madr() {
    accepts("madr", "status: accepted\ndate: 2024-05-01\ndeciders: Ana, Иван\nconsulted: [Ion]\ninformed: everyone\n");
    accepts("madr", "status: superseded by [ADR-0005](0005-example.md)\n");
    rejects("madr", "date: yesterday\n", "date/malformed");
    rejects("madr", "status: [accepted]\n", "schema/type");
}

/// After `datasetcard.md` and `modelcard.md` of the Hub's documentation.
#[test]
fn cards() {
    accepts(
        "dataset-card",
        "language:\n- fr\n- en\nlicense: apache-2.0\npretty_name: SQuAD\nsize_categories:\n- 100K<n<1M\nconfigs:\n- config_name: default\n  data_files:\n  - split: train\n    path: data.csv\nextra_gated_fields:\n- Name: text\n",
    );
    rejects("dataset-card", "configs:\n- data_files: x\n", "schema/required");
    rejects("dataset-card", "pretty_name: [a]\n", "schema/type");
    accepts(
        "model-card",
        "language:\n- fr\nlicense: mit\nlibrary_name: keras\nmodel-index:\n- name: m\n  results:\n  - task: { type: asr }\n    dataset: { type: cv, name: CV }\n    metrics: [{ type: wer, value: 20.9 }]\n",
    );
    rejects("model-card", "model-index:\n- name: m\n", "schema/required");
    rejects("model-card", "library_name: [keras]\n", "schema/type");
}

/// After the examples of `plugin-content-docs` and `plugin-content-blog` in Docusaurus' API documentation.
#[test]
fn docusaurus() {
    accepts(
        "docusaurus",
        "id: doc-markdown\ntitle: Docs Markdown Features\nhide_title: false\nhide_table_of_contents: false\n\
         sidebar_label: Markdown\nsidebar_position: 3\npagination_label: Markdown features\nkeywords:\n  - docs\n\
         tags: [docusaurus]\nimage: https://i.imgur.com/mErPwqL.png\nslug: /myDoc\nlast_update:\n  date: 1/1/2000\n  \
         author: custom author name\n",
    );
    accepts(
        "docusaurus",
        "title: Welcome Docusaurus\nauthors:\n  - slorber\n  - name: Joel Marcey\n    title: Co-creator\n    \
         url: https://github.com/JoelMarcey\n    socials:\n      x: joelmarcey\ntags: [{ label: a, permalink: /a }]\n",
    );
    accepts("docusaurus", "pagination_next: null\ndisplayed_sidebar: null\ncustom_edit_url: null\ntitle: Обзор\n");
    rejects("docusaurus", "sidebar_position: first\n", "schema/type");
    rejects("docusaurus", "toc_max_heading_level: 7\n", "schema/range");
    rejects("docusaurus", "tags: a, b\n", "schema/type");
    rejects("docusaurus", "tags: [{ label: a }]\n", "schema/required");
    rejects("docusaurus", "author_url: https://example.org\n", "schema/deprecated");
}

/// After <https://quarto.org/docs/authoring/front-matter.html>.
#[test]
fn quarto() {
    accepts(
        "quarto",
        "title: \"Toward a Unified Theory\"\ndate: 2008-02-29\nauthor:\n  - name: Josiah Carberry\n    id: jc\n    \
         orcid: 0000-0002-1825-0097\n    affiliation:\n      - name: Brown University\nabstract: >\n  The bridge.\n\
         keywords:\n  - Metaphysics\nlicense: \"CC BY\"\ncopyright:\n  holder: Josiah Carberry\n  year: 2008\n\
         citation:\n  container-title: Journal\n  volume: 1\n  doi: 10.5555/12345678\nfunding: none\n",
    );
    accepts(
        "quarto",
        "title: Отчёт\ndate: today\nformat:\n  html:\n    toc: true\nexecute:\n  cache: refresh\n  freeze: auto\n",
    );
    accepts("quarto", "format: html\nauthor: Ana\njupyter: python3\nbibliography: refs.bib\n");
    rejects("quarto", "execute:\n  freeze: always\n", "schema/enum");
    rejects("quarto", "order: first\n", "schema/type");
    rejects("quarto", "toc: maybe\n", "schema/type");
    rejects("quarto", "execute: true\n", "schema/type");
}

/// After the reference and the page of the blog plugin of Material for MkDocs.
#[test]
fn mkdocs_material() {
    accepts("mkdocs-material", "title: Lorem ipsum\nicon: material/emoticon-happy\nstatus: new\nsubtitle: Nullam\n");
    accepts(
        "mkdocs-material",
        "date:\n  created: 2023-01-31\n  updated: 2023-02-01\nauthors:\n  - squidfunk\ncategories:\n  - Holidays\n\
         draft: true\npin: true\nreadtime: 15\nlinks:\n  - plugins/search.md\n  - Nested:\n    - a.md\n",
    );
    accepts("mkdocs-material", "date: 2024-01-31T20:30:00\nhide:\n  - navigation\n  - toc\nsearch:\n  boost: 2\n");
    rejects("mkdocs-material", "hide: toc\n", "schema/type");
    rejects("mkdocs-material", "readtime: short\n", "schema/type");
    rejects("mkdocs-material", "date: { updated: 2024-01-31 }\n", "schema/required");
    rejects("mkdocs-material", "search: { boost: 0 }\n", "schema/range");
}

/// After the examples of the guide to the Citation File Format 1.2.0.
#[test]
fn citation() {
    let good = "title: My Research Software\nauthors:\n  - family-names: Druskat\n    given-names: Stephan\n    \
                orcid: \"https://orcid.org/0000-0003-4925-7248\"\n";
    accepts("citation", good);
    accepts(
        "citation",
        &format!(
            "{good}cff-version: 1.2.0\nmessage: Cite it.\ndate-released: \"2021-07-18\"\nversion: 0.11.2\nlicense: Apache-2.0\n\
             identifiers:\n  - description: All versions.\n    type: doi\n    value: 10.5281/zenodo.123456\nkeywords:\n  - research\n"
        ),
    );
    accepts("citation", "title: Данные\nauthors:\n  - name: Институт\n    alias: И\ntype: dataset\n");
    rejects("citation", "title: x\n", "schema/required");
    rejects("citation", &format!("{good}type: book\n"), "schema/enum");
    rejects("citation", &format!("{good}doi: https://doi.org/10.5281/zenodo.1\n"), "schema/pattern");
    rejects("citation", &format!("{good}date-released: July 2021\n"), "date/malformed");
    rejects("citation", "title: x\nauthors:\n  - name: a\n    orcid: 0000-0003-4925-7248\n", "schema/pattern");
}
