//! What people record beside orders, money and goods: templates, records, what is still to be recorded, and the timeline.

use serde::{Deserialize, Serialize};

use crate::rows::{Division, LogRow};
use crate::{
    AccountId, CustomerId, Day, Instant, JournalId, Money, Month, OrderId, PersonId, ProductId, RecordId, Sentence,
    StoreId, TemplateId,
};

words! {
    /// What a template is about.
    TemplateKind {
        /// Sales beside those that orders tell.
        Sales,
        /// What buyers ask, say and complain of.
        Customer,
        /// Advertising, posts, competitors.
        Marketing,
        /// What goes wrong, and work.
        Operations,
        /// Visits of one's own website.
        Website
    }

    /// How often something is recorded.
    Cadence {
        /// Each open day.
        Daily,
        /// Once a week.
        Weekly,
        /// Once a month.
        Monthly,
        /// Whenever it happens.
        Occasion
    }

    /// What a field holds.
    FieldType {
        /// A whole number.
        Number,
        /// Whole rupiah.
        Money,
        /// A share in hundredths of a percent.
        Percent,
        /// How long, in minutes.
        Minutes,
        /// A time of day, in minutes from midnight.
        Time,
        /// One of several words.
        Choice,
        /// Yes or no.
        YesNo,
        /// Free text.
        Text,
        /// An address in the web.
        Link,
        /// An order.
        Order,
        /// A product.
        Product,
        /// A customer.
        Customer
    }

    /// A figure that records feed, summed by day and store.
    Logged {
        /// Complaints.
        Complaints,
        /// Minutes until a buyer had an answer.
        ReplyMinutes,
        /// Reviews.
        Reviews,
        /// What advertising cost.
        AdCost,
        /// What advertising sold, as its platform says.
        AdSales,
        /// How often advertising was shown.
        AdViews,
        /// How often it was clicked.
        AdClicks,
        /// Orders that it brought, as its platform says.
        AdOrders,
        /// Visitors of the website.
        Visitors,
        /// Orders of the website.
        WebOrders,
        /// Minutes that machines or power were down.
        DownMinutes,
        /// Minutes lost by trouble.
        LostMinutes
    }

    /// How a template stands for a month.
    LogState {
        /// Filled in when it is due.
        Kept,
        /// Filled in, often late.
        Late,
        /// Left out more often than not.
        Gaps,
        /// Not filled in that month.
        Silent,
        /// Never filled in.
        Never
    }

    /// What became of a row of a file.
    ImportState {
        /// Recorded.
        New,
        /// There already, the same.
        Same,
        /// There already with other values: corrected.
        Corrected,
        /// Left out until somebody says that it is right.
        Unusual,
        /// Left out: it can't be taken as it stands.
        Problem
    }

    /// Who wrote an entry of the timeline.
    Source {
        /// A person.
        Person,
        /// The clock.
        Clock,
        /// A file.
        File
    }

    /// What the timeline is narrowed to.
    TimelineKind {
        /// Everything.
        All,
        /// What people recorded.
        Recorded,
        /// What went wrong.
        Trouble,
        /// Orders.
        Orders,
        /// Money.
        Money,
        /// Goods.
        Stock
    }
}

