//! The books beside orders and goods: entries by hand, what comes again, equipment, closed months.

use runut_actions::{
    ActionError, chart, close_business_day, close_month, months, post_entry, preview_entry, reopen_month,
    reverse_entry, save_chart_account, save_equipment, save_recurring, set_receipt, skip_recurring, undo,
};
use runut_core::chart::AccountKind;
use runut_core::posting::Account;
use runut_core::rows::{
    AccountForm, DayAccount, DayCount, DaySheet, EquipmentRow, Every, JournalForm, JournalKind, JournalLine,
    JournalQuery, JournalRow, Journalled, RecurringRow,
};
use runut_core::undo::Way;
use runut_core::{AccountId, Day, EquipmentId, Instant, JournalId, Money, Month, RecurringId, StoreId};
use runut_store::{Book, Context, reports};

use crate::photos::RED;
use crate::shop::{HOUR, Shop};
use crate::undo_walk::logical;

/// An entry of one pair on the day on which the shop of the tests stands.
fn entry(kind: JournalKind, debit: i64, credit: i64, amount: i64, note: &str) -> JournalForm {
    let line = JournalLine { debit: AccountId(debit), credit: AccountId(credit), amount: Money(amount) };
    JournalForm::new(kind, Day(20_261_122), vec![line], note)
}

/// Entries of several kinds, what comes again, equipment, an account of its own, a closed month.
pub fn fill(book: &Book, ctx: &mut dyn FnMut(&str) -> Context) {
    let mut post = |form: JournalForm, receipt: Option<&[u8]>| {
        let ctx = ctx("entry");
        post_entry(book, &ctx, &JournalForm { day: ctx.today, ..form }, receipt).unwrap().value
    };
    let paid = |amount| JournalLine { debit: AccountId(6190), credit: AccountId(1101), amount: Money(amount) };
    let tape = entry(JournalKind::Expense, 6140, 1101, 75_000, "Lakban");
    post(JournalForm { store: Some(StoreId(2)), lines: vec![tape.lines[0].clone(), paid(4_000)], ..tape }, Some(RED));
    post(entry(JournalKind::Capital, 1102, 3101, 5_000_000, "Setor"), None);
    let wrong = post(entry(JournalKind::Transfer, 1101, 1102, 90_000, ""), None);
    reverse_entry(book, &ctx("reverse"), wrong.id, "Salah rekening").unwrap();
    for (name, every) in [("Sewa toko", Every::Month), ("Internet", Every::Year)] {
        let row = RecurringRow {
            id: RecurringId(0),
            name: name.into(),
            kind: JournalKind::Expense,
            debit: AccountId(6160),
            credit: AccountId(1102),
            amount: Money(1_000_000),
            store: Some(StoreId(1)),
            every,
            next: Day(20_271_201),
            archived: false,
        };
        save_recurring(book, &ctx(name), &row).unwrap();
    }
    for (name, months) in [("Printer label", 36), ("Meja kemas", 48)] {
        let row = EquipmentRow {
            id: EquipmentId(0),
            name: name.into(),
            bought: Day(20_271_115),
            cost: Money(1_450_000),
            residual: Money(50_000),
            months,
            written_off: Money::ZERO,
            archived: false,
        };
        save_equipment(book, &ctx(name), &row).unwrap();
    }
    let today = ctx("due").today;
    let due = book.read(|book| Ok::<_, runut_store::StoreError>(reports::proposals(book, today).unwrap())).unwrap();
    assert!(due.len() >= 3, "{due:?}");
    for proposal in due {
        post_entry(book, &ctx("due"), &proposal.form, None).unwrap();
    }
    let account = AccountForm {
        id: AccountId(0),
        name: "Ojek".into(),
        line: "other_expenses".into(),
        kind: AccountKind::Expense,
        archived: false,
    };
    save_chart_account(book, &ctx("account"), &account).unwrap();
    close_month(book, &ctx("close"), Month(202_611)).unwrap();
    for short in [0, 5_000] {
        let today = ctx("sheet").today;
        let sheet = book.read(|book| reports::day_sheet(book, today)).unwrap();
        close_business_day(book, &ctx("day"), today, &counted(&sheet, AccountId(1101), short)).unwrap();
    }
}

