//! What a marketplace says it paid: the rows of its files, and what each amount in them is for.
//!
//! Invariants: an amount keeps the sign that the file gives it (what is taken from the shop is negative); a row's parts and
//! what no known column explains come to its net, to the rupiah. Source of the parts: docs/ARCHITECTURE.md, "What is posted".
//! Deliberately absent: which order of the book a row is of.

use serde::{Deserialize, Serialize};

use crate::posting::Account;
use crate::{Day, Money, Sentence};

/// Amounts by part, in the order of [`Part::ALL`].
pub type Parts = [Money; Part::ALL.len()];

/// What amounts come to by part; one whose part nobody has said is in none.
#[must_use]
pub fn by_part(amounts: impl IntoIterator<Item = (Option<Part>, Money)>) -> Parts {
    let mut parts = Parts::default();
    for (part, amount) in amounts {
        part.iter().for_each(|part| parts[part.at()] += amount);
    }
    parts
}

/// A withdrawal in a balance report and the same money in the journal lie so many days apart at most.
pub const WITHDRAWN_WITHIN: i64 = 3;

/// The parts that rules of fees may tell.
pub const FEE_PARTS: [Part; 6] =
    [Part::Commission, Part::Program, Part::Processing, Part::Payment, Part::Affiliate, Part::Ads];

/// What an amount of a settlement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Part {
    /// Goods less the shop's discounts and vouchers: compared with the order, never posted.
    Principal,
    /// Given back to the buyer: Retur penjualan, in place of the claims.
    Refund,
    /// The marketplace's commission ("Biaya Administrasi").
    Commission,
    /// Its programmes ("Biaya Layanan", "Komisi dinamis", campaigns, insurance premium).
    Program,
    /// Its fee per order ("Biaya Proses Pesanan").
    Processing,
    /// For the way of paying ("Biaya Transaksi").
    Payment,
    /// Affiliates' commission ("Biaya Komisi AMS").
    Affiliate,
    /// Shipping: what buyer and marketplace paid less what the courier got.
    Shipping,
    /// Shipping of what came back or failed.
    ReturnShipping,
    /// Advertising taken from the payout.
    Ads,
    /// PPh 22 withheld: a prepayment of the shop's.
    Tax,
    /// Paid for what was lost or damaged.
    Compensation,
    /// Corrections and penalties.
    Adjustment,
}

impl Part {
    /// All of them, in the order in which they are shown and posted.
    pub const ALL: [Self; 13] = [
        Self::Principal,
        Self::Refund,
        Self::Commission,
        Self::Program,
        Self::Processing,
        Self::Payment,
        Self::Affiliate,
        Self::Shipping,
        Self::ReturnShipping,
        Self::Ads,
        Self::Tax,
        Self::Compensation,
        Self::Adjustment,
    ];

    /// Where it stands among [`Part::ALL`].
    #[must_use]
    pub fn at(self) -> usize {
        self as usize
    }

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Refund => "refund",
            Self::Commission => "commission",
            Self::Program => "program",
            Self::Processing => "processing",
            Self::Payment => "payment",
            Self::Affiliate => "affiliate",
            Self::Shipping => "shipping",
            Self::ReturnShipping => "return_shipping",
            Self::Ads => "ads",
            Self::Tax => "tax",
            Self::Compensation => "compensation",
            Self::Adjustment => "adjustment",
        }
    }

    /// The part of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }

    /// What it is called.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::Principal => ("Harga barang", "Goods"),
            Self::Refund => ("Pengembalian dana", "Refund"),
            Self::Commission => ("Biaya admin", "Commission"),
            Self::Program => ("Biaya program", "Programmes"),
            Self::Processing => ("Biaya proses pesanan", "Processing fee"),
            Self::Payment => ("Biaya transaksi", "Transaction fee"),
            Self::Affiliate => ("Komisi afiliasi", "Affiliate commission"),
            Self::Shipping => ("Selisih ongkir", "Shipping difference"),
            Self::ReturnShipping => ("Ongkir retur", "Return shipping"),
            Self::Ads => ("Iklan", "Advertising"),
            Self::Tax => ("PPh 22", "Withheld tax"),
            Self::Compensation => ("Kompensasi", "Compensation"),
            Self::Adjustment => ("Penyesuaian", "Adjustment"),
        };
        Sentence::new(id, en)
    }

    /// Where it is posted; goods are only compared, and a refund is the order's returns.
    #[must_use]
    pub fn account(self) -> Option<Account> {
        Some(match self {
            Self::Principal | Self::Refund => return None,
            Self::Commission => Account::Commission,
            Self::Program => Account::ProgramFees,
            Self::Processing => Account::ProcessingFees,
            Self::Payment => Account::TransactionFees,
            Self::Affiliate => Account::AffiliateFees,
            Self::Shipping => Account::ShippingDifference,
            Self::ReturnShipping => Account::ReturnShipping,
            Self::Ads => Account::Advertising,
            Self::Tax => Account::TaxWithheld,
            Self::Compensation => Account::Compensation,
            Self::Adjustment => Account::SettlementDifference,
        })
    }
}

