//! Steps with goods: a marketplace's files, goods received, parcels scanned.

use std::ops::ControlFlow;

use runut_core::marketplace::{FileLine, FileOrder, FileOrders, FileStatus};
use runut_core::order::Order;
use runut_core::rows::{
    AdjustForm, AdjustKind, CountEntry, CountReason, CountScope, ProductForm, Receipt, ReceiptLine, VariantForm,
};
use runut_core::{Channel, CountId, Instant, Money, Stage};
use runut_store::Book;

use super::{HOUR, Step, Walk, nothing, told};
use crate::{
    ActionError, adjust, cancel_count, close_count, create_wave, enter_count, import, pack_scan, pack_undo, receive,
    save, start_count,
};

/// The one product, and its variants; the last is sold ahead.
pub(super) const PRODUCT: &str = "Gelas";
pub(super) const VARIANTS: [&str; 4] = ["Hijau", "Biru", "Putih", "Pesanan"];

/// Order ids of files that are met again and again.
const FILE_ORDERS: u32 = 40;

/// A count of the whole shop.
fn everything() -> CountScope {
    let (name, shelf, category) = (String::new(), String::new(), String::new());
    CountScope { name, shelf, category, variants: Vec::new() }
}

impl Walk {
    /// The shop's goods, with nothing on the shelves.
    pub(super) fn new_goods(&mut self, book: &Book) -> Result<(), ActionError> {
        let variants = VARIANTS.iter().enumerate().map(|(n, name)| VariantForm {
            id: None,
            name: (*name).to_owned(),
            sku: format!("V{n}"),
            barcode: String::new(),
            price: Money(16_000),
            weight_g: 140,
            shelf: String::new(),
            low_mark: 0,
            sell_ahead: n + 1 == VARIANTS.len(),
            opening: None,
        });
        let form = ProductForm {
            id: None,
            name: PRODUCT.to_owned(),
            category: String::new(),
            description: String::new(),
            variants: variants.collect(),
        };
        save(book, &self.ctx(book)?, &form)?;
        Ok(())
    }

    /// A marketplace's file of one to three orders, each at any status: older and newer words in any order.
    pub(super) fn file(&mut self, book: &Book) -> Result<Step, ActionError> {
        let channel = if self.rng.u8(0..4) == 0 { Channel::Tokopedia } else { Channel::Shopee };
        let mut orders: Vec<FileOrder> = (0..self.rng.u32(1..4)).map(|_| self.file_order()).collect();
        // A file that was read names an order once.
        orders.sort_by(|a, b| a.external_id.cmp(&b.external_id));
        orders.dedup_by(|a, b| a.external_id == b.external_id);
        let count = u32::try_from(orders.len()).unwrap_or_default();
        let file = FileOrders { rows: count, order_count: count, orders, ..FileOrders::default() };
        let staged = import::ImportFile {
            store: None,
            name: "Order.coba.xlsx".to_owned(),
            channel,
            file,
            decided: Vec::new(),
            taken: Vec::new(),
        };
        let mut go_on = |_| ControlFlow::Continue(());
        told("file", import::apply(book, &self.ctx(book)?, &staged, None, &mut go_on))
    }

    fn file_order(&mut self) -> FileOrder {
        let status = FileStatus::ALL[self.rng.usize(0..FileStatus::ALL.len())];
        let lines: Vec<FileLine> = (0..self.rng.usize(1..4)).map(|_| self.file_line()).collect();
        let left = matches!(status, FileStatus::Shipped | FileStatus::Delivered | FileStatus::Completed);
        let ago = |hours: i64| Instant(self.now.0 - hours * HOUR);
        let (ship_by, arranged, placed, paid) = (ago(-10), ago(1), ago(12), ago(11));
        let id = self.file_number(0);
        FileOrder {
            external_id: format!("F{id}"),
            row: 2,
            status,
            status_word: status.key().to_owned(),
            cancel_reason: if status == FileStatus::Cancelled { "berubah pikiran".to_owned() } else { String::new() },
            return_status: String::new(),
            way_back: None,
            tracking: if left { format!("SPXID{id:0>12}") } else { String::new() },
            shipping_option: "Reguler (Cashless)-SPX Standard".to_owned(),
            courier: "SPX Standard".to_owned(),
            ship_by: Some(ship_by),
            arranged_at: left.then_some(arranged),
            placed_at: placed,
            paid_at: (status != FileStatus::Unpaid).then_some(paid),
            completed_at: (status == FileStatus::Completed).then_some(self.now),
            payment_method: "SPayLater".to_owned(),
            cod: self.rng.u8(0..5) == 0,
            username: "pembeli".to_owned(),
            recipient: "P******i".to_owned(),
            phone: "******11".to_owned(),
            address: "******".to_owned(),
            city: "KOTA SEMARANG".to_owned(),
            province: "JAWA TENGAH".to_owned(),
            masked: true,
            buyer_note: String::new(),
            seller_note: String::new(),
            total: lines.iter().map(|l| l.subtotal).sum::<Money>() + Money(10_000),
            shipping_paid: Money(9_000),
            shipping_subsidy: Money::ZERO,
            shipping_estimate: Money(12_000),
            shipping_return: Money::ZERO,
            borne_by_shop: Money(if self.rng.bool() { 0 } else { 500 }),
            borne_by_marketplace: Money::ZERO,
            lines,
        }
    }

