//! The audit against changes from outside the program: what a database tool writes into the file, value by value.

use std::ops::ControlFlow;
use std::path::Path;

use runut_actions::{ActionError, back_up, salvage};
use runut_core::rows::Finding;
use runut_core::{Instant, Money};
use runut_store::backup::Staged;
use runut_store::{Book, StoreError, audit, reports};
use rusqlite::Connection;

use crate::full_book::Full;
use crate::shop::{HOUR, MORNING};

pub fn audit(path: &Path) -> Result<Vec<Finding>, StoreError> {
    audit::check(&Book::open(path)?)
}

fn codes(path: &Path) -> Vec<String> {
    audit(path).unwrap().into_iter().map(|finding| finding.code).collect()
}

/// What the log has told of a row can't be changed beside it.
#[test]
fn what_the_log_knows_is_not_changed_unseen() {
    let full = Full::new();
    let own = "(SELECT noun_id FROM activity WHERE noun = 'order' AND verb = 'place' ORDER BY id DESC LIMIT 1)";
    let changes = [
        "account SET number = '999' WHERE key = 'bank'",
        "account SET number = '999' WHERE id = 1103",
        "account SET number = '999' WHERE key = 'cash'",
        "account SET holder = 'Orang lain' WHERE key = 'bank'",
        "account SET archived = 1 WHERE id = 1103",
        "shop SET payment_hours = 99",
        "shop SET address = 'Lain'",
        "shop SET start_day = start_day - 1 WHERE start_day IS NOT NULL",
        "person SET owner = 1 WHERE name = 'Wulan'",
        "person SET owner = 0 WHERE id = 1",
        "person SET archived = 0 WHERE name = 'Bagas'",
        "person SET divisions = 'cs' WHERE name = 'Wulan'",
        "store SET name = 'x', name_fold = 'x' WHERE id = 1",
        "store SET archived = 1 WHERE name = 'Lazada Ibu'",
        "store SET wallet = 1153 WHERE id = 1",
        "orders SET store_id = 5 WHERE store_id = 1",
        "orders SET store_id = NULL WHERE store_id = 1",
        "orders SET store_id = 1 WHERE channel = 'whatsapp'",
        "posting SET store_id = NULL WHERE store_id = 1",
        "posting SET store_id = 1 WHERE order_id IS NULL",
        "account SET name = 'Piutang lain' WHERE id = 1201",
        "account SET line = 'cash' WHERE id = 1151",
        "courier SET pickup = 30 WHERE name = 'Kilat'",
        "customer SET note = 'x' WHERE name = 'Bu Ani'",
        "task SET text = 'x' WHERE id = 1",
        "saved_filter SET name = 'x'",
        "business_report SET remark = 'x' WHERE id = 220261116",
        "business_report SET closed_at = NULL WHERE id = 220261116",
        "finding SET rupiah = rupiah + 1 WHERE report_id = 220261116",
        "finding SET answer = 'drop' WHERE report_id = 220261116",
        "goal SET want = 'faster' WHERE want = 'more_orders'",
        "kpi_target SET millionths = millionths + 1 WHERE kpi = 'orders'",
        "kpi_target SET per = 'day' WHERE kpi = 'late'",
        "own_kpi SET den = 'shipped' WHERE key = 'iklan_per_pesanan'",
        "buyer_text SET body = 'Bayar ke 999'",
        "product SET name = 'x', name_fold = 'x' WHERE id = 1",
        "payment SET at = at + 60000 WHERE id = 1",
        "payment SET day = day + 1 WHERE id = 1",
        "payment SET reference = 'x' WHERE id = 1",
        "payment SET payer = 'x' WHERE id = 1",
        "posting SET day = day + 1 WHERE order_id IS NULL",
        "posting SET day = day + 1 WHERE activity_id IN (SELECT id FROM activity WHERE noun = 'order' AND verb = 'pay')",
        "scan SET code = 'x' WHERE id = 1",
        "scan SET order_id = order_id + 1 WHERE id = 1",
        "order_line SET back = back - 1 WHERE back > 0",
        "order_line SET claimed = claimed - 1 WHERE claimed > 0",
        "variant SET price = 1 WHERE price = 17500",
        "variant SET shelf = 'x' WHERE price = 17500",
        "product SET category = 'x' WHERE id = 1",
        "product SET description = 'x' WHERE id = 1",
        "shop SET ship_hours = 1",
        "supplier SET phone = '0' WHERE id = 1",
        "purchase SET expected = NULL WHERE id = 1",
        "purchase SET state = 'closed' WHERE id = 1",
        "purchase_line SET price = price + 1 WHERE id = 1",
        "receipt SET supplier_id = 1 WHERE supplier_id <> 1",
        "receipt SET reference = '' WHERE reference <> ''",
        "receipt_cost SET name = 'x' WHERE id = 1",
        "bill SET due = due + 1 WHERE id = 1",
        "bill SET number = '' WHERE id = 1",
        "bill_payment SET reference = 'x' WHERE id = 1",
        "orders SET cod = 1 - cod WHERE terms = 'prepaid'",
        "orders SET receivable = receivable + 1 WHERE receivable <> 0",
        "orders SET settle_state = '' WHERE settle_state <> ''",
        "settle_file SET name = 'x'",
        "settle_row SET net = net + 1 WHERE id = 1",
        "settle_row SET day = day + 1 WHERE id = 1",
        "settle_row SET order_id = NULL WHERE order_id IS NOT NULL",
        "settle_row SET superseded_by = 1 WHERE id = 2",
        "settle_part SET amount = amount - 1 WHERE id = 1",
        "settle_part SET part = 'ads' WHERE part = 'commission'",
        "settle_word SET part = 'ads'",
        "template SET name = 'x', name_fold = 'x' WHERE id = 1",
        "template SET by_store = 1 - by_store WHERE id = 1",
        "template_field SET max = 9 WHERE max IS NULL",
        "template_field SET logged = '' WHERE logged = 'ad_cost'",
        "template_choice SET name = 'x' WHERE id = 1",
        "template_column SET field = 'views'",
        "record SET day = day - 1 WHERE id = 1",
        "record SET store_id = 1 WHERE id = 1",
        "record SET customer_id = NULL WHERE customer_id IS NOT NULL",
        "record SET replaces = NULL WHERE replaces IS NOT NULL",
        "record SET file = '' WHERE file <> ''",
        "record_value SET number = number + 1 WHERE id = 1 OR number > 0",
        "record_value SET text = 'x' WHERE text = 'retak'",
    ];
    let terms = format!("orders SET terms = CASE terms WHEN 'cod' THEN 'prepaid' ELSE 'cod' END WHERE id = {own}");
    for change in changes.into_iter().chain([terms.as_str()]) {
        let mut changed = 0;
        let (_folder, path) = full.changed(|conn| changed = conn.execute(&format!("UPDATE {change}"), []).unwrap());
        assert!(changed > 0, "nothing to change: {change}");
        assert!(!codes(&path).is_empty(), "{change}");
    }
}

