//! What is done, noun by noun: the one vocabulary of the log. A verb that isn't here can't be recorded, and one without a
//! sentence doesn't compile.

use serde::{Deserialize, Serialize};

use super::undone;
use super::{
    AccountAct, BillAct, CountAct, CourierAct, CustomerAct, DayAct, DocumentAct, ERASED, EquipmentAct, Facts, FeeAct,
    FilterAct, GoalAct, HoursAct, ImportAct, JournalAct, KpiAct, MonthAct, Noun, OrderAct, PaymentAct, PersonAct,
    ProductAct, PurchaseAct, ReceiptAct, RecordAct, RecurringAct, ReportAct, SettlementAct, ShopAct, StoreAct,
    SupplierAct, TargetAct, TaskAct, TemplateAct, TextAct, VariantAct, WaveAct,
};
use crate::Sentence;

/// Makes the enum of all that is done, out of the nouns'.
macro_rules! vocabulary {
    ($($noun:ident: $acts:ident),+ $(,)?) => {
        /// What was done: a noun and one of its verbs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Act {
            $(
                #[doc = concat!("What is done to one: see [`", stringify!($acts), "`].")]
                $noun($acts),
            )+
            /// What was done to one was put back as it was.
            Undo(Noun),
        }

        $(
            impl From<$acts> for Act {
                fn from(act: $acts) -> Self {
                    Self::$noun(act)
                }
            }
        )+

        impl Act {
            /// All of them.
            pub fn all() -> impl Iterator<Item = Self> {
                let undone = Noun::ALL.into_iter().map(Self::Undo);
                undone$(.chain($acts::ALL.iter().copied().map(Self::$noun)))+
            }

            /// What it is done to.
            #[must_use]
            pub fn noun(self) -> Noun {
                match self {
                    $(Self::$noun(_) => Noun::$noun,)+
                    Self::Undo(noun) => noun,
                }
            }

            /// The word that the verb is stored by.
            #[must_use]
            pub fn verb(self) -> &'static str {
                match self {
                    $(Self::$noun(act) => act.key(),)+
                    Self::Undo(_) => undone::VERB,
                }
            }

            /// The entry of these words; none where this program doesn't know them.
            #[must_use]
            pub fn from_keys(noun: &str, verb: &str) -> Option<Self> {
                let noun = Noun::from_key(noun)?;
                match noun {
                    _ if verb == undone::VERB => Some(Self::Undo(noun)),
                    $(Noun::$noun => $acts::from_key(verb).map(Self::$noun),)+
                }
            }

            /// It in a sentence for people; what was erased of it is said so.
            #[must_use]
            pub fn sentence(self, facts: &Facts) -> Sentence {
                let said = match self {
                    $(Self::$noun(act) => act.sentence(facts),)+
                    Self::Undo(noun) => undone::sentence(noun.key(), facts),
                };
                Sentence::new(said.id.replace(ERASED, "(dihapus)"), said.en.replace(ERASED, "(erased)"))
            }
        }
    };
}

vocabulary! {
    Shop: ShopAct,
    Person: PersonAct,
    Product: ProductAct,
    Variant: VariantAct,
    Order: OrderAct,
    Wave: WaveAct,
    Import: ImportAct,
    Document: DocumentAct,
    Customer: CustomerAct,
    Payment: PaymentAct,
    Count: CountAct,
    Account: AccountAct,
    Courier: CourierAct,
    Text: TextAct,
    Task: TaskAct,
    Filter: FilterAct,
    Store: StoreAct,
    Hours: HoursAct,
    Journal: JournalAct,
    Recurring: RecurringAct,
    Equipment: EquipmentAct,
    Month: MonthAct,
    Day: DayAct,
    Supplier: SupplierAct,
    Purchase: PurchaseAct,
    Receipt: ReceiptAct,
    Bill: BillAct,
    Settlement: SettlementAct,
    Fee: FeeAct,
    Goal: GoalAct,
    Target: TargetAct,
    Kpi: KpiAct,
    Report: ReportAct,
    Template: TemplateAct,
    Record: RecordAct,
}

/// What a write touched: whoever shows one of these asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Orders, their lines and stages.
    Orders,
    /// Levels and moves.
    Stock,
    /// Products and variants.
    Products,
    /// The activity log.
    Log,
    /// The shop, its people and settings.
    Shop,
    /// Scans at the packing table.
    Packing,
    /// Customers.
    Customers,
    /// Payments and refunds.
    Payments,
    /// Tasks.
    Tasks,
    /// Journal entries, what comes again, closed months and days.
    Books,
    /// Suppliers, purchase orders, receipts and bills.
    Purchases,
    /// Records and their templates.
    Records,
}

/// That something was written, as those hear it who didn't ask for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Changed {
    /// What it touched.
    pub topics: Vec<Topic>,
}

impl Topic {
    /// All of them: what to ask again when another process wrote.
    pub const ALL: [Self; 12] = [
        Self::Orders,
        Self::Stock,
        Self::Products,
        Self::Log,
        Self::Shop,
        Self::Packing,
        Self::Customers,
        Self::Payments,
        Self::Tasks,
        Self::Books,
        Self::Purchases,
        Self::Records,
    ];
}

impl Noun {
    /// What an entry about one touches.
    #[must_use]
    pub fn topic(self) -> Topic {
        match self {
            Self::Shop
            | Self::Person
            | Self::Account
            | Self::Courier
            | Self::Text
            | Self::Filter
            | Self::Store
            | Self::Hours
            | Self::Goal
            | Self::Target
            | Self::Kpi => Topic::Shop,
            Self::Product => Topic::Products,
            Self::Variant | Self::Count => Topic::Stock,
            Self::Customer => Topic::Customers,
            Self::Payment => Topic::Payments,
            Self::Task | Self::Report => Topic::Tasks,
            Self::Journal | Self::Recurring | Self::Equipment | Self::Month | Self::Day => Topic::Books,
            Self::Supplier | Self::Purchase | Self::Receipt | Self::Bill => Topic::Purchases,
            Self::Template | Self::Record => Topic::Records,
            Self::Order | Self::Wave | Self::Import | Self::Document | Self::Settlement | Self::Fee => Topic::Orders,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_known_by_its_words_and_says_something() {
        let all: Vec<Act> = Act::all().collect();
        for (at, act) in all.iter().enumerate() {
            let (noun, verb) = (act.noun().key(), act.verb());
            assert_eq!(Act::from_keys(noun, verb), Some(*act), "{noun} {verb}");
            assert!(!all[..at].contains(act), "{noun} {verb} twice");
            let said = act.sentence(&Facts::new());
            assert!(said.id.chars().any(char::is_uppercase) && !said.en.is_empty(), "{noun} {verb}: {said:?}");
        }
        assert_eq!(Act::from_keys("order", "fly"), None);
        assert_eq!(Act::from_keys("moon", "undo"), None);
    }
}
