//! A shop's own figures: one sum by another, or a sum, of what is recorded and of figures that add up.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::made::{Made, Own};
use super::{Better, Kpi, Offered, Unit};

impl Own {
    /// It as a figure like the others. The program keeps each that differs for as long as it runs: a shop has a handful of them.
    #[must_use]
    pub fn figure(self) -> &'static Kpi {
        static KNOWN: Mutex<BTreeMap<Own, &'static Kpi>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kpi) = known.get(&self) {
            return kpi;
        }
        let own: &'static Self = Box::leak(Box::new(self.clone()));
        let kpi: &'static Kpi = Box::leak(Box::new(Kpi {
            key: &own.key,
            name: (&own.name, &own.name),
            says: (&own.says.0, &own.says.1),
            group: own.group,
            unit: own.unit,
            better: own.better,
            made: Made::Own(own),
            ripe_days: 0,
            offered: if own.better == Better::Neither { Offered::Nothing } else { Offered::Own },
        }));
        known.insert(self, kpi);
        kpi
    }
}

/// The key of a figure of that name: its words in small letters, joined; empty where it has none.
#[must_use]
pub fn own_key(name: &str) -> String {
    let words = crate::fold(name);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_")
}

/// What an own figure is measured in, by what it is made of: money by money is a quotient, money by a count is money.
#[must_use]
pub fn own_unit(of: Unit, per: Option<Unit>) -> Unit {
    match (of, per) {
        (Unit::Money, Some(Unit::Money)) => Unit::Ratio,
        (Unit::Money, _) => Unit::Money,
        (Unit::Minutes, Some(Unit::Minutes)) => Unit::Ratio,
        (Unit::Minutes, _) => Unit::Minutes,
        (_, None) => Unit::Count,
        (_, Some(_)) => Unit::Ratio,
    }
}

/// `NAME = A / B` or `NAME = A`, as it is typed; none where it isn't that.
#[must_use]
pub fn own_typed(text: &str) -> Option<(String, String, String)> {
    let (name, made) = text.split_once('=')?;
    let (of, per) = made.split_once('/').unwrap_or((made, ""));
    let (name, of, per) = (name.trim(), of.trim(), per.trim());
    let unsaid = name.is_empty() || of.is_empty() || made.contains('/') && per.is_empty();
    (!unsaid).then(|| (name.to_owned(), of.to_owned(), per.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::{KpiGroup, Part};
    use super::*;
    use crate::TemplateId;

    fn own(name: &str) -> Own {
        Own {
            key: own_key(name),
            name: name.to_owned(),
            says: (String::new(), String::new()),
            group: KpiGroup::Marketing,
            unit: Unit::Ratio,
            better: Better::Neither,
            of: Part::Field(TemplateId(3), "biaya".to_owned()),
            per: Some(Part::Kpi("orders")),
        }
    }

    #[test]
    fn one_definition_is_one_figure() {
        let figure = own("Biaya per pesanan").figure();
        assert_eq!((figure.key, figure.name.0), ("biaya_per_pesanan", "Biaya per pesanan"));
        assert!(std::ptr::eq(figure, own("Biaya per pesanan").figure()));
        assert!(!std::ptr::eq(figure, Own { unit: Unit::Percent, ..own("Biaya per pesanan") }.figure()));
    }

    #[test]
    fn a_name_becomes_a_word() {
        assert_eq!(own_key("  Biaya iklan / pengunjung (%) "), "biaya_iklan_pengunjung");
        assert_eq!(own_key("…"), "");
    }

    #[test]
    fn what_is_typed_is_a_name_and_one_or_two_parts() {
        let of = |a: &str, b: &str, c: &str| Some((a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(own_typed("CPA = iklan.biaya / orders"), of("CPA", "iklan.biaya", "orders"));
        assert_eq!(own_typed("Tamu=kunjungan.tamu"), of("Tamu", "kunjungan.tamu", ""));
        for bad in ["", "CPA", "= a / b", "CPA = ", "CPA = / b", "CPA = a /"] {
            assert_eq!(own_typed(bad), None, "{bad}");
        }
    }

    #[test]
    fn money_by_money_is_a_quotient() {
        assert_eq!(own_unit(Unit::Money, Some(Unit::Money)), Unit::Ratio);
        assert_eq!(own_unit(Unit::Money, Some(Unit::Count)), Unit::Money);
        assert_eq!(own_unit(Unit::Count, None), Unit::Count);
        assert_eq!(own_unit(Unit::Count, Some(Unit::Minutes)), Unit::Ratio);
        assert_eq!(own_unit(Unit::Minutes, Some(Unit::Count)), Unit::Minutes);
    }
}