/// What a store's orders and postings have to say is the audit's to see, whatever their witness says.
#[test]
fn an_order_and_its_postings_are_of_one_store() {
    let full = Full::new();
    for (change, code) in [
        ("orders SET store_id = 2 WHERE id = (SELECT MAX(id) FROM orders WHERE channel = 'shopee')", "order_store"),
        ("orders SET store_id = NULL WHERE id = (SELECT MAX(id) FROM orders WHERE channel = 'shopee')", "order_store"),
        ("orders SET store_id = 1 WHERE id = (SELECT MAX(id) FROM orders WHERE channel = 'whatsapp')", "order_store"),
        (
            "posting SET store_id = 5 WHERE id = (SELECT MAX(id) FROM posting WHERE store_id = 1 AND order_id IS NOT NULL)",
            "posting_store",
        ),
        (
            "posting SET reverses = 1 WHERE id = (SELECT MAX(id) FROM posting WHERE reverses IS NULL)",
            "posting_reverses",
        ),
        ("store SET wallet = 1101 WHERE id = 5", "chart"),
        ("account SET key = NULL WHERE id = 1205", "chart"),
    ] {
        let mut changed = 0;
        let (_folder, path) = full.changed(|conn| changed = conn.execute(&format!("UPDATE {change}"), []).unwrap());
        assert_eq!(changed, 1, "{change}");
        assert!(codes(&path).iter().any(|found| found == code), "{change}: {:?}", codes(&path));
    }
}

