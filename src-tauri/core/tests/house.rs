//! The house's own plan, read from the `use` lines: between crates and between the parts of every module nothing goes round in
//! a circle, and nothing in the store reaches up to a floor above its own.

#![expect(clippy::unwrap_used, reason = "a source that can't be read ends the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each crate may use of the others.
const CRATES: [(&str, &[&str]); 9] = [
    ("core", &[]),
    ("printer", &["core"]),
    ("intake", &["core"]),
    ("documents", &["core"]),
    ("store", &["core"]),
    ("actions", &["core", "intake", "documents", "store"]),
    ("wire", &["core", "store", "actions"]),
    ("shell", &["core", "store", "printer", "wire"]),
    ("cli", &["core", "intake", "documents", "store", "actions", "printer"]),
];

/// The store's rooms, floor by floor from the ground: each may use those of the floors below, and its own floor's.
const STORE: [&[&str]; 8] = [
    &["error", "files", "place", "lock", "reading", "context", "columns", "bounds", "day_keys"],
    &["engine"],
    &["log", "anchor"],
    &["companions"],
    &["book", "buyers", "figure_days", "variant_days", "write", "ledger"],
    &[
        "closing",
        "bills",
        "business_reports",
        "counts",
        "customers",
        "fees",
        "figures",
        "goals",
        "hours",
        "journal",
        "orders",
        "own_kpis",
        "parcels",
        "payments",
        "people",
        "photos",
        "products",
        "purchases",
        "receipts",
        "records",
        "settings",
        "settlements",
        "shop",
        "stock",
        "stores",
        "suppliers",
        "tasks",
        "undo",
    ],
    &["reports", "audit"],
    &["backup", "opening", "salvage"],
];

/// A file of a crate as others name it: `["reports", "orders", "filter"]`; the crate's own face is empty.
type Module = Vec<String>;

struct Source {
    crate_name: String,
    files: BTreeMap<Module, String>,
}

impl Source {
    fn of(name: &str, folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(within) = folders.pop() {
            for entry in fs::read_dir(&within).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else if entry.extension().is_some_and(|ending| ending == "rs") {
                    let text = fs::read_to_string(&entry).unwrap();
                    // Tests may look anywhere.
                    let own = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
                    files.insert(module(entry.strip_prefix(folder).unwrap()), own);
                }
            }
        }
        files.retain(|module, _| module.last().is_none_or(|name| name != "tests" && name != "main"));
        Self { crate_name: name.to_owned(), files }
    }

    /// The file that a path leads to: what is handed on is followed to where it is made.
    fn made_in(&self, path: &[String], depth: usize) -> Option<Module> {
        let known = (0..=path.len()).rev().find(|n| self.files.contains_key(&path[..*n]))?;
        let (module, rest) = (path[..known].to_vec(), &path[known..]);
        let Some(name) = rest.first().filter(|name| depth < 9 && !makes(&self.files[&module], name)) else {
            return Some(module);
        };
        for used in uses(&self.files[&module]) {
            if used.last() == Some(name) && used.len() > 1 {
                let path = self.absolute(&module, &used)?;
                let whole: Vec<String> = path.into_iter().chain(rest[1..].iter().cloned()).collect();
                return self.made_in(&whole, depth + 1);
            }
        }
        Some(module)
    }

    /// A path from the crate's face on; none where it leads out of the crate.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Vec<String>> {
        match path[0].as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([module.as_slice(), &path[1..]].concat()),
            "super" => {
                let up = path.iter().take_while(|step| *step == "super").count();
                Some([&module[..module.len().checked_sub(up)?], &path[up..]].concat())
            }
            first => {
                let child = [module.as_slice(), &[first.to_owned()]].concat();
                self.files.contains_key(&child).then(|| [module.as_slice(), path].concat())
            }
        }
    }

    /// Which file uses which, each by what.
    fn arrows(&self) -> BTreeMap<(Module, Module), BTreeSet<String>> {
        let mut arrows: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (module, text) in &self.files {
            for path in uses(text).into_iter().chain(inline(text)) {
                let made = self.absolute(module, &path).and_then(|path| self.made_in(&path, 0));
                if let Some(made) = made.filter(|made| made != module) {
                    let name = path.last().cloned().unwrap_or_default();
                    arrows.entry((module.clone(), made)).or_default().insert(name);
                }
            }
        }
        arrows
    }
}

