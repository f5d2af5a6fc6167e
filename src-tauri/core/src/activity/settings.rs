//! Sentences of what was set: the shop, its people, accounts, couriers, texts, tasks, filters.

use super::{Activity, Facts};
use crate::Sentence;

/// Before the name of a fact that tells old and new.
const CHANGED: &str = "set:";

/// Fields that can change, as they are said.
const LABELS: [(&str, &str, &str); 25] = [
    ("name", "nama", "name"),
    ("address", "alamat", "address"),
    ("phone", "telepon", "phone"),
    ("zone", "zona waktu", "time zone"),
    ("language", "bahasa", "language"),
    ("start_day", "hari mulai", "start day"),
    ("auto_approve", "setujui otomatis", "approve automatically"),
    ("slip_size", "ukuran slip", "slip size"),
    ("label_size", "ukuran label", "label size"),
    ("unique_codes", "kode unik", "unique codes"),
    ("payment_hours", "batas bayar (jam)", "hours to pay"),
    ("ship_hours", "batas kirim (jam)", "hours to ship"),
    ("return_days", "masa retur (hari)", "days to return"),
    ("weekly_goal", "target seminggu", "weekly goal"),
    ("number", "nomor", "number"),
    ("holder", "atas nama", "holder"),
    ("archived", "diarsipkan", "archived"),
    ("own_delivery", "antar sendiri", "own delivery"),
    ("pickup", "jam jemput", "pick-up time"),
    ("owner", "pemilik", "owner"),
    ("divisions", "bagian", "divisions"),
    ("text", "isi", "text"),
    ("person", "untuk", "for"),
    ("due", "paling lambat", "due"),
    ("note", "catatan", "note"),
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
fn changes(facts: &Facts) -> Sentence {
    let found: Vec<(&str, &str, &String)> = LABELS
        .iter()
        .filter_map(|(field, id, en)| facts.get(&format!("{CHANGED}{field}")).map(|change| (*id, *en, change)))
        .collect();
    let joined = |texts: Vec<String>| texts.join("; ");
    Sentence::new(
        joined(found.iter().map(|(id, _, change)| format!("{id} {change}")).collect()),
        joined(found.iter().map(|(_, en, change)| format!("{en} {change}")).collect()),
    )
}

/// The sentence of an entry about settings; none for other nouns.
pub(super) fn sentence(noun: &str, verb: &str, facts: &Facts) -> Option<Sentence> {
    let name = facts.get("name").map_or("", String::as_str);
    let changes = changes(facts);
    let (id, en) = match (noun, verb) {
        ("shop", "change") => {
            // An import says in one word what it has set.
            let set = facts.get("changed").cloned();
            let (id, en) = (set.clone().unwrap_or(changes.id), set.unwrap_or(changes.en));
            return Some(Sentence::new(format!("Pengaturan diubah: {id}"), format!("Settings changed: {en}")));
        }
        ("person", "add") => ("Orang baru", "New person"),
        ("person", "change") => ("Orang diubah", "Person changed"),
        ("account", "add") => ("Rekening baru", "New account"),
        ("account", "change") => ("Rekening diubah", "Account changed"),
        ("courier", "add") => ("Kurir baru", "New courier"),
        ("courier", "change") => ("Kurir diubah", "Courier changed"),
        ("text", "change") => ("Teks untuk pembeli diubah", "Text for buyers changed"),
        ("text", "reset") => ("Teks untuk pembeli kembali ke bawaan", "Text for buyers as it came"),
        ("customer", "add") => ("Pelanggan baru", "New customer"),
        ("customer", "change") => ("Pelanggan diubah", "Customer changed"),
        ("customer", "merge") => ("Pelanggan lain digabung ke", "Another customer merged into"),
        ("customer", "merged") => ("Pelanggan digabung ke yang lain", "Customer merged into another"),
        ("customer", "unmerge" | "unmerged") => ("Pelanggan dipisah lagi", "Customers apart again"),
        ("task", "add") => ("Tugas baru", "New task"),
        ("task", "change") => ("Tugas diubah", "Task changed"),
        ("task", "done") => ("Tugas selesai", "Task done"),
        ("task", "reopen") => ("Tugas dibuka lagi", "Task opened again"),
        ("filter", "add") => ("Saringan disimpan", "Filter saved"),
        ("filter", "change") => ("Saringan diubah", "Filter changed"),
        ("filter", "delete") => ("Saringan dihapus", "Filter deleted"),
        _ => return None,
    };
    let more = |change: &str| if change.is_empty() { String::new() } else { format!(" ({change})") };
    Some(Sentence::new(format!("{id}: {name}{}", more(&changes.id)), format!("{en}: {name}{}", more(&changes.en))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::Noun;

    #[test]
    fn only_what_changed_is_said_old_and_new() {
        let activity = Activity::new(Noun::Shop, 1, "change")
            .changed("name", "Toko", "Toko")
            .changed("phone", "", "0812")
            .changed("return_days", 3, 7);
        assert!(activity.has_changes());
        let said = sentence("shop", "change", &activity.facts).unwrap();
        assert_eq!(said.id, "Pengaturan diubah: telepon – → 0812; masa retur (hari) 3 → 7");
        assert_eq!(said.en, "Settings changed: phone – → 0812; days to return 3 → 7");
        assert!(!Activity::new(Noun::Shop, 1, "change").changed("name", "A", "A").has_changes());
    }
}
