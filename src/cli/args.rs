//! The command line as clap reads it; nothing here acts.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::batch::{Repairs, Target};
use crate::diagnostic::{Safety, Severity};
use crate::render::Format;
use crate::rules::{self, Rule};
use crate::run::Changes;

use super::values::{Listed, count_of, date_of, format_names, name_of, rule_names, schema_names, threads_of};

/// Find what is wrong in the front matter of Markdown documents, and repair it
#[derive(Debug, Parser)]
#[command(name = "masthead", version, max_term_width = 100)]
#[command(
    after_help = "Start with `masthead check` in the folder of your documents. `masthead rule` lists what is looked for."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check documents
    Check(Box<Check>),
    /// Write down what is found now, for `check --baseline` to pass over
    Baseline(Box<BaselineCommand>),
    /// Look at a folder, and write a configuration and schemas that suit it
    Init(InitCommand),
    /// Rewrite front matter in another syntax
    Convert(ConvertCommand),
    /// Explain a rule, or list them all
    Rule(RuleCommand),
    /// Count what the fields of documents hold
    Stats(StatsCommand),
    /// Work on schemas
    #[command(subcommand)]
    Schema(SchemaCommand),
    /// Show what is configured
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Serve an editor: the language server, over standard input and output
    Server(ServerCommand),
    /// Print completions for a shell
    Completions(CompletionsCommand),
    /// Print the manual page
    Man,
}

/// Serve an editor: the language server, over standard input and output
///
/// Editors start it themselves; `docs/editors.md` says how each is told to.
#[derive(Debug, Args)]
pub(crate) struct ServerCommand {
    /// Write every message to standard error too, for bug reports
    #[arg(long)]
    pub(crate) trace: bool,

    /// Accepted, as some editors add it: standard input and output are the only way there is
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

/// Print completions for a shell
///
/// They are written to standard output; `docs/cli.md` says where each shell looks for them.
#[derive(Debug, Args)]
pub(crate) struct CompletionsCommand {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

/// Check documents
///
/// Exit status: 0, no errors; 1, errors (or more warnings than --max-warnings); 2, masthead could not do what was asked.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Check {
    /// Repair what can be repaired safely
    #[arg(long, conflicts_with = "staged", help_heading = "Repairs")]
    pub(crate) fix: bool,

    /// With --fix, make also the repairs that should be looked at afterwards; alone, it writes nothing
    #[arg(long, conflicts_with = "staged", help_heading = "Repairs")]
    pub(crate) unsafe_fixes: bool,

    /// Show what --fix would change, as a patch, and change nothing
    #[arg(long, conflicts_with = "staged", help_heading = "Repairs")]
    pub(crate) diff: bool,

