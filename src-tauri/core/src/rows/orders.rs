//! Orders: lists, one opened, what an action did, tracking numbers, waves.

use serde::{Deserialize, Serialize};

use crate::marketplace::FileProblem;
use crate::rows::shop::LogRow;
use crate::rows::{Address, CustomerRow, PaymentRow};
use crate::{
    AccountId, Channel, CustomerId, Day, Instant, LineId, Money, OrderId, PhotoId, Refusal, Sentence, Stage, StoreId,
    VariantId, Verb, WaveId,
};

row! {
    /// Which orders are asked for.
    OrderQuery {
        /// Only this stage.
        stage: Option<Stage>,
        /// Only orders with this mark.
        mark: Option<OrderMark>,
        /// Only this channel.
        channel: Option<Channel>,
        /// Only this store at a marketplace.
        store: Option<StoreId>,
        /// Only this customer's.
        customer: Option<CustomerId>,
        /// Only this courier: a name of the shop's list, whatever the orders' files call it, or their own word; empty for all.
        courier: String,
        /// Only orders of this business day.
        day: Option<Day>,
        /// Words over number, name, phone in any form, address, tracking number, order id, SKU; empty for all.
        search: String,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// What a courier may take along now.
    HandoverCourier {
        /// The shop's courier; where it has none that the orders mean, their own word.
        courier: String,
        /// The parcels.
        orders: Vec<OrderId>,
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
        /// Its store there, where the shop has several at that marketplace; none else.
        store: Option<String>,
        /// Whether a marketplace sold it and takes its money.
        marketplace: bool,
        /// Where it stands.
        stage: Stage,
        /// Whether the parcel has left.
        has_left: bool,
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
        /// The unique code in that; what is paid may lack that much.
        unique_code: Money,
        /// What is paid of it.
        paid: Money,
        /// What stands for its money.
        cover: Cover,
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
        /// Whether delivery failed.
        failed: bool,
        /// Whether goods of it are on their way back ("kembali").
        coming_back: bool,
        /// Whether it should have been paid already.
        overdue: bool,
        /// Whether it should have left already.
        late: bool,
        /// Whether the recipient is masked by the marketplace.
        masked: bool,
        /// Whether a slip was printed.
        printed: bool,
        /// Whether a label was printed.
        labelled: bool,
        /// Whether the label is ours to print: a marketplace's parcel carries the marketplace's own.
        own_label: bool,
        /// Whether a dropshipper's name is on the label.
        dropship: bool,
        /// Until when it has to be paid; none without a deadline.
        pay_by: Option<Instant>,
        /// The wave it is picked in.
        wave: Option<WaveId>,
        /// Whether a new wave takes it: ready to pack, in none yet, and nothing in the way.
        fits_wave: bool,
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
        /// Orders a mark, within the chosen stage, channel, courier and day.
        marks: Vec<MarkCount>,
        /// Channels that the book has orders of.
        channels: Vec<Channel>,
        /// Stores of the marketplaces at which the shop has several.
        stores: Vec<StoreChoice>,
        /// Couriers that the book's orders name, by the shop's name where it has one.
        couriers: Vec<String>,
        /// Orders that a new wave takes where none is named: of the whole book.
        in_wave: i64,
    }

    /// A store that a list can be narrowed to.
    StoreChoice {
        /// Its key.
        id: StoreId,
        /// Its name.
        name: String,
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
        /// What its units come to at that price.
        gross: Money,
        /// Discount that the shop bears on the whole line.
        discount: Money,
        /// Units in the parcel.
        packed: i64,
        /// Units of a claim that come back.
        claimed: i64,
        /// Units that can still be claimed.
        claimable: i64,
        /// What the buyer claims of the price.
        claim: Money,
        /// Units that came back and were graded.
        back: i64,
        /// Units that can still come back.
        out: i64,
        /// Of these, those that are expected now.
        expected: i64,
        /// Units that left and whose cost is unknown, as far as a person may type it in.
        uncosted: i64,
        /// Units that were sold beyond the shelf: their cost comes with the goods that are received or counted next.
        short: i64,
        /// Picture; none if it has none.
        photo: Option<PhotoId>,
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
        /// The store that it is of, where the shop has several at that marketplace; empty otherwise.
        store: String,
        /// Its lines.
        lines: Vec<OrderLineRow>,
        /// What the shop sells it for: goods, discounts it bears.
        amounts: Vec<AmountRow>,
        /// What the file says beside it: shipping, vouchers (never posted).
        file_amounts: Vec<AmountRow>,
        /// The customer, if it is one of ours.
        customer: Option<CustomerRow>,
        /// Who gets it, where, as known.
        to: Address,
        /// Dropship: whose name is on the label; empty for the shop's own.
        sender: String,
        /// Dropship: their phone.
        sender_phone: String,
        /// Breaks easily.
        fragile: bool,
        /// Weight of its goods in grams.
        weight_g: i64,
        /// The account that the buyer is asked to pay into; none for a marketplace's and for COD.
        account: Option<AccountId>,
        /// Until when it has to be paid.
        pay_by: Option<Instant>,
        /// What it still lacks.
        missing: Money,
        /// What the shop owes the buyer.
        owed: Money,
        /// Whether goods are back whose money was put off.
        ungiven: bool,
        /// What was given back.
        refunded: Money,
        /// What the courier charges us; none while unknown.
        courier_bill: Option<Money>,
        /// Payments and refunds, newest first.
        payments: Vec<PaymentRow>,
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
}

words! {
    /// What stands for an order's money.
    Cover {
        /// The marketplace takes it.
        Marketplace,
        /// It is paid.
        Paid,
        /// The courier takes it at the door.
        Cod,
        /// Some of it is paid.
        Partly,
        /// Nothing yet.
        Unpaid,
    }

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
        /// On its way back.
        Back,
        /// Partly paid after its payment deadline.
        Overdue,
        /// A dropshipper's.
        Dropship,
        /// Approved or packed, and no slip was printed.
        Unprinted,
        /// Approved or packed, and its label, which is ours to print, wasn't printed.
        Unlabelled,
    }
}

impl OrderQuery {
    /// The orders of a stage, or all, `limit` a page.
    #[must_use]
    pub fn of(stage: Option<Stage>, limit: u32) -> Self {
        Self {
            stage,
            mark: None,
            channel: None,
            store: None,
            customer: None,
            courier: String::new(),
            day: None,
            search: String::new(),
            after: None,
            limit,
        }
    }
}