row! {
    /// One of the words that a field may hold.
    ChoiceRow {
        /// The word that it is kept and typed by.
        key: String,
        /// What it is called.
        name: Sentence,
    }

    /// A field of a template.
    FieldRow {
        /// The word that it is kept and typed by.
        key: String,
        /// What it is called.
        name: Sentence,
        /// What it holds.
        kind: FieldType,
        /// Whether it must be filled in.
        required: bool,
        /// Whether it tells records of one day apart.
        keyed: bool,
        /// The least it may be.
        min: Option<i64>,
        /// The most it may be.
        max: Option<i64>,
        /// The field, by its word, that this one is never above; empty where there is none.
        at_most: String,
        /// The figure that it feeds.
        logged: Option<Logged>,
        /// The words to choose from.
        choices: Vec<ChoiceRow>,
    }

    /// A template: what is recorded, by whom, how often.
    TemplateRow {
        /// Its key; zero for a new one.
        id: TemplateId,
        /// The word that it is typed by.
        key: String,
        /// What it is called.
        name: Sentence,
        /// What it is about.
        kind: TemplateKind,
        /// How often it is filled in.
        cadence: Cadence,
        /// How many days later its figures are known: 1 where yesterday's are recorded.
        lag: i64,
        /// The division that fills it in.
        division: Option<Division>,
        /// The person who does; before the division.
        person: Option<PersonId>,
        /// Their name.
        person_name: String,
        /// Whether its records are of a store.
        by_store: bool,
        /// Whether its records tell of trouble.
        trouble: bool,
        /// The version of its fields, from 1.
        version: i64,
        /// The fields.
        fields: Vec<FieldRow>,
        /// No longer offered.
        archived: bool,
        /// How many records there are of it.
        records: i64,
        /// The day of the last one.
        last: Option<Day>,
    }

    /// A value as it is typed.
    TypedValue {
        /// The field's word.
        field: String,
        /// What was typed.
        text: String,
    }

    /// A record as it is typed.
    RecordForm {
        /// Of which template.
        template: TemplateId,
        /// Of which day.
        day: Day,
        /// Of which store.
        store: Option<StoreId>,
        /// What was typed.
        values: Vec<TypedValue>,
        /// The record that it corrects.
        replaces: Option<RecordId>,
        /// The account that an advertising cost is posted from; none where it isn't.
        book: Option<AccountId>,
        /// It is right although it is far from what is usual.
        sure: bool,
    }

    /// A value of a record.
    ValueRow {
        /// The field's word.
        field: String,
        /// What the field is called.
        name: Sentence,
        /// The number, key or minutes; none for words.
        number: Option<i64>,
        /// The words, or the word of a choice; empty for numbers.
        text: String,
        /// It as it is said.
        said: Sentence,
    }

    /// A record.
    RecordRow {
        /// Its number.
        id: RecordId,
        /// Of which template.
        template: TemplateId,
        /// What that is called.
        name: Sentence,
        /// The version of its fields.
        version: i64,
        /// Of which day.
        day: Day,
        /// Of which store.
        store: Option<StoreId>,
        /// Its name.
        store_name: String,
        /// The values in the order of the fields; those left empty are left out.
        values: Vec<ValueRow>,
        /// The order that it is about.
        order: Option<OrderId>,
        /// The product that it is about.
        product: Option<ProductId>,
        /// The customer whom it is about.
        customer: Option<CustomerId>,
        /// The record that it corrects.
        replaces: Option<RecordId>,
        /// The record that corrects it.
        replaced: Option<RecordId>,
        /// It says that what it corrects never was.
        withdrawn: bool,
        /// The journal entry that its cost is posted by.
        journal: Option<JournalId>,
        /// The file that it was read from; empty where it was typed.
        file: String,
        /// Who recorded it.
        person: String,
        /// When.
        at: Instant,
    }

    /// Which records.
    RecordQuery {
        /// Only of this template.
        template: Option<TemplateId>,
        /// From this day.
        from: Option<Day>,
        /// To this day, inclusive.
        to: Option<Day>,
        /// Those that were corrected or withdrawn too.
        all: bool,
        /// Behind this one.
        after: Option<String>,
        /// How many at most.
        limit: u32,
    }

    /// A page of records, the newest first.
    RecordPage {
        /// The records.
        rows: Vec<RecordRow>,
        /// Where the next page begins.
        next: Option<String>,
    }

    /// What is reckoned from what stands in a form.
    DerivedRow {
        /// What it is.
        name: Sentence,
        /// It as it is said; empty while it can't be reckoned.
        said: String,
        /// What it usually is; empty where that isn't known yet.
        usual: String,
    }

    /// What a form comes to before it is saved.
    RecordPreview {
        /// Why it can't be saved as it stands, by field; the doors show it beside the field.
        problems: Vec<FieldProblem>,
        /// What is far from usual, in a sentence each.
        unusual: Vec<Sentence>,
        /// The record of the same key that is there already.
        there: Option<RecordRow>,
        /// What is reckoned from it.
        derived: Vec<DerivedRow>,
        /// How its cost can be posted.
        booking: Option<Booking>,
    }

    /// What is wrong with a field.
    FieldProblem {
        /// The field's word; empty for the record as a whole.
        field: String,
        /// What is wrong.
        message: Sentence,
    }

    /// How an advertising cost can be posted.
    Booking {
        /// How much.
        amount: Money,
        /// From which account.
        account: AccountId,
        /// Its name.
        account_name: String,
        /// Whether it is proposed.
        proposed: bool,
        /// Why it isn't, or that it is posted already; empty where it is proposed.
        reason: Sentence,
    }

    /// What a field of the last records held, so that a form can say what is usual.
    UsualRow {
        /// The field's word.
        field: String,
        /// What lies in the middle of them, as it is said.
        said: Sentence,
    }

    /// A record that was saved.
    Recorded {
        /// The record.
        record: RecordRow,
        /// Its cost as it was posted: the entry's number.
        journal: Option<JournalId>,
    }

    /// A template that is still to be filled in.
    RecordDue {
        /// The template.
        template: TemplateId,
        /// The word that it is typed by.
        key: String,
        /// What it is called.
        name: Sentence,
        /// The day that it is due for.
        day: Day,
        /// How often.
        cadence: Cadence,
        /// Who fills it in; empty for anybody.
        who: Sentence,
        /// How many times before that it was left out, within 14 days.
        missed: i64,
        /// When it was recorded; none where it is still to be.
        done: Option<Instant>,
    }

    /// What is still to be recorded.
    RecordsDue {
        /// What is due now, and what of it is done.
        rows: Vec<RecordDue>,
        /// How many are still to be done.
        open: i64,
    }

    /// How well a template is kept in a month.
    ReviewRow {
        /// The template.
        template: TemplateId,
        /// What it is called.
        name: Sentence,
        /// How often it is filled in.
        cadence: Cadence,
        /// How often it should have been; none where there is no saying.
        expected: Option<i64>,
        /// For how many of these times it was.
        kept: i64,
        /// Of these, how many after their day.
        late: i64,
        /// How it stands.
        state: LogState,
        /// Fields that are rarely filled in or that no figure is made of.
        unread: Vec<Sentence>,
        /// What to do; empty where all is well.
        advice: Sentence,
    }

    /// The evaluation of the log of a month.
    LogReview {
        /// The month.
        month: Month,
        /// The templates.
        rows: Vec<ReviewRow>,
        /// What isn't recorded and should be.
        add: Vec<Sentence>,
    }

    /// Which column of a file is which field.
    ColumnMap {
        /// The column's heading.
        column: String,
        /// The field's word; `day` and `store` for those; empty to leave it out.
        field: String,
    }

    /// How a file is to be taken in.
    RecordImport {
        /// The template.
        template: TemplateId,
        /// What columns are, beside what is known.
        map: Vec<ColumnMap>,
        /// What fields hold in rows that don't say.
        values: Vec<TypedValue>,
        /// The day of rows that have none.
        day: Option<Day>,
        /// The store of rows that have none.
        store: Option<StoreId>,
        /// What is far from usual is right.
        sure: bool,
    }

    /// A row of a file, as it would be taken in.
    ImportedRecord {
        /// Its row.
        row: u32,
        /// What becomes of it.
        state: ImportState,
        /// The day.
        day: Option<Day>,
        /// What it says.
        said: Sentence,
        /// What is wrong or unusual; empty where nothing is.
        message: Sentence,
    }

    /// What a file comes to.
    RecordsImported {
        /// The file's name.
        file: String,
        /// What its columns are.
        columns: Vec<ColumnMap>,
        /// The rows.
        rows: Vec<ImportedRecord>,
        /// Rows that are new.
        new: i64,
        /// Rows that are there already.
        same: i64,
        /// Rows that correct another record.
        corrected: i64,
        /// Rows that are left out.
        left_out: i64,
    }

    /// Which entries of the timeline.
    TimelineQuery {
        /// What kind.
        kind: TimelineKind,
        /// Only about this noun; empty for all.
        noun: String,
        /// Only what this person did.
        person: Option<PersonId>,
        /// Only what people of this division did.
        division: Option<Division>,
        /// From this day.
        from: Option<Day>,
        /// To this day, inclusive.
        to: Option<Day>,
        /// Only about this order.
        order: Option<OrderId>,
        /// Only about this customer and their orders.
        customer: Option<CustomerId>,
        /// Only about this product and its variants.
        product: Option<ProductId>,
        /// Only what has these words.
        find: String,
        /// Scans too.
        scans: bool,
        /// Behind this entry.
        after: Option<String>,
        /// How many at most.
        limit: u32,
    }

    /// An entry of the timeline.
    TimelineRow {
        /// The log's entry.
        entry: LogRow,
        /// Who wrote it.
        source: Source,
        /// Whether it tells of trouble.
        trouble: bool,
        /// The record that it tells of.
        record: Option<RecordId>,
        /// Whether that was corrected or withdrawn since.
        replaced: bool,
    }

    /// A page of the timeline, the newest first.
    TimelinePage {
        /// The entries.
        rows: Vec<TimelineRow>,
        /// Where the next page begins.
        next: Option<String>,
        /// How far back it was searched; none where that was to the end.
        searched: Option<Day>,
    }

    /// A day of the timeline.
    TimelineDay {
        /// The day.
        day: Day,
        /// Its entries, scans left out.
        entries: i64,
        /// Records of trouble.
        trouble: i64,
    }

    /// How many entries of each kind a day has.
    TimelineCount {
        /// The kind.
        kind: TimelineKind,
        /// The entries.
        entries: i64,
    }
}
