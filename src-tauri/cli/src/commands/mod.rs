//! The commands, one file a noun.

mod backups;
mod books;
mod business;
mod catalogue;
mod counts;
mod courier_bills;
mod customers;
mod demo;
mod export;
mod fees;
mod figures;
mod goals;
mod hours;
mod import;
mod kpis;
mod ordering;
mod orders;
mod outcome;
mod pages;
mod paste;
mod payments;
mod print;
mod purchases;
mod receiving;
mod records;
mod remittances;
mod report;
mod returns;
mod scan;
mod settings;
mod settlements;
mod shop;
mod stock;
mod tasks;
mod today;
mod walk;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use runut_actions::{ActionError, place_warning};
use runut_core::rows::LogQuery;
use runut_core::undo::Way;
use runut_core::{Instant, OrderId, Refusal, Zone, excerpt};
use runut_store::{Book, Context, Reader, StoreError, backup, default_path, is_regular, place_of, reports, usable};

use crate::args::{Cli, Command, Order, Payment};
use crate::output::{Fault, Out};
use crate::when::When;

/// 2026-11-22 09:00 WIB: where a walk begins unless another time is named, so that a seed is always the same walk.
const WALK_START: Instant = Instant(1_795_312_800_000);

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
        request(self.cli)
    }

    /// The orders that were named, each once however often it was.
    pub fn orders(&self, words: &[String]) -> Result<Vec<OrderId>, Fault> {
        let found: Vec<OrderId> =
            self.book.read(|book| words.iter().map(|word| find(book, word)).collect::<Result<_, Fault>>())?;
        let mut seen = HashSet::new();
        Ok(found.into_iter().filter(|order| seen.insert(*order)).collect())
    }
}

/// The order that a word names.
pub fn find(book: &Reader<'_>, word: &str) -> Result<OrderId, Fault> {
    let shown = excerpt(word, 40);
    let found = book.find_order(word)?;
    found.ok_or_else(|| {
        let (id, en) = (format!("Pesanan {shown} tidak ada di buku."), format!("Order {shown} is not in the book."));
        Fault::from(Refusal::new("order_unknown", id, en).with("order", shown))
    })
}

/// The shop's zone; the first one before there is a shop.
fn zone(book: &Book) -> Result<Zone, StoreError> {
    book.read(|reader| Ok(reader.shop()?.map_or(Zone::Wib, |shop| shop.zone)))
}

fn request(cli: &Cli) -> String {
    cli.request.clone().unwrap_or_else(|| uuid::Uuid::now_v7().to_string())
}

/// Does what was typed.
pub fn run(cli: &Cli, out: &Out) -> Result<ExitCode, Fault> {
    let when = When::read(cli.now.as_deref())?;
    if let Command::DemoDay { out: folder } = &cli.command {
        return demo::day(out, folder);
    }
    if let Command::Walk(steps) = &cli.command {
        let start = if cli.now.is_some() { when.instant(Zone::Wib) } else { WALK_START };
        return walk::run(out, steps, start);
    }
    let path = book_path(cli)?;
    let known = fs::metadata(&path);
    if matches!(cli.command, Command::Salvage { .. }) && known.is_err() {
        there_is(&path, &known)?;
    }
    match &cli.command {
        Command::Backups => return backups::list(out, &path, when),
        Command::Restore { file, yes, other_shop } => {
            ill_placed(out, &path);
            return backups::restore(cli, out, &path, when, file, (*yes, *other_shop));
        }
        Command::Salvage { to } => return backups::salvage(out, &path, when, to),
        _ => {}
    }
    if is_regular(&path).is_ok_and(|regular| !regular) {
        return Err(StoreError::Foreign.into());
    }
    if let (Command::Demo { orders, open, seed }, Err(error)) = (&cli.command, &known)
        && error.kind() == io::ErrorKind::NotFound
    {
        is_here(&path)?;
        ill_placed(out, &path);
        let wanted = demo::Wanted { orders: *orders, open: *open, seed: *seed };
        return demo::new_book(cli, out, &path, wanted, when.instant(Zone::Wib));
    }
    let makes = matches!(cli.command, Command::Init(_) | Command::Demo { .. });
    if !makes {
        there_is(&path, &known)?;
    }
    if !matches!(&cli.command, Command::Init(init) if init.anew) {
        is_here(&path)?;
    }
    if makes {
        ill_placed(out, &path);
    }
    let book = if makes { Book::create(&path)? } else { Book::open(&path)? };
    // What is damaged mustn't keep the audit from saying so.
    let audits = matches!(cli.command, Command::Check);
    let zone = if audits { zone(&book).unwrap_or(Zone::Wib) } else { zone(&book)? };
    let desk = Desk { cli, out, book, now: when.instant(zone) };
    if !makes {
        // Reading too is done by somebody, in a shop: a book without one has nothing to show or to check.
        let acts = desk.context().map(drop).and_then(|()| clock(&desk)).and_then(|()| whole(&desk));
        match acts {
            Err(fault) if !audits || matches!(fault, Fault::Action(ActionError::Refused(_))) => return Err(fault),
            _ => {}
        }
    }
    let code = command(&desk)?;
    anchor(out, &desk.book);
    Ok(code)
}