/// Everything as the book has it, but for one account, in which something is missing.
fn counted(sheet: &DaySheet, account: AccountId, short: i64) -> Vec<DayCount> {
    let one = |row: &DayAccount| {
        let short = if row.account == account { short } else { 0 };
        let reason = if short == 0 { String::new() } else { "Kembalian".to_owned() };
        DayCount { account: row.account, counted: row.expected - Money(short), reason }
    };
    sheet.accounts.iter().map(one).collect()
}

impl Shop {
    fn post(&mut self, form: &JournalForm) -> Journalled {
        let ctx = self.ctx();
        post_entry(&self.book, &ctx, form, None).unwrap().value
    }

    fn balances(&self, accounts: &[i64]) -> Vec<i64> {
        self.read(|book| accounts.iter().map(|account| book.balance(AccountId(*account))).collect())
    }

    fn entries(&self) -> Vec<JournalRow> {
        let query = JournalQuery { from: None, to: None, kinds: Vec::new(), account: None, after: None, limit: 100 };
        self.read(|book| reports::journal_page(book, &query)).rows
    }

    /// To the morning of another day.
    fn on(&mut self, day: i32) {
        let zone = runut_core::Zone::Wib;
        self.now = Instant(zone.begins(Day(day)).0 + 8 * HOUR);
    }
}

#[test]
fn money_is_spent_brought_and_moved() {
    let mut shop = Shop::new();
    shop.post(&entry(JournalKind::Opening, 1101, 3102, 500_000, "Laci"));
    shop.post(&entry(JournalKind::Capital, 1102, 3101, 5_000_000, "Setor"));
    shop.post(&JournalForm { store: Some(StoreId(1)), ..entry(JournalKind::Expense, 6140, 1101, 75_000, "Lakban") });
    shop.post(&entry(JournalKind::Transfer, 1101, 1102, 250_000, "Ambil tunai"));
    shop.post(&entry(JournalKind::Drawing, 3103, 1102, 1_000_000, ""));
    shop.post(&entry(JournalKind::Income, 1102, 4202, 40_000, "Jual kardus bekas"));
    let two = JournalForm {
        lines: vec![
            JournalLine { debit: AccountId(6170), credit: AccountId(1102), amount: Money(310_000) },
            JournalLine { debit: AccountId(7106), credit: AccountId(1102), amount: Money(2_500) },
        ],
        ..entry(JournalKind::Expense, 0, 0, 0, "Internet")
    };
    assert_eq!(shop.post(&two).amount, Money(312_500));
    assert_eq!(
        shop.balances(&[1101, 1102, 3101, 3102, 3103, 4202, 6140, 6170, 7106]),
        [675_000, 3_477_500, -5_000_000, -500_000, 1_000_000, -40_000, 75_000, 310_000, 2_500]
    );
    let listed: Vec<(JournalKind, i64)> = shop.entries().iter().map(|row| (row.kind, row.amount.0)).collect();
    assert_eq!(listed[0], (JournalKind::Expense, 312_500), "newest first");
    assert_eq!(listed.len(), 7);
    shop.sound();
}

#[test]
fn what_was_wrong_is_reversed_once_with_a_reason() {
    let mut shop = Shop::new();
    let wrong = shop.post(&entry(JournalKind::Expense, 6140, 1101, 750_000, "Lakban"));
    assert_eq!(shop.refused(|book, ctx| reverse_entry(book, ctx, wrong.id, "  ")), "reason");
    shop.on(20_261_205);
    let ctx = shop.ctx();
    let back = reverse_entry(&shop.book, &ctx, wrong.id, "Kelebihan nol").unwrap().value;
    assert_eq!(back.booked, Day(20_261_205));
    assert_eq!(shop.balances(&[1101, 6140]), [0, 0]);
    let found: Vec<_> = shop.entries().iter().map(|row| (row.id, row.reverses, row.reversed)).collect();
    assert_eq!(found, [(back.id, Some(wrong.id), None), (wrong.id, None, Some(back.id))]);
    assert_eq!(shop.refused(|book, ctx| reverse_entry(book, ctx, wrong.id, "Lagi")), "reversed_already");
    assert_eq!(shop.refused(|book, ctx| reverse_entry(book, ctx, back.id, "Lagi")), "is_reversal");
    assert_eq!(shop.refused(|book, ctx| reverse_entry(book, ctx, JournalId(99), "Lagi")), "missing");
    shop.sound();
}

