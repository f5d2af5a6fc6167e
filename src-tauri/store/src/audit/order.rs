//! Orders: stage, lines and money are what the log, the moves and the rules say of them.

use std::collections::BTreeMap;

use runut_core::activity::Facts;
use runut_core::order::{Marks, marks};
use runut_core::order::{Order, position};
use runut_core::posting::Account;
use runut_core::rows::Finding;
use runut_core::{AccountId, Money, OrderId, Stage, Verb, Zone, next, undo};
use rusqlite::types::{Value, ValueRef};

use super::sums::Sum;
use super::{Checks, FINDINGS_MAX, behind, figure, finding, lossy};
use crate::orders::UNPAID;
use crate::orders::changing::{Derived, owned};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks {
    sums: &SUMS,
    parts: &[stages, positions, equal],
    rows: Some(("SELECT id FROM orders ORDER BY id", |book, id| {
        let order = OrderId(id);
        book.particulars(order)?;
        book.line_keys(order).map(|_| Vec::new())
    })),
    ..Checks::of("order")
};

/// Sums that must agree.
const SUMS: [Sum; 11] = [
    Sum {
        code: "stage_count",
        sql: "WITH counted AS (SELECT stage, COUNT(*) AS orders FROM orders GROUP BY stage)
         SELECT 'stage ' || k.stage AS place, k.orders AS found, COALESCE(c.orders, 0) AS expected
         FROM stage_count k LEFT JOIN counted c ON c.stage = k.stage WHERE k.orders <> COALESCE(c.orders, 0)
         UNION ALL SELECT 'stage ' || c.stage, 0, c.orders FROM counted c LEFT JOIN stage_count k ON k.stage = c.stage
         WHERE k.stage IS NULL",
        id: "jumlah pesanan per tahap tidak cocok",
        en: "orders a stage are miscounted",
    },
    Sum {
        code: "orphan_order",
        sql: "SELECT 'order ' || o.id AS place, 0 AS found, 1 AS expected FROM orders o
         WHERE (o.stage NOT IN ('draft', 'cancelled') AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id))
           OR NOT EXISTS (SELECT 1 FROM activity a WHERE a.order_id = o.id)",
        id: "pesanan tanpa isi atau tanpa catatan",
        en: "an order without lines or without an activity",
    },
    Sum {
        code: "order_store",
        sql: "SELECT 'order ' || o.id AS place, COALESCE(o.store_id, 0) AS found, COALESCE(s.id, 0) AS expected
         FROM orders o LEFT JOIN store s ON s.id = o.store_id AND s.channel = o.channel
         WHERE o.channel IN ('shopee', 'tokopedia', 'tiktok', 'lazada') AND s.id IS NULL
           OR o.channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada') AND (o.store_id IS NOT NULL OR o.external_id <> '')",
        id: "pesanan marketplace tanpa tokonya di sana, atau pesanan saluran sendiri dengan toko",
        en: "a marketplace's order without its store there, or one of our own with a store",
    },
    Sum {
        code: "line_units",
        sql: "SELECT 'order ' || o.id AS place, l.moved AS found, l.quantity AS expected
         FROM orders o JOIN order_line l ON l.order_id = o.id
         WHERE (o.stage IN ('awaiting_payment', 'awaiting_approval', 'approved', 'cancelled') AND (l.moved <> 0 OR l.cost IS NOT NULL))
           OR (o.stage = 'packed' AND l.checked <> l.quantity)
           OR (l.moved + l.shortfall > l.quantity)",
        id: "barang yang keluar tidak cocok dengan tahapnya",
        en: "units that left don't fit the stage",
    },
    Sum {
        code: "order_gone",
        sql: "WITH stayed AS (
           SELECT m.order_id, m.variant_id, m.from_bin AS bin, -m.quantity AS units FROM stock_move m
           WHERE m.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = m.order_id)
           UNION ALL SELECT m.order_id, m.variant_id, m.to_bin, m.quantity FROM stock_move m
           WHERE m.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = m.order_id)),
         sums AS (
           SELECT order_id, variant_id, bin, CAST(SUM(units) AS BIGINT) AS units FROM stayed
           GROUP BY order_id, variant_id, bin)
         SELECT 'order ' || order_id AS place, units AS found, 0 AS expected FROM sums WHERE units <> 0",
        id: "pesanan ini tidak ada, tetapi mutasinya masih berlaku",
        en: "this order isn't there, but its moves still count",
    },
    Sum {
        code: "order_gone",
        sql: "WITH stayed AS (
           SELECT p.order_id, p.debit AS account, p.amount FROM posting p
           WHERE p.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = p.order_id)
           UNION ALL SELECT p.order_id, p.credit, -p.amount FROM posting p
           WHERE p.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = p.order_id)),
         sums AS (SELECT order_id, account, CAST(SUM(amount) AS BIGINT) AS amount FROM stayed GROUP BY order_id, account)
         SELECT 'order ' || order_id AS place, amount AS found, 0 AS expected FROM sums WHERE amount <> 0",
        id: "pesanan ini tidak ada, tetapi pembukuannya masih berlaku",
        en: "this order isn't there, but its postings still count",
    },
    Sum {
        code: "moved",
        sql: "WITH gone AS (
           SELECT line_id, CAST(SUM(CASE WHEN from_bin = 'shelf' THEN quantity WHEN to_bin = 'shelf' THEN -quantity ELSE 0 END) AS BIGINT) AS units
           FROM stock_move m JOIN activity a ON a.id = m.activity_id
           WHERE line_id IS NOT NULL AND (a.verb = 'undo' AND a.facts LIKE '%undid_:_fill_%'
             OR NOT (from_bin = 'customer' AND to_bin = 'shelf')
               AND NOT (a.verb = 'undo' AND from_bin = 'shelf' AND to_bin = 'customer')) GROUP BY line_id)
         SELECT 'order ' || l.order_id AS place, l.moved AS found, COALESCE(g.units, 0) AS expected
         FROM order_line l LEFT JOIN gone g ON g.line_id = l.id WHERE l.moved <> COALESCE(g.units, 0)",
        id: "barang yang keluar tidak sama dengan mutasinya",
        en: "units that left are not those of the moves",
    },
    Sum {
        code: "back",
        sql: "WITH came AS (
           SELECT m.line_id, CAST(SUM(CASE WHEN m.from_bin = 'customer' THEN m.quantity ELSE -m.quantity END) AS BIGINT) AS units
           FROM stock_move m JOIN activity a ON a.id = m.activity_id
           WHERE m.line_id IS NOT NULL
             AND (a.verb = 'return' OR a.verb = 'undo' AND a.facts NOT LIKE '%undid_:_fill_%'
               AND (m.to_bin = 'customer' AND m.from_bin <> 'packed' OR m.from_bin = 'customer' AND m.to_bin <> 'packed'))
           GROUP BY m.line_id)
         SELECT 'line ' || l.id AS place, l.back AS found, COALESCE(c.units, 0) AS expected
         FROM order_line l LEFT JOIN came c ON c.line_id = l.id WHERE l.back <> COALESCE(c.units, 0)",
        id: "barang kembali tidak sama dengan mutasinya",
        en: "units back are not those of the moves",
    },
    Sum {
        code: "own_total",
        sql: "WITH goods AS (
           SELECT order_id, CAST(SUM(price * quantity - discount) AS BIGINT) AS amount FROM order_line GROUP BY order_id),
         compared AS (
           SELECT o.id, o.total, COALESCE(g.amount, 0) + o.shipping + o.unique_code AS parts
           FROM orders o LEFT JOIN goods g ON g.order_id = o.id
           WHERE o.store_id IS NULL)
         SELECT 'order ' || id AS place, total AS found, parts AS expected FROM compared WHERE total <> parts",
        id: "total pesanan tidak sama dengan barang, ongkir dan kode uniknya",
        en: "the total is not goods, shipping and unique code",
    },
    Sum {
        code: "receivable",
        sql: "WITH owed AS (
           SELECT COALESCE(store_id, 0) AS store, CAST(SUM(receivable) AS BIGINT) AS amount FROM orders GROUP BY COALESCE(store_id, 0)),
         sides AS (
           SELECT key / 100 % 10000 AS account, debit - credit AS amount FROM day_sum
           WHERE key / 100 % 10000 BETWEEN 1201 AND 1299 AND key / 100 % 10000 <> 1230),
         booked AS (
           SELECT CASE WHEN account = 1210 OR account = 1220 THEN 0 ELSE account - 1200 END AS store,
             CAST(SUM(amount) AS BIGINT) AS amount FROM sides
           GROUP BY CASE WHEN account = 1210 OR account = 1220 THEN 0 ELSE account - 1200 END)
         SELECT 'store ' || COALESCE(o.store, b.store) AS place, COALESCE(o.amount, 0) AS found, COALESCE(b.amount, 0) AS expected
         FROM owed o FULL JOIN booked b ON b.store = o.store WHERE COALESCE(o.amount, 0) <> COALESCE(b.amount, 0)",
        id: "yang masih ditagih dari pesanan tidak sama dengan piutangnya",
        en: "what orders still owe isn't what the receivable says",
    },
    Sum {
        code: "uncovered",
        sql: "SELECT 'order ' || id AS place, paid - refunded + let_through AS found, total AS expected FROM orders
             WHERE (stage = 'approved' OR stage = 'packed') AND terms = 'prepaid' AND held IS NULL
               AND store_id IS NULL AND paid - refunded + let_through < total",
        id: "jalan terus walau belum lunas dan tanpa izin pemilik",
        en: "goes on though it isn't paid and no owner lets it",
    },
];

