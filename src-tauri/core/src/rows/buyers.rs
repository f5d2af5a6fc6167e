//! Customers seen as a whole: who buys how often and how lately, and how many come back.

use serde::{Deserialize, Serialize};

use crate::{CustomerId, Day, Money, Month, StoreId};

words! {
    /// What a shop does best with a buyer, from when, how often and for how much they bought.
    Segment {
        /// Buys often, and did so lately.
        Loyal,
        /// Spends the most, and bought not long ago.
        Big,
        /// Has come back, and bought lately.
        Growing,
        /// Has bought once, lately.
        New,
        /// Was here a while ago.
        Fading,
        /// Bought often or much, and hasn't for long.
        AtRisk,
        /// Hasn't bought for long.
        Lost,
    }
}

row! {
    /// Buyers with what they bought, up to a day.
    Segments {
        /// The day.
        day: Day,
        /// Buyers who can be told apart, those who spent most first.
        customers: Vec<BuyerRow>,
        /// How many are of each segment, in the order of segments.
        segments: Vec<SegmentRow>,
        /// Buyers who bought on more than one day.
        repeat: i64,
        /// Whether scores are fifths of all buyers; else, of fewer than 50, they go by fixed bounds.
        fifths: bool,
        /// Orders of all buyers, cancelled ones left out.
        orders: i64,
        /// Of these, orders whose buyer isn't known by name.
        unnamed: i64,
    }

    /// Who bought, how often, how lately and for how much.
    BuyerRow {
        /// The customer's number; of a marketplace's buyer the store's, a colon and their name.
        id: String,
        /// The customer; none for a marketplace's buyer.
        customer: Option<CustomerId>,
        /// Their name.
        name: String,
        /// The store, of a marketplace's buyer.
        store: Option<StoreId>,
        /// Its name; empty for our own channels.
        store_name: String,
        /// Orders.
        orders: i64,
        /// The day on which they bought first.
        first: Day,
        /// The day on which they bought last.
        last: Day,
        /// Days from the first to the last day on which they bought.
        recency_days: i64,
        /// Days after the first on which they bought: zero for who bought once.
        frequency: i64,
        /// Days since they bought first.
        age_days: i64,
        /// What they have spent in all.
        monetary: Money,
        /// What they spent on a later day in the mean; none for who bought once.
        later_mean: Option<Money>,
        /// How lately, 1 to 5, the latest 5.
        r: i64,
        /// How often, 1 to 5.
        f: i64,
        /// How much, 1 to 5.
        m: i64,
        /// What they are to the shop.
        segment: Segment,
    }

    /// A segment.
    SegmentRow {
        /// Which.
        segment: Segment,
        /// Buyers.
        buyers: i64,
        /// What they have spent.
        monetary: Money,
    }

    /// Buyers by the month in which they bought first, and how many have come back.
    Cohorts {
        /// The day.
        day: Day,
        /// Months, the oldest first.
        rows: Vec<CohortRow>,
    }

    /// Buyers who bought first in a month.
    CohortRow {
        /// The month.
        month: Month,
        /// How many.
        buyers: i64,
        /// How many had bought again by some age.
        back: Vec<CohortCell>,
    }

    /// How many of a month's buyers had bought again within so many days of their own first one.
    CohortCell {
        /// Days.
        days: i64,
        /// Buyers.
        buyers: i64,
        /// Whether all of them are that old: else it can still grow, and isn't compared.
        ripe: bool,
    }
}

impl Segment {
    /// All of them, the best first.
    pub const ALL: [Self; 7] =
        [Self::Loyal, Self::Big, Self::Growing, Self::New, Self::Fading, Self::AtRisk, Self::Lost];

    /// It in Indonesian and English.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Loyal => ("Setia", "Loyal"),
            Self::Big => ("Belanja besar", "Big spender"),
            Self::Growing => ("Mulai sering", "Coming back"),
            Self::New => ("Baru", "New"),
            Self::Fading => ("Mulai jarang", "Fading"),
            Self::AtRisk => ("Perlu disapa", "At risk"),
            Self::Lost => ("Lama hilang", "Long gone"),
        }
    }

    /// What to do with them.
    #[must_use]
    pub fn advice(self) -> (&'static str, &'static str) {
        match self {
            Self::Loyal => ("Jaga: dahulukan, beri kejutan kecil.", "Keep them: serve them first, a small surprise."),
            Self::Big => ("Tawari barang baru lebih dulu.", "Offer them new goods first."),
            Self::Growing => ("Ajak lagi: voucher pesanan berikutnya.", "Ask them back: a voucher for the next order."),
            Self::New => ("Ucapkan terima kasih, minta ulasan.", "Thank them, ask for a review."),
            Self::Fading => ("Ingatkan dengan barang yang pernah dibeli.", "Remind them of what they bought."),
            Self::AtRisk => ("Sapa sendiri; tanya apa yang kurang.", "Write to them yourself; ask what was missing."),
            Self::Lost => ("Cukup ikut promo besar.", "A big sale is enough."),
        }
    }
}
