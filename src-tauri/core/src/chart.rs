//! The chart of accounts that a new book has: number, name, kind, and the line of the statements that each belongs to.
//!
//! An account's key is its number in this chart; the owner may rename it, and what is added later takes a free number of its
//! range. Rules name accounts by [`crate::posting::Account`].

use serde::{Deserialize, Serialize};

use crate::{AccountId, Channel};

/// What an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum AccountKind {
    /// What the shop has.
    Asset,
    /// What it owes.
    Liability,
    /// What is the owner's.
    Equity,
    /// What it earns.
    Income,
    /// What that costs.
    Expense,
}

impl AccountKind {
    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
            Self::Equity => "equity",
            Self::Income => "income",
            Self::Expense => "expense",
        }
    }

    /// Its name, in Indonesian and English.
    #[must_use]
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Asset => ("Harta", "Asset"),
            Self::Liability => ("Utang", "Liability"),
            Self::Equity => ("Modal", "Equity"),
            Self::Income => ("Pendapatan", "Income"),
            Self::Expense => ("Beban", "Expense"),
        }
    }

    /// The kind of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Asset, Self::Liability, Self::Equity, Self::Income, Self::Expense].into_iter().find(|k| k.key() == key)
    }
}

/// An account of a new book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charted {
    /// Its number in the chart, and its key.
    pub id: AccountId,
    /// The word that the terminal knows it by; empty where no rule names it.
    pub key: &'static str,
    /// Its name in a new book.
    pub name: &'static str,
    /// What it is.
    pub kind: AccountKind,
    /// The line of the statements that it belongs to.
    pub line: &'static str,
    /// Whether it is money: buyers pay into it, and it can be spent.
    pub cash: bool,
}

/// Numbers that accounts of money take: cash, banks, e-wallets.
pub const MONEY_NUMBERS: std::ops::RangeInclusive<i64> = 1101..=1149;

impl AccountId {
    /// Whether it is money: cash, a bank, an e-wallet.
    #[must_use]
    pub fn is_money(self) -> bool {
        MONEY_NUMBERS.contains(&self.0)
    }

    /// Whether it is what a marketplace keeps for the shop.
    #[must_use]
    pub fn is_wallet(self) -> bool {
        WALLET_NUMBERS.contains(&self.0)
    }
}

/// Keys of stores. What a marketplace owes a store is the account [`STORE_RECEIVABLES`] plus its key, so that a key whose number
/// the chart has taken is none.
pub const STORES: std::ops::RangeInclusive<i64> = 1..=99;

/// The number before that of the first store's receivable.
pub const STORE_RECEIVABLES: i64 = 1200;

/// Numbers that wallets take: what a marketplace keeps for the shop until it is withdrawn, of one store or several.
pub const WALLET_NUMBERS: std::ops::RangeInclusive<i64> = 1151..=1199;

/// The line of what marketplaces keep.
pub const WALLET_LINE: &str = "marketplace_balance";

/// The stores of a new book: one a marketplace; those that pay into one wallet stand together.
pub const STORES_AT_FIRST: [&[Channel]; 3] =
    [&[Channel::Shopee], &[Channel::Tokopedia, Channel::Tiktok], &[Channel::Lazada]];

/// The line of what is money.
pub const CASH_LINE: &str = "cash";

/// The line of what others owe for goods.
pub const RECEIVABLE_LINE: &str = "receivables";

const fn row(id: i64, key: &'static str, name: &'static str, kind: AccountKind, line: &'static str) -> Charted {
    let cash = id >= 1101 && id <= 1149;
    Charted { id: AccountId(id), key, name, kind, line, cash }
}

use AccountKind::{Asset, Equity, Expense, Income, Liability};

/// Where the owner may add accounts: a line of the statements and the numbers that it has for them. Money has a way of its own, and
/// what goods, orders and settlements keep has no further accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line of the statements.
    pub line: &'static str,
    /// What the accounts there are.
    pub kind: AccountKind,
    /// The numbers that further ones take.
    pub numbers: (i64, i64),
    /// What the line is called, in Indonesian and English.
    pub name: (&'static str, &'static str),
}

const fn at(line: &'static str, kind: AccountKind, first: i64, last: i64, name: (&'static str, &'static str)) -> Place {
    Place { line, kind, numbers: (first, last), name }
}

/// All places.
pub const LINES: [Place; 15] = [
    at("advances", Asset, 1320, 1399, ("Uang muka", "Advances")),
    at("fixed_assets", Asset, 1510, 1599, ("Aset tetap", "Fixed assets")),
    at("expenses_payable", Liability, 2141, 2149, ("Utang biaya", "Expenses payable")),
    at("loans", Liability, 2151, 2199, ("Pinjaman", "Loans")),
    at("equity", Equity, 3104, 3199, ("Modal", "Equity")),
    at("outside", Income, 4211, 4299, ("Pendapatan lain", "Other income")),
    at("cost_of_goods", Expense, 5111, 5199, ("HPP", "Cost of goods")),
    at("shipping", Expense, 6123, 6129, ("Selisih ongkir", "Shipping")),
    at("advertising", Expense, 6131, 6139, ("Iklan", "Advertising")),
    at("packaging", Expense, 6141, 6149, ("Kemasan", "Packaging")),
    at("wages", Expense, 6151, 6159, ("Gaji", "Wages")),
    at("rent", Expense, 6161, 6169, ("Sewa", "Rent")),
    at("utilities", Expense, 6171, 6179, ("Listrik & internet", "Utilities")),
    at("other_expenses", Expense, 6200, 6399, ("Biaya lain", "Other expenses")),
    at("outside", Expense, 7111, 7199, ("Di luar usaha", "Outside the business")),
];

