//! What a shop may want, and the figures that show whether it comes true.

use serde::{Deserialize, Serialize};

use super::Kpi;
use crate::Sentence;

/// What a shop may want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Want {
    /// More orders.
    MoreOrders,
    /// More profit.
    MoreProfit,
    /// Fewer returns and parcels that come back.
    FewerReturns,
    /// Fewer cancelled orders.
    FewerCancelled,
    /// Parcels that leave sooner.
    Faster,
    /// Buyers who come back.
    Returning,
    /// Buyers who are content.
    Content,
    /// Advertising that earns more than it costs.
    PayingAds,
    /// Stock that neither lacks nor lies.
    RightStock,
    /// Money that comes in on time.
    SoonerPaid,
}

/// A want, the word it is stored by, its names, and the figures that show it.
type Shown = (Want, &'static str, (&'static str, &'static str), &'static [&'static str]);

const WANTS: [Shown; 10] = [
    (Want::MoreOrders, "more_orders", ("Lebih banyak pesanan", "More orders"), &["orders", "net_sales", "aov"]),
    (
        Want::MoreProfit,
        "more_profit",
        ("Laba lebih besar", "More profit"),
        &["profit", "gross_margin", "losing", "fee_share"],
    ),
    (
        Want::FewerReturns,
        "fewer_returns",
        ("Lebih sedikit retur", "Fewer returns"),
        &["returns", "failed", "failed_cod"],
    ),
    (
        Want::FewerCancelled,
        "fewer_cancelled",
        ("Lebih sedikit batal", "Fewer cancellations"),
        &["cancelled", "seller_cancelled"],
    ),
    (Want::Faster, "faster", ("Kirim lebih cepat", "Faster dispatch"), &["late", "fast", "paid_to_shipped"]),
    (Want::Returning, "returning", ("Pelanggan kembali", "Buyers who come back"), &["repeat", "repeat_60"]),
    (
        Want::Content,
        "content",
        ("Pembeli lebih puas", "More content buyers"),
        &["complaints", "wrong_item", "bad_reviews", "reply"],
    ),
    (Want::PayingAds, "paying_ads", ("Iklan yang untung", "Advertising that pays"), &["roas", "conversion"]),
    (
        Want::RightStock,
        "right_stock",
        ("Stok pas: tidak kosong, tidak mati", "Stock that neither lacks nor lies"),
        &["stock_out", "stock_days", "dead_stock"],
    ),
    (
        Want::SoonerPaid,
        "sooner_paid",
        ("Uang cepat masuk", "Money that comes in on time"),
        &["payout_days", "overdue", "runway"],
    ),
];

impl Want {
    /// All of them, as they are asked.
    pub fn all() -> impl Iterator<Item = Self> {
        WANTS.iter().map(|(want, ..)| *want)
    }

    fn shown(self) -> &'static Shown {
        WANTS.iter().find(|(want, ..)| *want == self).unwrap_or(&WANTS[0]) // the table has each of them (a test looks)
    }

    /// The word it is stored by and named by on the terminal.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.shown().1
    }

    /// The want of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        WANTS.iter().find(|(_, known, ..)| *known == key).map(|(want, ..)| *want)
    }

    /// It in words.
    #[must_use]
    pub fn name(self) -> Sentence {
        let (id, en) = self.shown().2;
        Sentence::new(id, en)
    }

    /// The figures that show whether it comes true.
    pub fn kpis(self) -> impl Iterator<Item = &'static Kpi> {
        self.shown().3.iter().filter_map(|key| Kpi::of(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpi::Better;

    #[test]
    fn each_want_has_a_key_a_name_and_figures_with_a_good_side() {
        for want in Want::all() {
            assert_eq!(Want::from_key(want.key()), Some(want));
            assert_eq!(serde_json::to_value(want).unwrap(), want.key());
            assert_eq!(want.kpis().count(), want.shown().3.len(), "{want:?} names a figure that isn't there");
            assert!(want.kpis().all(|kpi| kpi.better != Better::Neither), "{want:?}");
        }
        assert_eq!(Want::from_key("world_peace"), None);
    }
}
