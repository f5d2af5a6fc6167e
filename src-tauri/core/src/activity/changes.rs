//! What a field was and is: kept as a fact, and said.

use super::{Activity, Facts, fact};
use crate::Sentence;
use crate::settings::SETTINGS;

/// Before the name of a fact that tells old and new.
const CHANGED: &str = "set:";

/// Fields that can change, as they are said; the shop's own settings beside.
const LABELS: [(&str, &str, &str); 29] = [
    ("name", "nama", "name"),
    ("address", "alamat", "address"),
    ("phone", "telepon", "phone"),
    ("number", "nomor", "number"),
    ("holder", "atas nama", "holder"),
    ("archived", "diarsipkan", "archived"),
    ("wallet", "satu saldo dengan", "shares its balance with"),
    ("own_delivery", "antar sendiri", "own delivery"),
    ("pickup", "jam jemput", "pick-up time"),
    ("owner", "pemilik", "owner"),
    ("divisions", "bagian", "divisions"),
    ("text", "isi", "text"),
    ("person", "untuk", "for"),
    ("due", "paling lambat", "due"),
    ("note", "catatan", "note"),
    ("remark", "tanggapan", "remarks"),
    ("hours", "jam", "hours"),
    ("line", "pos laporan", "line"),
    ("debit", "debit", "debit"),
    ("credit", "kredit", "credit"),
    ("amount", "jumlah", "amount"),
    ("every", "setiap", "every"),
    ("next", "berikutnya", "next"),
    ("cost", "harga", "cost"),
    ("residual", "nilai sisa", "residual"),
    ("months", "bulan pakai", "months of use"),
    ("fields", "isian", "fields"),
    ("lag", "jarak (hari)", "days later"),
    ("due_days", "jatuh tempo (hari)", "due within (days)"),
];

impl Activity {
    /// Adds what a field was and is, unless it is the same.
    #[must_use]
    pub fn changed(self, field: &str, old: impl ToString, new: impl ToString) -> Self {
        let (old, new) = (old.to_string(), new.to_string());
        if old == new {
            return self;
        }
        let said = |text: String| if text.is_empty() { "–".to_owned() } else { text };
        self.with(&format!("{CHANGED}{field}"), format!("{} → {}", said(old), said(new)))
    }

    /// Whether a field has changed.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        self.facts.keys().any(|name| name.starts_with(CHANGED))
    }
}

/// What has changed, field by field, in the order of the fields.
pub(super) fn changes(facts: &Facts) -> Sentence {
    let settings = SETTINGS.iter().filter(|setting| LABELS.iter().all(|(field, ..)| *field != setting.key));
    let settings = settings.map(|setting| (setting.key, setting.said.0, setting.said.1));
    let found: Vec<(&str, &str, &String)> = LABELS
        .into_iter()
        .chain(settings)
        .filter_map(|(field, id, en)| facts.get(&format!("{CHANGED}{field}")).map(|change| (id, en, change)))
        .collect();
    let joined = |texts: Vec<String>| texts.join("; ");
    Sentence::new(
        joined(found.iter().map(|(id, _, change)| format!("{id} {change}")).collect()),
        joined(found.iter().map(|(_, en, change)| format!("{en} {change}")).collect()),
    )
}

/// What happened to something that has a name, with what has changed.
pub(super) fn named(facts: &Facts, id: &str, en: &str) -> Sentence {
    let (name, changes) = (fact(facts, "name"), changes(facts));
    let more = |change: &str| if change.is_empty() { String::new() } else { format!(" ({change})") };
    Sentence::new(format!("{id}: {name}{}", more(&changes.id)), format!("{en}: {name}{}", more(&changes.en)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::ShopAct;

    #[test]
    fn only_what_changed_is_said_old_and_new() {
        let activity = Activity::new(ShopAct::Change, 1)
            .changed("name", "Toko", "Toko")
            .changed("phone", "", "0812")
            .changed("return_days", 3, 7);
        assert!(activity.has_changes());
        let said = activity.act.sentence(&activity.facts);
        assert_eq!(said.id, "Pengaturan diubah: telepon – → 0812; masa retur (hari) 3 → 7");
        assert_eq!(said.en, "Settings changed: phone – → 0812; days to return 3 → 7");
        assert!(!Activity::new(ShopAct::Change, 1).changed("name", "A", "A").has_changes());
    }
}