/// What receipts, bills and payments come to, and the days of variants, is the audit's to see by itself.
#[test]
fn purchases_and_the_days_of_variants_are_added_up() {
    let full = Full::new();
    for (change, code) in [
        ("receipt_line SET quantity = quantity + 1 WHERE id = (SELECT MAX(id) FROM receipt_line)", "received"),
        ("receipt_line SET value = value + 1 WHERE id = (SELECT MAX(id) FROM receipt_line)", "payable"),
        ("receipt SET day = day - 1 WHERE id = (SELECT MAX(id) FROM receipt)", "receipt_move"),
        (
            "receipt_line SET extra = extra + 1 WHERE id = (SELECT MAX(id) FROM receipt_line WHERE extra > 0)",
            "receipt_cost",
        ),
        (
            "receipt_line SET billed = billed + 1 WHERE id = (SELECT MIN(id) FROM receipt_line WHERE billed > 0)",
            "bill_lines",
        ),
        ("bill SET amount = amount + 1 WHERE kind = 'bill'", "bill_lines"),
        ("bill_payment SET amount = amount + 1 WHERE kind = 'pay'", "payable"),
        ("bill_payment SET amount = amount + 900000 WHERE kind = 'pay'", "bill_paid"),
        ("bill_payment SET amount = amount + 1 WHERE kind = 'advance'", "payable"),
        ("stock_revalue SET value = value + 1 WHERE id = 1", "stock_value"),
        ("stock_revalue SET cost = cost + 1 WHERE id = 1", "variant_sold"),
        ("variant_day SET units_in = units_in + 1 WHERE key = (SELECT MAX(key) FROM variant_day)", "variant_day"),
        ("variant_day SET units_out = units_out + 1 WHERE key = (SELECT MAX(key) FROM variant_day)", "variant_day"),
        ("variant_day SET on_hand = on_hand + 1 WHERE key = (SELECT MAX(key) FROM variant_day)", "variant_day"),
        ("variant_day SET value = value + 1 WHERE key = (SELECT MAX(key) FROM variant_day)", "day_inventory"),
        ("variant_day SET sold = sold + 1 WHERE key = (SELECT MAX(key) FROM variant_day)", "variant_sold"),
        ("variant_day SET revenue = revenue + 1 WHERE key = (SELECT MIN(key) FROM variant_day)", "day_sold"),
        ("variant_day SET cost = cost + 1 WHERE key = (SELECT MIN(key) FROM variant_day)", "day_sold"),
        ("figure_day SET placed = placed + 1 WHERE key = (SELECT MIN(key) FROM figure_day)", "figure"),
        ("figure_day SET work = work + 1 WHERE key = (SELECT MAX(key) FROM figure_day)", "figure"),
        ("figure_day SET seen_at = seen_at + 1 WHERE key = (SELECT MAX(key) FROM figure_day)", "figure"),
        ("tally_day SET n = n + 1 WHERE key = (SELECT MIN(key) FROM tally_day)", "figure"),
        ("way_day SET hour_9 = hour_9 + 1 WHERE key = (SELECT MIN(key) FROM way_day)", "figure"),
        ("way_day SET at_returned = at_returned + 1 WHERE key = (SELECT MAX(key) FROM way_day)", "figure"),
        ("figure_day SET new_buyers = new_buyers + 1 WHERE key = (SELECT MIN(key) FROM figure_day)", "figure"),
        ("buyer SET spent = spent + 1 WHERE id = (SELECT MIN(id) FROM buyer)", "figure"),
        ("buyer SET second_day = 20270101 WHERE id = (SELECT MIN(id) FROM buyer)", "figure"),
        ("buyer SET name = 'x', customer_id = NULL WHERE id = (SELECT MIN(id) FROM buyer)", "figure"),
        ("buyer_day SET spent = spent + 1 WHERE key = (SELECT MAX(key) FROM buyer_day)", "figure"),
        ("buyer_day SET key = key - 1 WHERE key = (SELECT MIN(key) FROM buyer_day)", "figure"),
    ] {
        let mut changed = 0;
        let (_folder, path) = full.changed(|conn| changed = conn.execute(&format!("UPDATE {change}"), []).unwrap());
        assert!(changed > 0, "{change}");
        assert!(codes(&path).iter().any(|found| found == code), "{change}: {:?}", codes(&path));
    }
}

