//! The corpora, and every input that ever broke a reader, read again.

use std::fs;
use std::path::{Path, PathBuf};

/// Every input of a reader: `corpus/` has some for each, `crashes/` only for those that broke.
fn inputs(reader: &str) -> Vec<PathBuf> {
    let folder = |kind: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(kind).join(reader);
    let list = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut corpus: Vec<PathBuf> = list(folder("corpus")).collect();
    assert!(!corpus.is_empty(), "there is no corpus for {reader}");
    corpus.extend(list(folder("crashes")));
    corpus.sort();
    corpus
}

fn replay(reader: &str) {
    for path in inputs(reader) {
        eprintln!("{}", path.display());
        runut_fuzz::run(reader, &fs::read(&path).unwrap());
    }
}

macro_rules! readers {
    ($($name:ident)*) => {
        const REPLAYED: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                replay(stringify!($name));
            }
        )*
    };
}

readers!(xlsx csv tracking scans document places picture payout);

#[test]
fn every_reader_is_replayed() {
    assert_eq!(runut_fuzz::names().collect::<Vec<_>>(), REPLAYED);
}
