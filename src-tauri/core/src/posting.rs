//! Postings: which event posts what. Double entry as pairs (debit, credit, amount above zero), so that an unbalanced
//! entry can't be written. What was wrong is corrected by further entries.

use serde::{Deserialize, Serialize};

use crate::chart;
use crate::{AccountId, Day, Money, Refusal, StoreId};

/// An account that a rule names. All others are rows of the book ([`crate::chart`]), known by their key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// Kas: notes and coins.
    Cash,
    /// Bank: the account that a new book asks buyers to pay into.
    Bank,
    /// Saldo: what a marketplace keeps for the shop until it is withdrawn.
    Wallet(AccountId),
    /// Piutang marketplace: what it owes one of the shop's stores there.
    MarketplaceReceivable(StoreId),
    /// Piutang kurir COD.
    CodReceivable,
    /// Piutang pelanggan.
    CustomerReceivable,
    /// Persediaan.
    Inventory,
    /// Titipan pelanggan: buyers' deposits.
    CustomerDeposits,
    /// Titipan ongkir: shipping passed through.
    ShippingPassThrough,
    /// Utang kurir.
    CourierPayable,
    /// Uang muka pembelian: paid to suppliers before their goods came.
    PurchaseAdvances,
    /// Utang pemasok.
    SupplierPayable,
    /// Peralatan.
    Equipment,
    /// Akumulasi penyusutan.
    AccumulatedDepreciation,
    /// Modal pemilik.
    Capital,
    /// Prive.
    Drawings,
    /// Saldo awal: what was there when the book began.
    OpeningBalance,
    /// Penjualan.
    Sales,
    /// Diskon.
    Discounts,
    /// Retur penjualan.
    SalesReturns,
    /// Kode unik.
    UniqueCodes,
    /// HPP.
    CostOfGoods,
    /// Selisih harga beli.
    PurchaseDifference,
    /// Biaya ongkir.
    ShippingExpense,
    /// Selisih stok.
    StockDifference,
    /// Kerugian barang rusak.
    DamagedGoods,
    /// Piutang pencairan lama: what marketplaces owed for orders that left before the book began.
    EarlierReceivable,
    /// PPh 22 dipungut.
    TaxWithheld,
    /// Pencairan belum cocok: paid out for orders that the book doesn't know yet.
    UnmatchedSettlements,
    /// Biaya admin marketplace.
    Commission,
    /// Biaya program marketplace.
    ProgramFees,
    /// Biaya proses pesanan.
    ProcessingFees,
    /// Biaya transaksi marketplace.
    TransactionFees,
    /// Komisi afiliasi.
    AffiliateFees,
    /// Biaya COD.
    CodFees,
    /// Biaya pembayaran: of QRIS and gateways.
    PaymentFees,
    /// Piutang tak tertagih.
    BadDebts,
    /// Selisih ongkir marketplace.
    ShippingDifference,
    /// Ongkir retur.
    ReturnShipping,
    /// Biaya iklan.
    Advertising,
    /// Selisih pencairan.
    SettlementDifference,
    /// Kompensasi marketplace.
    Compensation,
    /// Biaya penyusutan.
    DepreciationExpense,
    /// Selisih kas.
    CashDifference,
}