/// Says it where a book is put that should lie elsewhere: it isn't refused, since the window would be no wiser.
fn ill_placed(out: &Out, path: &Path) {
    if let Some(warning) = place_warning(path) {
        out.say(&format!("Perhatian: {}", warning.id));
    }
}

/// How far the log may be ahead of the clock before a word is said: clocks of two computers differ a little.
const CLOCK_MS: i64 = 10 * 60_000;

/// Says it where the clock stands before the last entry of the log. It is no refusal: a clock that once ran ahead must not
/// lock anyone out of their book.
fn clock(desk: &Desk<'_>) -> Result<(), Fault> {
    let query = LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: true,
        after: None,
        limit: 1,
    };
    let page = desk.book.read(|book| reports::log_page(book, &query))?;
    let zone = desk.context()?.zone;
    if let Some(last) = page.rows.first().filter(|row| row.at.0 > desk.now.0 + CLOCK_MS) {
        desk.out.say(&format!(
            "Perhatian: jam komputer mundur. Catatan terakhir di buku dari {}. Betulkan tanggal dan jamnya.",
            zone.day(last.at)
        ));
    }
    Ok(())
}

/// Says it where the end of the log is missing that was anchored beside the book, or what is written down there of erasures.
fn whole(desk: &Desk<'_>) -> Result<(), Fault> {
    if let Some(warning) = desk.book.erasures_warning() {
        desk.out.say(&format!("Perhatian: {}", warning.id));
    }
    let lost = backup::lost_entries(&desk.book)?;
    if lost > 0 {
        desk.out
            .say(&format!("Perhatian: {lost} catatan terakhir hilang dari buku. Bandingkan dengan cadangan: backups."));
    }
    Ok(())
}

/// Keeps an anchor. The answer is given by now, so that one that can't be kept is a word beside it and no failure.
fn anchor(out: &Out, book: &Book) {
    if let Err(error) = book.anchor() {
        out.say(&format!("Perhatian: jangkar catatan di samping buku tidak tersimpan. {}", error.sentence().id));
    }
}

/// The book's file: named, of the environment, or the platform's. Absolute, so that no name is special to the engine, and
/// where links lead, so that what belongs to the book lies beside it.
fn book_path(cli: &Cli) -> Result<PathBuf, Fault> {
    let set = || std::env::var_os("RUNUT_BOOK").filter(|path| !path.is_empty()).map(PathBuf::from);
    let path = cli.book.clone().or_else(set).unwrap_or_else(default_path);
    let place = std::path::absolute(&path).map(|path| place_of(&path));
    let place = place.map_err(|error| Fault::unreadable(&path, &error))?;
    usable(&place)?;
    Ok(place)
}

/// Refuses to take the place of a book that was there: what happened to it is for a person to look at first.
fn is_here(path: &Path) -> Result<(), Refusal> {
    if !Book::is_gone(path) {
        return Ok(());
    }
    let path = path.display();
    Err(Refusal::new(
        "book_gone",
        format!(
            "Buku {path} hilang atau kosong, padahal pernah ada. Cari berkasnya atau pulihkan dari cadangan (backups, restore); kalau memang mau mulai dari awal: init --anew."
        ),
        format!(
            "The book {path} is missing or empty, though there was one. Look for its file or restore a backup (backups, restore); to begin from nothing all the same: init --anew."
        ),
    )
    .with("path", path))
}