/// What the log says of an order so far.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Told {
    stage: Stage,
    held: bool,
    failed: bool,
}

/// Stage and marks of every order equal what its activities say, and each step is one of the pipeline's table.
fn stages(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut told: BTreeMap<i64, Told> = BTreeMap::new();
    let mut statement = book.conn.prepare(
        "SELECT id, order_id, verb, facts FROM activity
         WHERE noun = 'order' AND order_id IS NOT NULL AND verb <> 'scan' ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        let order: i64 = row.get("order_id")?;
        let facts: Option<Facts> = serde_json::from_str(&lossy(row, "facts")).ok();
        match facts.and_then(|facts| step(told.get(&order).copied(), &lossy(row, "verb"), &facts)) {
            Some(next) => drop(told.insert(order, next)),
            None => wrong.push((order, format!("log {}", row.get::<_, i64>("id")?))),
        }
    }
    let mut statement = book.conn.prepare("SELECT id, stage, held, failed FROM orders ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        let held = !matches!(row.get_ref("held")?, ValueRef::Null);
        let found = Stage::from_key(&lossy(row, "stage")).map(|stage| (stage, held, row.get::<_, bool>("failed")));
        let said = told.get(&id).map(|t| (t.stage, t.held, Ok(t.failed)));
        if found != said {
            wrong.push((id, format!("order {id}")));
        }
    }
    findings.extend(wrong.into_iter().take(FINDINGS_MAX).map(|(order, place)| {
        finding(
            "stage",
            place,
            format!("Tahap atau tanda pesanan {order} tidak sama dengan catatannya"),
            format!("The stage or marks of order {order} are not what its log says"),
        )
    }));
    Ok(())
}

