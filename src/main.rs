use masthead::linter::{Settings, check};
use masthead::rules::{Levels, Options};
use masthead::source::Source;

#[expect(clippy::print_stdout, reason = "until there is a command line")]
fn main() {
    let settings = Settings {
        levels: Levels::default(),
        options: Options::default(),
        fields: masthead::kinds::usual(),
        now: chrono::DateTime::UNIX_EPOCH.fixed_offset(),
    };
    for path in std::env::args().skip(1) {
        let source = Source::new(&path, std::fs::read_to_string(&path).expect("readable"));
        for diagnostic in check(&source, None, &settings).diagnostics {
            let at = source.position(diagnostic.span.start);
            println!(
                "{path}:{}:{}: {} {}: {}",
                at.line, at.column, diagnostic.severity, diagnostic.rule, diagnostic.message
            );
        }
    }
}
