//! A report in a few lines, to be pasted into a chat.

use crate::Language;
use crate::Sentence;
use crate::findings::State;
use crate::rows::BusinessReport;

/// Figures that the short text names.
const FIGURES: [&str; 5] = ["orders", "net_sales", "profit", "late", "returns"];

/// What became of a finding, in a word.
#[must_use]
pub fn state_word(state: State) -> Sentence {
    match state {
        State::Solved => Sentence::new("Selesai", "Solved"),
        State::Better => Sentence::new("Membaik", "Better"),
        State::Unchanged => Sentence::new("Tetap", "Unchanged"),
    }
}

/// A report in a few lines.
#[must_use]
pub fn chat_text(of: &BusinessReport, language: Language) -> String {
    let say = |text: &Sentence| text.said(language).to_owned();
    let special = of.special.as_ref().map(|special| format!(" ({})", say(special))).unwrap_or_default();
    let mut lines = vec![format!("{} {}{special}", say(&of.title), say(&of.label))];
    for row in of.figures.iter().filter(|row| FIGURES.contains(&row.key.as_str())) {
        let mut beside = Vec::new();
        if let Some(target) = &row.target {
            beside.push(format!("{} {}", language.of("target", "target"), say(&target.shown)));
        }
        if let Some(delta) = &row.delta {
            beside.push(format!("{} {}, {}", language.of("sebelumnya", "before"), say(row.before.said()), say(delta)));
        }
        if row.now.point.unripe {
            beside.push(language.of("belum semua", "not all yet").to_owned());
        }
        let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
        lines.push(format!("{}: {}{beside}", say(&row.name), say(row.now.said())));
    }
    if !of.findings.is_empty() {
        lines.push(String::new());
        lines.push(language.of("Yang menonjol:", "What stands out:").to_owned());
    }
    for finding in &of.findings {
        lines.push(format!("{}. {}. {}", finding.place, say(&finding.title), say(&finding.detail)));
        if let Some(action) = &finding.action {
            lines.push(format!("\u{2013} {}", say(&action.text)));
        }
    }
    if !of.followed.is_empty() {
        lines.push(String::new());
    }
    let followed = |of: &crate::rows::ReportFollowed| format!("{}: {}", say(&state_word(of.state)), say(&of.said));
    lines.extend(of.followed.iter().map(followed));
    if let Some(log) = &of.log_short {
        lines.push(String::new());
        lines.push(say(log));
    }
    if !of.remark.is_empty() {
        lines.push(String::new());
        lines.push(of.remark.clone());
    }
    lines.join("\n")
}
