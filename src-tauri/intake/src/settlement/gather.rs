//! A file while its rows are gathered: its words, and which of them nobody knows.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use runut_core::settlement::{Part, SettlementFile, SettlementKind, SettlementProblem, SettlementRow, SettlementWord};
use runut_core::{Money, Sentence};

use super::grid::{Head, Values, list};
use super::words::{SaidWords, part_of};

/// A file before its rows are read.
pub(super) fn gathered(kind: SettlementKind) -> SettlementFile {
    let (words, rows, further, problems) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    SettlementFile { kind, shop: String::new(), words, rows, further, stated: None, problems }
}

/// The columns of amounts, wherever they stand: those whose names are known, and others between `within`, but for those that are known
/// to be something else.
pub(super) fn amounts(
    head: &Head,
    within: Range<usize>,
    table: &[(&str, Part)],
    beside: impl Fn(&str) -> bool,
) -> impl Iterator<Item = usize> {
    let is_one = |at: &usize| {
        let name = head.folded(*at);
        !beside(name) && (within.contains(at) || part_of(name, table).is_some())
    };
    (0..head.names.len()).filter(is_one).collect::<Vec<_>>().into_iter()
}

/// Columns of amounts with the place of their words, which the file gets where it hasn't them yet.
pub(super) fn columns(file: &mut SettlementFile, words: Vec<(usize, SettlementWord)>) -> Vec<(usize, usize)> {
    let place = |(at, word): (usize, SettlementWord)| (at, place_of(&mut file.words, word));
    words.into_iter().map(place).collect()
}

fn place_of(words: &mut Vec<SettlementWord>, word: SettlementWord) -> usize {
    words.iter().position(|known| known.header == word.header).unwrap_or_else(|| {
        words.push(word);
        words.len() - 1
    })
}

/// The place of a row's own word ("Logistics reimbursement"), which heads no column.
pub(super) fn word(file: &mut SettlementFile, header: &str, table: &[(&str, Part)], said: &SaidWords) -> usize {
    let part = said.get(header).copied().or_else(|| part_of(header, table));
    place_of(&mut file.words, SettlementWord { header: header.to_owned(), part })
}

/// A row's amounts other than zero. A column that no one knows may hold something else: it counts nothing then, and is told once.
pub(super) fn parts(
    file: &mut SettlementFile,
    columns: &[(usize, usize)],
    values: &mut Values<'_, '_>,
    told: &mut BTreeSet<usize>,
) -> Vec<(usize, Money)> {
    let mut parts = Vec::new();
    for (at, word) in columns {
        let amount = match file.words[*word].part {
            Some(_) => values.money(*at),
            None => values.may_be_money(*at).unwrap_or_else(|other| {
                if told.insert(*at) {
                    list(&mut file.problems, Some(other));
                }
                Money::ZERO
            }),
        };
        parts.extend((amount != Money::ZERO).then_some((*word, amount)));
    }
    parts
}

/// Places of rows by key, of a file in which a key stands once. The same row again is told and doesn't count; another of that key is
/// numbered.
#[derive(Default)]
pub(super) struct Once(HashMap<String, Vec<usize>>);

impl Once {
    /// The key of the row that comes next; none where the file has it already.
    pub(super) fn key(
        &mut self,
        file: &mut SettlementFile,
        key: String,
        (row, net, parts): (u32, Money, &[(usize, Money)]),
    ) -> Option<String> {
        let known = self.0.entry(key.clone()).or_default();
        let same = |row: &&SettlementRow| row.net == net && row.parts == parts;
        if let Some(first) = known.iter().filter_map(|at| file.rows.get(*at)).find(same).map(|row| row.row) {
            let message = Sentence::new(
                format!("Baris {row} sama dengan baris {first} dan dihitung sekali."),
                format!("Row {row} is the same as row {first} and counts once."),
            );
            list(&mut file.problems, Some(SettlementProblem { row, code: "row_twice", message }));
            return None;
        }
        known.push(file.rows.len());
        let times = known.len();
        Some(if times > 1 { format!("{key}#{times}") } else { key })
    }
}

/// Columns that no one knows are asked about where rows don't add up without them; else they are information.
pub(super) fn unknown_words(file: &mut SettlementFile) {
    let mut sums: BTreeMap<usize, Money> = BTreeMap::new();
    for row in file.rows.iter().chain(&file.further).filter(|row| file.gap(row) != Money::ZERO) {
        for (word, amount) in row.parts.iter().filter(|(word, _)| file.words[*word].part.is_none()) {
            *sums.entry(*word).or_default() += *amount;
        }
    }
    for (word, sum) in sums {
        let name = &file.words[word].header;
        let message = Sentence::new(
            format!(
                "\"{name}\" ({sum}) belum dikenal, untuk sementara dicatat sebagai selisih pencairan. Tentukan artinya sekali (settle word), setelah itu diingat."
            ),
            format!(
                "\"{name}\" ({sum}) isn't known and stays a settlement difference for now. Say once what it is (settle word); it is remembered."
            ),
        );
        list(&mut file.problems, Some(SettlementProblem { row: 0, code: "unknown_word", message }));
    }
}
