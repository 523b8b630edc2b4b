//! Reading a configuration, and those that it extends.

use std::path::{Path, absolute};

use super::{Failure, normal};
use crate::config::{Config, Extends};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::files;
use crate::source::Source;

/// How many files may extend each other. More are a circle, or nobody's intention.
const MOST: usize = 16;

/// Reads a configuration file and those whose settings it takes. `is_near` tells whether a path leads into a folder or
/// its project, and `note` is told of each file that is looked for beyond the first.
///
/// # Errors
/// Where one of them cannot be read or is wrong.
pub(super) fn load(
    path: &Path,
    is_near: &dyn Fn(&Path, &Path) -> bool,
    note: &mut dyn FnMut(&Path),
) -> Result<Config, Failure> {
    let text = files::read::text(path).map_err(|error| {
        Failure::new(format!("the configuration `{}` cannot be read: {error}", path.display())).at(path)
    })?;
    let full = absolute(path).unwrap_or_else(|_| path.to_owned());
    let root = normal(full.parent().unwrap_or(Path::new("/")));
    let mut config = Config::parse(Source::new(path, text), root)
        .map_err(|(source, diagnostics)| Failure::Diagnostics { source, diagnostics })?;
    let mut met = vec![normal(&full)];
    while let Some(extends) = config.extends.take() {
        let base = normal(&extends.path());
        note(&base);
        if met.contains(&base) || met.len() > MOST {
            let (message, help) = if met.last() == Some(&base) {
                ("this file extends itself".to_owned(), "take `extends` out")
            } else {
                (format!("`{}` extends this file in turn", excerpt(&extends.name)), "take out one of the two `extends`")
            };
            return Err(fault(&config, &extends, &message, help));
        }
        inherit(&mut config, &extends, &base, is_near)?;
        met.push(base);
    }
    Ok(config)
}

/// Takes the settings of the file `base`.
fn inherit(
    config: &mut Config,
    extends: &Extends,
    base: &Path,
    is_near: &dyn Fn(&Path, &Path) -> bool,
) -> Result<(), Failure> {
    let name = excerpt(&extends.name);
    let text = files::read::text(base).map_err(|error| {
        let message = format!("the configuration `{name}` cannot be read: {error}");
        fault(config, extends, &message, "write a path from the folder of this file to a configuration")
    })?;
    let folder = base.parent().unwrap_or(Path::new("/")).to_owned();
    let shown = std::env::current_dir().ok().and_then(|here| base.strip_prefix(here).ok().map(Path::to_owned));
    let source = Source::new(shown.as_deref().unwrap_or(base), text);
    config.inherit(source, folder).map_err(|(source, diagnostics)| {
        // A configuration may come from a stranger, who must not be shown what is in files elsewhere.
        if is_near(base, &config.root) {
            Failure::Diagnostics { source, diagnostics }
        } else {
            let message = format!("`{name}` lies outside the project, and is not a configuration without faults");
            fault(config, extends, &message, "check that file where it lies: `masthead config show --config FILE`")
        }
    })
}

fn fault(config: &Config, extends: &Extends, message: &str, help: &str) -> Failure {
    let Some((source, span)) = config.locate(extends.span) else { return Failure::new(message).help(help) };
    let diagnostic = Diagnostic { rule: "configuration", ..Diagnostic::new(span, message).help(help) };
    let source = Box::new(Source::new(source.path(), source.text()));
    Failure::Diagnostics { source, diagnostics: vec![diagnostic] }
}
