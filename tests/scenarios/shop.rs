//! A shop to test with: a book in a folder of its own, and files made in memory.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use runut_actions::{ActionError, import, open_shop, receive};
use runut_core::activity::{Activity, PersonAct};
use runut_core::marketplace::{FileLine, FileOrder, FileOrders, FileStatus};
use runut_core::rows::{Division, ImportReport, NewShop, Person, Receipt, ReceiptLine};
use runut_core::{Channel, Day, Instant, Money, OrderId, PersonId, StoreId, VariantId, Zone};
use runut_store::{Book, Context, StoreError, audit};
use tempfile::TempDir;

/// 2026-11-22 09:00 WIB.
pub const MORNING: Instant = Instant(1_795_312_800_000);
pub const HOUR: i64 = 3_600_000;

pub struct Shop {
    _folder: TempDir,
    pub book: Book,
    pub now: Instant,
    /// Who acts; the owner if none is named.
    pub acting: Option<String>,
    /// Orders of our own by their name in the story.
    pub names: BTreeMap<String, OrderId>,
    requests: u32,
}

impl Shop {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("uji.runut")).unwrap();
        open_shop(&book, &new_shop(), MORNING, "open").unwrap();
        Self { _folder: folder, book, now: MORNING, acting: None, names: BTreeMap::new(), requests: 0 }
    }

    /// The next request, a minute later.
    pub fn ctx(&mut self) -> Context {
        self.requests += 1;
        self.now.0 += 60_000;
        self.book.context(self.acting.as_deref(), self.now, &format!("r{}", self.requests)).unwrap()
    }

    /// A person of that name who isn't an owner, if there is none yet.
    pub fn hire(&mut self, name: &str) {
        if self.book.read(|r| r.person(Some(name))).is_ok() {
            return;
        }
        let ctx = self.ctx();
        let added = self.book.write(&ctx, "hire", |tx| {
            let id = PersonId(tx.persons()?.iter().map(|p| p.id.0).max().unwrap_or(0) + 1);
            tx.record(&Activity::new(PersonAct::Add, id.0).with("name", name))?;
            let divisions = vec![Division::Warehouse];
            tx.insert_person(&Person { id, name: name.into(), owner: false, divisions, archived: false })?;
            Ok::<_, StoreError>(())
        });
        added.unwrap();
    }

    /// Takes in orders as one file.
    pub fn take_in(&mut self, orders: Vec<FileOrder>) -> Result<ImportReport, ActionError> {
        self.take_in_from(orders, None)
    }

    pub fn take_in_from(&mut self, orders: Vec<FileOrder>, start: Option<Day>) -> Result<ImportReport, ActionError> {
        self.take_in_staged(&staged(orders), start)
    }

    /// Takes in orders as one file, and the lines of those that are named as the file has them.
    pub fn take_in_taking(&mut self, orders: Vec<FileOrder>, taken: &[&str]) -> Result<ImportReport, ActionError> {
        let taken = taken.iter().map(|id| (*id).to_owned()).collect();
        self.take_in_staged(&import::ImportFile { taken, ..staged(orders) }, None)
    }

    /// Takes in orders as a file of that store.
    pub fn take_in_of(&mut self, store: StoreId, orders: Vec<FileOrder>) -> Result<ImportReport, ActionError> {
        self.take_in_staged(&import::ImportFile { store: Some(store), ..staged(orders) }, None)
    }

    fn take_in_staged(&mut self, staged: &import::ImportFile, start: Option<Day>) -> Result<ImportReport, ActionError> {
        let ctx = self.ctx();
        let before = import::preview(&self.book, staged, start, ctx.now)?;
        let mut go_on = |_| ControlFlow::Continue(());
        let after = import::apply(&self.book, &ctx, staged, start, &mut go_on)?.value;
        assert_eq!(
            (&before.list, &before.warnings),
            (&after.list, &after.warnings),
            "the preview says what applying does"
        );
        Ok(after)
    }

    /// Receives units of a variant at a price each.
    pub fn receive(&mut self, variant: VariantId, quantity: i64, price: i64) {
        let ctx = self.ctx();
        let line = ReceiptLine { variant_id: variant, quantity, cost: Money(price * quantity) };
        let receipt =
            Receipt { supplier: "Makmur".into(), note: String::new(), lines: vec![line], ..Receipt::default() };
        receive(&self.book, &ctx, &receipt).unwrap();
    }

    /// The variant of the test's one product, or of the product `Product/Variant`.
    pub fn variant(&self, name: &str) -> VariantId {
        let (product, variant) = name.split_once('/').unwrap_or(("Gelas", name));
        let found = self.book.read(|r| r.variant_by_name(product, variant)).unwrap();
        found.unwrap_or_else(|| panic!("no variant {name}"))
    }

    /// The order of that name in the story, or of that id in the file.
    pub fn order(&self, external_id: &str) -> OrderId {
        if let Some(id) = self.names.get(external_id) {
            return *id;
        }
        let known = self.book.read(|r| r.known(StoreId(1), external_id)).unwrap();
        known.unwrap_or_else(|| panic!("no order {external_id}")).id
    }

    /// Closes the book and answers where it lies, and the folder that vanishes with the test.
    pub fn closed(self) -> (TempDir, PathBuf) {
        let path = self.book.path().to_owned();
        (self._folder, path)
    }

    /// The code with which something is refused, and nothing changes by it; `done` where it is done all the same.
    pub fn refused<T>(&mut self, ask: impl FnOnce(&Book, &Context) -> Result<T, ActionError>) -> String {
        let (ctx, before) = (self.ctx(), self.book.dump().unwrap());
        let code = match ask(&self.book, &ctx) {
            Err(ActionError::Refused(refusal)) => {
                let said = |text: &str| text.chars().count() > 12;
                assert!(said(&refusal.message.id) && said(&refusal.message.en), "{refusal}");
                refusal.code
            }
            Err(other) => panic!("{other}"),
            Ok(_) => return "done".into(),
        };
        assert_eq!(self.book.dump().unwrap(), before, "{code}");
        code
    }

    /// Nothing is wrong with the book.
    pub fn sound(&self) {
        let findings = audit::check(&self.book).unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
    }

    pub fn read<T>(&self, f: impl FnOnce(&runut_store::Reader<'_>) -> Result<T, StoreError>) -> T {
        self.book.read(f).unwrap()
    }
}