/// What an order is after an entry of its log; none where the pipeline's table doesn't allow it.
fn step(before: Option<Told>, verb: &str, facts: &Facts) -> Option<Told> {
    let stage = |name: &str| facts.get(name).and_then(|s| Stage::from_key(s));
    let Some(before) = before else {
        if verb == "new" {
            return Some(Told { stage: Stage::Draft, held: false, failed: false });
        }
        let taken = Verb::from_key(verb) == Some(Verb::TakeOver);
        return stage("to").filter(|_| taken).map(|stage| Told { stage, held: false, failed: false });
    };
    let mut after = before;
    if verb == undo::VERB {
        let told = |name: &str, before: bool| facts.get(name).map_or(before, |is| is == "1");
        let from = facts.get("from").is_none_or(|from| Stage::from_key(from) == Some(before.stage));
        return from.then(|| Told {
            stage: stage("to").unwrap_or(before.stage),
            held: told(undo::HELD, before.held),
            failed: told(undo::FAILED, before.failed),
        });
    }
    if let Some(to) = stage("to") {
        let lawful =
            stage("from") == Some(before.stage) && next(before.stage, Verb::from_key(verb)?).allows(before.stage, to);
        after.stage = if lawful { to } else { return None };
    }
    match Verb::from_key(verb) {
        Some(Verb::Hold) => after.held = true,
        Some(Verb::Void | Verb::Recall) if facts.contains_key("held") => after.held = true,
        Some(Verb::Release | Verb::Cancel | Verb::Reopen) => after.held = false,
        Some(Verb::Fail) => after.failed = true,
        _ => {}
    }
    Some(after)
}

/// Debits less credits, by account.
type Balances = BTreeMap<AccountId, Money>;

fn add(balances: &mut Balances, debit: AccountId, credit: AccountId, amount: Money) {
    *balances.entry(debit).or_default() += amount;
    *balances.entry(credit).or_default() -= amount;
}

/// What an order's postings come to.
fn posted(book: &Reader<'_>, order: OrderId) -> Result<Balances, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT debit, credit, amount FROM posting WHERE order_id = ?1")?;
    let mut rows = statement.query([order.0])?;
    let mut balances = Balances::new();
    while let Some(row) = rows.next()? {
        let (debit, credit) = (AccountId(row.get("debit")?), AccountId(row.get("credit")?));
        add(&mut balances, debit, credit, Money(row.get("amount")?));
    }
    balances.retain(|_, amount| *amount != Money::ZERO);
    Ok(balances)
}

