//! A shop to do things in with what was read: a demo book at noon, the same for every input.

use std::cell::RefCell;
use std::sync::OnceLock;

use runut_actions::document::{self, OrderDocument};
use runut_actions::{ActionError, Size, open_demo, order_form, save_order};
use runut_core::rows::NewShop;
use runut_core::{Instant, Zone};
use runut_store::{Book, Context, audit};
use tempfile::TempDir;

use crate::said;

/// 2026-11-22 12:00 WIB.
pub(crate) const NOON: Instant = Instant(1_795_323_600_000);
/// The demo book; the seeds speak of its orders.
pub(crate) const SIZE: Size = Size { orders: 40, seed: 4 };
const MINUTE: i64 = 60_000;

pub(crate) struct Shop {
    /// Before the folder: it is closed before its folder goes.
    pub book: Book,
    pub now: Instant,
    requests: u32,
    _folder: TempDir,
}

thread_local! {
    /// A shop in which nothing was written yet.
    static UNTOUCHED: RefCell<Option<Shop>> = const { RefCell::new(None) };
}

impl Shop {
    /// Works in the demo shop, as every input finds it.
    pub fn with<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        let mut shop = UNTOUCHED.take().unwrap_or_else(Self::open);
        let answer = work(&mut shop);
        if shop.requests == 0 {
            UNTOUCHED.set(Some(shop));
        }
        answer
    }

    fn open() -> Self {
        let folder = sound(tempfile::tempdir());
        let path = folder.path().join("uji.runut");
        sound(std::fs::write(&path, made()));
        let book = sound(Book::open(&path));
        Self { book, now: NOON, requests: 0, _folder: folder }
    }

    /// The next request, a minute later.
    pub fn ctx(&mut self) -> Context {
        self.requests += 1;
        self.now.0 += MINUTE;
        sound(self.book.context(None, self.now, &format!("r{}", self.requests)))
    }

    /// The audit finds nothing.
    pub fn sound(&self) {
        let findings = sound(audit::check(&self.book));
        assert!(findings.is_empty(), "{findings:#?}");
    }
}

/// The demo book's bytes.
fn made() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = sound(tempfile::tempdir());
        let path = folder.path().join("uji.runut");
        let book = sound(Book::open(&path));
        sound(open_demo(&book, &owner(), SIZE, NOON, "demo"));
        typed(&book);
        drop(book);
        sound(std::fs::read(&path))
    })
}

/// Order 41 of customer 1, typed by hand and waiting for money.
fn typed(book: &Book) {
    let text = r#"{"to": {"recipient": "Ani", "phone": "62811000111"}, "lines": [{"sku": "BSK-18C", "quantity": 2}]}"#;
    let document: OrderDocument = sound(document::read(text));
    let form = sound(book.read(|book| document.over(book, Zone::Wib, order_form(book, None, None)?.form)));
    sound(save_order(book, &sound(book.context(None, NOON, "typed")), &form, true, ""));
}

fn owner() -> NewShop {
    let (name, owner) = ("Toko Uji".to_owned(), "Ratna".to_owned());
    NewShop { name, owner, address: String::new(), phone: String::new(), zone: Zone::Wib }
}

/// What must not fail.
pub(crate) fn sound<T, E: std::fmt::Debug>(answer: Result<T, E>) -> T {
    answer.unwrap_or_else(|error| panic!("{error:?}"))
}

/// What may be refused, with a sentence, and never breaks; none where it was refused.
pub(crate) fn unbroken<T>(answer: Result<T, ActionError>) -> Option<T> {
    match answer {
        Ok(value) => Some(value),
        Err(ActionError::Refused(refusal)) => {
            assert!(!refusal.code.is_empty(), "{refusal:?}");
            said(&refusal.message);
            None
        }
        Err(error) => panic!("broken, not refused: {error:?}"),
    }
}
