//! Steps with what marketplaces pay: income files with rows that came before, came otherwise, come early or never fit; balance
//! reports of any days; withdrawals that a person writes too.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use runut_core::order::Order;
use runut_core::posting::Account;
use runut_core::rows::{JournalForm, JournalKind, JournalLine};
use runut_core::{Channel, Day, Money, StoreId, Zone};
use runut_store::Book;

use super::{HOUR, Step, Walk, nothing, told};
use crate::settlements::{apply, read};
use crate::{ActionError, post_entry};

/// Rows that a walk remembers, to bring them again.
const REMEMBERED: usize = 40;

/// A row of an income file: what was paid for an order on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Paid {
    shopee: bool,
    id: String,
    day: Day,
    goods: i64,
    refund: i64,
    fee: i64,
}

impl Paid {
    fn net(&self) -> i64 {
        self.goods + self.refund + self.fee
    }
}

/// A movement of Shopee's balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    time: String,
    what: &'static str,
    id: String,
    amount: i64,
    after: i64,
}

/// What a walk has seen of payouts.
#[derive(Clone, Debug, Default)]
pub(super) struct Payouts {
    paid: Vec<Paid>,
    moved: Vec<Moved>,
    /// Rows of `paid` that the balance has.
    listed: usize,
    /// The rest of a file that came in two.
    rest: Vec<Paid>,
}

const SALE: &str = "Penghasilan dari Pesanan";
const WITHDRAWN: &str = "Penarikan Dana";
const OTHERS: [&str; 3] = ["Penyesuaian", "Pembayaran dengan Saldo Penjual", WITHDRAWN];

fn shopee_file(rows: &[Paid]) -> String {
    let mut text = "No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Jumlah Pengembalian Dana ke Pembeli,\
        Biaya Administrasi,Total Penghasilan,No. Pengajuan\n"
        .to_owned();
    for row in rows {
        let Paid { id, day, goods, refund, fee, .. } = row;
        let _ = writeln!(text, "{id},{day},{goods},{refund},{fee},{},-", row.net());
    }
    text
}

fn tiktok_file(rows: &[Paid]) -> String {
    let mut text =
        "Order/adjustment ID,Type,Order settled time(UTC),Total settlement amount,Subtotal after seller discounts,\
        Refund subtotal after seller discounts,TikTok Shop commission fee,Ajustment amount\n"
            .to_owned();
    for row in rows {
        let (Paid { id, day, goods, refund, fee, .. }, net) = (row, row.net());
        let _ = writeln!(text, "{id},Order,{},{net},{goods},{refund},{fee},0", day.to_string().replace('-', "/"));
    }
    text
}

fn balance_file(rows: &[Moved]) -> String {
    let mut text = "Tanggal Transaksi,Tipe Transaksi,Deskripsi,No. Pesanan,Jumlah,Saldo Akhir\n".to_owned();
    for Moved { time, what, id, amount, after } in rows.iter().rev() {
        let described = if what.starts_with("Pembayaran") { "Isi Ulang Saldo Iklan/Koin Penjual" } else { what };
        let _ = writeln!(text, "{time},{what},{described},{id},{amount},{after}");
    }
    text
}