/// What settlements come to is the audit's to see by itself: each figure of them by the name of what it breaks.
#[test]
fn settlements_are_added_up() {
    let full = Full::new();
    let withdrawal = "(SELECT MIN(id) FROM settle_row WHERE account IS NOT NULL AND journal_id IS NULL)";
    let told = "(SELECT MIN(id) FROM settle_row WHERE superseded_by IS NOT NULL)";
    for (change, code) in [
        ("settle_row SET net = net + 1 WHERE kind = 'order'".to_owned(), "settle_wallet"),
        ("settle_row SET net = net + 1 WHERE order_id IS NULL AND external_id <> ''".to_owned(), "settle_waiting"),
        (format!("settle_row SET net = net - 1 WHERE id = {withdrawal}"), "settle_cash"),
        ("settle_row SET account = 1102 WHERE account IS NOT NULL AND journal_id IS NULL".to_owned(), "settle_cash"),
        (format!("settle_row SET journal_id = (SELECT MIN(id) FROM journal WHERE kind <> 'transfer') WHERE id = {withdrawal}"), "settle_transfer"),
        ("settle_row SET journal_id = NULL WHERE journal_id IS NOT NULL".to_owned(), "settle_cash"),
        ("settle_row SET account = 1102 WHERE journal_id IS NOT NULL".to_owned(), "settle_transfer"),
        (format!("settle_row SET net = net + 1 WHERE id = {told}"), "settle_twin"),
        (format!("settle_row SET superseded_by = {withdrawal} WHERE id = {told}"), "settle_twin"),
        (format!("settle_row SET key = (SELECT key FROM settle_row WHERE id = 1) WHERE id = {withdrawal}"), "settle_key"),
        ("settle_file SET rows = 0 WHERE id = 1".to_owned(), "settle_file"),
        ("settle_file SET store_id = 2 WHERE id = 1".to_owned(), "settle_file"),
        ("orders SET receivable = receivable + 1 WHERE id = (SELECT MAX(id) FROM orders)".to_owned(), "receivable"),
        (
            "posting SET credit = 1102 WHERE credit = 2120 AND activity_id IN (SELECT id FROM activity WHERE noun = 'settlement')"
                .to_owned(),
            "settle_cash",
        ),
        (
            "posting SET debit = 1102 WHERE debit BETWEEN 1151 AND 1199 AND order_id IS NULL AND activity_id IN (SELECT id FROM activity WHERE noun = 'settlement' AND verb = 'import')"
                .to_owned(),
            "posting_kind",
        ),
    ] {
        let mut changed = 0;
        let (_folder, path) = full.changed(|conn| changed = conn.execute(&format!("UPDATE {change}"), []).unwrap());
        assert!(changed > 0, "{change}");
        assert!(codes(&path).iter().any(|found| found == code), "{change}: {:?}", codes(&path));
    }
}

