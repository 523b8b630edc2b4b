//! The command line in Markdown, for `docs/cli.md`, and what the manual page tells besides the options.

use std::fmt::Write as _;

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::args::Cli;

/// What each exit status means.
pub(super) const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Nothing at level `error`, and no more warnings than `--max-warnings` allows."),
    ("1", "Findings."),
    (
        "2",
        "masthead could not do what was asked: bad usage, bad configuration, a path that does not exist, an output that cannot be written.",
    ),
];

/// What masthead reads of its environment.
pub(super) const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "Where it is set and not empty, no colours are used."),
    ("CLICOLOR_FORCE", "Where it is set and not `0`, colours are used even if the output is no terminal."),
    (
        "GITHUB_STEP_SUMMARY",
        "The file to which the format `github` adds a page in Markdown: the counts and the worst findings.",
    ),
];

/// What masthead looks for besides what it is given.
pub(super) const FILES: &[(&str, &str)] = &[
    ("masthead.toml, .masthead.toml", "The configuration: the nearest one in the folder of a document or above it."),
    (".gitignore, .ignore", "What they exclude is not checked, unless it is named."),
];

/// Where each shell looks for its completions.
const SHELLS: &str = "\
Where the shells look for them:

```sh
masthead completions bash > ~/.local/share/bash-completion/completions/masthead
masthead completions zsh > ~/.zfunc/_masthead            # with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
masthead completions fish > ~/.config/fish/completions/masthead.fish
masthead completions elvish > ~/.config/elvish/lib/masthead.elv      # and `use masthead` in rc.elv
```

```powershell
masthead completions powershell >> $PROFILE
```
";

/// The whole command line in Markdown.
pub fn markdown() -> String {
    // No terminal's width shows in what is made for a file.
    let mut command = Cli::command().term_width(100);
    command.build();
    let mut page = format!(
        "# Command line\n\nMade from the program by a test; `masthead help COMMAND` prints the same.\n\n```text\n{}\n```\n",
        usage(&command)
    );
    page.push_str("\n| command | does |\n| --- | --- |\n");
    let leaves = leaves(&command);
    for leaf in &leaves {
        let name = full_name(leaf);
        let _ = writeln!(page, "| [`{name}`](#{}) | {} |", name.replace(' ', "-"), about(leaf));
    }
    definitions(&mut page, "Exit status", EXIT_STATUS);
    definitions(&mut page, "Environment", ENVIRONMENT);
    definitions(&mut page, "Files", FILES);
    for leaf in leaves {
        section(&mut page, leaf);
    }
    page
}

/// The commands that do something, in their order; `help` is not among them.
pub(super) fn leaves(command: &Command) -> Vec<&Command> {
    let mut leaves = Vec::new();
    for child in command.get_subcommands().filter(|child| child.get_name() != "help" && !child.is_hide_set()) {
        if child.has_subcommands() { leaves.extend(self::leaves(child)) } else { leaves.push(child) }
    }
    leaves
}

/// The words by which a command is called: `masthead schema show`.
pub(super) fn full_name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

fn definitions(page: &mut String, title: &str, terms: &[(&str, &str)]) {
    let _ = write!(page, "\n## {title}\n\n");
    for (term, meaning) in terms {
        let _ = writeln!(page, "- `{}`: {meaning}", term.replace(", ", "`, `"));
    }
}

fn section(page: &mut String, command: &Command) {
    let _ = write!(page, "\n## {}\n\n", full_name(command));
    let text = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    let _ = write!(page, "{text}\n\n```text\n{}\n```\n", usage(command));
    if command.get_name() == "completions" {
        let _ = write!(page, "\n{SHELLS}");
    }
    let mut headings: Vec<&str> = Vec::new();
    for argument in visible(command) {
        let heading = heading(argument);
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    for heading_wanted in headings {
        let _ = write!(page, "\n**{heading_wanted}**\n\n");
        for argument in visible(command).filter(|argument| heading(argument) == heading_wanted) {
            item(page, argument);
        }
    }
}

/// The arguments of a command but for `--help`.
fn visible(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| !argument.is_hide_set() && argument.get_id() != "help")
}

fn heading(argument: &Arg) -> &str {
    match argument.get_help_heading() {
        Some(heading) => heading,
        None if argument.is_positional() => "Arguments",
        None => "Options",
    }
}

/// One argument as an item of a list: its form, what it does, what it may be and what it is by default.
fn item(page: &mut String, argument: &Arg) {
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let help = help.replace("\n\n", ". ").replace('\n', " ");
    let end = if help.ends_with(['.', ']']) { "" } else { "." };
    let _ = write!(page, "- `{}`: {help}{end}", form(argument));
    if !argument.get_action().takes_values() {
        page.push('\n');
        return;
    }
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set() && !argument.is_hide_possible_values_set())
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if !values.is_empty() {
        let _ = write!(page, " One of {}.", values.join(", "));
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        let _ = write!(page, " Default: `{}`.", defaults.join(","));
    }
    page.push('\n');
}

/// An argument as it is written: `-q, --quiet`, `--schema NAME_OR_FILE`, `[PATHS]…`.
fn form(argument: &Arg) -> String {
    let name = argument
        .get_value_names()
        .and_then(<[_]>::first)
        .map_or_else(|| argument.get_id().as_str(), |name| name.as_str());
    if argument.is_positional() {
        let more = if matches!(argument.get_action(), ArgAction::Append) { "…" } else { "" };
        return format!("{}{more}", name.to_uppercase());
    }
    let mut form = String::new();
    if let Some(short) = argument.get_short() {
        let _ = write!(form, "-{short}, ");
    }
    let _ = write!(form, "--{}", argument.get_long().unwrap_or_default());
    if argument.get_action().takes_values() {
        let _ = write!(form, " {name}");
    }
    form
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").trim_end().to_owned()
}