    /// Write comments into the documents that suppress what is found: errors and warnings, or, as `--add-ignore=RULES`,
    /// all findings of these rules
    #[arg(
        long,
        value_name = "RULES",
        num_args = 0..=1,
        require_equals = true,
        value_delimiter = ',',
        value_parser = Listed::new(rule_names(), rules_of),
        hide_possible_values = true,
        conflicts_with_all = ["fix", "diff", "unsafe_fixes", "staged", "stdin_filename", "watch"],
        help_heading = "Repairs"
    )]
    pub(crate) add_ignore: Option<Vec<RuleSet>>,

    /// Why it is suppressed; stands behind each comment of --add-ignore
    #[arg(long, value_name = "TEXT", value_parser = reason_of, requires = "add_ignore", help_heading = "Repairs")]
    pub(crate) reason: Option<String>,

    #[command(flatten)]
    pub(crate) selection: Selection,

    /// Check only documents that this branch has changed since it left this revision of git; `REV..` compares with the
    /// revision itself
    #[arg(long, value_name = "REV", help_heading = "Files")]
    pub(crate) since: Option<String>,

    /// Check only documents with staged changes, as git's index holds them
    #[arg(long, conflicts_with = "since", help_heading = "Files")]
    pub(crate) staged: bool,

    /// The name that standard input goes by; without any PATH, standard input is read
    #[arg(long, value_name = "PATH", help_heading = "Files")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Check again whenever a document, a schema or the configuration changes
    #[arg(long)]
    pub(crate) watch: bool,

    /// Pass over the findings that this file lists; `masthead baseline` writes it
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) baseline: Option<PathBuf>,

    /// How findings are written, and with FORMAT=FILE where; may be repeated
    ///
    /// Formats: full, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson.
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = Listed::new(format_names(), output_of), hide_possible_values = true, help_heading = "Output")]
    pub(crate) output_format: Vec<Output>,

    /// Write findings to this file instead of standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output_file: Option<PathBuf>,

    /// Count findings by rule and by folder instead of showing them
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,

    /// Say nothing but findings
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub(crate) quiet: bool,

    /// Say which files, schemas and configurations were used, and how long it took
    #[arg(short, long, help_heading = "Output")]
    pub(crate) verbose: bool,

    /// The least level that is shown; without it, `full` and `concise` only count infos
    #[arg(long, value_name = "LEVEL", help_heading = "Output")]
    pub(crate) level: Option<Level>,

    /// Exit with 1 if there are more warnings than this
    #[arg(long, value_name = "N", value_parser = count_of, help_heading = "Output")]
    pub(crate) max_warnings: Option<usize>,

    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_zero: bool,

    /// Whether to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub(crate) color: Color,
}

/// The least level that is shown
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Info,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Info => Self::Info,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

/// Which documents are looked at, and for what
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// Files and folders to check; `-` reads standard input
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// Check every document against this schema: a file, or the name of a built-in one
    #[arg(long, value_name = "NAME_OR_FILE", value_parser = Listed::new(schema_names(), name_of), hide_possible_values = true)]
    pub(crate) schema: Option<String>,

    #[command(flatten)]
    pub(crate) configuration: ConfigurationArgs,

    /// Run only these rules: names or groups, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = Listed::new(rule_names(), rules_of), hide_possible_values = true, help_heading = "Rules")]
    pub(crate) select: Vec<RuleSet>,

    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = Listed::new(rule_names(), rules_of), hide_possible_values = true, help_heading = "Rules")]
    pub(crate) ignore: Vec<RuleSet>,

    /// The day to take for today, for runs that can be repeated
    #[arg(long, value_name = "DATE", value_parser = date_of, help_heading = "Rules")]
    pub(crate) today: Option<NaiveDate>,

    /// Leave out paths that match, as in a .gitignore file
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub(crate) exclude: Vec<String>,

    /// Leave out what is excluded even if it is named
    #[arg(long, help_heading = "Files")]
    pub(crate) force_exclude: bool,

    /// Use this many threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = threads_of)]
    pub(crate) threads: Option<u16>,
}

/// Write down what is found now, for `check --baseline` to pass over
///
/// Findings are known by document, rule, field and value, not by line.
#[derive(Debug, Args)]
pub(crate) struct BaselineCommand {
    #[command(flatten)]
    pub(crate) selection: Selection,

    /// The file to write; `-` is standard output [default: what `baseline` in masthead.toml names, or
    /// masthead-baseline.json]
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Only remove what no longer occurs; add nothing
    #[arg(long)]
    pub(crate) shrink: bool,

    /// Say nothing
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// Look at a folder, and write a configuration and schemas that suit it
///
/// A vault of Obsidian, sites made with Hugo, Jekyll, Hexo, Zola, Astro, Docusaurus, Quarto, MkDocs and Eleventy and folders
/// of skills are known by their files; for other folders schemas are inferred. What Obsidian, Astro, Front Matter CMS, Decap
/// CMS and Tina say of fields is used. Every choice has its reason in a comment. No file is overwritten. Questions are only
/// asked on a terminal.
#[derive(Debug, Args)]
pub(crate) struct InitCommand {
    /// The folder of the documents
    #[arg(default_value = ".")]
    pub(crate) path: PathBuf,

