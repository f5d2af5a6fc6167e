//! The commands, one file a noun.

mod demo;
mod import;
mod orders;
mod print;
mod shop;
mod stock;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime};
use runut_core::{Instant, OrderId, Refusal, Zone};
use runut_store::{Book, Context, Reader, default_path};

use crate::args::{Cli, Command, Order};
use crate::output::{Fault, Out};

/// What a command works with.
pub struct Desk<'a> {
    /// As typed.
    pub cli: &'a Cli,
    /// Where answers go.
    pub out: &'a Out,
    /// The book.
    pub book: Book,
    /// Now.
    pub now: Instant,
}

impl Desk<'_> {
    /// The context of a write: who, when, which request.
    pub fn context(&self) -> Result<Context, Fault> {
        Ok(self.book.context(self.cli.acting.as_deref(), self.now, &self.request())?)
    }

    /// The request's id, new unless given.
    pub fn request(&self) -> String {
        self.cli.request.clone().unwrap_or_else(|| uuid::Uuid::now_v7().to_string())
    }

    /// The orders that were named.
    pub fn orders(&self, words: &[String]) -> Result<Vec<OrderId>, Fault> {
        self.book.read(|book| words.iter().map(|word| find(book, word)).collect())
    }
}

/// The order that a word names.
pub fn find(book: &Reader<'_>, word: &str) -> Result<OrderId, Fault> {
    let shown: String = word.chars().take(40).collect();
    let found = book.find_order(word)?;
    found.ok_or_else(|| {
        let (id, en) = (format!("Pesanan {shown} tidak ada di buku."), format!("Order {shown} is not in the book."));
        Fault::from(Refusal::new("order_unknown", id, en).with("order", shown))
    })
}

/// Does what was typed.
pub fn run(cli: &Cli, out: &Out) -> Result<ExitCode, Fault> {
    if let Command::DemoDay { out: folder } = &cli.command {
        return demo::day(out, folder);
    }
    let path = cli.book.clone().or_else(|| std::env::var_os("RUNUT_BOOK").map(PathBuf::from));
    let book = Book::open(&path.unwrap_or_else(default_path))?;
    let now = now(cli, &book)?;
    let desk = Desk { cli, out, book, now };
    let code = command(&desk)?;
    desk.book.anchor()?;
    Ok(code)
}

fn command(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    match &desk.cli.command {
        Command::Init(init) => shop::init(desk, init),
        Command::Demo { orders, seed } => demo::make(desk, *orders, *seed),
        Command::DemoDay { .. } => Ok(ExitCode::SUCCESS),
        Command::Import(import) => import::orders(desk, import),
        Command::Product(product) => stock::product(desk, product),
        Command::Stock(stock) => stock::stock(desk, stock),
        Command::Orders(list) => orders::list(desk, list),
        Command::Order(Order::Show { id }) => orders::show(desk, id),
        Command::Order(order) => orders::act(desk, order),
        Command::Wave { ids } => orders::wave(desk, ids),
        Command::Print(print) => print::run(desk, print),
        Command::Log(log) => shop::log(desk, log),
        Command::Check => shop::check(desk),
        Command::Settings { auto_approve } => shop::settings(desk, *auto_approve),
        Command::Counts => shop::counts(desk),
    }
}

fn now(cli: &Cli, book: &Book) -> Result<Instant, Fault> {
    let Some(text) = &cli.now else { return clock() };
    if let Ok(millis) = text.parse::<i64>() {
        return Ok(Instant(millis));
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(Instant(at.timestamp_millis()));
    }
    let zone = book.read(|reader| Ok::<_, Fault>(reader.shop()?.map_or(Zone::Wib, |shop| shop.zone)))?;
    let local = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    local.map(|local| zone.instant(local)).ok_or_else(|| {
        Fault::Usage(format!("--now {text}: write 2026-11-22 09:30, RFC 3339, or milliseconds since 1970"))
    })
}

/// The clock: read here, at the door, and handed in.
pub fn clock() -> Result<Instant, Fault> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}
