//! Couriers of a new shop.

use crate::rows::CourierRow;
use crate::{CourierId, fold};

/// Their names, and whether no courier's tracking number comes with them.
const DEFAULTS: [(&str, bool); 13] = [
    ("JNE", false),
    ("J&T", false),
    ("SiCepat", false),
    ("SPX", false),
    ("AnterAja", false),
    ("Ninja", false),
    ("Pos", false),
    ("ID Express", false),
    ("Lion Parcel", false),
    ("GoSend", false),
    ("GrabExpress", false),
    ("Antar sendiri", true),
    ("Ambil sendiri", true),
];

/// The couriers that a new shop begins with, numbered from 1.
#[must_use]
pub fn default_couriers() -> Vec<CourierRow> {
    (1..)
        .zip(DEFAULTS)
        .map(|(id, (name, own_delivery))| CourierRow {
            id: CourierId(id),
            name: name.to_owned(),
            own_delivery,
            pickup: None,
            archived: false,
        })
        .collect()
}

/// The courier that an order's text names: "SPX Standard" and "Reguler-J&T Express" mean SPX and J&T. The longest name
/// that stands in it as whole words.
#[must_use]
pub fn courier_named<'a>(couriers: &'a [CourierRow], text: &str) -> Option<&'a CourierRow> {
    let text = format!(" {} ", fold(text));
    couriers
        .iter()
        .map(|courier| (fold(&courier.name), courier))
        .filter(|(name, _)| !name.is_empty() && text.contains(&format!(" {name} ")))
        .max_by_key(|(name, _)| name.len())
        .map(|(_, courier)| courier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_words_name_the_shops_courier() {
        let couriers = default_couriers();
        for (text, name) in [
            ("SPX Standard", Some("SPX")),
            ("Reguler (Cashless)-J&T Express", Some("J&T")),
            ("jne", Some("JNE")),
            ("Antar Sendiri", Some("Antar sendiri")),
            ("Posindo", None),
            ("", None),
        ] {
            assert_eq!(courier_named(&couriers, text).map(|c| c.name.as_str()), name, "{text}");
        }
    }
}
