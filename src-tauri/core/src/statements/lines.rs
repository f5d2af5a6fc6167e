//! The lines of the statements: their keys in the chart, their order and their names.

use crate::AccountId;
use crate::chart::AccountKind;

/// An account of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: AccountKind,
    /// The line of the statements that it belongs to.
    pub line: String,
    /// Whether it is money.
    pub cash: bool,
}

/// A line: its key in the chart, and its name in Indonesian and English.
pub(super) type Line = (&'static str, &'static str, &'static str);

/// The line of what is sold.
pub(super) const NET_SALES: &str = "net_sales";
/// The line of what was sold cost.
pub(super) const COST_OF_GOODS: &str = "cost_of_goods";
/// The line of fees of marketplaces.
pub(super) const MARKETPLACE_FEES: &str = "marketplace_fees";
/// The line of what isn't the business itself.
pub(super) const OUTSIDE: &str = "outside";
/// The line of tax.
pub(super) const TAX: &str = "tax";
/// The line of goods.
pub(super) const INVENTORY: &str = "inventory";
/// The line of what is used for years.
pub(super) const FIXED_ASSETS: &str = "fixed_assets";
/// The line of money that was lent to the shop.
pub(super) const LOANS: &str = "loans";
/// The line of the owner's money.
pub(super) const EQUITY: &str = "equity";
const OTHER_ASSETS: &str = "other_assets";
const OTHER_LIABILITIES: &str = "other_liabilities";
const OTHER_EXPENSES: &str = "other_expenses";

/// What the business costs, in the order of the income statement.
pub(super) const EXPENSES: [Line; 8] = [
    (MARKETPLACE_FEES, "Admin marketplace", "Marketplace fees"),
    ("shipping", "Selisih ongkir", "Shipping differences"),
    ("advertising", "Iklan", "Advertising"),
    ("packaging", "Kemasan", "Packaging"),
    ("wages", "Gaji", "Wages"),
    ("rent", "Sewa", "Rent"),
    ("utilities", "Listrik & internet", "Electricity & internet"),
    (OTHER_EXPENSES, "Biaya lain", "Other expenses"),
];

/// What the shop has.
pub(super) const ASSETS: [Line; 8] = [
    (crate::chart::CASH_LINE, "Kas dan setara kas", "Cash and cash equivalents"),
    (crate::chart::WALLET_LINE, "Saldo marketplace", "Marketplace balances"),
    (crate::chart::RECEIVABLE_LINE, "Piutang usaha", "Receivables"),
    (INVENTORY, "Persediaan", "Inventory"),
    ("advances", "Uang muka pemasok", "Paid in advance"),
    ("prepaid_tax", "Pajak dibayar di muka", "Prepaid tax"),
    (FIXED_ASSETS, "Aset tetap", "Fixed assets"),
    (OTHER_ASSETS, "Aset lain", "Other assets"),
];

/// What it owes.
pub(super) const LIABILITIES: [Line; 6] = [
    ("payables", "Utang usaha", "Payables"),
    ("deposits", "Titipan", "Deposits"),
    (OTHER_LIABILITIES, "Kewajiban lain", "Other liabilities"),
    ("tax_payable", "Utang pajak", "Tax payable"),
    ("expenses_payable", "Utang biaya", "Expenses payable"),
    (LOANS, "Pinjaman", "Loans"),
];

fn has(lines: &[Line], key: &str) -> bool {
    lines.iter().any(|(line, ..)| *line == key)
}

/// The line that an account stands in: its own where statements of its kind have that, else the one for all others.
pub(super) fn line_of(account: &Listed) -> &str {
    let line = account.line.as_str();
    let of_profit = |other: &'static str| {
        let known = [NET_SALES, COST_OF_GOODS, OUTSIDE, TAX].contains(&line) || has(&EXPENSES, line);
        if known { line } else { other }
    };
    match account.kind {
        AccountKind::Asset if has(&ASSETS, line) => line,
        AccountKind::Asset => OTHER_ASSETS,
        AccountKind::Liability if has(&LIABILITIES, line) => line,
        AccountKind::Liability => OTHER_LIABILITIES,
        AccountKind::Equity => EQUITY,
        AccountKind::Income => of_profit(OUTSIDE),
        AccountKind::Expense => of_profit(OTHER_EXPENSES),
    }
}