#[test]
fn an_entry_is_taken_back_without_a_trace_and_comes_again() {
    let mut shop = Shop::new();
    shop.post(&entry(JournalKind::Capital, 1102, 3101, 5_000_000, "Setor"));
    let before = logical(&shop.book);
    shop.post(&entry(JournalKind::Expense, 6140, 1102, 75_000, "Lakban"));
    let after = logical(&shop.book);
    for (way, stands) in [(Way::Back, &before), (Way::Again, &after)] {
        let ctx = shop.ctx();
        undo(&shop.book, &ctx, way).unwrap();
        assert_eq!(&logical(&shop.book), stands, "{way:?}");
        shop.sound();
    }
    // What stands in its way.
    let newest = shop.entries()[0].id;
    let ctx = shop.ctx();
    reverse_entry(&shop.book, &ctx, newest, "Salah").unwrap();
    shop.sound();
}

#[test]
fn a_closed_month_stays_as_it_was_and_late_facts_are_said() {
    let mut shop = Shop::new();
    shop.post(&entry(JournalKind::Capital, 1102, 3101, 5_000_000, "Setor"));
    assert_eq!(shop.refused(|book, ctx| close_month(book, ctx, Month(202_611))), "month_running");
    shop.on(20_270_110);
    assert_eq!(shop.refused(|book, ctx| close_month(book, ctx, Month(202_610))), "month_empty");
    let ctx = shop.ctx();
    close_month(&shop.book, &ctx, Month(202_612)).unwrap();
    assert_eq!(shop.refused(|book, ctx| close_month(book, ctx, Month(202_611))), "month_closed");
    let late = JournalForm { day: Day(20_261_130), ..entry(JournalKind::Expense, 6160, 1102, 900_000, "Sewa") };
    let seen = shop.read(|book| Ok(preview_entry(book, Day(20_270_110), &late).unwrap()));
    assert_eq!(seen.booked, Day(20_270_101));
    assert!(seen.moved.contains("2026-11") && seen.moved.contains("01/01/2027"), "{}", seen.moved);
    let posted = shop.post(&late);
    assert_eq!((posted.booked, posted.moved), (seen.booked, seen.moved));
    assert_eq!(shop.entries()[0].day, Day(20_261_130), "it keeps its own day");
    let digest = shop.read(|book| book.month_digest(Month(202_611)));
    assert_eq!(digest, shop.read(|book| book.month_digest(Month(202_611))));
    shop.sound();
    let listed = shop.read(|book| Ok(months(book, Day(20_270_110)).unwrap()));
    let closed: Vec<_> = listed.iter().map(|row| (row.month.0, row.closed)).collect();
    assert_eq!(closed, [(202_701, false), (202_612, true), (202_611, true)]);
    assert_eq!(shop.refused(|book, ctx| reopen_month(book, ctx, Month(202_612), "")), "reason");
    assert_eq!(shop.refused(|book, ctx| reopen_month(book, ctx, Month(202_701), "Salah")), "month_open");
    let ctx = shop.ctx();
    reopen_month(&shop.book, &ctx, Month(202_612), "Nota tertinggal").unwrap();
    assert_eq!(shop.read(|book| book.closed_to()), Some(Day(20_261_130)));
    let ctx = shop.ctx();
    reopen_month(&shop.book, &ctx, Month(202_611), "Nota tertinggal").unwrap();
    assert_eq!(shop.read(|book| book.closed_to()), None);
    assert_eq!(shop.post(&late).booked, Day(20_261_130));
    shop.sound();
}

#[test]
fn only_an_owner_closes_and_writes_what_changes_the_books() {
    let mut shop = Shop::new();
    shop.post(&entry(JournalKind::Capital, 1102, 3101, 5_000_000, "Setor"));
    shop.hire("Dita");
    let dita = shop.read(|book| book.person(Some("Dita"))).id;
    shop.on(20_261_205);
    let mut by_dita = |act: &dyn Fn(&Book, &Context) -> Option<ActionError>| {
        let ctx = Context { person: dita, ..shop.ctx() };
        match act(&shop.book, &ctx) {
            Some(ActionError::Refused(refusal)) => refusal.code,
            Some(other) => panic!("{other}"),
            None => String::new(),
        }
    };
    assert_eq!(by_dita(&|book, ctx| close_month(book, ctx, Month(202_611)).err()), "owner_only");
    assert_eq!(by_dita(&|book, ctx| reverse_entry(book, ctx, JournalId(1), "Salah").err()), "owner_only");
    let drawing = entry(JournalKind::Drawing, 3103, 1102, 1_000, "");
    assert_eq!(by_dita(&|book, ctx| post_entry(book, ctx, &drawing, None).err()), "owner_only");
    let tape = entry(JournalKind::Expense, 6140, 1102, 1_000, "Lakban");
    assert_eq!(by_dita(&|book, ctx| post_entry(book, ctx, &tape, None).err()), "");
    let place = AccountForm {
        id: AccountId(0),
        name: "Ojek".into(),
        line: "other_expenses".into(),
        kind: AccountKind::Expense,
        archived: false,
    };
    assert_eq!(by_dita(&|book, ctx| save_chart_account(book, ctx, &place).err()), "owner_only");
}