    /// Write everything that is proposed, and ask nothing
    #[arg(long, short = 'y', conflicts_with = "dry_run")]
    pub(crate) yes: bool,

    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Write this hook for commits [default: asked for; with --yes, pre-commit]
    #[arg(long, value_name = "HOOK")]
    pub(crate) hook: Option<HookName>,

    /// Write a job for this service [default: asked for where the repository shows signs of one]
    #[arg(long, value_name = "SERVICE")]
    pub(crate) ci: Option<CiName>,
}

/// A hook before commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HookName {
    PreCommit,
    Git,
    None,
}

/// A service that runs jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CiName {
    Github,
    Gitlab,
    None,
}

/// Count what the fields of documents hold
///
/// For each field: how many documents have it, its types and kinds, how many different values there are, the commonest
/// and the rarest, lengths, dates by year; then which fields each folder has. Documents without front matter are named.
#[derive(Debug, Args)]
pub(crate) struct StatsCommand {
    #[command(flatten)]
    pub(crate) documents: DocumentArgs,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: StatsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsFormat {
    Text,
    Json,
}

/// Which documents a command looks at
#[derive(Debug, Args)]
pub(crate) struct DocumentArgs {
    /// Files and folders with documents
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) configuration: ConfigurationArgs,

    /// Leave out paths that match, as in a .gitignore file
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub(crate) exclude: Vec<String>,

    /// Leave out what is excluded even if it is named
    #[arg(long, help_heading = "Files")]
    pub(crate) force_exclude: bool,
}

/// Rewrite front matter in another syntax
///
/// What would change is shown as a patch; the body stays as it is. Order and comments are kept where the other syntax has
/// them, and what cannot be kept is said. Exit status: 1, where a document could not be converted.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct ConvertCommand {
    /// Files and folders with documents to convert
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// The syntax to write
    #[arg(long, value_name = "SYNTAX")]
    pub(crate) to: SyntaxName,

    /// Write the documents
    #[arg(long)]
    pub(crate) write: bool,

    /// Show what would change, as a patch, and change nothing: what is done without `--write`
    #[arg(long, conflicts_with = "write")]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) configuration: ConfigurationArgs,

    /// Leave out paths that match, as in a .gitignore file
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub(crate) exclude: Vec<String>,

    /// Leave out what is excluded even if it is named
    #[arg(long, help_heading = "Files")]
    pub(crate) force_exclude: bool,

    /// Say nothing of what is kept out
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// A syntax of front matter.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SyntaxName {
    Yaml,
    Toml,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigurationArgs {
    /// Use this configuration file and no other
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,

    /// Use no configuration file
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub(crate) isolated: bool,
}