impl Account {
    /// Its key: its number in the chart.
    #[must_use]
    pub const fn id(self) -> AccountId {
        AccountId(match self {
            Self::Cash => 1101,
            Self::Bank => 1102,
            Self::Wallet(wallet) => wallet.0,
            Self::MarketplaceReceivable(store) => chart::STORE_RECEIVABLES + store.0,
            Self::CodReceivable => 1210,
            Self::CustomerReceivable => 1220,
            Self::Inventory => 1301,
            Self::Equipment => 1501,
            Self::AccumulatedDepreciation => 1509,
            Self::PurchaseAdvances => 1310,
            Self::SupplierPayable => 2101,
            Self::CourierPayable => 2102,
            Self::CustomerDeposits => 2110,
            Self::ShippingPassThrough => 2111,
            Self::Capital => 3101,
            Self::OpeningBalance => 3102,
            Self::Drawings => 3103,
            Self::Sales => 4101,
            Self::Discounts => 4102,
            Self::SalesReturns => 4103,
            Self::UniqueCodes => 4201,
            Self::CostOfGoods => 5101,
            Self::PurchaseDifference => 5102,
            Self::ShippingExpense => 6120,
            Self::StockDifference => 7101,
            Self::DamagedGoods => 7102,
            Self::EarlierReceivable => 1230,
            Self::TaxWithheld => 1401,
            Self::UnmatchedSettlements => 2120,
            Self::Commission => 6101,
            Self::ProgramFees => 6102,
            Self::ProcessingFees => 6103,
            Self::TransactionFees => 6104,
            Self::AffiliateFees => 6105,
            Self::CodFees => 6110,
            Self::PaymentFees => 6111,
            Self::BadDebts => 6195,
            Self::ShippingDifference => 6121,
            Self::ReturnShipping => 6122,
            Self::Advertising => 6130,
            Self::SettlementDifference => 7103,
            Self::Compensation => 7104,
            Self::DepreciationExpense => 6180,
            Self::CashDifference => 7105,
        })
    }
}

impl From<Account> for AccountId {
    fn from(account: Account) -> Self {
        account.id()
    }
}

impl PartialEq<Account> for AccountId {
    fn eq(&self, account: &Account) -> bool {
        *self == account.id()
    }
}

/// Refuses a day that isn't in the calendar, hasn't come yet or lies before the book's start.
///
/// # Errors
/// `day`, `day_ahead`, `before_start`, at the field `day`.
pub fn may_be_dated(day: Day, today: Day, start: Option<Day>) -> Result<(), Refusal> {
    if day.date().is_none() {
        let (id, en) = ("Tanggal itu tidak ada di kalender.", "There is no such day.");
        return Err(Refusal::new("day", id, en).with("field", "day"));
    }
    if day > today {
        let (id, en) = (format!("Tanggal {} belum tiba.", day.typed()), format!("{} is still ahead.", day.typed()));
        return Err(Refusal::new("day_ahead", id, en).with("field", "day"));
    }
    match start.filter(|start| day < *start) {
        None => Ok(()),
        Some(start) => {
            let (id, en) = (
                format!("Buku mulai {}. Yang sebelum itu masuk saldo awal dan stok awal.", start.typed()),
                format!(
                    "The book begins on {}. What was before belongs into opening balances and opening stock.",
                    start.typed()
                ),
            );
            Err(Refusal::new("before_start", id, en).with("field", "day"))
        }
    }
}

/// One posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Debited.
    pub debit: AccountId,
    /// Credited.
    pub credit: AccountId,
    /// How much, above zero.
    pub amount: Money,
    /// The day of the event.
    pub day: Day,
}

impl Entry {
    /// An entry, or none where there is nothing to post. A negative amount posts the other way round.
    #[must_use]
    pub fn new(debit: impl Into<AccountId>, credit: impl Into<AccountId>, amount: Money, day: Day) -> Option<Self> {
        let (debit, credit) = (debit.into(), credit.into());
        match amount.0 {
            0 => None,
            1.. => Some(Self { debit, credit, amount, day }),
            _ => Some(Self { debit: credit, credit: debit, amount: -amount, day }),
        }
    }

    /// The entry that takes this one back on `day`.
    #[must_use]
    pub fn reversed(self, day: Day) -> Self {
        Self { debit: self.credit, credit: self.debit, day, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_the_books_and_days_to_come_are_refused() {
        let (today, start) = (Day(20_261_122), Some(Day(20_261_101)));
        assert_eq!(may_be_dated(Day(20_261_101), today, start), Ok(()));
        assert_eq!(may_be_dated(Day(20_100_101), today, None), Ok(()));
        let code = |day| may_be_dated(Day(day), today, start).unwrap_err().code;
        let found = [20_261_031, 20_261_123, 20_261_199].map(code);
        assert_eq!(found, ["before_start", "day_ahead", "day"]);
    }
}