#[test]
fn the_chart_grows_is_renamed_and_archived() {
    let mut shop = Shop::new();
    let form = |id: i64, name: &str, line: &str, kind, archived| AccountForm {
        id: AccountId(id),
        name: name.to_owned(),
        line: line.to_owned(),
        kind,
        archived,
    };
    let expense = AccountKind::Expense;
    let ctx = shop.ctx();
    let new = save_chart_account(&shop.book, &ctx, &form(0, "Ojek", "other_expenses", expense, false)).unwrap().value;
    assert_eq!(new.id, AccountId(6200));
    let ctx = shop.ctx();
    save_chart_account(&shop.book, &ctx, &form(6140, "Kardus & lakban", "", expense, false)).unwrap();
    shop.post(&entry(JournalKind::Expense, 6200, 1101, 15_000, "Antar ke gerai"));
    for (form, code) in [
        (form(0, "ojek", "other_expenses", expense, false), "account_name_taken"),
        (form(0, "", "other_expenses", expense, false), "account_name_missing"),
        (form(0, "Stok lain", "inventory", AccountKind::Asset, false), "account_place"),
        (form(1101, "Laci", "", AccountKind::Asset, false), "account_elsewhere"),
        (form(1201, "Piutang", "", AccountKind::Asset, false), "account_elsewhere"),
        (form(6200, "Ojek", "", expense, true), "account_in_use"),
        (form(5101, "HPP", "", expense, true), "account_in_use"),
        (form(9999, "Apa", "", expense, false), "missing"),
    ] {
        assert_eq!(shop.refused(|book, ctx| save_chart_account(book, ctx, &form)), code, "{form:?}");
    }
    let ctx = shop.ctx();
    save_chart_account(&shop.book, &ctx, &form(6160, "Sewa", "", expense, true)).unwrap();
    let rent = entry(JournalKind::Expense, 6160, 1101, 1, "");
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &rent, None)), "account_archived");
    let names = shop.read(|book| Ok(chart(book).unwrap().accounts));
    let named = |id: i64| names.iter().find(|a| a.id == AccountId(id)).map(|a| (a.name.as_str(), a.archived));
    assert_eq!((named(6140), named(6160)), (Some(("Kardus & lakban", false)), Some(("Sewa", true))));
    shop.sound();
}

#[test]
fn what_comes_again_is_proposed_written_or_passed_over() {
    let mut shop = Shop::new();
    let rent = RecurringRow {
        id: RecurringId(0),
        name: "Sewa toko".into(),
        kind: JournalKind::Expense,
        debit: AccountId(6160),
        credit: AccountId(1102),
        amount: Money(1_000_000),
        store: None,
        every: Every::Month,
        next: Day(20_261_130),
        archived: false,
    };
    let ctx = shop.ctx();
    let rent = save_recurring(&shop.book, &ctx, &rent).unwrap().value;
    let taken = RecurringRow { id: RecurringId(0), name: "sewa toko".into(), ..rent.clone() };
    assert_eq!(shop.refused(|book, ctx| save_recurring(book, ctx, &taken)), "name_taken");
    let due = |shop: &Shop, day: i32| shop.read(|book| Ok(reports::proposals(book, Day(day)).unwrap()));
    assert_eq!(due(&shop, 20_261_129), []);
    shop.on(20_270_105);
    let first = due(&shop, 20_270_105).remove(0);
    assert_eq!((first.form.day, first.amount), (Day(20_261_130), Money(1_000_000)));
    // More this time.
    let dearer = JournalForm {
        lines: vec![JournalLine { amount: Money(1_100_000), ..first.form.lines[0].clone() }],
        ..first.form.clone()
    };
    shop.post(&dearer);
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &first.form, None)), "not_due", "it is written already");
    let second = due(&shop, 20_270_105).remove(0);
    assert_eq!(second.form.day, Day(20_261_231), "the last day stays the last");
    let standing = shop.read(|book| book.recurring()).remove(0);
    let ctx = shop.ctx();
    skip_recurring(&shop.book, &ctx, standing.id, standing.next).unwrap();
    assert_eq!(due(&shop, 20_270_105), []);
    assert_eq!(shop.balances(&[6160]), [1_100_000]);
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!(due(&shop, 20_270_105).len(), 1, "passing over is taken back");
    shop.sound();
}

