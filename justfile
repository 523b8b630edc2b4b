# `just` lists what there is; see https://just.systems.

default:
    @just --list

# Every test.
test *ARGS:
    cargo test --locked {{ARGS}}

# Formatting and lints, warnings as errors.
lint:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings

# The benchmarks of the phases.
bench *ARGS:
    cargo bench --locked {{ARGS}}

# A file for a new rule, such as `just new-rule text/shouting`; then follow CONTRIBUTING.md.
new-rule NAME:
    .ci/new-rule {{NAME}}

# Writes generated files and recorded outputs anew; read the difference.
bless:
    MASTHEAD_BLESS=1 cargo test --locked

# The property tests with inputs that nobody has tried yet.
explore RUNS="10":
    for run in $(seq {{RUNS}}); do PROPTEST_RNG_SEED=$(date +%s%N) cargo test --locked --lib --test it -- laws propert wikilink wayback url || exit 1; done

# All that CI runs.
ci:
    .ci/run