pub fn new_shop() -> NewShop {
    NewShop {
        name: "Toko Uji".into(),
        owner: "Ratna".into(),
        address: String::new(),
        phone: String::new(),
        zone: Zone::Wib,
    }
}

pub fn staged(orders: Vec<FileOrder>) -> import::ImportFile {
    let count = u32::try_from(orders.len()).unwrap();
    let rows = orders.iter().map(|o| u32::try_from(o.lines.len()).unwrap()).sum();
    let sku_columns = vec!["Nomor Referensi SKU".into()];
    let file = FileOrders { rows, order_count: count, orders, problems: Vec::new(), sku_columns };
    import::ImportFile {
        store: None,
        name: "Order.uji.xlsx".into(),
        channel: Channel::Shopee,
        file,
        decided: Vec::new(),
        taken: Vec::new(),
    }
}

/// A line of the test's one product: `2xHijau@16000`, with `-1000` for a discount, `~1` for returned units, `^SKU` before
/// the price and `Product/Variant` for another product.
pub fn line(text: &str) -> FileLine {
    let (text, returned) = text.split_once('~').unwrap_or((text, "0"));
    let (quantity, rest) = text.split_once('x').unwrap();
    let (name, price) = rest.split_once('@').unwrap();
    let (price, discount) = price.split_once('-').unwrap_or((price, "0"));
    let (name, sku) = name.split_once('^').unwrap_or((name, ""));
    let (product, variation) = name.split_once('/').unwrap_or(("Gelas", name));
    let (quantity, price): (i64, i64) = (quantity.parse().unwrap(), price.parse().unwrap());
    FileLine {
        row: 2,
        sheet: 0,
        product: product.into(),
        variation: variation.into(),
        sku: sku.into(),
        parent_sku: String::new(),
        price: Money(price),
        subtotal: Money(price * quantity - discount.parse::<i64>().unwrap()),
        discount_marketplace: Money::ZERO,
        quantity,
        returned: returned.parse().unwrap(),
        weight_g: 140 * quantity,
    }
}

pub fn status(word: &str) -> FileStatus {
    FileStatus::from_key(word).unwrap_or_else(|| panic!("no status {word}"))
}

/// An order of a file, placed yesterday evening; shipped ones left this morning at 8.
pub fn order(id: &str, status: FileStatus, lines: &[&str]) -> FileOrder {
    let lines: Vec<FileLine> = lines.iter().map(|l| line(l)).collect();
    let worth: Money = lines.iter().map(|l| l.subtotal).sum();
    let left = !matches!(
        status,
        FileStatus::Unpaid | FileStatus::ToShip | FileStatus::CancelRequested | FileStatus::Cancelled
    );
    let cancel_reason = match status {
        FileStatus::Cancelled => "berubah pikiran",
        FileStatus::Failed => "Pengiriman gagal",
        _ => "",
    };
    FileOrder {
        external_id: id.into(),
        row: 2,
        status,
        status_word: status.key().into(),
        cancel_reason: cancel_reason.into(),
        return_status: String::new(),
        way_back: None,
        tracking: if left { format!("SPXID{:0>12}", id.len()) } else { String::new() },
        shipping_option: "Reguler (Cashless)-SPX Standard".into(),
        courier: "SPX Standard".into(),
        ship_by: Some(Instant(MORNING.0 + 10 * HOUR)),
        arranged_at: left.then_some(Instant(MORNING.0 + 12 * HOUR)),
        placed_at: Instant(MORNING.0 - 12 * HOUR),
        paid_at: (status != FileStatus::Unpaid).then_some(Instant(MORNING.0 - 11 * HOUR)),
        completed_at: (status == FileStatus::Completed).then_some(Instant(MORNING.0 + 20 * HOUR)),
        payment_method: "SPayLater".into(),
        cod: false,
        username: "pembeli".into(),
        recipient: "P******i".into(),
        phone: "******11".into(),
        address: "******".into(),
        city: "KOTA SEMARANG".into(),
        province: "JAWA TENGAH".into(),
        masked: true,
        buyer_note: String::new(),
        seller_note: String::new(),
        total: worth + Money(10_000),
        shipping_paid: Money(9_000),
        shipping_subsidy: Money::ZERO,
        shipping_estimate: Money(12_000),
        shipping_return: Money::ZERO,
        borne_by_shop: Money::ZERO,
        borne_by_marketplace: Money::ZERO,
        lines,
    }
}