#[test]
fn what_comes_again_is_written_and_taken_back_with_its_entry() {
    let mut shop = Shop::new();
    let before = logical(&shop.book);
    let rent = JournalForm { again: Some(Every::Month), ..entry(JournalKind::Expense, 6160, 1102, 900_000, "Sewa") };
    shop.post(&rent);
    let row = shop.read(|book| book.recurring()).remove(0);
    assert_eq!((row.name.as_str(), row.amount, row.next), ("Sewa", Money(900_000), Day(20_261_222)));
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!(logical(&shop.book), before, "one step, both of it");
    let unnamed = JournalForm { again: Some(Every::Week), ..entry(JournalKind::Expense, 6170, 1102, 5, "") };
    shop.post(&unnamed);
    assert_eq!(shop.read(|book| book.recurring())[0].name, "Listrik & internet");
    // Twice by one name, or several lines: refused whole.
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &unnamed, None)), "name_taken");
    let two = JournalForm { lines: [&rent.lines[..], &unnamed.lines[..]].concat(), ..rent };
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &two, None)), "again_lines");
    shop.sound();
}

#[test]
fn equipment_loses_its_worth_month_by_month() {
    let mut shop = Shop::new();
    let printer = EquipmentRow {
        id: EquipmentId(0),
        name: "Printer label".into(),
        bought: Day(20_261_122),
        cost: Money(1_000_000),
        residual: Money(100_000),
        months: 7,
        written_off: Money::ZERO,
        archived: false,
    };
    for (bad, code) in [
        (EquipmentRow { cost: Money(0), ..printer.clone() }, "amount"),
        (EquipmentRow { residual: Money(1_000_001), ..printer.clone() }, "amount"),
        (EquipmentRow { months: 0, ..printer.clone() }, "months"),
        (EquipmentRow { name: " ".into(), ..printer.clone() }, "name"),
        (EquipmentRow { bought: Day(20_271_122), ..printer.clone() }, "day"),
    ] {
        assert_eq!(shop.refused(|book, ctx| save_equipment(book, ctx, &bad)), code, "{bad:?}");
    }
    let ctx = shop.ctx();
    let printer = save_equipment(&shop.book, &ctx, &printer).unwrap().value;
    let bought = JournalForm {
        equipment: Some(printer.id),
        ..entry(JournalKind::Equipment, 1501, 1102, 1_000_000, "Printer label")
    };
    shop.post(&bought);
    shop.on(20_270_815);
    let all = shop.read(|book| Ok(reports::proposals(book, Day(20_270_815)).unwrap()));
    assert_eq!(all.len(), 7);
    for proposal in &all {
        shop.post(&proposal.form);
    }
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &all[3].form, None)), "not_due");
    assert_eq!(shop.read(|book| Ok(reports::proposals(book, Day(20_270_815)).unwrap())), []);
    assert_eq!(shop.balances(&[1501, 1509, 6180]), [1_000_000, -900_000, 900_000]);
    assert_eq!(shop.read(|book| book.equipment())[0].written_off, Money(900_000));
    // A month that is taken back is proposed again.
    let newest = shop.entries()[0].id;
    let ctx = shop.ctx();
    reverse_entry(&shop.book, &ctx, newest, "Salah bulan").unwrap();
    assert_eq!(shop.read(|book| Ok(reports::proposals(book, Day(20_270_815)).unwrap())).len(), 1);
    shop.sound();
}

#[test]
fn a_receipt_has_its_picture_and_what_is_none_is_refused() {
    let mut shop = Shop::new();
    let tape = entry(JournalKind::Expense, 6140, 1101, 75_000, "Lakban");
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &tape, Some(b"%PDF-1.4 nota"))), "not_a_picture");
    assert_eq!(shop.entries().len(), 0, "nothing is half done");
    let ctx = shop.ctx();
    let posted = post_entry(&shop.book, &ctx, &tape, Some(RED)).unwrap().value;
    let photo = shop.entries()[0].photo;
    assert!(photo.is_some());
    let ctx = shop.ctx();
    set_receipt(&shop.book, &ctx, posted.id, None).unwrap();
    assert_eq!(shop.entries()[0].photo, None);
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!(shop.entries()[0].photo, photo);
    shop.sound();
}

