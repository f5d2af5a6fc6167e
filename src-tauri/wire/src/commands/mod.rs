//! What the page can ask for and do: one file a noun, one declaration a command (docs/ARCHITECTURE.md says how a new one is
//! made). From the declaration come the dispatch, the list of names, and the page's calls with their types.

/// Declares the commands of a noun:
///
/// ```text
/// commands! {
///     /// What it does or answers: the words stand over the page's call too.
///     ask order_detail(desk, order: OrderId) -> OrderDetail { desk.ask(|book, now| …) }
///     act order_save(act, form: OrderForm) -> OrderSaved { act.write(|book, ctx| …) }
/// }
/// ```
///
/// `ask` changes nothing in the book; `act` is a write with its request id, and answers the topics that it touched too.
/// Arguments are named on the wire as in TypeScript (`start_day` is `startDay`); those at the end that are an `Option` may
/// be left out. Types are rows of core, which ts-rs writes, or plain ones (`calls.rs` knows which).
macro_rules! commands {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident $name:ident($by:ident $(, $arg:ident: $type:ty)* $(,)?) -> $gives:ty $body:block
    )+) => {
        pub(super) const COMMANDS: &[$crate::commands::Command] = &[$($crate::commands::Command {
            name: stringify!($name),
            kind: $crate::commands::kind!($kind),
            docs: &[$($doc),+],
            takes: &[$((stringify!($arg), stringify!($type))),*],
            gives: stringify!($gives),
            run: $name,
        }),+];

        $(
            fn $name(desk: &$crate::desk::Desk, args: serde_json::Value) -> $crate::commands::Answer<String> {
                #[derive(serde::Deserialize)]
                #[serde(rename_all = "camelCase")]
                struct Args { $($arg: $type),* }
                fn run(
                    $by: $crate::commands::by!($kind) $(, $arg: $type)*
                ) -> $crate::commands::Answer<$crate::commands::given!($kind $gives)> $body

                let by = $crate::commands::bound!($kind desk args);
                let Args { $($arg),* } = $crate::commands::read(args)?;
                $crate::commands::written(&run(by $(, $arg)*)?)
            }
        )+
    };
}

macro_rules! kind {
    (ask) => {
        $crate::commands::Kind::Ask
    };
    (act) => {
        $crate::commands::Kind::Act
    };
}

macro_rules! by {
    (ask) => { &$crate::desk::Desk };
    (act) => { &$crate::commands::Act<'_> };
}

macro_rules! given {
    (ask $gives:ty) => { $gives };
    (act $gives:ty) => { $crate::desk::Wrote<$gives> };
}

macro_rules! bound {
    (ask $desk:ident $args:ident) => {
        $desk
    };
    (act $desk:ident $args:ident) => {
        &$crate::commands::Act { desk: $desk, request: $crate::commands::request(&$args)? }
    };
}

use {bound, by, given, kind};

mod backups;
mod book;
mod books;
mod business;
mod catalogue;
mod clipboard;
mod counts;
mod customers;
mod damage;
mod export;
mod fees;
mod goals;
mod hours;
mod imports;
mod kpis;
mod log;
mod machine;
mod ordering;
mod orders;
mod packing;
mod paper;
mod payments;
mod payouts;
mod photos;
mod purchases;
mod records;
mod reports;
mod returns;
mod settings;
mod stock;
mod tasks;
mod today;

use runut_actions::Done;
use runut_store::{Book, Context};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::desk::{Desk, Wrote};
use crate::error::CommandError;

/// The nouns' commands: a new file stands here.
const NOUNS: &[&[Command]] = &[
    backups::COMMANDS,
    damage::COMMANDS,
    book::COMMANDS,
    today::COMMANDS,
    purchases::COMMANDS,
    imports::COMMANDS,
    kpis::COMMANDS,
    orders::COMMANDS,
    customers::COMMANDS,
    ordering::COMMANDS,
    paper::COMMANDS,
    stock::COMMANDS,
    catalogue::COMMANDS,
    counts::COMMANDS,
    packing::COMMANDS,
    photos::COMMANDS,
    payments::COMMANDS,
    fees::COMMANDS,
    payouts::COMMANDS,
    returns::COMMANDS,
    log::COMMANDS,
    records::COMMANDS,
    settings::COMMANDS,
    hours::COMMANDS,
    books::COMMANDS,
    clipboard::COMMANDS,
    tasks::COMMANDS,
    goals::COMMANDS,
    export::COMMANDS,
    reports::COMMANDS,
    business::COMMANDS,
    machine::COMMANDS,
];

/// What a command answers.
pub(crate) type Answer<T> = Result<T, CommandError>;

/// Whether a command writes to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It doesn't.
    Ask,
    /// It does, once a request id.
    Act,
}

/// A command as it was declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Command {
    /// Its name on the wire.
    pub name: &'static str,
    /// Whether it writes.
    pub kind: Kind,
    /// What it does, line by line.
    pub docs: &'static [&'static str],
    /// Its arguments and their types, in Rust's words.
    pub takes: &'static [(&'static str, &'static str)],
    /// The type of its answer.
    pub gives: &'static str,
    run: fn(&Desk, Value) -> Answer<String>,
}

impl Command {
    /// Does it; the answer is JSON.
    ///
    /// # Errors
    /// What it is rejected with.
    pub fn run(&self, desk: &Desk, args: Value) -> Answer<String> {
        (self.run)(desk, args)
    }
}

/// All commands.
pub(crate) fn all() -> impl Iterator<Item = &'static Command> {
    NOUNS.iter().copied().flatten()
}

/// A write: where it was asked for, and under which request id.
#[derive(Debug)]
pub(crate) struct Act<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The request's id: a repeated one is answered as the first time.
    pub request: String,
}

impl Act<'_> {
    /// Changes the book through an action, as the acting person.
    pub fn write<T>(&self, write: impl FnOnce(&Book, &Context) -> Done<T>) -> Answer<Wrote<T>> {
        let book = self.desk.book()?;
        let person = book.read(|reader| runut_actions::acting(reader, self.desk.acting()))?;
        let context = book.context(Some(&person.name), self.desk.now(), &self.request)?;
        Ok(write(&book, &context)?.into())
    }
}

/// The arguments of a call.
fn read<T: DeserializeOwned>(args: Value) -> Answer<T> {
    serde_json::from_value(args).map_err(|_| CommandError::misunderstood())
}

/// The request id of a call.
fn request(args: &Value) -> Answer<String> {
    args["request"].as_str().map(str::to_owned).ok_or_else(CommandError::misunderstood)
}

/// An answer as the page gets it.
fn written<T: Serialize>(answer: &T) -> Answer<String> {
    serde_json::to_string(answer).map_err(|_| CommandError::misunderstood())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_two_commands_have_one_name() {
        let names: Vec<&str> = super::all().map(|command| command.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        assert!(names.len() > 90, "{}", names.len());
    }
}
