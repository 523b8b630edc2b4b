//! What the terminal can show.

/// The columns of the terminal: as `COLUMNS` says, or as the system knows.
pub(super) fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    said.or_else(|| terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0))).unwrap_or(80)
}

/// Whether the terminal is one that shows hyperlinks (OSC 8).
pub(super) fn shows_links() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let is_one_of = |name: &str, known: &[&str]| std::env::var(name).is_ok_and(|value| known.contains(&value.as_str()));
    // Windows Terminal, and everything that is built on VTE or is Konsole.
    ["WT_SESSION", "VTE_VERSION", "KONSOLE_VERSION"].into_iter().any(is_set)
        || is_one_of("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"])
        || is_one_of("TERM", &["xterm-kitty", "alacritty", "foot", "xterm-ghostty"])
}
