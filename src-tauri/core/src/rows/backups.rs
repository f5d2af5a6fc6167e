//! Backups: what there is, what one holds against the present book.

use serde::{Deserialize, Serialize};

use crate::rows::LogRow;
use crate::{Instant, Money, Sentence, Stage};

row! {
    /// A file among the backups.
    BackupRow {
        /// Where it lies: beside the book if it is there, else in the second place.
        path: String,
        /// Its name.
        name: String,
        /// When it was made, to the minute.
        made: Instant,
        /// Its size.
        bytes: i64,
        /// What it is.
        kind: BackupKind,
        /// Whether it lies beside the book.
        here: bool,
        /// Whether it lies in the second place.
        second: bool,
        /// Orders in it; none where it can't be read.
        orders: Option<i64>,
        /// Entries of its log, as they were anchored when it was verified; none where it never was.
        entries: Option<i64>,
    }

    /// How the book is backed up.
    BackupState {
        /// The folder of backups.
        folder: String,
        /// What lies there and in the second place, newest first.
        backups: Vec<BackupRow>,
        /// The second place; none if none is set.
        second: Option<SecondPlace>,
        /// What is wrong with the second place.
        second_problem: Option<Sentence>,
        /// Why the book itself should lie elsewhere, if it should.
        place: Option<Sentence>,
        /// When the last verified backup was made.
        last: Option<Instant>,
        /// What a person should know: the end of the log is missing, there is no fresh backup or no fresh copy elsewhere.
        warning: Option<Sentence>,
        /// Why the last backup wasn't made, as long as none was made since; only a window remembers it.
        failed: Option<Sentence>,
    }

    /// A further folder that gets a copy of each backup: on a stick, or one that is synchronised.
    SecondPlace {
        /// The folder.
        folder: String,
        /// When a copy last arrived there; none if none has yet.
        last: Option<Instant>,
    }

    /// A backup that was made.
    BackupMade {
        /// Where it lies.
        path: String,
        /// Its size.
        bytes: i64,
        /// Orders in it.
        orders: i64,
        /// Where its copy in the second place lies.
        second: Option<String>,
        /// What was made, and what is to be known about it.
        message: Sentence,
    }

    /// How far a backup or a restoration is.
    BackupProgress {
        /// What is being done.
        phase: BackupPhase,
        /// Done so far, in megabytes or steps.
        done: i64,
        /// All of it; zero if nobody knows.
        total: i64,
    }

    /// What a book holds.
    Holding {
        /// The shop's name.
        shop: String,
        /// Orders.
        orders: i64,
        /// Entries of the log.
        activities: i64,
        /// When the last of them was made.
        last: Option<Instant>,
        /// Orders a stage; stages without orders are left out.
        stages: Vec<StageHeld>,
        /// Payments and refunds.
        payments: i64,
        /// Units on the shelf and packed.
        units: i64,
        /// What the stock is worth.
        stock_value: Money,
        /// Accounts that aren't empty, by name.
        balances: Vec<BalanceHeld>,
    }

    /// Orders of a stage.
    StageHeld {
        /// The stage.
        stage: Stage,
        /// Orders in it.
        orders: i64,
    }

    /// An account's balance.
    BalanceHeld {
        /// The account.
        name: String,
        /// Debits less credits.
        amount: Money,
    }

    /// What a backup holds against the present book.
    RestoreView {
        /// The backup's file.
        path: String,
        /// Its name.
        name: String,
        /// What it holds.
        backup: Holding,
        /// What the present book holds; none where it can't be read.
        present: Option<Holding>,
        /// Why the present book can't be read.
        present_problem: Option<Sentence>,
        /// Entries of the present log that the backup doesn't have.
        gone: i64,
        /// The first and the last of them; none where they can't be read.
        first_gone: Option<LogRow>,
        /// The last of them.
        last_gone: Option<LogRow>,
        /// Whether the two have a history in common.
        related: bool,
        /// What is to be asked before another shop's book takes the place of this one; none where it is a backup of this one.
        stranger: Option<Sentence>,
    }

    /// A backup took the place of the book.
    Restored {
        /// Where the replaced book lies; empty where there was none.
        kept: String,
        /// What was done.
        message: Sentence,
    }
}

words! {
    /// What a file among the backups is.
    BackupKind {
        /// A backup.
        Copy,
        /// A book that a restored backup has replaced.
        Replaced,
        /// A book before a newer program changed its form.
        Before,
    }

    /// What is being done.
    BackupPhase {
        /// Pages are copied.
        Copy,
        /// The copy is verified.
        Verify,
        /// The copy is compared with the present book.
        Compare,
    }
}