/// What they should come to: its position, and the payments and refunds that stand.
fn expected(book: &Reader<'_>, order: &Order) -> Result<Balances, StoreError> {
    let mut balances = Balances::new();
    for (debit, credit, amount) in position(order) {
        add(&mut balances, debit.id(), credit.id(), amount);
    }
    for (account, amount) in book.kept_of(order.id)? {
        add(&mut balances, account, Account::CustomerDeposits.id(), amount);
    }
    balances.retain(|_, amount| *amount != Money::ZERO);
    Ok(balances)
}

/// Every order's postings, the marks that are kept with it, and what all of them add to the figures of their days.
fn positions(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
    let (mut marks, mut whole) = (Marks::default(), true);
    let mut statement = book.conn.prepare(&format!("SELECT id, {} FROM orders ORDER BY id", Derived::COLUMNS))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = OrderId(row.get("id")?);
        let kept = (1..=Derived::COUNT).map(|at| row.get_ref(at).map(owned)).collect::<Result<Vec<Value>, _>>()?;
        let looked = of_order(book, (id, zone), kept, &mut found).map(|adds| marks.add(&adds, 1));
        whole &= looked.is_ok();
        behind(looked, &format!("order {id}"), &mut found)?;
        if found.len() >= FINDINGS_MAX {
            whole = false;
            break;
        }
    }
    findings.append(&mut found);
    if whole { figure::compare(book, marks, findings) } else { Ok(()) }
}

fn of_order(
    book: &Reader<'_>,
    (id, zone): (OrderId, Zone),
    kept: Vec<Value>,
    found: &mut Vec<Finding>,
) -> Result<Marks, StoreError> {
    let order = book.order(id)?;
    let place = format!("order {id}");
    let (posted, expected) = (posted(book, id)?, expected(book, &order)?);
    if posted != expected {
        found.push(finding(
            "position",
            &place,
            format!("Pembukuan pesanan {id} tidak sama dengan keadaannya: {}", differ(&posted, &expected)),
            format!("What order {id} has posted isn't where it stands: {}", differ(&posted, &expected)),
        ));
    }
    let derived = Derived::of(&order);
    let adds = marks(&order, derived.profit_and_owed(), &book.stamps(id)?, zone);
    if kept != derived.values() {
        found.push(finding(
            "kept",
            place,
            format!(
                "Yang dicatat harus dikembalikan, sedang kembali, masih ditagih, cair, atau laba dari pesanan {id} salah"
            ),
            format!(
                "What order {id} is said to owe its buyer, to have coming back, to be owed, to be paid out or to earn is wrong"
            ),
        ));
    }
    Ok(adds)
}

/// The accounts that differ: found and expected.
fn differ(posted: &Balances, expected: &Balances) -> String {
    let of = |side: &Balances, account: &AccountId| side.get(account).copied().unwrap_or_default().0;
    let accounts: Vec<&AccountId> = posted.keys().chain(expected.keys().filter(|a| !posted.contains_key(a))).collect();
    let unlike = accounts.into_iter().filter(|account| of(posted, account) != of(expected, account));
    let told: Vec<String> =
        unlike.map(|account| format!("{account} ({}, {})", of(posted, account), of(expected, account))).collect();
    told.join(", ")
}

/// A unique code makes a total unlike every other that waits in the same account: two that carry one are never equal.
fn equal(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare(&format!(
        "WITH coded AS (SELECT id, account, total FROM orders WHERE {UNPAID} AND account <> '' AND unique_code > 0)
         SELECT a.id, b.id AS other, a.total FROM coded a JOIN coded b
           ON b.account = a.account AND b.total = a.total AND b.id > a.id ORDER BY a.id, b.id",
    ))?;
    let rows = statement.query_map([], |row| {
        let (id, other, total): (i64, i64, i64) = (row.get("id")?, row.get("other")?, row.get("total")?);
        let total = Money(total);
        Ok(finding(
            "equal_totals",
            format!("order {id}"),
            format!("Pesanan {id} dan {other} menunggu Rp {total} di rekening yang sama: uangnya tidak bisa dibedakan"),
            format!("Orders {id} and {other} wait for Rp {total} in one account: their money can't be told apart"),
        ))
    })?;
    for row in rows.take(FINDINGS_MAX) {
        findings.push(row?);
    }
    Ok(())
}