/// The columns of texts of the tables that have rows.
fn texts(conn: &Connection) -> Vec<(String, String)> {
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE '%search%' AND m.name NOT LIKE 'sqlite%' AND c.type = 'TEXT'";
    let mut statement = conn.prepare(sql).unwrap();
    let all = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let filled = |(table, _): &(String, String)| {
        conn.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).unwrap() > 0
    };
    all.map(Result::unwrap).filter(filled).collect()
}

/// One byte that no letter is made of, in one text of each column at once: each is named, and what is audited behind it too.
#[test]
fn a_byte_that_is_no_letter_is_found_wherever_it_stands() {
    let full = Full::new();
    let mut columns = Vec::new();
    let (_folder, path) = full.changed(|conn| {
        conn.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
        columns = texts(conn);
        for (table, column) in &columns {
            let sql = format!(
                "UPDATE {table} SET {column} = CAST(x'4ec3' AS TEXT) WHERE rowid = (SELECT MAX(rowid) FROM {table})"
            );
            conn.execute(&sql, []).unwrap();
        }
        conn.execute("UPDATE month_close SET balance = balance + 1 WHERE key = (SELECT MAX(key) FROM month_close)", [])
            .unwrap();
    });
    let found = audit(&path).unwrap();
    for (table, column) in &columns {
        let place = format!("{table}.{column} ");
        assert!(found.iter().any(|f| f.code == "text" && f.place.starts_with(&place)), "{place}: {found:#?}");
    }
    assert!(columns.len() > 80, "{}", columns.len());
    for code in ["balance", "chain", "file", "stage"] {
        assert!(found.iter().any(|finding| finding.code == code), "{code}: {found:#?}");
    }
}

/// What a table demands of each row is verified although the tool that changed the row didn't ask.
#[test]
fn what_a_table_demands_is_verified() {
    let full = Full::new();
    for change in [
        "UPDATE orders SET printed = -1",
        "UPDATE orders SET refunded = -1, terms = 'hutang'",
        "UPDATE shop SET zone = 'utc'",
        "UPDATE person SET archived = 2",
        "UPDATE courier SET pickup = 5000",
        "UPDATE variant SET price = -1",
        "UPDATE order_line SET shortfall = -2",
        "UPDATE stock_count_line SET unit_cost = -1",
        "UPDATE payment SET method = 'barter'",
        "UPDATE scan SET undone = 7",
    ] {
        let (_folder, path) = full.changed(|conn| {
            conn.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
            conn.execute(
                &format!("{change} WHERE rowid = (SELECT MAX(rowid) FROM {})", change.split(' ').nth(1).unwrap()),
                [],
            )
            .unwrap();
        });
        assert!(codes(&path).iter().any(|code| code == "file"), "{change}");
    }
}

/// A backup isn't called verified where the book can't be read everywhere, and what can't be isn't restored.
#[test]
fn a_backup_and_a_restoration_look_as_closely() {
    let full = Full::new();
    let mut go_on = |_| ControlFlow::Continue(());
    for change in [
        "UPDATE orders SET buyer = CAST(x'c328' AS TEXT) WHERE id = 3",
        "PRAGMA ignore_check_constraints = ON; UPDATE orders SET printed = -1 WHERE id = 3",
    ] {
        let (folder, path) = full.changed(|conn| conn.execute_batch(change).unwrap());
        let book = Book::open(&path).unwrap();
        match back_up(&book, None, MORNING, &mut go_on) {
            Err(ActionError::Refused(refusal)) => assert_eq!(refusal.code, "backup_damaged"),
            other => panic!("{change}: {other:?}"),
        }
        drop(book);
        let target = folder.path().join("lain.runut");
        match Staged::prepare(&path, &target, &mut go_on) {
            Err(error) => assert_eq!(error.code(), Some("backup_damaged"), "{change}"),
            Ok(_) => panic!("{change}: is restored"),
        }
    }
}

