//! What a command has to say of many things at once: one line a kind, however many there are of it. What says something of its
//! own of each stays whole.

use runut_core::marketplace::FileProblem;
use runut_core::rows::{ImportWarning, RefusedOrder};

/// Of a kind, so many are said as they are.
const FEW: usize = 3;
/// Of more, so many are named behind the examples.
const NAMED: usize = 30;

/// One thing to be said.
pub struct Said {
    /// What kind of thing, for programs; empty for what is like nothing else.
    pub kind: String,
    /// Of which order or row; empty where that isn't known.
    pub of: String,
    /// The sentence.
    pub text: String,
}

impl Said {
    /// That an order has refused.
    pub fn refused(refused: &RefusedOrder) -> Self {
        let of = match refused.order.0 {
            0 => refused.refusal.facts.get("order").cloned().unwrap_or_default(),
            order => order.to_string(),
        };
        Self { kind: refused.refusal.code.clone(), of, text: refused.refusal.message.id.clone() }
    }

    /// What is wrong in a row of a file or a paste.
    pub fn cell(problem: &FileProblem) -> Self {
        let (row, column) = (problem.row, &problem.column);
        let of = if column.is_empty() { format!("baris {row}") } else { format!("{row}:{column}") };
        Self { kind: problem.code.clone(), of, text: problem.message.id.clone() }
    }

    /// What a person has to know of an order of a file: which of its lines would go, and how to have it so.
    pub fn order(warning: &ImportWarning) -> Self {
        let ImportWarning { external_id, message, waits, .. } = warning;
        let way = if *waits { format!(" (--take {external_id})") } else { String::new() };
        Self::own(format!("{}{way}", message.id))
    }

    /// What is like nothing else.
    pub fn own(text: String) -> Self {
        Self { kind: String::new(), of: String::new(), text }
    }
}

/// One line a kind, in the order in which the kinds first come: few are said as they are; of many the count, three examples and
/// which the others are, or how many.
pub fn lines(all: impl IntoIterator<Item = Said>) -> Vec<String> {
    let mut kinds: Vec<Vec<Said>> = Vec::new();
    for said in all {
        match kinds.iter_mut().find(|kind| !said.kind.is_empty() && kind[0].kind == said.kind) {
            Some(kind) => kind.push(said),
            None => kinds.push(vec![said]),
        }
    }
    kinds.into_iter().flat_map(line).collect()
}

fn line(kind: Vec<Said>) -> Vec<String> {
    if kind.len() <= FEW {
        return kind.into_iter().map(|said| said.text).collect();
    }
    let examples: Vec<&str> = kind.iter().take(FEW).map(|said| said.text.as_str()).collect();
    let others: Vec<&str> = kind.iter().skip(FEW).map(|said| said.of.as_str()).collect();
    let named: Vec<&str> = others.iter().copied().filter(|of| !of.is_empty()).take(NAMED).collect();
    let more = others.len() - named.len();
    let more = (more > 0).then(|| format!("{more} lagi (semuanya dengan --json)"));
    let named = (!named.is_empty()).then(|| named.join(", "));
    let rest = named.into_iter().chain(more).collect::<Vec<_>>().join(" dan ");
    let (count, name, examples) = (kind.len(), name(&kind[0].kind), examples.join(" "));
    let line = format!("{count} {name}. Misalnya: {examples} Lainnya: {rest}.");
    vec![line]
}

/// What many of a kind are called together.
fn name(kind: &str) -> &'static str {
    match kind {
        "tracking_shape" => "resi tidak seperti resi kurirnya",
        "missing_tracking" => "baris tanpa resi",
        "tracking_used" => "resi sudah dipakai pesanan lain",
        "order_unknown" => "pesanan tidak ada di buku",
        "stage" => "pesanan di tahap lain",
        "held" => "pesanan ditahan",
        "stock_short" => "pesanan kurang stok",
        "damaged_money" => "nilai uang rusak oleh spreadsheet",
        "unreadable_money" | "missing_money" => "nilai uang tidak terbaca",
        "damaged_phone" => "nomor HP rusak oleh spreadsheet",
        "damaged_text" => "isi sel diubah spreadsheet",
        "float_id" => "nomor kehilangan digit di spreadsheet",
        "bad_date" | "missing_date" => "waktu tidak terbaca",
        "bad_quantity" => "jumlah tidak terbaca",
        "bad_weight" => "berat tidak terbaca",
        "unknown_status" => "status belum dikenal",
        "sku_contradicts" => "SKU dan nama menunjuk barang yang berbeda",
        _ => "hal serupa",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: &str, of: usize) -> Said {
        Said { kind: kind.to_owned(), of: of.to_string(), text: format!("Resi {of} aneh.") }
    }

    #[test]
    fn many_of_a_kind_are_one_line_and_few_are_themselves() {
        let all = (1..=21).map(|n| said("tracking_shape", n)).chain([said("held", 7)]);
        assert_eq!(
            lines(all),
            [
                "21 resi tidak seperti resi kurirnya. Misalnya: Resi 1 aneh. Resi 2 aneh. Resi 3 aneh. Lainnya: 4, 5, 6, 7, 8, \
                 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21.",
                "Resi 7 aneh."
            ]
        );
        assert!(lines((1..=40).map(|n| said("x", n)))[0].ends_with("33 dan 7 lagi (semuanya dengan --json)."));
        assert_eq!(lines((1..=3).map(|n| said("x", n))).len(), 3);
        let unknown = |n| Said { of: String::new(), ..said("x", n) };
        assert!(lines((1..=9).map(unknown))[0].ends_with("Lainnya: 6 lagi (semuanya dengan --json)."));
        assert_eq!(lines((1..=9).map(|n| Said::own(format!("Pesanan {n} menunggu.")))).len(), 9, "each says its own");
    }
}