    /// A number of a file's order. They follow the clock, so that old orders are left behind and new ones come.
    pub(super) fn file_number(&mut self, later: i64) -> i64 {
        (self.now.0 + later) / (60 * HOUR) * 7 + i64::from(self.rng.u32(0..FILE_ORDERS))
    }

    fn file_line(&mut self) -> FileLine {
        let quantity = self.rng.i64(1..4);
        let price = Money(16_000);
        FileLine {
            row: 2,
            sheet: 0,
            product: PRODUCT.to_owned(),
            variation: VARIANTS[self.rng.usize(0..VARIANTS.len())].to_owned(),
            sku: String::new(),
            parent_sku: String::new(),
            price,
            subtotal: Money(price.0 * quantity - self.rng.i64(0..3) * 333),
            discount_marketplace: Money::ZERO,
            quantity,
            returned: if self.rng.u8(0..6) == 0 { 1 } else { 0 },
            weight_g: 140,
        }
    }

    /// Goods come in; or are found, lost, damaged, repaired, thrown away.
    pub(super) fn goods(&mut self, book: &Book) -> Result<Step, ActionError> {
        if self.rng.u8(0..3) == 0 {
            return self.adjust(book);
        }
        let lines = (0..self.rng.usize(1..4)).map(|_| {
            let (quantity, price) = (self.rng.i64(0..25), self.rng.i64(0..30_000));
            Ok(ReceiptLine { variant_id: self.variant(book)?, quantity, cost: Money(price * quantity) })
        });
        let lines = lines.collect::<Result<_, ActionError>>()?;
        let receipt = Receipt { supplier: "Makmur".to_owned(), note: String::new(), lines, ..Receipt::default() };
        told("receive", receive(book, &self.ctx(book)?, &receipt))
    }

    /// A stock count is begun; what is on the shelves, or nearly, is entered; it is closed, or given up.
    pub(super) fn count(&mut self, book: &Book) -> Result<Step, ActionError> {
        let id = CountId(self.counts);
        match self.rng.u8(0..8) {
            0 | 1 => {
                let begun = start_count(book, &self.ctx(book)?, &everything());
                if let Ok(begun) = &begun {
                    self.counts = begun.value.0;
                }
                told("count start", begun)
            }
            2..=5 => {
                let entries = self.entries(book)?;
                told("count enter", enter_count(book, &self.ctx(book)?, id, &entries))
            }
            6 => {
                let variants = book.read(|reader| reader.variants_in(&everything()))?;
                let reason = |variant| CountReason { variant, reason: "salah hitung".to_owned(), unit_cost: None };
                let reasons: Vec<CountReason> = variants.into_iter().map(reason).collect();
                told("count close", close_count(book, &self.ctx(book)?, id, &reasons))
            }
            _ => told("count cancel", cancel_count(book, &self.ctx(book)?, id)),
        }
    }

    fn entries(&mut self, book: &Book) -> Result<Vec<CountEntry>, ActionError> {
        let mut entries = Vec::new();
        for _ in 0..self.rng.usize(1..4) {
            let variant = self.variant(book)?;
            let shelf = book.read(|reader| reader.level(variant))?.shelf;
            let counted = Some(shelf + self.rng.i64(-2..3)).filter(|units| *units != 1);
            entries.push(CountEntry { variant, counted, at: None });
        }
        Ok(entries)
    }

    fn adjust(&mut self, book: &Book) -> Result<Step, ActionError> {
        const KINDS: [AdjustKind; 5] =
            [AdjustKind::Found, AdjustKind::Lost, AdjustKind::Damaged, AdjustKind::Repaired, AdjustKind::Discarded];
        let form = AdjustForm {
            variant: self.variant(book)?,
            kind: KINDS[self.rng.usize(0..KINDS.len())],
            quantity: self.rng.i64(0..6),
            reason: self.reason().to_owned(),
            unit_cost: self.rng.bool().then(|| Money(self.rng.i64(0..20_000))),
        };
        told("adjust", adjust(book, &self.ctx(book)?, &form))
    }

    /// A scan at the packing table: of a slip, of goods, of nonsense; or the last unit out again.
    pub(super) fn scan(&mut self, book: &Book) -> Result<Step, ActionError> {
        let begun = self.rng.bool();
        let open = |order: &Order| {
            order.stage == Stage::Approved && (!begun || order.lines.iter().any(|line| line.checked > 0))
        };
        let Some(order) = self.found(book, open)? else { return nothing("scan") };
        let (open, known) = (order.id, Some(order.id));
        let ctx = self.ctx(book)?;
        match self.rng.u8(0..8) {
            0 | 1 if begun => told("undo scan", pack_undo(book, &ctx, open)),
            2 => told("scan", pack_scan(book, &ctx, known, "XYZ")),
            3 => told("scan", pack_scan(book, &ctx, None, &open.code())),
            _ => {
                let code = format!("V{}", self.rng.usize(0..VARIANTS.len()));
                told("scan", pack_scan(book, &ctx, known, &code))
            }
        }
    }

    pub(super) fn wave(&mut self, book: &Book) -> Result<Step, ActionError> {
        told("wave", create_wave(book, &self.ctx(book)?, &[]))
    }
}
