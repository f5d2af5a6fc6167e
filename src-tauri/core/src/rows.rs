//! What the doors show: questions, rows and answers, the same for the window, the terminal and paper.
//!
//! Amounts are whole rupiah, instants UTC milliseconds, days `yyyymmdd`. Every list is paged by key (`next`), never by
//! offset.

use serde::{Deserialize, Serialize};

use crate::marketplace::FileProblem;
use crate::sheets::SlipSize;
use crate::{
    Channel, Day, Instant, Language, LineId, Money, OrderId, PersonId, ProductId, Refusal, Sentence, Stage, VariantId,
    Verb, WaveId, Zone,
};

macro_rules! row {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty),+ }
    )+};
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
    )+};
}

row! {
    /// The shop's settings.
    Shop {
        /// Name.
        name: String,
        /// Address for paper.
        address: String,
        /// Phone for paper.
        phone: String,
        /// Time zone.
        zone: Zone,
        /// Language of the screens.
        language: Language,
        /// First day whose sales post to the books; none until the first import asked for it.
        start_day: Option<Day>,
        /// Whether an import approves marketplace orders that are paid or COD there.
        auto_approve: bool,
        /// Paper of packing slips.
        slip_size: SlipSize,
    }

    /// A person of the shop.
    Person {
        /// Key.
        id: PersonId,
        /// Name.
        name: String,
        /// Whether the owner.
        owner: bool,
    }

    /// The book as a door finds it.
    BookState {
        /// Where the file lies.
        path: String,
        /// Whether the shop is set up; if not, first start.
        ready: bool,
        /// The shop, once set up.
        shop: Option<Shop>,
        /// Everyone of the shop.
        persons: Vec<Person>,
        /// Who is acting at this door.
        acting: Option<Person>,
        /// The program's version.
        version: String,
        /// Now, as the door reads it.
        now: Instant,
        /// The business day.
        today: Day,
    }

    /// First start: what the owner types.
    NewShop {
        /// The shop's name.
        name: String,
        /// The owner's name.
        owner: String,
        /// Address for paper; may be empty.
        address: String,
        /// Phone for paper; may be empty.
        phone: String,
        /// Time zone.
        zone: Zone,
    }

    /// Which orders are asked for.
    OrderQuery {
        /// Only this stage.
        stage: Option<Stage>,
        /// Only orders with this mark.
        mark: Option<OrderMark>,
        /// Only this channel.
        channel: Option<Channel>,
        /// Words over number, name, tracking number, order id; empty for all.
        search: String,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// One order in a list.
    OrderRow {
        /// Key.
        id: OrderId,
        /// Order number.
        number: i64,
        /// The channel's order id; empty for our own.
        external_id: String,
        /// Where it came from.
        channel: Channel,
        /// Where it stands.
        stage: Stage,
        /// When the buyer ordered.
        placed_at: Instant,
        /// When it must have left.
        ship_by: Option<Instant>,
        /// The buyer's name as known.
        customer: String,
        /// Regency or city.
        city: String,
        /// Units.
        units: i64,
        /// What the buyer pays in all.
        total: Money,
        /// What is paid of it.
        paid: Money,
        /// Courier or shipping option.
        courier: String,
        /// Tracking number, text; empty if none.
        tracking: String,
        /// First line: units.
        first_quantity: i64,
        /// First line: product.
        first_product: String,
        /// First line: variant.
        first_variant: String,
        /// Further lines.
        more_lines: i64,
        /// Whether the buyer left a note.
        noted: bool,
        /// Paid on delivery.
        cod: bool,
        /// Why it is held; none if it isn't.
        held: Option<String>,
        /// Whether units are missing on the shelf ("stok kurang").
        short: bool,
        /// Whether delivery failed and it is on its way back ("kembali").
        failed: bool,
        /// Whether it should have left already.
        late: bool,
        /// Whether the recipient is masked by the marketplace.
        masked: bool,
        /// Whether a slip was printed.
        printed: bool,
        /// The wave it is picked in.
        wave: Option<WaveId>,
        /// What can be done with it now; the screen shows no other button as possible.
        allowed: Vec<Verb>,
        /// The next step of its way, whether or not it is possible now.
        next: Option<Verb>,
    }

    /// How many orders a stage holds.
    StageCount {
        /// The stage.
        stage: Stage,
        /// Its orders.
        orders: i64,
    }

    /// How many orders of the chosen stage carry a mark.
    MarkCount {
        /// The mark.
        mark: OrderMark,
        /// Its orders.
        orders: i64,
    }

    /// A page of orders.
    OrderPage {
        /// The rows, most urgent first while they wait for us, else newest first.
        rows: Vec<OrderRow>,
        /// To ask for the next page; none at the end.
        next: Option<String>,
        /// Orders a stage, of the whole book.
        stages: Vec<StageCount>,
        /// Orders a mark, within the chosen stage.
        marks: Vec<MarkCount>,
    }

    /// A verb and whether it is possible now.
    Offer {
        /// The verb.
        verb: Verb,
        /// Why not; none if it is.
        refusal: Option<Refusal>,
    }

    /// One line of an opened order.
    OrderLineRow {
        /// Key.
        id: LineId,
        /// What is sold.
        variant_id: VariantId,
        /// Product name.
        product: String,
        /// Variant name.
        variant: String,
        /// SKU.
        sku: String,
        /// Place on the shelf.
        shelf: String,
        /// Units.
        quantity: i64,
        /// Price of one unit before discounts.
        price: Money,
        /// Discount that the shop bears on the whole line.
        discount: Money,
        /// Units in the parcel.
        packed: i64,
        /// Units the buyer claims or sent back.
        returned: i64,
        /// Units missing on the shelf for this line.
        missing: i64,
        /// What the shipped units cost; none while unknown.
        cost: Option<Money>,
    }

    /// A named amount of an opened order, in the order it is shown.
    AmountRow {
        /// What it is.
        label: Sentence,
        /// The amount.
        amount: Money,
    }

    /// An order, opened.
    OrderDetail {
        /// As in the list.
        row: OrderRow,
        /// Its lines.
        lines: Vec<OrderLineRow>,
        /// What the shop sells it for: goods, discounts it bears.
        amounts: Vec<AmountRow>,
        /// What the file says beside it: shipping, vouchers (never posted).
        file_amounts: Vec<AmountRow>,
        /// Recipient.
        recipient: String,
        /// Recipient's phone as known.
        phone: String,
        /// Address as known.
        address: String,
        /// Province.
        province: String,
        /// The buyer's note.
        note: String,
        /// The seller's note.
        seller_note: String,
        /// Payment method as the channel says.
        payment_method: String,
        /// When the buyer paid.
        paid_at: Option<Instant>,
        /// When it left.
        shipped_at: Option<Instant>,
        /// When it was accepted.
        completed_at: Option<Instant>,
        /// Why it was cancelled; empty if it wasn't.
        cancel_reason: String,
        /// History: shipped before the book's start day, for reports only.
        history: bool,
        /// What can and can't be done now, each with its reason.
        offers: Vec<Offer>,
        /// What happened, newest first.
        timeline: Vec<LogRow>,
    }

    /// An order that a bulk action refused.
    RefusedOrder {
        /// The order.
        order: OrderId,
        /// Why.
        refusal: Refusal,
    }

    /// What an action on orders did.
    Outcome {
        /// Orders it was done to.
        done: Vec<OrderId>,
        /// Orders that refused.
        refused: Vec<RefusedOrder>,
        /// The verb that takes it back, if there is one.
        undo: Option<Verb>,
        /// What was done, in a sentence.
        message: Sentence,
        /// What to look at although it was done (an unusual tracking number, …).
        warnings: Vec<Sentence>,
    }

    /// One tracking number for one order, as typed, pasted or scanned.
    TrackingItem {
        /// Order number, `RN-` code or the channel's order id.
        order: String,
        /// Tracking number.
        tracking: String,
        /// Courier; none to keep the order's own.
        courier: Option<String>,
    }

    /// A pasted line of tracking numbers, looked up but not written.
    TrackingPreviewRow {
        /// Line of the paste, from 1.
        line: u32,
        /// As pasted.
        item: TrackingItem,
        /// The order found.
        order: Option<OrderRow>,
        /// Why it can't be shipped so; none if it can.
        refusal: Option<Refusal>,
        /// What to look at.
        warning: Option<Sentence>,
    }

    /// A paste of tracking numbers, looked up.
    TrackingPreview {
        /// Its lines.
        rows: Vec<TrackingPreviewRow>,
        /// Lines that couldn't be read.
        problems: Vec<FileProblem>,
    }

    /// One order of an import's preview.
    ImportRow {
        /// The marketplace's order id.
        external_id: String,
        /// Row of the file.
        row: u32,
        /// What the import will do with it.
        kind: ImportKind,
        /// Stage in the book now; none if new.
        before: Option<Stage>,
        /// Stage after.
        after: Stage,
        /// Buyer.
        customer: String,
        /// Units.
        units: i64,
        /// What the buyer pays in all.
        total: Money,
        /// What will happen, or why it stays out.
        what: Sentence,
    }

    /// What a file would do to the book, or has done.
    ImportReport {
        /// The file's name.
        file: String,
        /// Order rows read.
        rows: u32,
        /// Orders in the file, those with problems included.
        orders: u32,
        /// Orders not in the book yet.
        new: u32,
        /// Orders that change.
        changed: u32,
        /// Orders that are the same as in the book.
        unchanged: u32,
        /// Orders that are held and not moved.
        held: u32,
        /// Units of the readable orders.
        units: i64,
        /// Readable orders by the stage that they get.
        by_stage: Vec<StageCount>,
        /// What buyers pay in all, once per order.
        total_paid: Money,
        /// Goods after product discounts by stage.
        goods_by_stage: Vec<StageAmount>,
        /// Products and variants that will be created.
        new_variants: u32,
        /// Orders taken over as history (shipped before the start day).
        history: u32,
        /// Units that are sold but not on the shelf, to be bought or counted.
        missing_units: i64,
        /// What isn't right, by row.
        problems: Vec<FileProblem>,
        /// The first day whose sales post.
        start_day: Day,
        /// Whether the start day is still to be decided (the first import).
        asks_start_day: bool,
        /// Orders with what happens to them: new and changed ones first.
        list: Vec<ImportRow>,
        /// Whether it was written to the book.
        applied: bool,
    }

    /// An amount of a stage.
    StageAmount {
        /// The stage.
        stage: Stage,
        /// The amount.
        amount: Money,
    }

    /// Which variants are asked for.
    StockQuery {
        /// Only these.
        mark: StockMark,
        /// Words over product, variant, SKU, barcode; empty for all.
        search: String,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// One variant and its stock.
    VariantRow {
        /// Key.
        id: VariantId,
        /// Its product.
        product_id: ProductId,
        /// Product name.
        product: String,
        /// Variant name; empty for a product of one variant.
        variant: String,
        /// SKU.
        sku: String,
        /// Barcode on the goods; empty if none.
        barcode: String,
        /// Price of one unit.
        price: Money,
        /// Weight of one unit in grams.
        weight_g: i64,
        /// Place on the shelf.
        shelf: String,
        /// Ada: shelf + packed.
        on_hand: i64,
        /// Of these, in parcels not yet sent.
        packed: i64,
        /// Dipesan: units of open orders.
        allocated: i64,
        /// Tersedia: on hand - allocated.
        available: i64,
        /// Damaged units, apart.
        damaged: i64,
        /// Inventory value of what is on hand.
        value: Money,
        /// Archived: no longer sold.
        archived: bool,
        /// Whether it was ever received or counted.
        stocked: bool,
    }

    /// A page of variants.
    StockPage {
        /// The rows, by product and variant name.
        rows: Vec<VariantRow>,
        /// To ask for the next page.
        next: Option<String>,
        /// All variants that are not archived.
        variants: i64,
        /// Variants with missing units.
        short: i64,
        /// Missing units.
        missing_units: i64,
        /// Inventory value of the whole shop.
        value: Money,
    }

    /// A product as typed.
    ProductForm {
        /// Existing product; none to create one.
        id: Option<ProductId>,
        /// Name.
        name: String,
        /// Its variants, at least one; variants left out stay as they are.
        variants: Vec<VariantForm>,
    }

    /// A variant as typed.
    VariantForm {
        /// Existing variant; none to create one.
        id: Option<VariantId>,
        /// Name ("Hijau, L"); empty for a product of one variant.
        name: String,
        /// SKU; empty to be given one.
        sku: String,
        /// Barcode on the goods; empty if none.
        barcode: String,
        /// Price of one unit.
        price: Money,
        /// Weight of one unit in grams.
        weight_g: i64,
        /// Place on the shelf ("B-03").
        shelf: String,
    }

    /// Goods received.
    Receipt {
        /// From whom; may be empty.
        supplier: String,
        /// A note or the supplier's document number; may be empty.
        note: String,
        /// What came.
        lines: Vec<ReceiptLine>,
    }

    /// One variant of a receipt.
    ReceiptLine {
        /// Which.
        variant_id: VariantId,
        /// Units, above zero.
        quantity: i64,
        /// What these units cost together.
        cost: Money,
    }

    /// One line of a variant's stock card.
    MoveRow {
        /// Place in the book.
        seq: i64,
        /// When.
        at: Instant,
        /// Who.
        person: String,
        /// From where.
        from: Bin,
        /// To where.
        to: Bin,
        /// Units.
        quantity: i64,
        /// What these units cost; none where unknown or not affected.
        value: Option<Money>,
        /// The order it was for.
        order: Option<OrderId>,
        /// Why.
        why: Sentence,
        /// On hand after it.
        on_hand: i64,
    }

    /// A variant's stock card, newest first.
    StockCard {
        /// The variant.
        variant: VariantRow,
        /// Its moves.
        moves: Vec<MoveRow>,
        /// To ask for the next page.
        next: Option<String>,
    }

    /// Goods named at the packing table.
    Goods {
        /// Product name.
        product: String,
        /// Variant name.
        variant: String,
        /// Place on the shelf.
        shelf: String,
        /// Units still missing in the parcel.
        missing: i64,
    }

    /// One line of the parcel being packed.
    PackLine {
        /// Order line.
        line: LineId,
        /// Variant.
        variant_id: VariantId,
        /// Product name.
        product: String,
        /// Variant name.
        variant: String,
        /// SKU.
        sku: String,
        /// Place on the shelf.
        shelf: String,
        /// Units wanted.
        quantity: i64,
        /// Units in.
        checked: i64,
    }

    /// The parcel on the packing table.
    PackView {
        /// The order.
        order: OrderRow,
        /// Its lines in walking order.
        lines: Vec<PackLine>,
        /// The line that the next unit is expected for.
        current: Option<LineId>,
        /// Units wanted.
        units: i64,
        /// Units in.
        checked: i64,
        /// The buyer's note.
        note: String,
        /// Its place in today's queue, from 1.
        position: i64,
        /// Parcels in the queue, this one included.
        queue: i64,
    }

    /// A stop at the packing table: full screen, sound.
    PackStop {
        /// Why.
        kind: StopKind,
        /// What was scanned.
        code: String,
        /// What the code is.
        read: Option<Goods>,
        /// What is wanted instead.
        wanted: Option<Goods>,
        /// What happened, short.
        title: Sentence,
        /// The way on.
        advice: Sentence,
    }

    /// What a scan did.
    PackAnswer {
        /// The parcel after it; none when no parcel is open.
        view: Option<PackView>,
        /// The stop, if it was wrong.
        stop: Option<PackStop>,
        /// The parcel that this scan finished.
        finished: Option<OrderId>,
        /// What happened, short ("Mangkuk Hijau masuk").
        said: Sentence,
    }

    /// A parcel waiting to be packed.
    PackQueueRow {
        /// The order.
        order: OrderRow,
        /// Units already in.
        checked: i64,
    }

    /// The packing table before a scan.
    PackQueue {
        /// Parcels to pack, late first.
        rows: Vec<PackQueueRow>,
        /// How many in all.
        total: i64,
        /// Packed today.
        packed_today: i64,
    }

    /// A wave: orders picked together.
    WaveRow {
        /// Key.
        id: WaveId,
        /// When it was made.
        at: Instant,
        /// Who made it.
        person: String,
        /// Its orders, late first.
        orders: Vec<OrderId>,
        /// Their units.
        units: i64,
        /// Approved orders left out, each with the reason.
        left_out: Vec<RefusedOrder>,
    }

    /// A document that was written.
    Printed {
        /// Where it lies.
        path: String,
        /// Sheets or slips.
        documents: i64,
        /// What was written, in a sentence.
        message: Sentence,
    }

    /// Which log entries are asked for.
    LogQuery {
        /// Only this order.
        order: Option<OrderId>,
        /// From this day.
        from: Option<Day>,
        /// To this day, inclusive.
        to: Option<Day>,
        /// Whether scans are listed too.
        scans: bool,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// One entry of the activity log.
    LogRow {
        /// Place in the chain.
        seq: i64,
        /// When.
        at: Instant,
        /// Business day.
        day: Day,
        /// Who.
        person: String,
        /// What it was done to: `order`, `product`, `variant`, `shop`, ….
        noun: String,
        /// Key of that.
        noun_id: i64,
        /// What was done.
        verb: String,
        /// The order concerned.
        order: Option<OrderId>,
        /// It in a sentence.
        text: Sentence,
        /// What belongs together has one batch.
        batch: Option<i64>,
    }

    /// A page of the log, newest first.
    LogPage {
        /// The rows.
        rows: Vec<LogRow>,
        /// To ask for the next page.
        next: Option<String>,
    }

    /// The log's chain, verified.
    ChainReport {
        /// Entries verified.
        entries: i64,
        /// Hash of the last entry, hexadecimal.
        last_hash: String,
        /// The anchor outside the book that it was compared with; none if there is none yet.
        anchor: Option<String>,
        /// What is wrong; empty if nothing.
        findings: Vec<Finding>,
    }

    /// Something that an audit found wrong.
    Finding {
        /// Which invariant, for programs.
        code: String,
        /// Where: "order 4127", "variant BSK-18", "log 12".
        place: String,
        /// What is wrong.
        message: Sentence,
    }

    /// How much waits at each desk: the rail's figures.
    RailCounts {
        /// Orders not yet shipped.
        open: i64,
        /// Of these, late.
        late: i64,
        /// To pack.
        to_pack: i64,
        /// Packed, without having been shipped.
        to_ship: i64,
        /// Variants with missing units.
        short: i64,
    }
}

words! {
    /// A mark in the margin of the order list.
    OrderMark {
        /// Should have left already.
        Late,
        /// Must leave today.
        DueToday,
        /// The buyer left a note.
        Noted,
        /// Paid on delivery.
        Cod,
        /// Held.
        Held,
        /// Units are missing.
        Short,
    }

    /// What an import does with an order.
    ImportKind {
        /// Not in the book yet.
        New,
        /// In the book, and changes.
        Changed,
        /// The same.
        Unchanged,
        /// Held or in conflict: listed, not moved.
        Held,
    }

    /// Which variants.
    StockMark {
        /// Everything sold.
        All,
        /// Units are missing.
        Short,
        /// Nothing available.
        Empty,
        /// No longer sold.
        Archived,
    }

    /// Where units can be.
    Bin {
        /// With a supplier.
        Supplier,
        /// On the shelf.
        Shelf,
        /// In a parcel not yet sent.
        Packed,
        /// With a customer.
        Customer,
        /// Damaged.
        Damaged,
        /// Lost, or a counting difference.
        Loss,
    }

    /// Why packing stopped.
    StopKind {
        /// Another variant than the parcel wants.
        WrongItem,
        /// More of it than the parcel wants.
        ExtraItem,
        /// The next parcel was scanned while units are missing in this one.
        MissingItem,
        /// The order is held.
        Held,
        /// The order is cancelled.
        Cancelled,
        /// The order isn't approved, or is packed or gone already.
        WrongStage,
        /// The shelf doesn't have the units.
        StockShort,
        /// Nothing has this code.
        UnknownCode,
    }
}

impl Bin {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Supplier, Self::Shelf, Self::Packed, Self::Customer, Self::Damaged, Self::Loss];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Shelf => "shelf",
            Self::Packed => "packed",
            Self::Customer => "customer",
            Self::Damaged => "damaged",
            Self::Loss => "loss",
        }
    }

    /// The bin of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.key() == key)
    }
}