/// Keys of accounts that no rule of the program posts to yet, but statements name.
const KEYS: [(i64, &str); 10] = [
    (2120, "unmatched_payouts"),
    (2130, "tax_payable"),
    (3101, "capital"),
    (3103, "drawings"),
    (7103, "settlement_difference"),
    (7104, "compensation"),
    (7105, "cash_difference"),
    (7106, "bank_charges"),
    (8101, "final_tax"),
    (1401, "prepaid_tax"),
];

/// The key of an account that statements name.
pub(super) fn key_of(id: AccountId) -> Option<&'static str> {
    KEYS.iter().find(|(number, _)| *number == id.0).map(|(_, key)| *key)
}

/// What the accounts of a new book are called in English.
const ENGLISH: [(i64, &str); 53] = [
    (1101, "Cash"),
    (1102, "Bank"),
    (1210, "COD receivable from couriers"),
    (1220, "Receivable from customers"),
    (1230, "Old payouts receivable"),
    (1301, "Inventory"),
    (1310, "Advances to suppliers"),
    (1401, "Withheld income tax (PPh 22)"),
    (1501, "Equipment"),
    (1509, "Accumulated depreciation"),
    (2101, "Owed to suppliers"),
    (2102, "Owed to couriers"),
    (2110, "Customers' deposits"),
    (2111, "Shipping passed through"),
    (2120, "Unmatched payouts"),
    (2130, "Tax payable"),
    (2140, "Expenses payable"),
    (2150, "Loans"),
    (3101, "Owner's capital"),
    (3102, "Opening balance"),
    (3103, "Drawings"),
    (4101, "Sales"),
    (4102, "Discounts"),
    (4103, "Sales returns"),
    (4201, "Unique codes"),
    (4202, "Other income"),
    (5101, "Cost of goods sold"),
    (5102, "Purchase price differences"),
    (6101, "Marketplace commission"),
    (6102, "Marketplace programmes"),
    (6103, "Order processing fees"),
    (6104, "Marketplace payment fees"),
    (6105, "Affiliate commission"),
    (6110, "COD fees"),
    (6111, "Payment fees"),
    (6120, "Shipping"),
    (6121, "Marketplace shipping differences"),
    (6122, "Return shipping"),
    (6130, "Advertising"),
    (6140, "Packaging"),
    (6150, "Wages"),
    (6160, "Rent"),
    (6170, "Electricity & internet"),
    (6180, "Depreciation"),
    (6190, "Other expenses"),
    (6195, "Bad debts"),
    (7101, "Stock differences"),
    (7102, "Damaged goods"),
    (7103, "Settlement differences"),
    (7104, "Marketplace compensation"),
    (7105, "Cash differences"),
    (7106, "Interest & bank charges"),
    (8101, "Final income tax"),
];

/// What an account of a new book is called in English.
pub(super) fn english(id: AccountId) -> Option<&'static str> {
    ENGLISH.iter().find(|(number, _)| *number == id.0).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::CHART;

    #[test]
    fn every_line_and_account_of_a_new_book_is_known_here() {
        for account in CHART {
            let listed = Listed {
                id: account.id,
                name: account.name.to_owned(),
                kind: account.kind,
                line: account.line.to_owned(),
                cash: account.cash,
            };
            assert_eq!(line_of(&listed), account.line, "{}", account.name);
            assert!(english(account.id).is_some(), "{}", account.name);
        }
    }

    #[test]
    fn an_account_of_a_line_that_no_statement_has_still_stands_in_one() {
        for (kind, line) in [
            (AccountKind::Asset, OTHER_ASSETS),
            (AccountKind::Liability, OTHER_LIABILITIES),
            (AccountKind::Equity, EQUITY),
            (AccountKind::Income, OUTSIDE),
            (AccountKind::Expense, OTHER_EXPENSES),
        ] {
            let account = Listed { id: AccountId(9999), name: "Lain".into(), kind, line: "entah".into(), cash: false };
            assert_eq!(line_of(&account), line);
        }
    }
}