/// Which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum SettlementKind {
    /// Shopee's "Penghasilan Saya".
    ShopeeIncome,
    /// Shopee's "Saldo Penjual".
    ShopeeBalance,
    /// Shopee's bill of advertising.
    ShopeeAds,
    /// The income of TikTok Shop or Tokopedia.
    TiktokIncome,
    /// Lazada's "income overview".
    LazadaIncome,
    /// What a courier collected and pays out.
    CodPayout,
    /// No file: a person entered what came.
    ByHand,
}

impl SettlementKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::ShopeeIncome,
        Self::ShopeeBalance,
        Self::ShopeeAds,
        Self::TiktokIncome,
        Self::LazadaIncome,
        Self::CodPayout,
        Self::ByHand,
    ];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ShopeeIncome => "shopee_income",
            Self::ShopeeBalance => "shopee_balance",
            Self::ShopeeAds => "shopee_ads",
            Self::TiktokIncome => "tiktok_income",
            Self::LazadaIncome => "lazada_income",
            Self::CodPayout => "cod_payout",
            Self::ByHand => "by_hand",
        }
    }

    /// The kind of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether what it says is booked; a bill of advertising is for comparison.
    #[must_use]
    pub fn is_booked(self) -> bool {
        self != Self::ShopeeAds
    }

    /// What it is called.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::ShopeeIncome => ("laporan penghasilan Shopee", "Shopee's income report"),
            Self::ShopeeBalance => ("laporan saldo Shopee", "Shopee's balance report"),
            Self::ShopeeAds => ("tagihan iklan Shopee", "Shopee's bill of advertising"),
            Self::TiktokIncome => {
                ("laporan penghasilan TikTok Shop atau Tokopedia", "TikTok Shop's or Tokopedia's income report")
            }
            Self::LazadaIncome => ("laporan penghasilan Lazada", "Lazada's income report"),
            Self::CodPayout => ("pencairan COD dari kurir", "a courier's payout of COD"),
            Self::ByHand => ("dicatat sendiri", "entered by hand"),
        };
        Sentence::new(id, en)
    }
}

/// What a row tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// An order paid out, with what was taken of it.
    Order,
    /// A change of what was paid before: a refund after the payout, a penalty, a compensation.
    Adjustment,
    /// An order's payout as the balance shows it: its sum alone, which the income report takes apart.
    Payout,
    /// Money that went to the bank, or came back from there.
    Withdrawal,
    /// Advertising paid from the balance.
    Ads,
    /// A cost of advertising that was paid before: for comparison, it moves no money.
    AdsSpent,
}

impl RowKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Order, Self::Adjustment, Self::Payout, Self::Withdrawal, Self::Ads, Self::AdsSpent];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Adjustment => "adjustment",
            Self::Payout => "payout",
            Self::Withdrawal => "withdrawal",
            Self::Ads => "ads",
            Self::AdsSpent => "ads_spent",
        }
    }

    /// The kind of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What it is called.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::Order | Self::Payout => ("Penghasilan pesanan", "Orders paid out"),
            Self::Adjustment => ("Penyesuaian", "Adjustments"),
            Self::Withdrawal => ("Penarikan", "Withdrawals"),
            Self::Ads => ("Isi saldo iklan", "Advertising topped up"),
            Self::AdsSpent => ("Iklan terpakai", "Advertising spent"),
        };
        Sentence::new(id, en)
    }
}

