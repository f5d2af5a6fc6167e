//! The books beside orders and goods: journal entries, recurring ones, equipment, the months and days that are closed.

use serde::{Deserialize, Serialize};

use crate::chart::AccountKind;
use crate::{
    AccountId, ActivityId, Day, EquipmentId, Instant, JournalId, Money, Month, PhotoId, RecurringId, Sentence, StoreId,
};

words! {
    /// What a journal entry is for.
    JournalKind {
        /// What was there when the book began.
        Opening,
        /// Rent, wages, packing material: what the shop spends.
        Expense,
        /// What it earns beside its sales.
        Income,
        /// The owner or a lender brings money.
        Capital,
        /// The owner takes money, or a loan is paid back.
        Drawing,
        /// From one account of money to another.
        Transfer,
        /// Something is bought that is used for years.
        Equipment,
        /// A month's share of what that cost.
        Depreciation,
        /// What was counted differs from the book.
        Difference,
        /// Anything else.
        General,
        /// Takes back another entry.
        Reversal
    }

    /// How often something comes again.
    Every {
        /// Each week.
        Week,
        /// Each month.
        Month,
        /// Each year.
        Year
    }
}

row! {
    /// An account of the books.
    AccountRow {
        /// Its number.
        id: AccountId,
        /// Its name.
        name: String,
        /// What it is.
        kind: AccountKind,
        /// The line of the statements that it belongs to.
        line: String,
        /// No longer used.
        archived: bool,
        /// Debits less credits.
        balance: Money,
        /// Whether it grows by what is debited: what the shop has and what it spends.
        debits: bool,
        /// Whether entries by hand may touch it: what goods, orders, purchases and settlements keep themselves they may not.
        by_hand: bool,
    }

    /// A new account, or what an account is to be called.
    AccountForm {
        /// The account; zero for a new one.
        id: AccountId,
        /// Its name.
        name: String,
        /// Where a new one belongs; of an account that is there already it stays as it is.
        line: String,
        /// What a new one is.
        kind: AccountKind,
        /// No longer used.
        archived: bool,
    }

    /// A place for new accounts.
    AccountPlace {
        /// The line of the statements.
        line: String,
        /// What the accounts there are.
        kind: AccountKind,
        /// What the line is called.
        name: Sentence,
    }

    /// What an entry of a kind may touch.
    KindAccounts {
        /// The kind.
        kind: JournalKind,
        /// What it is called.
        name: Sentence,
        /// Accounts that it may debit.
        debit: Vec<AccountId>,
        /// Accounts that it may credit.
        credit: Vec<AccountId>,
    }

    /// The chart of accounts.
    Chart {
        /// All accounts by number.
        accounts: Vec<AccountRow>,
        /// What each kind of entry that a person writes may touch.
        kinds: Vec<KindAccounts>,
        /// Where further ones may stand.
        places: Vec<AccountPlace>,
        /// The first day with a posting; none in a book without.
        since: Option<Day>,
    }

    /// A pair of a journal entry.
    JournalLine {
        /// Debited.
        debit: AccountId,
        /// Credited.
        credit: AccountId,
        /// How much, above zero.
        amount: Money,
    }

    /// A journal entry as it is typed.
    JournalForm {
        /// What it is for.
        kind: JournalKind,
        /// When it happened.
        day: Day,
        /// Its pairs.
        lines: Vec<JournalLine>,
        /// What it is.
        note: String,
        /// The store that it is for; none where it is for all.
        store: Option<StoreId>,
        /// The recurring entry that it is, with the day that it was due.
        recurring: Option<RecurringId>,
        /// The equipment that it is about.
        equipment: Option<EquipmentId>,
        /// The day that it was due: of a recurring entry, or the last of the month that equipment loses worth for.
        due: Option<Day>,
        /// It comes again this often from then on.
        again: Option<Every>,
    }

    /// A journal entry that was written, or would be.
    Journalled {
        /// Its number; zero of one that isn't written.
        id: JournalId,
        /// The day on which it is posted.
        booked: Day,
        /// All that it comes to.
        amount: Money,
        /// That it is posted on another day than it happened, and why; empty where it isn't.
        moved: String,
    }

    /// A journal entry of the book.
    JournalRow {
        /// Its number.
        id: JournalId,
        /// The log's entry.
        activity: ActivityId,
        /// What it is for.
        kind: JournalKind,
        /// When it happened.
        day: Day,
        /// When it is posted: the same, or the first open day where that month was closed.
        booked: Day,
        /// Its pairs.
        lines: Vec<JournalLine>,
        /// All that it comes to.
        amount: Money,
        /// What it is.
        note: String,
        /// The store that it is for.
        store: Option<StoreId>,
        /// A picture of its receipt.
        photo: Option<PhotoId>,
        /// The recurring entry that it is.
        recurring: Option<RecurringId>,
        /// The equipment that it is about.
        equipment: Option<EquipmentId>,
        /// The day that it was due.
        due: Option<Day>,
        /// The entry that it takes back.
        reverses: Option<JournalId>,
        /// The entry that takes it back.
        reversed: Option<JournalId>,
        /// Who wrote it.
        person: String,
        /// When it was written.
        at: Instant,
    }

    /// Which journal entries.
    JournalQuery {
        /// From this day.
        from: Option<Day>,
        /// To this day, inclusive.
        to: Option<Day>,
        /// Only of these kinds; all where there are none.
        kinds: Vec<JournalKind>,
        /// Only those that touch this account.
        account: Option<AccountId>,
        /// Behind this one.
        after: Option<String>,
        /// How many at most.
        limit: u32,
    }

    /// A page of journal entries, newest first.
    JournalPage {
        /// The entries.
        rows: Vec<JournalRow>,
        /// Where the next page begins.
        next: Option<String>,
    }

    /// Something that comes again: rent, wages, internet.
    RecurringRow {
        /// Its key; zero for a new one.
        id: RecurringId,
        /// What it is.
        name: String,
        /// What kind of entry it makes.
        kind: JournalKind,
        /// Debited.
        debit: AccountId,
        /// Credited.
        credit: AccountId,
        /// How much, as a rule.
        amount: Money,
        /// The store that it is for.
        store: Option<StoreId>,
        /// How often.
        every: Every,
        /// When it is due next.
        next: Day,
        /// No longer proposed.
        archived: bool,
    }

    /// Something that is used for years.
    EquipmentRow {
        /// Its key; zero for a new one.
        id: EquipmentId,
        /// What it is.
        name: String,
        /// Since when it is used.
        bought: Day,
        /// What it cost.
        cost: Money,
        /// What it will be worth at the end.
        residual: Money,
        /// For how many months it is used.
        months: i64,
        /// What it has lost so far.
        written_off: Money,
        /// No longer there.
        archived: bool,
    }

    /// An entry that is due and only has to be confirmed.
    Proposal {
        /// As it would be written.
        form: JournalForm,
        /// What it is called.
        name: String,
        /// All that it comes to.
        amount: Money,
    }

    /// A month of the books.
    MonthRow {
        /// The month.
        month: Month,
        /// Whether it is closed.
        closed: bool,
        /// What is still open in it, in a sentence each; it can be closed all the same.
        open: Vec<String>,
    }
}
