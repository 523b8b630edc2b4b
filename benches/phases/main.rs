//! How long each part of masthead takes for a thousand generated articles: a time in milliseconds is one in microseconds
//! for a single document.
//!
//! `cargo bench` runs everything, `cargo bench -- render` what has `render` in its name, and
//! `cargo bench -- --sample-count 3` makes it short. See `docs/performance.md`.

#[expect(dead_code, reason = "which rule finds a fault is for others to know")]
#[path = "../../tests/it/generate/mod.rs"]
mod generate;
mod input;

use std::hint::black_box;
use std::io;

use divan::Bencher;
use divan::counter::ItemsCount;
use masthead::corpus::{self, Collector};
use masthead::document::{self, Document};
use masthead::linter;
use masthead::render::{Format, Renderer};
use masthead::rules::{self, Findings};
use masthead::schema::{Relations, Schema, json};
use masthead::source::Source;
use masthead::syntax::yaml;
use masthead::values::Values;

use input::Prepared;

fn main() {
    divan::Divan::default().sample_count(20).sample_size(1).config_with_args().main();
}

/// The documents of a benchmark: without faults, with one each, with a dozen each.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Clean,
    OneFault,
    ManyFaults,
}

const KINDS: [Kind; 3] = [Kind::Clean, Kind::OneFault, Kind::ManyFaults];

/// Measures what is done with each of a list of things.
fn each<T>(bencher: Bencher, list: &[T], mut work: impl FnMut(&T)) {
    bencher.counter(ItemsCount::new(list.len())).bench_local(|| list.iter().for_each(&mut work));
}

#[divan::bench]
fn split(bencher: Bencher) {
    each(bencher, &input::sources(Kind::Clean), |source| {
        black_box(document::split(source.text()));
    });
}

#[divan::bench]
fn yaml(bencher: Bencher) {
    let sources = input::sources(Kind::Clean);
    let limits = input::settings().options.limits;
    let blocks: Vec<_> = sources
        .iter()
        .filter_map(|source| Some((source.text(), document::split(source.text()).block()?.content)))
        .collect();
    each(bencher, &blocks, |(text, block)| {
        black_box(yaml::parse(text, *block, limits));
    });
}

/// Split, YAML and suppressions.
#[divan::bench(args = KINDS)]
fn document(bencher: Bencher, kind: Kind) {
    let limits = input::settings().options.limits;
    each(bencher, &input::sources(kind), |source| {
        black_box(Document::parse(source, limits));
    });
}

#[divan::bench]
fn values(bencher: Bencher) {
    let schema = input::schema();
    let sources = input::sources(Kind::Clean);
    let documents: Vec<_> = sources.iter().map(input::document).collect();
    let roots: Vec<_> = documents.iter().filter_map(|document| document.root.as_ref()).collect();
    each(bencher, &roots, |root| {
        black_box(Values::collect(root, &schema.shape));
    });
}

/// From the tree to a JSON value, and the JSON Schema validator on that.
#[divan::bench]
fn validate(bencher: Bencher) {
    let schema = input::schema();
    let sources = input::sources(Kind::Clean);
    let documents: Vec<_> = sources.iter().map(input::document).collect();
    let roots: Vec<_> = documents.iter().filter_map(|document| document.root.as_ref()).collect();
    each(bencher, &roots, |root| {
        black_box(schema.failures(&json::to_json(root)));
    });
}

/// Each group of rules alone, on documents without faults.
#[divan::bench(args = rules::GROUPS.map(|(name, _)| name))]
fn group(bencher: Bencher, name: &str) {
    let group = rules::GROUPS.into_iter().find(|(known, _)| *known == name);
    let (_, check) = group.expect("the name is one of the list");
    let settings = input::settings();
    input::with_contexts(Kind::Clean, |contexts| {
        each(bencher, contexts, |context| {
            let mut findings = Findings::new(&settings.levels);
            check(context, &mut findings);
            black_box(findings.into_diagnostics());
        });
    });
}

/// What the rules that compare documents want to know of each.
#[divan::bench]
fn facts(bencher: Bencher) {
    let levels = input::settings().levels;
    input::with_contexts(Kind::Clean, |contexts| {
        each(bencher, contexts, |context| {
            black_box(corpus::gather(context, &levels));
        });
    });
}

/// The facts of all documents put together, and compared.
#[divan::bench]
fn compare(bencher: Bencher) {
    let levels = input::settings().levels;
    input::with_contexts(Kind::Clean, |contexts| {
        let facts: Vec<_> = contexts.iter().map(|context| corpus::gather(context, &levels)).collect();
        let paths: Vec<_> = contexts.iter().map(|context| context.document.source.path()).collect();
        bencher.counter(ItemsCount::new(facts.len())).bench_local(|| {
            let mut collector = Collector::default();
            for (path, facts) in paths.iter().zip(&facts) {
                collector.add(path, true, facts);
            }
            black_box(collector.finish(&|_| None))
        });
    });
}

/// One document through everything, as often as there are documents.
#[divan::bench(args = KINDS)]
fn check(bencher: Bencher, kind: Kind) {
    let (schema, settings) = (input::schema(), input::settings());
    each(bencher, &input::sources(kind), |source| {
        black_box(linter::check(source, Some(&schema), &settings));
    });
}

/// The same where no schema applies.
#[divan::bench]
fn check_without_schema(bencher: Bencher) {
    let settings = input::settings();
    each(bencher, &input::sources(Kind::Clean), |source| {
        black_box(linter::check(source, None, &settings));
    });
}

/// From byte offsets to lines and columns, for each finding.
#[divan::bench]
fn locate(bencher: Bencher) {
    let found = input::found(Kind::ManyFaults);
    let count: usize = found.iter().map(|(_, diagnostics)| diagnostics.len()).sum();
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| {
            // With a source that has not counted its lines yet.
            let fresh = |(source, found): &(Source, Vec<_>)| (Source::new(source.path(), source.text()), found.clone());
            found.iter().map(fresh).collect::<Vec<_>>()
        })
        .bench_values(|found| {
            let located = |(source, diagnostics)| input::locate(&source, diagnostics);
            found.into_iter().map(located).collect::<Vec<_>>()
        });
}

/// Findings written in each format; items are findings.
#[divan::bench(args = Format::ALL)]
fn render(bencher: Bencher, format: Format) {
    let Prepared { reports, summary } = input::prepared(Kind::ManyFaults);
    bencher.counter(ItemsCount::new(summary.findings())).bench_local(|| {
        let mut renderer = Renderer::new(format, &masthead::render::Options::default());
        for report in &reports {
            renderer.document(&mut io::sink(), report)?;
        }
        renderer.finish(&mut io::sink(), &summary)
    });
}

/// The built-in schema from its text, as it is with a schema of one's own.
#[divan::bench]
fn load_schema() -> Schema {
    let text = Schema::builtin_text("article").expect("it is built in");
    let references = std::sync::Arc::new(masthead::schema::NoReferences);
    Schema::load(Source::new("article.schema.yaml", text), None, references).expect("it has no fault")
}

/// What is made for every run without a schema.
#[divan::bench]
fn usual_relations() -> Relations {
    Relations::usual().clone()
}
