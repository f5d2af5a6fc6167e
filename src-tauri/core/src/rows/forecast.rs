//! Stock seen ahead: what variants will sell, what to order when, and what doesn't sell.

use serde::{Deserialize, Serialize};

use crate::{Day, Money, PurchaseId, Sentence, SupplierId, VariantId};

words! {
    /// How a variant's demand comes (Syntetos and Boylan): by how often, and by how much its sizes differ.
    DemandClass {
        /// Often, of like size.
        Smooth,
        /// Often, of unlike size.
        Erratic,
        /// Seldom, of like size.
        Intermittent,
        /// Seldom, of unlike size.
        Lumpy,
    }

    /// How what comes is reckoned, from the simplest on.
    ForecastMethod {
        /// The mean of all weeks, where these are few.
        Mean,
        /// The mean of the last 4 weeks.
        Mean4,
        /// The mean of the last 8 weeks.
        Mean8,
        /// Simple exponential smoothing, a tenth of each new week.
        Ses10,
        /// The same, a fifth.
        Ses20,
        /// The same, three tenths.
        Ses30,
        /// As in the same week of the year before.
        Seasonal,
        /// Size and distance of sales smoothed apart (Croston), corrected by Syntetos and Boylan.
        Sba,
        /// Size and chance of sales smoothed apart (Teunter, Syntetos and Babai).
        Tsb,
    }

    /// What a proposed quantity was lowered by.
    ReorderCap {
        /// It would last longer than wanted.
        Days,
        /// The money doesn't reach.
        Cash,
    }
}

row! {
    /// What variants will sell.
    Forecasts {
        /// The day; weeks end the day before.
        day: Day,
        /// Variants that aren't archived, by product and name.
        rows: Vec<ForecastRow>,
    }

    /// What a variant will sell a week. Units of a week are in tenths of a unit.
    ForecastRow {
        /// Which.
        variant: VariantId,
        /// Product and variant.
        what: String,
        /// SKU.
        sku: String,
        /// Full weeks that are known, up to the last two years and what testing needs.
        weeks: i64,
        /// Of these, weeks in which it was mostly out of stock, and which don't count.
        masked: i64,
        /// How its demand comes; none where nothing was sold.
        class: Option<DemandClass>,
        /// How it was reckoned.
        method: ForecastMethod,
        /// Whether fewer than 8 weeks count, so that it is their mean and wasn't tested.
        few: bool,
        /// What it sells a week, in tenths; none where no week is known.
        week: Option<i64>,
        /// By how much it was off a week in the back-test, in tenths; none where it wasn't tested.
        error: Option<i64>,
        /// By how much the last week, repeated, was off; in tenths.
        naive: Option<i64>,
        /// How often it was tested.
        origins: i64,
    }

    /// A variant's forecast with what it is made from.
    ForecastCard {
        /// The day.
        day: Day,
        /// The forecast.
        row: ForecastRow,
        /// Its weeks, the oldest first.
        history: Vec<ForecastWeek>,
    }

    /// A week of a variant.
    ForecastWeek {
        /// Its first day.
        from: Day,
        /// Units ordered in it; cancelled orders are left out.
        units: i64,
        /// Days on which it could be had.
        days: i64,
        /// Whether it counts.
        counts: bool,
    }

    /// By what is ordered.
    ReorderTerms {
        /// How surely the stock should last until goods come, in percent.
        service: i64,
        /// Days between two orders at a supplier.
        review_days: i64,
        /// Days until goods come, where no receipt has shown it.
        lead_days: i64,
        /// Units of a pack.
        pack: i64,
        /// Units at least.
        minimum: i64,
        /// Days that the stock may last at most, what is ordered included.
        most_days: i64,
        /// What all may cost together; none where nothing is said.
        cash: Option<Money>,
    }

    /// What should be ordered.
    Reorder {
        /// The day.
        day: Day,
        /// By what.
        terms: ReorderTerms,
        /// Variants that have come down to their reorder point, the ones that are out first.
        rows: Vec<ReorderRow>,
        /// What they come to, as far as prices are known.
        value: Money,
        /// Variants that were looked at.
        variants: i64,
    }

    /// A variant that should be ordered.
    ReorderRow {
        /// Which.
        variant: VariantId,
        /// Product and variant.
        what: String,
        /// SKU.
        sku: String,
        /// Who it came from last; none where nobody is known.
        supplier_id: Option<SupplierId>,
        /// Their name; empty where nobody is known.
        supplier: String,
        /// On hand and not promised to an order; below zero where more is promised.
        available: i64,
        /// Ordered and still to come.
        on_the_way: i64,
        /// In drafts of purchase orders.
        drafted: i64,
        /// What it sells a week, in tenths.
        week: i64,
        /// By how much that was off, in tenths; none where it wasn't tested.
        error: Option<i64>,
        /// By how much the last week, repeated, was off; in tenths.
        naive: Option<i64>,
        /// Whether the forecast is the mean of few weeks.
        few: bool,
        /// Days until goods come.
        lead_days: i64,
        /// Receipts by which that is known; zero where it was typed.
        receipts: i64,
        /// Units kept for what can't be foreseen; part of the reorder point.
        safety: i64,
        /// At how many units it is ordered.
        point: i64,
        /// Days for which what is available lasts; none where nothing sells.
        lasts: Option<i64>,
        /// Units to order; zero where the money doesn't reach.
        quantity: i64,
        /// What the quantity was lowered by.
        cap: Option<ReorderCap>,
        /// What one cost last; none where that isn't known.
        price: Option<Money>,
        /// What the quantity comes to.
        value: Option<Money>,
    }

    /// Which of what is proposed should be ordered.
    ReorderForm {
        /// By what it is proposed.
        terms: ReorderTerms,
        /// Only these variants; all where none is named.
        only: Vec<VariantId>,
    }

    /// Drafts of purchase orders that a proposal became.
    ReorderSaved {
        /// Their numbers.
        purchases: Vec<PurchaseId>,
        /// Variants that were left out because nobody is known to buy them from.
        left_out: i64,
        /// What was done.
        message: Sentence,
    }

    /// Goods that nobody buys.
    DeadStock {
        /// The day.
        day: Day,
        /// For how many days they were there and none was sold.
        unsold_days: i64,
        /// Variants, the most valuable first.
        rows: Vec<DeadRow>,
        /// What they are worth together.
        value: Money,
        /// What all stock is worth.
        of: Money,
    }

    /// A variant that nobody buys.
    DeadRow {
        /// Which.
        variant: VariantId,
        /// Product and variant.
        what: String,
        /// SKU.
        sku: String,
        /// Units on hand.
        on_hand: i64,
        /// What they are worth.
        value: Money,
        /// When one was sold last; none where none ever was.
        sold: Option<Day>,
        /// Days since then, or since they have been there.
        days: i64,
    }
}