impl Walk {
    /// A step with what a marketplace paid, as one of its files says it.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn payout(&mut self, book: &Book) -> Result<Step, ActionError> {
        match self.rng.u8(0..8) {
            0..=4 => {
                let rest = std::mem::take(&mut self.payouts.rest);
                let rows = if rest.is_empty() { self.paid_rows(book)? } else { rest };
                self.take_paid(book, &rows)
            }
            5 | 6 => self.balance_report(book),
            _ => self.withdrawn_by_hand(book),
        }
    }

    /// Rows of one marketplace's file: of orders in any stage, of some that come later, of earlier files, the same or otherwise.
    fn paid_rows(&mut self, book: &Book) -> Result<Vec<Paid>, ActionError> {
        let (shopee, day) = (self.rng.u8(0..4) > 0, Zone::Wib.day(self.now));
        let mut rows: Vec<Paid> = Vec::new();
        for _ in 0..self.rng.usize(1..4) {
            let Some(order) = self.found(book, |order| sold_at(order, shopee))? else { continue };
            if sold_at(&order, shopee) {
                rows.extend(self.paid(book, &order, day)?);
            }
        }
        if self.rng.u8(0..4) == 0 {
            let later = self.rng.i64(0..90) * HOUR;
            let id = format!("F{}", self.file_number(later));
            let goods = self.rng.i64(1..5) * 16_000;
            rows.push(Paid { shopee, id, day, goods, refund: 0, fee: -goods / 10 });
        }
        for _ in 0..self.rng.usize(0..3) {
            let known: Vec<&Paid> = self.payouts.paid.iter().filter(|row| row.shopee == shopee).collect();
            let Some(mut again) = known.get(self.rng.usize(0..known.len().max(1))).map(|row| (*row).clone()) else {
                continue;
            };
            if self.rng.u8(0..3) == 0 {
                again.fee -= self.rng.i64(-500..900);
            }
            rows.push(again);
        }
        // Of one day a file has an order once; the last that was said holds.
        rows.reverse();
        let mut seen = std::collections::BTreeSet::new();
        rows.retain(|row| seen.insert((row.id.clone(), row.day)));
        self.rng.shuffle(&mut rows);
        Ok(rows)
    }

    /// What is paid for an order: what it owes, or some of it; a refund where something is claimed.
    fn paid(&mut self, book: &Book, order: &Order, day: Day) -> Result<Option<Paid>, ActionError> {
        let id = book.read(|reader| reader.number_of(order.id))?;
        if id.is_empty() {
            return Ok(None);
        }
        let goods: i64 = order.lines.iter().map(|line| line.net().0).sum();
        let claims: i64 = order.lines.iter().map(|line| line.claim.0).sum();
        let refund = if self.rng.u8(0..6) == 0 { -claims / 2 - 100 } else { -claims };
        let fee = -goods / 100 * self.rng.i64(0..12);
        let goods = if self.rng.u8(0..8) == 0 { goods - 1_000 } else { goods };
        Ok(Some(Paid { shopee: order.channel == Channel::Shopee, id, day, goods, refund, fee }))
    }

    /// All of these, or some of them and the rest in the next file.
    fn take_paid(&mut self, book: &Book, rows: &[Paid]) -> Result<Step, ActionError> {
        let split = if self.rng.bool() { rows.len() } else { self.rng.usize(0..=rows.len()) };
        let (now, rest) = rows.split_at(split);
        self.payouts.rest = rest.to_vec();
        let Some(first) = now.first() else { return nothing("payout") };
        let text = if first.shopee { shopee_file(now) } else { tiktok_file(now) };
        let step = self.settle_file(book, "payout", &text)?;
        let new: Vec<Paid> = now.iter().filter(|row| !self.payouts.paid.contains(row)).cloned().collect();
        self.payouts.paid.extend(new);
        let gone = self.payouts.paid.len().saturating_sub(REMEMBERED);
        self.payouts.paid.drain(..gone);
        self.payouts.listed = self.payouts.listed.saturating_sub(gone);
        Ok(step)
    }

    fn settle_file(&mut self, book: &Book, what: &str, text: &str) -> Result<Step, ActionError> {
        let ctx = self.ctx(book)?;
        let staged = match read(book, &format!("{what}-{}.csv", self.requests), text.as_bytes()) {
            Ok(staged) => staged,
            Err(ActionError::Refused(refusal)) => return told(what, Err::<(), _>(refusal.into())),
            Err(broken) => return Err(broken),
        };
        told(what, apply(book, &ctx, &staged, &mut |_| ControlFlow::Continue(())))
    }

    /// The balance goes on; some days of it are reported, often again.
    fn balance_report(&mut self, book: &Book) -> Result<Step, ActionError> {
        let listed: Vec<Paid> = self.payouts.paid.iter().skip(self.payouts.listed).cloned().collect();
        self.payouts.listed = self.payouts.paid.len();
        for row in listed.into_iter().filter(|row| row.shopee) {
            self.move_balance(SALE, row.id.clone(), row.net());
        }
        let what = OTHERS[self.rng.usize(0..OTHERS.len())];
        let amount = self.rng.i64(1..40) * -1_000;
        self.move_balance(what, "-".to_owned(), amount);
        let moved = &self.payouts.moved;
        let begin = self.rng.usize(0..moved.len());
        let end = self.rng.usize(begin + 1..=moved.len());
        let text = balance_file(&moved[begin..end]);
        self.settle_file(book, "balance", &text)
    }

    fn move_balance(&mut self, what: &'static str, id: String, amount: i64) {
        let day = Zone::Wib.day(self.now);
        let at = self.payouts.moved.len();
        let time = format!("{day} {:02}:{:02}:{:02}", at / 3_600 % 24, at / 60 % 60, at % 60);
        let after = self.payouts.moved.last().map_or(1_000_000, |moved| moved.after) + amount;
        self.payouts.moved.push(Moved { time, what, id, amount, after });
    }

    /// A person writes what was withdrawn: what a report has or will have, or something else.
    fn withdrawn_by_hand(&mut self, book: &Book) -> Result<Step, ActionError> {
        let last = self.payouts.moved.iter().rev().find(|moved| moved.what == WITHDRAWN).map(|moved| -moved.amount);
        let amount = last.filter(|_| self.rng.bool()).unwrap_or(self.rng.i64(1..40) * 1_000);
        let wallet = book.read(|reader| reader.wallet(StoreId(1)))?;
        let to = if self.rng.bool() { Account::Bank } else { Account::Cash };
        let line = JournalLine { debit: to.id(), credit: wallet, amount: Money(amount) };
        let form = JournalForm::new(JournalKind::Transfer, Zone::Wib.day(self.now), vec![line], "tarik saldo");
        told("withdraw", post_entry(book, &self.ctx(book)?, &form, None))
    }
}

fn sold_at(order: &Order, shopee: bool) -> bool {
    let at = if shopee { [Channel::Shopee; 2] } else { [Channel::Tokopedia, Channel::Tiktok] };
    at.contains(&order.channel)
}