/// A book that holds figures at the end of what a number can be still answers: the audit, the first screen, a backup, lists.
#[test]
fn figures_that_no_shop_has_stop_nothing() {
    let full = Full::new();
    for change in [
        "UPDATE posting SET amount = 9223372036854775807",
        "UPDATE posting SET amount = 9000000000000000000, day = (SELECT MAX(day) FROM activity)",
        "UPDATE month_close SET balance = 9223372036854775807",
        "UPDATE day_sum SET debit = 9223372036854775807",
        "UPDATE orders SET total = 9223372036854775807, owed = 9223372036854775807",
        "UPDATE orders SET paid = 9000000000000000000, refunded = 0",
        "UPDATE stock_level SET value = 9223372036854775807",
        "UPDATE stock_move SET value = 9223372036854775807",
        "UPDATE payment SET amount = 9223372036854775807",
        "UPDATE order_line SET price = 9223372036854775807",
        "UPDATE order_line SET cost = 9223372036854775807, typed_cost = 9223372036854775807",
    ] {
        let (_folder, path) = full.changed(|conn| assert!(conn.execute(change, []).unwrap() > 0));
        let book = Book::open(&path).unwrap();
        assert_ne!(audit::check(&book).unwrap(), [], "{change}");
        let end = book.read(|reader| reader.log_ends()).unwrap().unwrap().1.at;
        for now in [end, Instant(end.0 + 24 * HOUR)] {
            book.read(|reader| reports::today::all(reader, now)).unwrap_or_else(|error| panic!("{change}: {error}"));
        }
        book.read(reports::holding).unwrap_or_else(|error| panic!("{change}: {error}"));
        book.read(|reader| reports::owed_list(reader, end)).unwrap_or_else(|error| panic!("{change}: {error}"));
        back_up(&book, None, end, &mut |_| ControlFlow::Continue(()))
            .unwrap_or_else(|error| panic!("{change}: {error}"));
    }
}

/// Whatever is added up is refused before it leaves what is kept exactly, and nothing is written.
#[test]
fn a_sum_beyond_what_is_kept_is_refused() {
    let mut shop = crate::script::tell("file A to_ship 1xHijau@16000 => approved");
    let glass = shop.variant("Hijau");
    shop.receive(glass, 1, runut_core::MONEY_MAX - 5);
    let before = shop.book.dump().unwrap();
    let ctx = shop.ctx();
    let line = runut_core::rows::ReceiptLine { variant_id: glass, quantity: 1, cost: Money(6) };
    let receipt = runut_core::rows::Receipt {
        supplier: String::new(),
        note: String::new(),
        lines: vec![line],
        ..runut_core::rows::Receipt::default()
    };
    match runut_actions::receive(&shop.book, &ctx, &receipt) {
        Err(ActionError::Refused(refusal)) => assert_eq!(refusal.code, "too_large"),
        other => panic!("{other:?}"),
    }
    assert_eq!(shop.book.dump().unwrap(), before);
    shop.sound();
    shop.receive(glass, 1, 5);
    shop.sound();
}

