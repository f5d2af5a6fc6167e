//! Postings: which event posts what. Double entry as pairs (debit, credit, amount above zero), so that an unbalanced
//! entry can't be written. What was wrong is corrected by further entries.

use serde::{Deserialize, Serialize};

use crate::{Channel, Day, Money};

/// An account of the shop's books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Account {
    /// Kas.
    Cash,
    /// Bank.
    Bank,
    /// A further account that money comes into (bank, e-wallet, QRIS), by its number from 2.
    MoneyAccount(u8),
    /// Saldo marketplace: released, not yet withdrawn.
    MarketplaceBalance(Channel),
    /// Piutang marketplace.
    MarketplaceReceivable(Channel),
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
    /// Utang pemasok.
    SupplierPayable,
    /// Modal pemilik.
    OwnerCapital,
    /// Saldo awal: what was there when the book began.
    OpeningBalance,
    /// Prive.
    Drawings,
    /// Penjualan.
    Sales,
    /// Diskon.
    Discounts,
    /// Retur penjualan.
    SalesReturns,
    /// Pendapatan lain.
    OtherIncome,
    /// HPP.
    CostOfGoods,
    /// Biaya admin marketplace.
    MarketplaceFees,
    /// Biaya COD.
    CodFees,
    /// Biaya ongkir.
    ShippingExpense,
    /// Biaya iklan.
    Advertising,
    /// Biaya kemasan.
    Packaging,
    /// Gaji.
    Wages,
    /// Sewa.
    Rent,
    /// Listrik & internet.
    Utilities,
    /// Biaya lain.
    OtherExpense,
    /// Selisih stok.
    StockDifference,
    /// Kerugian barang rusak.
    DamagedGoods,
    /// Selisih pencairan.
    SettlementDifference,
    /// Pajak.
    Tax,
}

impl Account {
    /// Every account of a new book, one a marketplace where there is one a channel.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::Cash,
            Self::Bank,
            Self::CodReceivable,
            Self::CustomerReceivable,
            Self::Inventory,
            Self::CustomerDeposits,
            Self::ShippingPassThrough,
            Self::CourierPayable,
            Self::SupplierPayable,
            Self::OwnerCapital,
            Self::OpeningBalance,
            Self::Drawings,
            Self::Sales,
            Self::Discounts,
            Self::SalesReturns,
            Self::OtherIncome,
            Self::CostOfGoods,
            Self::MarketplaceFees,
            Self::CodFees,
            Self::ShippingExpense,
            Self::Advertising,
            Self::Packaging,
            Self::Wages,
            Self::Rent,
            Self::Utilities,
            Self::OtherExpense,
            Self::StockDifference,
            Self::DamagedGoods,
            Self::SettlementDifference,
            Self::Tax,
        ];
        for channel in Channel::ALL.into_iter().filter(|c| c.is_marketplace()) {
            all.push(Self::MarketplaceBalance(channel));
            all.push(Self::MarketplaceReceivable(channel));
        }
        all
    }

    /// The account of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key.strip_prefix("money:") {
            Some(number) => number.parse().ok().filter(|n| *n >= 2).map(Self::MoneyAccount),
            None => Self::all().into_iter().find(|a| a.key() == key),
        }
    }

    /// Whether it holds money that buyers pay in: cash, bank, e-wallet.
    #[must_use]
    pub fn holds_money(self) -> bool {
        matches!(self, Self::Cash | Self::Bank | Self::MoneyAccount(_))
    }

    /// The word it is stored by, `marketplace_receivable:shopee`.
    #[must_use]
    pub fn key(self) -> String {
        let word = match self {
            Self::Cash => "cash",
            Self::Bank => "bank",
            Self::MoneyAccount(number) => return format!("money:{number}"),
            Self::MarketplaceBalance(c) => return format!("marketplace_balance:{}", c.key()),
            Self::MarketplaceReceivable(c) => return format!("marketplace_receivable:{}", c.key()),
            Self::CodReceivable => "cod_receivable",
            Self::CustomerReceivable => "customer_receivable",
            Self::Inventory => "inventory",
            Self::CustomerDeposits => "customer_deposits",
            Self::ShippingPassThrough => "shipping_pass_through",
            Self::CourierPayable => "courier_payable",
            Self::SupplierPayable => "supplier_payable",
            Self::OwnerCapital => "owner_capital",
            Self::OpeningBalance => "opening_balance",
            Self::Drawings => "drawings",
            Self::Sales => "sales",
            Self::Discounts => "discounts",
            Self::SalesReturns => "sales_returns",
            Self::OtherIncome => "other_income",
            Self::CostOfGoods => "cost_of_goods",
            Self::MarketplaceFees => "marketplace_fees",
            Self::CodFees => "cod_fees",
            Self::ShippingExpense => "shipping_expense",
            Self::Advertising => "advertising",
            Self::Packaging => "packaging",
            Self::Wages => "wages",
            Self::Rent => "rent",
            Self::Utilities => "utilities",
            Self::OtherExpense => "other_expense",
            Self::StockDifference => "stock_difference",
            Self::DamagedGoods => "damaged_goods",
            Self::SettlementDifference => "settlement_difference",
            Self::Tax => "tax",
        };
        word.to_owned()
    }

    /// Its name in a new book; the owner may rename it.
    #[must_use]
    pub fn default_name(self) -> String {
        let name = match self {
            Self::Cash => "Kas",
            Self::Bank => "Bank",
            Self::MoneyAccount(number) => return format!("Rekening {number}"),
            Self::MarketplaceBalance(c) => return format!("Saldo {}", c.name()),
            Self::MarketplaceReceivable(c) => return format!("Piutang {}", c.name()),
            Self::CodReceivable => "Piutang kurir COD",
            Self::CustomerReceivable => "Piutang pelanggan",
            Self::Inventory => "Persediaan",
            Self::CustomerDeposits => "Titipan pelanggan",
            Self::ShippingPassThrough => "Titipan ongkir",
            Self::CourierPayable => "Utang kurir",
            Self::SupplierPayable => "Utang pemasok",
            Self::OwnerCapital => "Modal pemilik",
            Self::OpeningBalance => "Saldo awal",
            Self::Drawings => "Prive",
            Self::Sales => "Penjualan",
            Self::Discounts => "Diskon",
            Self::SalesReturns => "Retur penjualan",
            Self::OtherIncome => "Pendapatan lain",
            Self::CostOfGoods => "HPP",
            Self::MarketplaceFees => "Biaya admin marketplace",
            Self::CodFees => "Biaya COD",
            Self::ShippingExpense => "Biaya ongkir",
            Self::Advertising => "Biaya iklan",
            Self::Packaging => "Biaya kemasan",
            Self::Wages => "Gaji",
            Self::Rent => "Sewa",
            Self::Utilities => "Listrik & internet",
            Self::OtherExpense => "Biaya lain",
            Self::StockDifference => "Selisih stok",
            Self::DamagedGoods => "Kerugian barang rusak",
            Self::SettlementDifference => "Selisih pencairan",
            Self::Tax => "Pajak",
        };
        name.to_owned()
    }
}

/// One posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Debited.
    pub debit: Account,
    /// Credited.
    pub credit: Account,
    /// How much, above zero.
    pub amount: Money,
    /// The day of the event.
    pub day: Day,
}

impl Entry {
    /// An entry, or none where there is nothing to post. A negative amount posts the other way round.
    #[must_use]
    pub fn new(debit: Account, credit: Account, amount: Money, day: Day) -> Option<Self> {
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