/// Refuses a book that isn't there: only the commands that make one may leave a new file behind.
fn there_is(path: &Path, known: &io::Result<fs::Metadata>) -> Result<(), Refusal> {
    let missing = match known {
        Ok(file) => file.len() == 0,
        Err(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    };
    if !missing {
        return Ok(());
    }
    is_here(path)?;
    let path = path.display();
    Err(Refusal::new(
        "book_missing",
        format!("Buku {path} tidak ada. Buat dengan init, pulihkan dengan restore, atau periksa --book."),
        format!("There is no book {path}. Make one with init, bring one back with restore, or check --book."),
    )
    .with("path", path))
}

fn command(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    match &desk.cli.command {
        Command::Init(init) => shop::init(desk, init),
        Command::Demo { orders, open, seed } => {
            demo::make(desk, demo::Wanted { orders: *orders, open: *open, seed: *seed })
        }
        Command::DemoDay { .. }
        | Command::Walk(_)
        | Command::Backups
        | Command::Restore { .. }
        | Command::Salvage { .. } => Ok(ExitCode::SUCCESS),
        Command::Import(import) => import::run(desk, import),
        Command::Product(product) => stock::product(desk, product),
        Command::Stock(stock) => stock::stock(desk, stock),
        Command::Supplier(supplier) => purchases::supplier(desk, supplier),
        Command::Purchase(purchase) => purchases::purchase(desk, purchase),
        Command::Orders(list) => orders::list(desk, list),
        Command::Order(Order::Show { id }) => orders::show(desk, id),
        Command::Order(Order::New(new)) => ordering::new(desk, new),
        Command::Order(Order::Amend(amend)) => ordering::amend(desk, amend),
        Command::Order(Order::Form { id, copy }) => ordering::form(desk, id.as_deref(), copy.as_deref()),
        Command::Order(Order::Text(text)) => ordering::text(desk, text),
        Command::Order(order) => orders::act(desk, order),
        Command::Customer(customer) => customers::run(desk, customer),
        Command::Pay(pay) => payments::pay(desk, pay),
        Command::Void { payment, reason } => payments::void(desk, *payment, reason),
        Command::Payment(Payment::List(list)) => payments::list(desk, list),
        Command::Payment(Payment::Candidates { search, amount }) => payments::candidates(desk, search, *amount),
        Command::Owed => payments::owed(desk),
        Command::Returns => returns::queue(desk),
        Command::Expire => orders::pass_deadlines(desk),
        Command::Wave { ids } => orders::wave(desk, ids),
        Command::Undo { show } => orders::undo(desk, Way::Back, *show),
        Command::Redo { show } => orders::undo(desk, Way::Again, *show),
        Command::Print(print) => print::run(desk, print),
        Command::Log(log) => shop::log(desk, log),
        Command::Check => shop::check(desk),
        Command::Settings(set) => settings::settings(desk, set),
        Command::Person(person) => settings::person(desk, person),
        Command::Account(account) => settings::account(desk, account),
        Command::Store(store) => settings::store(desk, store),
        Command::Courier(courier) => settings::courier(desk, courier),
        Command::Export(export) => export::run(desk, export),
        Command::Report(report) => match &report.of {
            Some(of) => business::run(desk, of),
            None => report::run(desk, report),
        },
        Command::Segments(buyers) => figures::segments(desk, buyers),
        Command::Cohorts(buyers) => figures::cohorts(desk, buyers),
        Command::Forecast(forecast) => figures::forecast(desk, forecast),
        Command::Reorder(reorder) => figures::reorder(desk, reorder),
        Command::Goal(goal) => goals::goal(desk, goal),
        Command::Kpi(kpi) => goals::kpi(desk, kpi),
        Command::Advice => goals::advice(desk),
        Command::Record(record) => records::run(desk, record),
        Command::Timeline(timeline) => records::timeline(desk, timeline),
        Command::Package(package) => report::package(desk, package),
        Command::Fee(fee) => fees::run(desk, fee),
        Command::Settle(settle) => settlements::settle(desk, settle),
        Command::Hours(hours) => hours::run(desk, hours),
        Command::Task(task) => tasks::run(desk, task),
        Command::Today => today::today(desk),
        Command::Expense(expense) => books::expense(desk, expense),
        Command::Transfer(transfer) => books::transfer(desk, transfer),
        Command::Post(post) => books::post(desk, post),
        Command::Reverse { entry, reason } => books::reverse(desk, *entry, reason),
        Command::Journal(journal) => books::journal(desk, journal),
        Command::Recurring(recurring) => books::recurring(desk, recurring),
        Command::Equipment(equipment) => books::equipment(desk, equipment),
        Command::Close(close) => books::close(desk, close),
        Command::Counts => shop::counts(desk),
        Command::Backup { to } => backups::make(desk, to.as_deref()),
    }
}
