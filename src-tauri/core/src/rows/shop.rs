//! The shop, its people, its log and what was printed.

use serde::{Deserialize, Serialize};

use crate::rows::{Division, RefusedOrder, TaxBase};
use crate::sheets::{LabelSize, SlipSize};
use crate::{Day, Instant, Language, Money, OrderId, PersonId, Sentence, Zone};

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
        /// Paper of labels.
        label_size: LabelSize,
        /// Whether totals of orders by transfer get a unique code.
        unique_codes: bool,
        /// Hours that a buyer has to pay, to the end of the day on which they run out; zero for no deadline.
        payment_hours: i64,
        /// Hours from placing to when it must have left, to the end of that day; zero for no deadline.
        ship_hours: i64,
        /// Days after which a delivered order counts as accepted; zero for never.
        return_days: i64,
        /// Days after delivery within which a marketplace should have paid out.
        payout_days: i64,
        /// Days after delivery within which a courier should have paid out COD.
        cod_days: i64,
        /// What packing a parcel costs, for the profit of orders.
        packing_cost: Money,
        /// What counts as turnover for the final tax.
        tax_base: TaxBase,
        /// Whether the turnover that is free for persons is free: not for a company.
        tax_free: bool,
    }

    /// A person of the shop.
    Person {
        /// Key.
        id: PersonId,
        /// Name.
        name: String,
        /// Whether the owner.
        owner: bool,
        /// Divisions that they work in.
        divisions: Vec<Division>,
        /// No longer with the shop.
        archived: bool,
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

    /// A document that was written.
    Printed {
        /// Where it lies.
        path: String,
        /// Sheets, slips or labels.
        documents: i64,
        /// Orders that were left out, each with the reason.
        refused: Vec<RefusedOrder>,
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
        /// Only what this person did.
        person: Option<PersonId>,
        /// Only what was done to this: `order`, `product`, `payment`, …; empty for all.
        noun: String,
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

    /// What a code from a day's sheet says of the log.
    CodeSeen {
        /// The entry that bears it; none where none that the sheet may be of does.
        entry: Option<i64>,
        /// Entries of that day that came after it.
        later: i64,
        /// What that means.
        said: Sentence,
        /// What is wrong with the chain; empty if nothing.
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
        /// Orders that wait for approval.
        to_approve: i64,
        /// Orders on their way back.
        coming_back: i64,
    }
}
