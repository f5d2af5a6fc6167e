//! A file while its rows are gathered: its words, and which of them nobody knows.

use std::collections::BTreeMap;

use runut_core::settlement::{Part, SettlementFile, SettlementKind, SettlementProblem, SettlementWord};
use runut_core::{Money, Sentence};

use super::grid::{Values, list};
use super::words::{SaidWords, part_of};

/// A file before its rows are read.
pub(super) fn gathered(kind: SettlementKind) -> SettlementFile {
    let (words, rows, further, problems) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    SettlementFile { kind, shop: String::new(), words, rows, further, stated: None, problems }
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

/// A row's amounts other than zero.
pub(super) fn parts(columns: &[(usize, usize)], values: &mut Values<'_, '_>) -> Vec<(usize, Money)> {
    let amounts = columns.iter().map(|(at, word)| (*word, values.money(*at)));
    amounts.filter(|(_, amount)| *amount != Money::ZERO).collect()
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
