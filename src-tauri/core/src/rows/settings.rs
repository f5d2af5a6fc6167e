//! Settings: couriers, texts for buyers, people, tasks, saved filters, this computer.

use serde::{Deserialize, Serialize};

use crate::rows::{MoneyAccount, Person, Shop, StoreRow};
use crate::{CourierId, Day, FilterId, PersonId, Sentence, TaskId};

/// Of a file of settings that was written before there was a size.
fn hundred() -> u32 {
    100
}

row! {
    /// A courier of the shop.
    CourierRow {
        /// Key; zero for a new one.
        id: CourierId,
        /// Name ("JNE", "Antar sendiri").
        name: String,
        /// Taken by the shop or fetched by the buyer: no tracking number.
        own_delivery: bool,
        /// When it picks up, minutes from midnight; none if it varies.
        pickup: Option<i64>,
        /// No longer offered.
        archived: bool,
    }

    /// A text for buyers.
    BuyerText {
        /// Which.
        key: BuyerTextKey,
        /// What it is for.
        title: Sentence,
        /// The text with its fields in braces.
        body: String,
        /// Whether the seller has changed it.
        changed: bool,
        /// Fields that it may use, without braces: `nama`, `nomor`, ….
        fields: Vec<String>,
    }

    /// Everything that can be set.
    Settings {
        /// The shop.
        shop: Shop,
        /// Money accounts, archived ones last.
        accounts: Vec<MoneyAccount>,
        /// Where to pay, as a text for buyers says it; empty while no account has a number.
        pay_into: String,
        /// Stores at marketplaces, archived ones last.
        stores: Vec<StoreRow>,
        /// Couriers, archived ones last.
        couriers: Vec<CourierRow>,
        /// Texts for buyers.
        texts: Vec<BuyerText>,
        /// Everyone, archived ones last.
        persons: Vec<Person>,
    }

    /// What belongs to this computer and not to the book.
    Machine {
        /// `system`, `light` or `dark`.
        theme: String,
        /// `compact`, `normal` or `roomy`.
        density: String,
        /// Size of all that the window shows, in percent: 90 to 150.
        #[serde(default = "hundred")]
        zoom: u32,
        /// Printer of labels; empty for the system's viewer.
        label_printer: String,
        /// Printer of slips, pick lists and other sheets; empty for the system's viewer.
        sheet_printer: String,
    }

    /// A printer of the system.
    PrinterRow {
        /// Its name.
        name: String,
        /// Whether it is the system's own choice.
        default: bool,
    }

    /// A task.
    TaskRow {
        /// Key; zero for a new one.
        id: TaskId,
        /// What to do.
        text: String,
        /// Whose it is; none for anyone's.
        person: Option<PersonId>,
        /// Their name.
        person_name: String,
        /// By when.
        due: Option<Day>,
        /// Whether it is done.
        done: bool,
    }

    /// A filter that a person has saved.
    FilterRow {
        /// Key; zero for a new one.
        id: FilterId,
        /// Of which list: `orders`, `stock`, `customers`, `payments`, `log`.
        list: String,
        /// Its name.
        name: String,
        /// The list's query, JSON.
        query: String,
    }
}

words! {
    /// The texts that buyers get.
    BuyerTextKey {
        /// Order with total and account.
        Order,
        /// Payment received.
        Paid,
        /// Shipped, with the tracking number.
        Shipped,
        /// Goods are out of stock.
        OutOfStock,
        /// Something comes back.
        Return,
    }

    /// A division of the shop.
    Division {
        /// Customer service.
        Cs,
        /// Marketing.
        Marketing,
        /// Finance and purchasing.
        Finance,
        /// Warehouse.
        Warehouse,
        /// Management.
        Management,
    }

    /// The kind of file that a list is exported as.
    ExportFormat {
        /// A workbook: cells have their types.
        Xlsx,
        /// Values parted by commas.
        Csv,
        /// Values parted by semicolons: what a spreadsheet opens where the comma is the decimal sign.
        CsvSemicolon,
        /// Paper: the columns that one reads, on A4.
        Pdf,
        /// The journal as hledger reads it. Of postings only.
        Hledger,
    }

    /// What can be exported.
    ExportKind {
        /// Orders.
        Orders,
        /// Lines of orders.
        Lines,
        /// Products and variants.
        Products,
        /// Stock.
        Stock,
        /// Customers.
        Customers,
        /// Payments and refunds.
        Payments,
        /// Postings.
        Postings,
        /// Orders to suppliers.
        Purchases,
        /// Goods that came from suppliers and went back, line by line.
        Receipts,
        /// Suppliers' bills and credits.
        Bills,
        /// Suppliers.
        Suppliers,
        /// Rows of marketplaces' and couriers' payouts.
        Settlements,
        /// What people recorded, value by value.
        Records,
        /// The activity log.
        Log,
    }
}

impl BuyerTextKey {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Order, Self::Paid, Self::Shipped, Self::OutOfStock, Self::Return];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::OutOfStock => "out_of_stock",
            Self::Return => "return",
        }
    }
}

impl Division {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Cs, Self::Marketing, Self::Finance, Self::Warehouse, Self::Management];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cs => "cs",
            Self::Marketing => "marketing",
            Self::Finance => "finance",
            Self::Warehouse => "warehouse",
            Self::Management => "management",
        }
    }

    /// The division of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.key() == key)
    }

    /// What it is called.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::Cs => ("CS", "Customer service"),
            Self::Marketing => ("Marketing", "Marketing"),
            Self::Finance => ("Keuangan", "Finance"),
            Self::Warehouse => ("Gudang", "Warehouse"),
            Self::Management => ("Pimpinan", "Management"),
        };
        Sentence::new(id, en)
    }
}

impl ExportFormat {
    /// All of them, what is offered first first.
    pub const ALL: [Self; 5] = [Self::Xlsx, Self::Csv, Self::CsvSemicolon, Self::Pdf, Self::Hledger];

    /// How its files' names end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv | Self::CsvSemicolon => "csv",
            Self::Pdf => "pdf",
            Self::Hledger => "journal",
        }
    }
}

impl ExportKind {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Orders,
        Self::Lines,
        Self::Products,
        Self::Stock,
        Self::Customers,
        Self::Payments,
        Self::Postings,
        Self::Purchases,
        Self::Receipts,
        Self::Bills,
        Self::Suppliers,
        Self::Settlements,
        Self::Records,
        Self::Log,
    ];
}