/// What one selector stands for.
#[derive(Clone, Debug)]
pub(crate) struct RuleSet(pub(crate) Vec<&'static Rule>);

/// Where findings go in which form.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

impl Check {
    /// Whether standard input is to be checked.
    pub(crate) fn reads_standard_input(&self) -> bool {
        self.selection.paths.iter().any(|path| path == Path::new("-"))
    }

    /// `--stdin-filename` without any path means standard input.
    ///
    /// # Errors
    /// The first path that is named beside it, where none is `-`.
    pub(crate) fn settle_standard_input(&mut self) -> Result<(), PathBuf> {
        if self.stdin_filename.is_none() || self.reads_standard_input() {
            return Ok(());
        }
        match &self.selection.paths[..] {
            [here] if here == Path::new(".") => self.selection.paths = vec![PathBuf::from("-")],
            [path, ..] => return Err(path.clone()),
            [] => {}
        }
        Ok(())
    }

    /// What is to be done with the fixes that findings propose.
    pub(crate) fn repairs(&self) -> Option<Repairs> {
        let allow = if self.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        match (self.diff, self.fix) {
            (true, _) => Some(Repairs { allow, target: Target::Diff }),
            (false, true) => Some(Repairs { allow, target: Target::File }),
            (false, false) => None,
        }
    }

    /// Which documents are looked at, where not all are.
    pub(crate) fn changes(&self) -> Option<Changes> {
        let since = self.since.clone().map(Changes::Since);
        if self.staged { Some(Changes::Staged) } else { since }
    }

    /// Every form in which findings are to be written, and the file for it; `None` is standard output.
    pub(crate) fn outputs(&self) -> Vec<(Format, Option<PathBuf>)> {
        let file = |output: &Output| output.file.clone().or_else(|| self.output_file.clone());
        self.output_format.iter().map(|output| (output.format, file(output))).collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Explain a rule, or list them all
#[derive(Debug, Args)]
pub(crate) struct RuleCommand {
    /// The rule or the group to explain
    #[arg(value_parser = Listed::new(rule_names(), name_of), hide_possible_values = true)]
    pub(crate) rule: Option<String>,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: RuleFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Print a built-in schema, or list their names
    Show {
        /// The name of the schema
        #[arg(value_parser = Listed::new(schema_names(), name_of), hide_possible_values = true)]
        name: Option<String>,
    },
    /// List the built-in schemas
    List,
    /// Write a schema that nearly all documents agree with, and say which do not
    Infer(InferCommand),
    /// Check schemas: what is wrong in them, and what is hardly meant
    Check(SchemaCheckCommand),
    /// Write a page about the fields of a schema, for those who write documents
    Docs(SchemaDocsCommand),
    /// Say which documents a change of a schema would break or free
    Diff(SchemaDiffCommand),
    /// Check that a schema accepts documents marked as right, and rejects those marked as wrong
    Test(SchemaTestCommand),
}

/// Write a page about the fields of a schema, for those who write documents
///
/// Each field with what it holds, its values, an example and its description; how fields relate; and front matter that the
/// schema accepts. Made from the schema alone, to standard output.
#[derive(Debug, Args)]
pub(crate) struct SchemaDocsCommand {
    /// The schema: a file, or the name of a built-in one
    #[arg(value_name = "NAME_OR_FILE", value_parser = Listed::new(schema_names(), name_of), hide_possible_values = true)]
    pub(crate) schema: String,

    /// How to write it; `html` is one page that needs no other file
    #[arg(long, alias = "format", value_name = "FORMAT", default_value = "markdown")]
    pub(crate) output_format: DocsFormat,

    /// Write it to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocsFormat {
    Markdown,
    Html,
}

/// Say which documents a change of a schema would break or free
///
/// Each document is checked against both schemas. Exit status: 1, where the new schema finds errors that the old one does not.
#[derive(Debug, Args)]
pub(crate) struct SchemaDiffCommand {
    /// The schema as it was: a file, or the name of a built-in one
    pub(crate) old: PathBuf,

    /// The schema as it is to be
    pub(crate) new: PathBuf,

    /// Files and folders with documents
    #[arg(long, value_name = "PATH", num_args = 1.., default_value = ".")]
    pub(crate) against: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) configuration: ConfigurationArgs,

    /// Leave out paths that match, as in a .gitignore file
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// The day to take for today, for runs that can be repeated
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<NaiveDate>,

    /// How to write it; `json` names every document and finding
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: StatsFormat,
}

/// Check that a schema accepts documents marked as right, and rejects those marked as wrong
///
/// FOLDER, or folders in it, hold the folders `valid` and `invalid` with documents. The schema lies in the same folder, or beside it
/// under the folder's name. A document below `invalid` whose path begins with the name of a rule, as `invalid/schema/enum/a.md` or
/// `invalid/schema/enum.md`, must break that rule. Exit status: 1, where a document is not as it is marked.
#[derive(Debug, Args)]
pub(crate) struct SchemaTestCommand {
    /// The folder with `valid` and `invalid`
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,

    /// The schema: a file, or the name of a built-in one
    #[arg(long, value_name = "NAME_OR_FILE", value_parser = Listed::new(schema_names(), name_of), hide_possible_values = true)]
    pub(crate) schema: Option<String>,

    #[command(flatten)]
    pub(crate) configuration: ConfigurationArgs,

    /// The day to take for today, for runs that can be repeated
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<NaiveDate>,
}

/// Check schemas: what is wrong in them, and what is hardly meant
///
/// Errors are what makes a schema useless: a keyword that there is not, a value that a keyword does not take, a reference
/// that leads nowhere. Warnings are what JSON Schema allows and passes over in silence: a keyword without effect, bounds that
/// nothing fits, an example that the schema itself rejects. Exit status: 2, where a schema cannot be used; else 0.
#[derive(Debug, Args)]
pub(crate) struct SchemaCheckCommand {
    /// The schemas, in YAML or JSON
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// How what is found is written: full, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = Listed::new(format_names(), format_of), hide_possible_values = true)]
    pub(crate) output_format: Format,

    /// Whether to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

fn format_of(text: &str) -> Result<Format, String> {
    text.parse()
}

/// Write a schema that nearly all documents agree with, and say which do not
///
/// A constraint is kept where the documents that break any of them stay within the budget; the others stand in comments,
/// with how many documents would fail. The schema is written to standard output, as commented YAML.
#[derive(Debug, Args)]
pub(crate) struct InferCommand {
    #[command(flatten)]
    pub(crate) documents: DocumentArgs,

    /// The share of documents that the schema accepts, between 0.5 and 1
    #[arg(long, value_name = "SHARE", default_value = "0.99", value_parser = share_of)]
    pub(crate) accept: f64,

    /// Write the schema to this file, which must not exist
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

fn share_of(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "it is not a number".to_owned())?;
    if (0.5..=1.0).contains(&share) { Ok(share) } else { Err("it is not between 0.5 and 1".to_owned()) }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print the settings in force for a document or a folder, and where each comes from
    Show(ConfigShowCommand),
    /// Print the JSON Schema of masthead.toml
    Schema,
}

/// Print the settings in force for a document or a folder, and where each comes from
#[derive(Debug, Args)]
pub(crate) struct ConfigShowCommand {
    /// The document or the folder
    #[arg(default_value = ".")]
    pub(crate) path: PathBuf,

    /// List the documents that `masthead check PATH` would check; in text, them alone
    #[arg(long)]
    pub(crate) files: bool,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: StatsFormat,

    #[command(flatten)]
    pub(crate) configuration: ConfigurationArgs,
}

fn reason_of(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.chars().find(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        Some(_) => Err("it holds a line break or another control character; a comment is one line".to_owned()),
        None if text.is_empty() => Err("it is empty; leave the option out to give no reason".to_owned()),
        None => Ok(text.to_owned()),
    }
}

fn rules_of(selector: &str) -> Result<RuleSet, String> {
    let rules = rules::select(selector);
    if rules.is_empty() {
        let meant = rules::meant(selector);
        return Err(if meant.is_empty() {
            "there is no rule or group of that name; `masthead rule` lists them".to_owned()
        } else {
            format!("there is no rule or group of that name; did you mean {}?", rules::listed(&meant))
        });
    }
    Ok(RuleSet(rules))
}

pub(crate) fn output_of(text: &str) -> Result<Output, String> {
    let (format, file) = match text.split_once('=') {
        Some((format, file)) => (format, Some(PathBuf::from(file))),
        None => (text, None),
    };
    match format.parse() {
        Ok(format) => Ok(Output { format, file }),
        Err(message) => {
            let names = Format::ALL.map(Format::as_str);
            Err(match crate::nearest::nearest(format, names) {
                Some(near) => format!("{message}; did you mean `{near}`?"),
                None => format!("{message}; there are {}", names.join(", ")),
            })
        }
    }
}