/// What is kept to undo a step is witnessed, for another step's word in its place would be put back; and an answer that is gone is
/// missed until it goes by itself. What a salvage has forgotten is no finding.
#[test]
fn what_is_kept_of_requests_is_witnessed() {
    let full = Full::new();
    let newest = "id = (SELECT request FROM activity ORDER BY id DESC LIMIT 1)";
    let other = "(SELECT changes FROM request WHERE changes LIKE '%courier%' AND NOT (id = r.id) LIMIT 1)";
    for change in [
        format!("UPDATE request AS r SET changes = {other} WHERE {newest}"),
        format!("UPDATE request SET changes = '' WHERE {newest}"),
        format!("UPDATE request SET answer = '1' WHERE {newest}"),
        format!("UPDATE request SET changes = 'rusak' WHERE {newest}"),
        format!("UPDATE request SET changes = substr(changes, 1, 32) || 'rusak', answer = '1' WHERE {newest}"),
        format!("DELETE FROM request WHERE {newest}"),
    ] {
        let mut changed = 0;
        let (_folder, path) = full.changed(|conn| changed = conn.execute(&change, []).unwrap());
        assert_eq!(changed, 1, "nothing to change: {change}");
        assert_eq!(codes(&path), ["witness"], "{change}");
    }
    // A salvage forgets what is damaged, and finds again what only lost its mark.
    for (change, found, left, mended) in [
        ("changes || 'x'", &["step"][..], &[][..], false),
        ("'x' || substr(changes, 2)", &["step", "witness"], &[], true),
        ("'x' || substr(changes, 2, 40) || 'x'", &["step", "witness"], &["witness"], false),
    ] {
        let mut written = String::new();
        let kept = format!("SELECT changes FROM request WHERE {newest}");
        let ask = |conn: &Connection| conn.query_row(&kept, [], |row| row.get::<_, String>(0)).unwrap();
        let (folder, path) = full.changed(|conn| {
            written = ask(conn);
            let sql = format!("UPDATE request SET changes = {change} WHERE {newest}");
            assert_eq!(conn.execute(&sql, []).unwrap(), 1);
        });
        let mut codes_found = codes(&path);
        codes_found.sort();
        assert_eq!(codes_found, found, "{change}");
        let saved = salvage(&path, folder.path(), MORNING, &mut |_| ControlFlow::Continue(())).unwrap();
        let saved = saved.book.unwrap();
        assert_eq!(codes(Path::new(&saved)), left, "{change}: nothing else is wrong");
        assert_eq!(ask(&Connection::open(&saved).unwrap()) == written, mended, "{change}");
    }
}

/// What a salvage forgets is proved by the row's witness, so that nothing else of the row is passed over with it.
#[test]
fn a_damaged_step_hides_no_other_damage_of_its_row() {
    let full = Full::new();
    let newest = "id = (SELECT request FROM activity ORDER BY id DESC LIMIT 1)";
    let (folder, path) = full.changed(|conn| {
        let sql = format!("UPDATE request SET changes = changes || 'x', intent = intent || 'x' WHERE {newest}");
        assert_eq!(conn.execute(&sql, []).unwrap(), 1);
    });
    let saved = salvage(&path, folder.path(), MORNING, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(codes(Path::new(&saved.book.unwrap())), ["witness"]);
}

/// What a record must hold is the audit's to see by itself, whatever its witness says.
#[test]
fn records_are_held_against_their_templates() {
    let full = Full::new();
    for (change, code) in [
        ("record_value SET number = -1 WHERE id = (SELECT MAX(id) FROM record_value WHERE number = 31)", "record"),
        ("record_value SET field = 'x' WHERE id = (SELECT MAX(id) FROM record_value WHERE number = 31)", "record"),
        ("record_value SET text = 'x' WHERE id = (SELECT MAX(id) FROM record_value WHERE text = 'meta')", "record"),
        ("record SET key = 'x' WHERE id = 3", "record"),
        ("record SET store_id = 1 WHERE id = 3", "record"),
        ("record SET version = 9 WHERE id = 3", "record"),
        ("record SET replaces = NULL WHERE id = 2", "record_twice"),
        ("record SET template_id = 1 WHERE id = 1", "record_replaces"),
        ("record SET activity_id = 1 WHERE id = 3", "record_entry"),
        ("record_value SET number = 184999 WHERE record_id = 2 AND number = 185000", "record_journal"),
        (
            "template_field SET at_most = 'x' WHERE id = (SELECT MIN(id) FROM template_field WHERE at_most = 'views')",
            "template",
        ),
        ("template SET lag = 3 WHERE id = 1", "witness"),
        ("template SET kind = 'x' WHERE id = 1", "unreadable"),
    ] {
        let mut changed = 0;
        let (_folder, path) = full.changed(|conn| changed = conn.execute(&format!("UPDATE {change}"), []).unwrap());
        assert_eq!(changed, 1, "{change}");
        assert!(codes(&path).iter().any(|found| found == code), "{change}: {:?}", codes(&path));
    }
}