impl Default for ReorderTerms {
    /// 95 of 100, once a week, goods within a week, single units, for three months at most.
    fn default() -> Self {
        Self { service: 95, review_days: 7, lead_days: 7, pack: 1, minimum: 1, most_days: 90, cash: None }
    }
}

impl DemandClass {
    /// It in Indonesian and English.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Smooth => ("lancar", "smooth"),
            Self::Erratic => ("naik turun", "erratic"),
            Self::Intermittent => ("jarang", "now and then"),
            Self::Lumpy => ("jarang, naik turun", "now and then, uneven"),
        }
    }
}

impl ForecastMethod {
    /// It in Indonesian and English.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Mean => ("rata-rata (data sedikit)", "mean (few weeks)"),
            Self::Mean4 => ("rata-rata 4 minggu", "mean of 4 weeks"),
            Self::Mean8 => ("rata-rata 8 minggu", "mean of 8 weeks"),
            Self::Ses10 => ("perataan 0,1", "smoothing 0.1"),
            Self::Ses20 => ("perataan 0,2", "smoothing 0.2"),
            Self::Ses30 => ("perataan 0,3", "smoothing 0.3"),
            Self::Seasonal => ("seperti tahun lalu", "as last year"),
            Self::Sba => ("barang jarang (SBA)", "seldom sold (SBA)"),
            Self::Tsb => ("barang jarang (TSB)", "seldom sold (TSB)"),
        }
    }
}

impl ReorderCap {
    /// It in Indonesian and English.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Days => ("dibatasi lama stok", "capped by days of stock"),
            Self::Cash => ("dibatasi uang", "capped by money"),
        }
    }
}
