//! What runs masthead from now on: a hook before commits, and a job in CI.

use std::path::{Path, PathBuf};

use super::{NewFile, read};
use crate::git;

/// A hook before commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// By the program pre-commit, for all who work on the repository.
    PreCommit,
    /// By git alone, in this clone.
    Git,
}

/// A service that runs jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ci {
    GitHub,
    GitLab,
}

/// A file that runs masthead, or what to add to one that is there.
#[derive(Debug)]
pub enum Gate {
    /// The path counts from the repository's folder.
    New {
        about: &'static str,
        repository: PathBuf,
        file: NewFile,
    },
    Add {
        file: String,
        text: String,
    },
}

/// The gates of a folder: those that are asked for, and where nothing is said (`None`), those that its repository shows
/// signs of.
pub fn gates(root: &Path, hook: Option<Option<Hook>>, ci: Option<Option<Ci>>) -> Vec<Gate> {
    let full = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let Some(repository) = git::top_of(&full) else { return Vec::new() };
    let inside = full.strip_prefix(repository).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
    let hook = hook.unwrap_or(Some(Hook::PreCommit));
    let ci = ci.unwrap_or_else(|| signs(repository));
    let hook = hook.map(|hook| match hook {
        Hook::PreCommit => gate("a hook of pre-commit", repository, ".pre-commit-config.yaml", pre_commit(&inside)),
        Hook::Git => gate("a hook of git", repository, ".git/hooks/pre-commit", git_hook(&inside)),
    });
    let ci = ci.map(|ci| match ci {
        Ci::GitHub => {
            gate("a workflow of GitHub Actions", repository, ".github/workflows/front-matter.yml", github(&inside))
        }
        Ci::GitLab => gate("a job of GitLab CI", repository, ".gitlab-ci.yml", gitlab(&inside)),
    });
    hook.into_iter().chain(ci).collect()
}

/// The service that a repository is for.
fn signs(repository: &Path) -> Option<Ci> {
    let settings = read::text(&repository.join(".git/config")).unwrap_or_default();
    if repository.join(".gitlab-ci.yml").exists() || settings.contains("gitlab") {
        return Some(Ci::GitLab);
    }
    (repository.join(".github").is_dir() || settings.contains("github.com")).then_some(Ci::GitHub)
}

fn gate(about: &'static str, repository: &Path, path: &str, text: String) -> Gate {
    let is_executable = path.starts_with(".git/");
    if repository.join(path).symlink_metadata().is_ok() {
        return Gate::Add { file: path.to_owned(), text };
    }
    let file = NewFile { path: PathBuf::from(path), text, is_executable };
    Gate::New { about, repository: repository.to_owned(), file }
}

/// A text as a shell takes it for one word.
fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn baseline(inside: &str) -> String {
    word(&if inside.is_empty() { BASELINE.to_owned() } else { format!("{inside}/{BASELINE}") })
}

/// The file that `masthead baseline` writes.
const BASELINE: &str = "masthead-baseline.json";

fn pre_commit(inside: &str) -> String {
    let baseline = baseline(inside);
    let files = match inside {
        "" => String::new(),
        folder => format!("^{}/.*", regex_of(folder)),
    };
    format!(
        r"# The documents of a commit are checked before it is made; `pre-commit install` turns it on.
repos:
- repo: local
  hooks:
  - id: masthead
    name: masthead
    entry: masthead check --force-exclude --baseline {baseline}
    language: python
    additional_dependencies: [masthead=={VERSION}]
    files: '(?i){files}\.(md|markdown|mdx|qmd|rmd|mdc)$'
    require_serial: true
"
    )
}

fn regex_of(folder: &str) -> String {
    let escape = |c: char| if c.is_alphanumeric() || c == '/' { c.to_string() } else { "[^/]".to_owned() };
    folder.chars().map(escape).collect()
}

fn git_hook(inside: &str) -> String {
    let enter = if inside.is_empty() { String::new() } else { format!("cd {} || exit\n", word(inside)) };
    format!(
        "#!/bin/sh\n# What is staged is checked before it is committed.\n{enter}exec masthead check --staged --baseline {BASELINE}\n"
    )
}

fn github(inside: &str) -> String {
    let folder = match inside {
        "" => String::new(),
        folder => format!("        working-directory: {}\n", crate::infer::quoted(folder)),
    };
    format!(
        r"name: Front matter
on: [push, pull_request]

permissions: {{}}

jobs:
  masthead:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      # The faults that `masthead baseline` has recorded do not count.
      - run: pipx run --spec masthead=={VERSION} masthead check --output-format github --baseline {BASELINE}
{folder}"
    )
}

fn gitlab(inside: &str) -> String {
    let enter = if inside.is_empty() { String::new() } else { format!("    - cd {}\n", word(inside)) };
    let report = if inside.is_empty() { String::new() } else { format!("{inside}/") };
    format!(
        r"front-matter:
  image: python:3.13-slim
  script:
    - pip install --only-binary=masthead masthead=={VERSION}
{enter}    # The faults that `masthead baseline` has recorded do not count.
    - masthead check --output-format full --output-format gitlab=gl-code-quality-report.json --baseline {BASELINE}
  artifacts:
    when: always
    reports:
      codequality: {report}gl-code-quality-report.json
"
    )
}