/// The accounts of a new book but for those of its stores.
pub const CHART: [Charted; 53] = [
    row(1101, "cash", "Kas", Asset, CASH_LINE),
    row(1102, "bank", "Bank", Asset, CASH_LINE),
    row(1210, "cod_receivable", "Piutang kurir COD", Asset, RECEIVABLE_LINE),
    row(1220, "customer_receivable", "Piutang pelanggan", Asset, RECEIVABLE_LINE),
    row(1230, "earlier_receivable", "Piutang pencairan lama", Asset, RECEIVABLE_LINE),
    row(1301, "inventory", "Persediaan", Asset, "inventory"),
    row(1310, "purchase_advances", "Uang muka pembelian", Asset, "advances"),
    row(1401, "tax_withheld", "PPh 22 dipungut", Asset, "prepaid_tax"),
    row(1501, "equipment", "Peralatan", Asset, "fixed_assets"),
    row(1509, "accumulated_depreciation", "Akumulasi penyusutan", Asset, "fixed_assets"),
    row(2101, "supplier_payable", "Utang pemasok", Liability, "payables"),
    row(2102, "courier_payable", "Utang kurir", Liability, "payables"),
    row(2110, "customer_deposits", "Titipan pelanggan", Liability, "deposits"),
    row(2111, "shipping_pass_through", "Titipan ongkir", Liability, "deposits"),
    row(2120, "unmatched_settlements", "Pencairan belum cocok", Liability, "other_liabilities"),
    row(2130, "", "Utang pajak", Liability, "tax_payable"),
    row(2140, "", "Utang biaya", Liability, "expenses_payable"),
    row(2150, "", "Pinjaman", Liability, "loans"),
    row(3101, "capital", "Modal pemilik", Equity, "equity"),
    row(3102, "opening_balance", "Saldo awal", Equity, "equity"),
    row(3103, "drawings", "Prive", Equity, "equity"),
    row(4101, "sales", "Penjualan", Income, "net_sales"),
    row(4102, "discounts", "Diskon", Income, "net_sales"),
    row(4103, "sales_returns", "Retur penjualan", Income, "net_sales"),
    row(4201, "unique_codes", "Kode unik", Income, "outside"),
    row(4202, "other_income", "Pendapatan lain", Income, "outside"),
    row(5101, "cost_of_goods", "HPP", Expense, "cost_of_goods"),
    row(5102, "purchase_difference", "Selisih harga beli", Expense, "cost_of_goods"),
    row(6101, "commission", "Biaya admin marketplace", Expense, "marketplace_fees"),
    row(6102, "program_fees", "Biaya program marketplace", Expense, "marketplace_fees"),
    row(6103, "processing_fees", "Biaya proses pesanan", Expense, "marketplace_fees"),
    row(6104, "transaction_fees", "Biaya transaksi marketplace", Expense, "marketplace_fees"),
    row(6105, "affiliate_fees", "Komisi afiliasi", Expense, "marketplace_fees"),
    row(6110, "cod_fees", "Biaya COD", Expense, "other_expenses"),
    row(6111, "payment_fees", "Biaya pembayaran", Expense, "other_expenses"),
    row(6120, "shipping_expense", "Biaya ongkir", Expense, "shipping"),
    row(6121, "shipping_difference", "Selisih ongkir marketplace", Expense, "shipping"),
    row(6122, "return_shipping", "Ongkir retur", Expense, "shipping"),
    row(6130, "advertising", "Biaya iklan", Expense, "advertising"),
    row(6140, "", "Biaya kemasan", Expense, "packaging"),
    row(6150, "", "Gaji", Expense, "wages"),
    row(6160, "", "Sewa", Expense, "rent"),
    row(6170, "", "Listrik & internet", Expense, "utilities"),
    row(6180, "depreciation", "Biaya penyusutan", Expense, "other_expenses"),
    row(6190, "", "Biaya lain", Expense, "other_expenses"),
    row(6195, "bad_debts", "Piutang tak tertagih", Expense, "other_expenses"),
    row(7101, "stock_difference", "Selisih stok", Expense, "outside"),
    row(7102, "damaged_goods", "Kerugian barang rusak", Expense, "outside"),
    row(7103, "settlement_difference", "Selisih pencairan", Expense, "outside"),
    row(7104, "compensation", "Kompensasi marketplace", Income, "outside"),
    row(7105, "cash_difference", "Selisih kas", Expense, "outside"),
    row(7106, "", "Bunga & admin bank", Expense, "outside"),
    row(8101, "", "PPh final", Expense, "tax"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keys_and_names_are_told_apart() {
        let mut numbers: Vec<i64> = CHART.iter().map(|a| a.id.0).collect();
        let mut names: Vec<&str> = CHART.iter().map(|a| a.name).collect();
        assert!(numbers.is_sorted());
        numbers.dedup();
        names.sort_unstable();
        names.dedup();
        assert_eq!((numbers.len(), names.len()), (CHART.len(), CHART.len()));
    }
}