/// How the settlement of an order stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettleState {
    /// Nothing of it is known.
    #[default]
    None,
    /// Something came, or is claimed, and more is to come.
    Open,
    /// Paid out: nothing is owed any more.
    Closed,
    /// Of an order from before the book began, against what marketplaces owed then.
    Earlier,
    /// Of an order from before the book began, of which no one typed in what was owed.
    Before,
}

impl SettleState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::None, Self::Open, Self::Closed, Self::Earlier, Self::Before];

    /// The word it is stored by; empty for none.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Earlier => "earlier",
            Self::Before => "before",
        }
    }

    /// The state of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// A row of a settlement file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementRow {
    /// Its number in the file, 1 being the first.
    pub row: u32,
    /// What it is known by in its store, in whatever file it stands.
    pub key: String,
    /// The marketplace's number of its order; empty where it has none.
    pub order: String,
    /// What it tells of.
    pub kind: RowKind,
    /// The day on which the money was released.
    pub day: Day,
    /// The file's own word for it.
    pub word: String,
    /// What the shop got; negative where it was taken.
    pub net: Money,
    /// Amounts other than zero, by the place of their word in [`SettlementFile::words`], with the file's sign.
    pub parts: Vec<(usize, Money)>,
    /// The balance after it, where the file says.
    pub balance: Option<Money>,
}

/// A column of amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementWord {
    /// Its header as it stands; of several of one name with their number ("... (2)").
    pub header: String,
    /// What it is for; none where nobody has said.
    pub part: Option<Part>,
}

impl SettlementWord {
    /// What its sum is told by: its part's key, or its header where nobody has said.
    #[must_use]
    pub fn named(&self) -> &str {
        self.part.map_or(self.header.as_str(), |part| part.key())
    }
}

/// Something about a file that a person should know, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementProblem {
    /// The row; 0 for the file as a whole.
    pub row: u32,
    /// For programs.
    pub code: &'static str,
    /// What, where and what to do.
    pub message: Sentence,
}

/// A settlement file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementFile {
    /// Which it is.
    pub kind: SettlementKind,
    /// The shop's name at the marketplace, where the file has it.
    pub shop: String,
    /// Its columns of amounts.
    pub words: Vec<SettlementWord>,
    /// Its rows, in the file's order.
    pub rows: Vec<SettlementRow>,
    /// Rows of its other sheets: adjustments, withdrawals. They are no part of what it states.
    pub further: Vec<SettlementRow>,
    /// The sum that the file itself states, where it does.
    pub stated: Option<Money>,
    /// What doesn't add up, what can't be read.
    pub problems: Vec<SettlementProblem>,
}

impl SettlementFile {
    /// What all rows come to.
    #[must_use]
    pub fn net(&self) -> Money {
        self.rows.iter().map(|row| row.net).sum()
    }

    /// What a row's amounts of one part come to, with the file's sign.
    #[must_use]
    pub fn part(&self, row: &SettlementRow, part: Part) -> Money {
        let of = row.parts.iter().filter(|(word, _)| self.words[*word].part == Some(part));
        of.map(|(_, amount)| *amount).sum()
    }

    /// What of a row's net no known column explains.
    #[must_use]
    pub fn gap(&self, row: &SettlementRow) -> Money {
        let known = row.parts.iter().filter(|(word, _)| self.words[*word].part.is_some());
        row.net - known.map(|(_, amount)| *amount).sum()
    }

    /// The balance before its oldest row and after its newest, of a file that has balances. The newest stands first.
    #[must_use]
    pub fn balances(&self) -> Option<(Money, Money)> {
        let (newest, oldest) = (self.rows.first()?, self.rows.last()?);
        Some((oldest.balance? - oldest.net, newest.balance?))
    }
}
