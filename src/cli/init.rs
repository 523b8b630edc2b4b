//! `masthead init`

use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::args::{CiName, HookName, InitCommand};
use super::infer::write_new;
use super::say::{note, print_lines, visible_lines};
use super::{Stop, print};
use crate::init::{self, Ci, Gate, Hook, NewFile, Plan};
use crate::visible::shown_path;
use crate::workspace::Failure;

/// Looks at a folder, proposes a configuration, and writes it.
pub(super) fn run(command: &InitCommand) -> Result<u8, Stop> {
    let root = &command.path;
    if !root.is_dir() {
        let failure = Failure::new(format!("`{}` is not a folder", shown_path(root)));
        return Err(failure.help("name the folder of the documents").into());
    }
    if let Some(file) = init::existing(root).filter(|_| !command.dry_run) {
        let failure = Failure::new(format!("`{}` is there already, and is not overwritten", shown_path(&file)));
        return Err(failure.help("`masthead init --dry-run` shows what would be written without it").into());
    }
    let plan = init::plan(root, chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()).fixed_offset())?;
    for text in &plan.notes {
        note(&format!(
            "note: {}",
            crate::visible::visible(text.trim_start_matches("note: ").trim_start_matches("warning: "))
        ));
    }
    let asks = Questions::new(command.yes || command.dry_run);
    print_lines(&format!("Found {}.\n", plan.found))?;
    let gates = init::gates(root, command.hook.map(HookName::hook), command.ci.map(CiName::ci));
    if command.dry_run {
        return print(&visible_lines(&proposal(root, &plan, &gates)));
    }
    if !asks.agrees(&question(&plan), true)? {
        return print("Nothing was written.\n");
    }
    for file in &plan.files {
        write(root, root, file)?;
    }
    let mut has_hook = false;
    for gate in &gates {
        match gate {
            Gate::New { about, repository, file } => {
                // Without a terminal only what was asked for is written, or everything.
                let is_named = if file.path.starts_with(".github") || file.path.ends_with(".gitlab-ci.yml") {
                    command.ci.is_some()
                } else {
                    command.hook.is_some()
                };
                let text = format!("Write {about}, `{}`, too?", file.path.display());
                if is_named || asks.agrees(&text, command.yes)? {
                    write(repository, root, file)?;
                    has_hook |= file.path.ends_with(".pre-commit-config.yaml");
                }
            }
            Gate::Add { file, text } => {
                print(&visible_lines(&format!(
                    "`{file}` is there already. To run masthead from it, add:\n\n{}\n",
                    indented(text)
                )))?;
            }
        }
    }
    print_lines(&next(root, &plan, has_hook))
}

/// What is asked on a terminal, and only there.
struct Questions {
    asks: bool,
}

impl Questions {
    fn new(is_settled: bool) -> Self {
        Self { asks: !is_settled && io::stdin().is_terminal() && io::stderr().is_terminal() }
    }

    /// The answer to a question; `default` where nobody is asked, or only Enter is pressed.
    fn agrees(&self, question: &str, default: bool) -> Result<bool, Stop> {
        if !self.asks {
            return Ok(default);
        }
        Ok(ask(question, default, &mut io::stdin().lock(), &mut io::stderr())?)
    }
}

fn ask(question: &str, default: bool, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<bool> {
    let choice = if default { "[Y/n]" } else { "[y/N]" };
    loop {
        write!(output, "{question} {choice} ")?;
        output.flush()?;
        let mut answer = String::new();
        if input.read_line(&mut answer)? == 0 {
            // Whoever ends the input agrees to nothing.
            writeln!(output)?;
            return Ok(false);
        }
        match answer.trim().to_lowercase().as_str() {
            "" => return Ok(default),
            "y" | "yes" => return Ok(true),
            "n" | "no" => return Ok(false),
            _ => writeln!(output, "Answer y or n.")?,
        }
    }
}

fn question(plan: &Plan) -> String {
    let names: Vec<String> = plan.files.iter().map(|file| format!("`{}`", shown_path(&file.path))).collect();
    format!("Write {}?", names.join(", "))
}

fn write(base: &Path, root: &Path, file: &NewFile) -> Result<(), Stop> {
    let path = base.join(&file.path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| Failure::new(format!("the folder `{}` cannot be made: {error}", shown_path(folder))))?;
    }
    write_new(&path, &file.text)?;
    if file.is_executable {
        make_executable(&path)?;
    }
    let shown = if base == root { root.join(&file.path) } else { file.path.clone() };
    let shown = shown.strip_prefix(".").unwrap_or(&shown);
    print_lines(&format!("Wrote {}\n", shown.display()))?;
    Ok(())
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| Failure::new(format!("`{}` cannot be made executable: {error}", shown_path(path))))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
fn make_executable(_: &Path) -> Result<(), Failure> {
    Ok(())
}

/// Every file that would be written, with its text.
fn proposal(root: &Path, plan: &Plan, gates: &[Gate]) -> String {
    let mut out = String::new();
    for file in &plan.files {
        let shown = root.join(&file.path);
        let shown = shown.strip_prefix(".").unwrap_or(&shown);
        let _ = write!(out, "\nWould write {}:\n\n{}", shown.display(), indented(&file.text));
    }
    for gate in gates {
        match gate {
            Gate::New { about, file, .. } => {
                let _ = write!(out, "\nWould offer {about}, {}:\n\n{}", file.path.display(), indented(&file.text));
            }
            Gate::Add { file, text } => {
                let _ = write!(out, "\nWould show what to add to {file}:\n\n{}", indented(text));
            }
        }
    }
    out.push_str("\nNothing was written.\n");
    out
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

/// What to run now.
fn next(root: &Path, plan: &Plan, has_hook: bool) -> String {
    let mut out = String::from("\nNext:\n");
    if root != Path::new(".") {
        let _ = writeln!(out, "  cd {}", shown_path(root));
    }
    let (failing, documents) = (plan.failing, plan.documents);
    let what = match failing {
        0 => "what there is to say of the documents".to_owned(),
        _ => format!("what is wrong: {failing} of {documents} documents do not agree with their schema"),
    };
    let _ = writeln!(out, "  masthead check --statistics   # {what}");
    out.push_str(
        "  masthead baseline             # records what is there, so that only new faults count; commit the file\n",
    );
    out.push_str(
        "  masthead check --baseline masthead-baseline.json   # what the hook and CI run: it fails on new faults\n",
    );
    if has_hook {
        out.push_str("  pre-commit install            # turns the hook on\n");
    }
    out
}

impl HookName {
    const fn hook(self) -> Option<Hook> {
        match self {
            Self::PreCommit => Some(Hook::PreCommit),
            Self::Git => Some(Hook::Git),
            Self::None => None,
        }
    }
}

impl CiName {
    const fn ci(self) -> Option<Ci> {
        match self {
            Self::Github => Some(Ci::GitHub),
            Self::Gitlab => Some(Ci::GitLab),
            Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_takes_the_default_and_nonsense_is_asked_again() {
        let answer = |text: &str, default| {
            let mut shown = Vec::new();
            let agreed = ask("Write?", default, &mut text.as_bytes(), &mut shown).unwrap();
            (agreed, String::from_utf8(shown).unwrap().matches("Write?").count())
        };
        assert_eq!(answer("\n", true), (true, 1));
        assert_eq!(answer("\n", false), (false, 1));
        assert_eq!(answer("Да\nYES\n", false), (true, 2));
        assert_eq!(answer("n\n", true), (false, 1));
        assert_eq!(answer("", true), (false, 1));
    }
}
