//! The page's calls with their types, written from the commands' declarations into `ui/src/generated`.
//!
//! The types of rows are core's, which ts-rs writes beside it; here only the calls are written, and the page's compiler
//! finds a type that isn't there.

use std::collections::BTreeSet;

use runut_core::activity::Topic;

use crate::commands::{self, Command, Kind};
use crate::host::Event;

/// The files that are written, by their names: what goes over the wire, and the calls.
#[must_use]
pub fn generated() -> [(&'static str, String); 2] {
    [("wire.ts", wire()), ("calls.ts", calls())]
}

/// Said over each of them.
const HEAD: &str = "// As it is declared in src-tauri/wire/src: `make types` writes this file.\n";

fn wire() -> String {
    let mut rows = BTreeSet::from(["Topic".to_owned()]);
    let events = Event::TYPES.map(|(name, rust)| format!("  '{name}': {};\n", type_of(rust, &mut rows))).concat();
    let names: Vec<String> = commands::all().map(|command| format!("  | '{}'", command.name)).collect();
    let sections: Vec<String> =
        commands::all().filter(|c| c.name.starts_with("today_")).map(|c| format!("  '{}'", c.name)).collect();
    let topics: Vec<String> = Topic::ALL.iter().filter_map(|topic| serde_json::to_string(topic).ok()).collect();
    format!(
        "{HEAD}{}\n/** The names of the commands. */\nexport type CommandName =\n{};\n\n\
         /** What the page hears unasked. */\nexport interface Events {{\n{events}}}\n\n\
         /** What a write can touch. */\nexport const bookTopics: readonly Topic[] = [{}];\n\n\
         /** The questions of Hari ini, one a section. */\nexport const todaySections: readonly CommandName[] = [\n{}\n];\n",
        imports(&rows),
        names.join("\n"),
        topics.join(", ").replace('"', "'"),
        sections.join(",\n"),
    )
}

fn calls() -> String {
    let mut rows = BTreeSet::new();
    let calls: Vec<String> = commands::all().map(|command| call(command, &mut rows)).collect();
    format!("{HEAD}import {{ act, ask }} from '../bridge';\n{}\n{}", imports(&rows), calls.concat())
}

fn imports(rows: &BTreeSet<String>) -> String {
    rows.iter().map(|row| format!("import type {{ {row} }} from './{row}';\n")).collect()
}

fn call(command: &Command, rows: &mut BTreeSet<String>) -> String {
    let docs: Vec<&str> = command.docs.iter().map(|line| line.trim()).collect();
    let optional = command.takes.iter().rev().take_while(|(_, rust)| rust.starts_with("Option")).count();
    let certain = command.takes.len() - optional;
    let mut params = Vec::new();
    let mut passed = Vec::new();
    for (n, (name, rust)) in command.takes.iter().enumerate() {
        let name = camel(name);
        let default = if n >= certain { " = null" } else { "" };
        params.push(format!("{name}: {}{default}", type_of(rust, rows)));
        passed.push(name);
    }
    let passed = if passed.is_empty() { String::new() } else { format!(", {{ {} }}", passed.join(", ")) };
    let kind = match command.kind {
        Kind::Ask => "ask",
        Kind::Act => "act",
    };
    format!(
        "/** {} */\nexport const {} = ({}) => {kind}<{}>('{}'{passed});\n",
        docs.join("\n * "),
        camel(command.name),
        params.join(", "),
        type_of(command.gives, rows),
        command.name
    )
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| {
        let mut letters = word.chars();
        all + &letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    })
}

/// A type in TypeScript's words; what is neither plain nor a list nor optional is a row of core.
fn type_of(rust: &str, rows: &mut BTreeSet<String>) -> String {
    let rust: String = rust.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = |outer: &str| rust.strip_prefix(outer)?.strip_suffix('>').map(str::to_owned);
    if let Some(each) = inner("Vec<") {
        let each = type_of(&each, rows);
        return if each.contains(' ') { format!("({each})[]") } else { format!("{each}[]") };
    }
    if let Some(some) = inner("Option<") {
        return format!("{} | null", type_of(&some, rows));
    }
    match rust.as_str() {
        "()" => "null".into(),
        "bool" => "boolean".into(),
        "String" | "PathBuf" => "string".into(),
        "i64" | "u32" => "number".into(),
        row => {
            rows.insert(row.to_owned());
            row.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{camel, generated, type_of};

    #[test]
    fn the_pages_calls_are_those_that_are_declared_now() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/generated");
        for (name, now) in generated() {
            let written = fs::read_to_string(folder.join(name)).unwrap_or_default().replace("\r\n", "\n");
            assert!(written == now, "ui/src/generated/{name} is out of date: make types");
        }
    }

    #[test]
    fn types_and_names_are_said_in_the_pages_words() {
        let mut rows = BTreeSet::new();
        for (rust, page) in [
            ("Vec < OrderId >", "OrderId[]"),
            ("Option<Vec<PrinterRow>>", "PrinterRow[] | null"),
            ("Vec<Option<i64>>", "(number | null)[]"),
            ("()", "null"),
        ] {
            assert_eq!(type_of(rust, &mut rows), page);
        }
        assert_eq!(rows.into_iter().collect::<Vec<_>>(), ["OrderId", "PrinterRow"]);
        assert_eq!(camel("print_pick_list"), "printPickList");
    }
}