#[test]
fn what_rows_keep_is_out_of_reach_of_an_entry() {
    let mut shop = Shop::new();
    for account in [Account::Inventory, Account::CodReceivable, Account::CustomerReceivable, Account::CustomerDeposits]
    {
        let form = entry(JournalKind::General, account.id().0, 6190, 5, "Betulkan");
        assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &form, None)), "account_kept", "{account:?}");
    }
    let ahead = JournalForm { day: Day(20_261_123), ..entry(JournalKind::Expense, 6140, 1101, 5, "") };
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &ahead, None)), "day_ahead");
    let store = JournalForm { store: Some(StoreId(77)), ..entry(JournalKind::Expense, 6140, 1101, 5, "") };
    assert_eq!(shop.refused(|book, ctx| post_entry(book, ctx, &store, None)), "missing");
    shop.sound();
}

#[test]
fn a_day_is_closed_by_one_figure_an_account() {
    let mut shop = Shop::new();
    shop.post(&entry(JournalKind::Capital, 1101, 3101, 1_245_000, "Laci"));
    shop.post(&entry(JournalKind::Transfer, 1102, 1101, 245_000, "Setor"));
    let day = Day(20_261_122);
    let sheet = |shop: &Shop| shop.read(|book| reports::day_sheet(book, day));
    let seen = sheet(&shop);
    let figures: Vec<_> =
        seen.accounts.iter().map(|a| (a.account.0, a.opening.0, a.received.0, a.paid.0, a.expected.0)).collect();
    assert_eq!(figures, [(1101, 0, 1_245_000, 245_000, 1_000_000), (1102, 0, 245_000, 0, 245_000)]);
    assert_eq!(
        seen.flows.iter().map(|f| (f.name.as_str(), f.amount.0)).collect::<Vec<_>>(),
        [("Modal pemilik", 1_245_000)]
    );
    assert!(!seen.code.is_empty() && seen.last_entry > 0);
    let short = counted(&seen, AccountId(1101), 5_000);
    let unsaid: Vec<DayCount> = short.iter().map(|c| DayCount { reason: String::new(), ..c.clone() }).collect();
    let negative = [DayCount { counted: Money(-1), ..short[0].clone() }, short[1].clone()];
    let other = [short[0].clone(), short[1].clone(), DayCount { account: AccountId(6140), ..short[1].clone() }];
    for (counts, code) in [
        (&unsaid[..], "reason"),
        (&short[..1], "not_counted"),
        (&negative[..], "amount"),
        (&other[..], "account_unknown"),
    ] {
        assert_eq!(shop.refused(|book, ctx| close_business_day(book, ctx, day, counts)), code);
    }
    assert_eq!(shop.refused(|book, ctx| close_business_day(book, ctx, Day(20_261_123), &short)), "day_ahead");
    let ctx = shop.ctx();
    close_business_day(&shop.book, &ctx, day, &short).unwrap();
    let kas = sheet(&shop).accounts.remove(0);
    assert_eq!((kas.counted, kas.difference, kas.expected), (Some(Money(995_000)), Money(-5_000), Money(995_000)));
    assert_eq!(shop.balances(&[1101, 7105]), [995_000, 5_000]);
    assert_eq!(shop.entries()[0].kind, JournalKind::Difference);
    // Once more, with what was found meanwhile.
    let found = counted(&sheet(&shop), AccountId(1101), -2_000);
    let ctx = shop.ctx();
    close_business_day(&shop.book, &ctx, day, &found).unwrap();
    assert_eq!(shop.balances(&[1101, 7105]), [997_000, 3_000]);
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!(shop.balances(&[1101, 7105]), [995_000, 5_000]);
    assert_eq!(sheet(&shop).accounts[0].counted, Some(Money(995_000)));
    shop.sound();
    shop.on(20_261_210);
    let ctx = shop.ctx();
    close_month(&shop.book, &ctx, Month(202_611)).unwrap();
    let counts = counted(&sheet(&shop), AccountId(1101), 0);
    assert_eq!(shop.refused(|book, ctx| close_business_day(book, ctx, day, &counts)), "month_closed");
}