fn module(path: &Path) -> Module {
    let mut parts: Vec<String> =
        path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|name| name == "mod" || name == "lib") {
        parts.pop();
    }
    parts
}

/// Whether a file makes something of that name itself.
fn makes(text: &str, name: &str) -> bool {
    ["fn", "struct", "enum", "const", "static", "type", "trait", "macro_rules!"].iter().any(|kind| {
        text.match_indices(&format!("{kind} {name}")).any(|(at, found)| {
            let next = text[at + found.len()..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    })
}

/// The paths of all `use` lines, each whole.
fn uses(text: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("use ") {
        let starts = rest[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        rest = &rest[at + 4..];
        if !(starts.is_empty() || (starts.starts_with("pub") && !starts.contains('/'))) {
            continue;
        }
        let Some((tree, after)) = rest.split_once(';') else { break };
        flatten(&[], &tree.split_whitespace().collect::<Vec<_>>().join(" "), &mut all);
        rest = after;
    }
    all
}

fn flatten(prefix: &[String], tree: &str, all: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let Some((head, list)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().split("::").map(|part| part.trim().to_owned());
        let path: Vec<String> = prefix.iter().cloned().chain(path).filter(|part| !part.is_empty()).collect();
        // `{self, …}` names what stands before it.
        let own = path.len() > 1 && path.last().is_some_and(|part| part == "self" || part == "*");
        all.push(if own { path[..path.len() - 1].to_vec() } else { path });
        return;
    };
    let head = head.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
    let prefix: Vec<String> = prefix.iter().cloned().chain(head).collect();
    let (mut depth, mut part) = (0, String::new());
    for letter in list.trim_end_matches('}').chars() {
        match letter {
            ',' if depth == 0 => flatten(&prefix, &std::mem::take(&mut part), all),
            letter => {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                part.push(letter);
            }
        }
    }
    if depth > 0 {
        part.push('}');
    }
    if !part.trim().is_empty() {
        flatten(&prefix, &part, all);
    }
}

/// Paths that stand in the code itself: `crate::files::remove(…)`.
fn inline(text: &str) -> Vec<Vec<String>> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().contains("use "));
    let mut all = Vec::new();
    for line in code {
        for start in ["crate::", "super::"] {
            for (at, _) in line.match_indices(start) {
                let known = line[..at].chars().last().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
                let path: String =
                    line[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
                if !known {
                    all.push(path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect());
                }
            }
        }
    }
    all
}

fn tree() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn sources() -> Vec<Source> {
    let there = CRATES.iter().map(|(name, _)| (name, tree().join(name)));
    let there =
        there.map(|(name, folder)| (name, if folder.join("src").exists() { folder.join("src") } else { folder }));
    there.filter(|(_, folder)| folder.exists()).map(|(name, folder)| Source::of(name, &folder)).collect()
}

/// A circle among the parts of one module, if there is any, with what ties it.
fn circle(parts: &BTreeMap<(String, String), BTreeSet<String>>) -> Option<String> {
    let mut left: BTreeSet<&String> = parts.keys().flat_map(|(a, b)| [a, b]).collect();
    loop {
        let free = |name: &&String| !parts.keys().any(|(from, to)| from == *name && left.contains(to));
        let Some(ground) = left.iter().copied().find(free) else { break };
        left.remove(ground);
    }
    // What only stands on a circle isn't in it.
    loop {
        let top = |name: &&String| !parts.keys().any(|(from, to)| to == *name && left.contains(from));
        let Some(roof) = left.iter().copied().find(top) else { break };
        left.remove(roof);
    }
    let within = parts.iter().filter(|((from, to), _)| left.contains(from) && left.contains(to));
    let said: Vec<String> = within.map(|((from, to), names)| format!("{from} -> {to}: {names:?}")).collect();
    (!said.is_empty()).then(|| said.join("\n  "))
}

#[test]
fn nothing_goes_round_in_a_circle() {
    let mut found = Vec::new();
    for source in sources() {
        let mut within: BTreeMap<Module, BTreeMap<(String, String), BTreeSet<String>>> = BTreeMap::new();
        for ((from, to), names) in source.arrows() {
            let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if same < from.len() && same < to.len() {
                let parts = within.entry(from[..same].to_vec()).or_default();
                parts.entry((from[same].clone(), to[same].clone())).or_default().extend(names);
            }
        }
        for (module, parts) in within {
            if let Some(circle) = circle(&parts) {
                found.push(format!("{}/{}:\n  {circle}", source.crate_name, module.join("/")));
            }
        }
    }
    assert!(found.is_empty(), "circles:\n{}", found.join("\n"));
}

#[test]
fn the_store_stands_on_its_floors() {
    let floor = |room: &str| STORE.iter().position(|rooms| rooms.contains(&room));
    let store = sources().into_iter().find(|source| source.crate_name == "store").unwrap();
    for module in store.files.keys().filter(|module| !module.is_empty()) {
        assert!(floor(&module[0]).is_some(), "{} has no floor", module[0]);
    }
    let up: Vec<String> = store
        .arrows()
        .into_iter()
        .filter(|((from, to), _)| !from.is_empty() && !to.is_empty() && floor(&from[0]) < floor(&to[0]))
        .map(|((from, to), names)| format!("{} -> {}: {names:?}", from.join("/"), to.join("/")))
        .collect();
    assert!(up.is_empty(), "upwards:\n{}", up.join("\n"));
}

#[test]
fn each_crate_uses_what_it_may_know() {
    for source in sources() {
        let (_, may) = CRATES.iter().find(|(name, _)| *name == source.crate_name).unwrap();
        for (module, text) in &source.files {
            for used in uses(text).iter().filter_map(|path| path[0].strip_prefix("runut_").map(str::to_owned)) {
                assert!(may.contains(&used.as_str()), "{} uses {used} in {}", source.crate_name, module.join("/"));
            }
        }
    }
}

/// A dependency that nobody names is one to be built, audited and kept up for nothing.
#[test]
fn each_crate_uses_what_it_depends_on() {
    const CALLED: [(&str, &str); 1] = [("allsorts-azul", "allsorts")];
    let root = tree().parent().unwrap().to_owned();
    let crates = [tree(), root.join("tests")].into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut unused = Vec::new();
    for folder in crates.map(|entry| entry.unwrap().path()) {
        let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let code = whole(&folder);
        let parts = manifest
            .split("\n[")
            .filter(|part| part.split(']').next().is_some_and(|head| head.ends_with("dependencies")));
        let lines = parts.flat_map(|part| part.lines().skip(1));
        for name in lines.filter_map(|line| line.split(['=', '.']).next()).map(str::trim) {
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
            let called = CALLED.iter().find(|(known, _)| *known == name).map_or(name, |(_, called)| called);
            if is_name && !code.contains(&called.replace('-', "_")) {
                unused.push(format!("{}: {name}", folder.display()));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:#?}");
}

/// All Rust of a folder.
fn whole(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = |path: PathBuf| match path.is_dir() {
        true => whole(&path),
        false if path.extension().is_some_and(|ending| ending == "rs") => fs::read_to_string(&path).unwrap(),
        false => String::new(),
    };
    entries.map(text).collect()
}

/// What the reader reads: without this an empty list would be as good as a sound house.
#[test]
fn use_lines_are_read_whole() {
    let text = "use a::{b::{self, C}, d};\npub(crate) use super::x::*;\nuse crate::{Y, z as w};\n// use no::thing;\n";
    let read: Vec<String> = uses(text).iter().map(|path| path.join("::")).collect();
    assert_eq!(read, ["a::b", "a::b::C", "a::d", "super::x", "crate::Y", "crate::z"]);
    let store = sources().into_iter().find(|source| source.crate_name == "store").unwrap();
    let arrows = store.arrows();
    let known = |from: &str, to: &str| arrows.contains_key(&(vec![from.to_owned()], vec![to.to_owned()]));
    assert!(
        known("write", "book") && known("book", "companions") && !known("book", "write"),
        "followed through the face"
    );
    let round = |pairs: &[(&str, &str)]| {
        circle(&pairs.iter().map(|(a, b)| ((a.to_string(), b.to_string()), BTreeSet::new())).collect()).is_some()
    };
    assert!(round(&[("a", "b"), ("b", "c"), ("c", "b")]) && !round(&[("a", "b"), ("b", "c"), ("a", "c")]));
}
