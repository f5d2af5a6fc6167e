//! Orders and their lines, as the rules reckon with them; and what a file says beside.

pub(crate) mod changing;

use runut_core::fees::ExpectedFees;
use runut_core::marketplace::{FileStatus, WayBack};
use runut_core::order::{Line, Order, Terms};
use runut_core::scan::cases;
use runut_core::settlement::SettleState;
use runut_core::takeover::{LineKey, Particulars};
use runut_core::{
    AccountId, Channel, CustomerId, Day, Instant, LineId, Money, OrderId, Stage, StoreId, VariantId, Zone, match_key,
    seen,
};
use rusqlite::{OptionalExtension, Row, params};

use crate::columns::Columns;
use crate::{Reader, StoreError};

/// What the book knows of a file's order without loading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The order.
    pub id: OrderId,
    /// Digest of the file's row set that was taken over last.
    pub digest: String,
    /// The file's status then.
    pub status: String,
    /// Whether whoever ordered was erased.
    pub erased: bool,
}

/// A new order beside its plan.
#[derive(Clone, Copy, Debug)]
pub struct NewOrder<'a> {
    /// The channel's order id; empty for our own.
    pub external_id: &'a str,
    /// What the file says beside the lines.
    pub particulars: &'a Particulars,
    /// What tells its lines apart in the file, in the order of the plan's lines.
    pub keys: &'a [LineKey],
    /// The file's status.
    pub status: &'a str,
    /// Digest of the file's rows.
    pub digest: &'a str,
}

/// When an order was placed and paid, as rules of fees ask it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    /// When it was placed.
    pub at: Instant,
    /// When it was paid; none where nobody says.
    pub paid: Option<Instant>,
    /// Whether it is paid on delivery.
    pub cod: bool,
}

impl Placed {
    /// As a file or a form says.
    pub(crate) fn of(new: &NewOrder<'_>) -> Self {
        let about = new.particulars;
        Self { at: about.placed_at, paid: about.paid_at, cod: about.cod }
    }

    /// The day whose rules hold for it.
    pub(crate) fn paid_on(&self, zone: Zone) -> Day {
        zone.day(self.paid.unwrap_or(self.at))
    }
}

/// What is kept of an order beside what the rules reckon with: as it was, and as it is to be.
pub type Beside<'a> = (&'a NewOrder<'a>, &'a NewOrder<'a>);

/// Open orders `o`: from the draft to the parcel. Conditions are in the words of an index, so that it is found; and a word by
/// itself, for of a list of more than two the engine makes a table again for each row that it writes.
pub(crate) const OPEN: &str = "(o.stage = 'draft' OR o.stage = 'awaiting_payment' OR o.stage = 'awaiting_approval' \
    OR o.stage = 'approved' OR o.stage = 'packed')";

/// Orders `o` whose parcels wait for the shop.
pub(crate) const TO_SHIP: &str = "o.stage IN ('awaiting_approval', 'approved', 'packed')";

/// Orders whose money is still to come although they may be told by it: those that wait for it, and those that the
/// warehouse has without it.
pub(crate) const UNPAID: &str = "(stage = 'awaiting_payment' \
    OR (stage = 'approved' OR stage = 'packed') AND terms = 'prepaid' AND paid - refunded < total)";

/// Our own orders `o`: a marketplace's has a store there.
pub(crate) const OWN: &str = "o.store_id IS NULL";

/// The stage stored by a word.
pub(crate) fn stage_of(row: &Row<'_>) -> Result<Stage, StoreError> {
    let key: String = row.get("stage")?;
    Stage::from_key(&key).ok_or_else(|| StoreError::unknown("stage", key))
}

/// What is expected to be taken, as it is kept with an order.
pub(crate) fn fees_of(text: &str) -> Result<ExpectedFees, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::unknown("expected_fees", text.to_owned()))
}

/// That the other way round.
pub(crate) fn fees_text(fees: &ExpectedFees) -> String {
    serde_json::to_string(fees).unwrap_or_default()
}

const ORDER: &str = "SELECT channel, store_id, terms, stage, held, failed, history, total, paid, refunded, shipping, unique_code,
    code_taken, let_through, claimed_shipping, courier_bill, pay_by, courier, tracking, shipped_at, delivered_at, completed_at, cancel_reason,
    file_status, withheld, written_off, expected_fees, settle_state, settled_on FROM orders WHERE id = ?1";

fn order_of(id: OrderId, row: &Row<'_>, lines: Vec<Line>) -> Result<(Order, SettleState, Option<Day>), StoreError> {
    let mut row = Columns::of(row);
    let (channel, store): (String, Option<i64>) = (row.next()?, row.next()?);
    let (terms, stage): (String, String) = (row.next()?, row.next()?);
    let order = Order {
        id,
        channel: Channel::from_key(&channel).ok_or_else(|| StoreError::unknown("channel", channel))?,
        store: store.map(StoreId),
        terms: Terms::from_key(&terms).ok_or_else(|| StoreError::unknown("terms", terms))?,
        stage: Stage::from_key(&stage).ok_or_else(|| StoreError::unknown("stage", stage))?,
        held: row.next()?,
        failed: row.next()?,
        history: row.next()?,
        total: row.money()?,
        paid: row.money()?,
        refunded: row.money()?,
        shipping: row.money()?,
        unique_code: row.money()?,
        code_taken: row.money()?,
        let_through: row.money()?,
        claimed_shipping: row.money()?,
        courier_bill: row.next::<Option<i64>>()?.map(Money),
        pay_by: row.instant()?,
        courier: row.next()?,
        tracking: row.next()?,
        shipped_at: row.instant()?,
        delivered_at: row.instant()?,
        completed_at: row.instant()?,
        cancel_reason: row.next()?,
        cancelled_there: row.next::<String>()? == FileStatus::Cancelled.key(),
        withheld: row.money()?,
        written_off: row.next()?,
        expected: row.next::<Option<String>>()?.map(|fees| fees_of(&fees)).transpose()?,
        settled: None,
        lines,
    };
    let state: String = row.next()?;
    let state = SettleState::from_key(&state).ok_or_else(|| StoreError::unknown("settle_state", state))?;
    Ok((order, state, row.next::<Option<i32>>()?.map(Day)))
}

const LINES: &str =
    "SELECT id, variant_id, quantity, price, discount, checked, moved, shortfall, claimed, claim, back, cost,
    back_cost, spoiled_cost, opened, typed_cost FROM order_line WHERE order_id = ?1 ORDER BY position";

/// Lines `l` of what has left with units of unknown cost: what [`Line::uncosted`] says, for sums over many orders.
pub(crate) const UNCOSTED: &str =
    "l.typed_cost IS NULL AND l.quantity > CASE WHEN l.moved > l.back THEN l.moved ELSE l.back END";

fn line_of(row: &Row<'_>) -> rusqlite::Result<Line> {
    let mut row = Columns::of(row);
    Ok(Line {
        id: LineId(row.next()?),
        variant: VariantId(row.next()?),
        quantity: row.next()?,
        price: row.money()?,
        discount: row.money()?,
        checked: row.next()?,
        moved: row.next()?,
        shortfall: row.next()?,
        claimed: row.next()?,
        claim: row.money()?,
        back: row.next()?,
        cost: row.next::<Option<i64>>()?.map(Money),
        back_cost: row.money()?,
        spoiled_cost: row.money()?,
        opened: row.money()?,
        typed_cost: row.next::<Option<i64>>()?.map(Money),
    })
}

impl Reader<'_> {
    /// An order with its lines.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn order(&self, id: OrderId) -> Result<Order, StoreError> {
        let mut lines = self.conn.prepare_cached(LINES)?;
        let lines = lines.query_map([id.0], line_of)?.collect::<Result<_, _>>()?;
        let mut order = self.conn.prepare_cached(ORDER)?;
        let mut rows = order.query([id.0])?;
        match rows.next()? {
            Some(row) => match order_of(id, row, lines)? {
                (order, SettleState::None, _) => Ok(order),
                (mut order, state, day) => {
                    order.settled = self.settled(&order, state, day.unwrap_or(Day(0)))?;
                    Ok(order)
                }
            },
            None => Err(StoreError::Missing(format!("Pesanan {id}"))),
        }
    }

    /// The keys of an order's lines in the file, in line order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn line_keys(&self, id: OrderId) -> Result<Vec<LineKey>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT file_product, file_variation, occurrence FROM order_line WHERE order_id = ?1 ORDER BY position",
        )?;
        let rows = statement.query_map([id.0], |row| {
            Ok(LineKey {
                product: row.get("file_product")?,
                variation: row.get("file_variation")?,
                occurrence: row.get("occurrence")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What the book knows of a store's order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn known(&self, store: StoreId, external_id: &str) -> Result<Option<Known>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT id, file_digest, file_status, erased FROM orders
                 WHERE store_id = ?1 AND external_id = ?2 AND external_id <> ''",
            )?
            .query_row(params![store.0, external_id], |row| {
                Ok(Known {
                    id: OrderId(row.get("id")?),
                    digest: row.get("file_digest")?,
                    status: row.get("file_status")?,
                    erased: row.get("erased")?,
                })
            })
            .optional()?)
    }

    /// A store's order by the marketplace's number.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn order_numbered(&self, store: StoreId, external_id: &str) -> Result<Option<OrderId>, StoreError> {
        let sql = "SELECT id FROM orders WHERE store_id = ?1 AND external_id = ?2 AND external_id <> ''";
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row(params![store.0, external_id], |row| row.get("id").map(OrderId)).optional()?)
    }

    /// What the file says of an order beside its lines.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn particulars(&self, id: OrderId) -> Result<Particulars, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT placed_at, ship_by, paid_at, buyer, recipient, phone, address, city, province, masked, note,
                   seller_note, payment_method, return_status, way_back, cod, weight_g, shipping_paid, shipping_subsidy,
                   shipping_estimate, shipping_return, borne_by_shop, borne_by_marketplace, customer_id, village, district,
                   postcode, sender, sender_phone, fragile, account
                 FROM orders WHERE id = ?1",
            )?
            .query_row([id.0], |row| {
                let mut row = Columns::of(row);
                Ok(Particulars {
                    placed_at: Instant(row.next()?),
                    ship_by: row.instant()?,
                    paid_at: row.instant()?,
                    buyer: row.next()?,
                    recipient: row.next()?,
                    phone: row.next()?,
                    address: row.next()?,
                    city: row.next()?,
                    province: row.next()?,
                    masked: row.next()?,
                    note: row.next()?,
                    seller_note: row.next()?,
                    payment_method: row.next()?,
                    return_status: row.next()?,
                    way_back: WayBack::from_key(&row.next::<String>()?),
                    cod: row.next()?,
                    weight_g: row.next()?,
                    shipping_paid: row.money()?,
                    shipping_subsidy: row.money()?,
                    shipping_estimate: row.money()?,
                    shipping_return: row.money()?,
                    borne_by_shop: row.money()?,
                    borne_by_marketplace: row.money()?,
                    customer: row.next::<Option<i64>>()?.map(CustomerId),
                    village: row.next()?,
                    district: row.next()?,
                    postcode: row.next()?,
                    sender: row.next()?,
                    sender_phone: row.next()?,
                    fragile: row.next()?,
                    account: row.next::<Option<i64>>()?.map(AccountId),
                })
            })
            .optional()?
            .ok_or_else(|| StoreError::Missing(format!("Pesanan {id}")))
    }

    /// The order that a scan means: `RN-4127`, a tracking number, or a channel's order id. Where several have the same
    /// tracking number (gabung paket), or two stores the same order id, the one that waits to be packed or sent.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn order_by_scan(&self, code: &str) -> Result<Option<OrderId>, StoreError> {
        let code = &*seen(code);
        if code.is_empty() {
            return Ok(None);
        }
        if let Some(id) = OrderId::from_code(code) {
            return self.one_order("SELECT id FROM orders WHERE id = ?1", &id.0);
        }
        let by_tracking = |code: &String| {
            self.one_order(
                "SELECT id FROM orders WHERE tracking = ?1 AND tracking <> ''
                 ORDER BY CASE WHEN stage IN ('approved', 'packed') THEN 0 ELSE 1 END, id DESC LIMIT 1",
                code,
            )
        };
        let by_external = |code: &String| {
            self.one_order(
                "SELECT id FROM orders WHERE external_id = ?1 AND external_id <> ''
                 ORDER BY CASE WHEN stage IN ('approved', 'packed') THEN 0 ELSE 1 END, id DESC LIMIT 1",
                code,
            )
        };
        let forms = cases(code);
        for find in [&by_tracking as &dyn Fn(&String) -> _, &by_external] {
            for form in &forms {
                if let Some(id) = find(form)? {
                    return Ok(Some(id));
                }
            }
        }
        Ok(None)
    }

    /// The order that a person's word means: its bare number, else as a scan.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn find_order(&self, word: &str) -> Result<Option<OrderId>, StoreError> {
        let word = seen(word);
        let word = word.trim_start_matches('#');
        let by_number = match word.parse::<i64>() {
            Ok(number) => self.one_order("SELECT id FROM orders WHERE id = ?1", &number)?,
            Err(_) => None,
        };
        match by_number {
            Some(id) => Ok(Some(id)),
            None => self.order_by_scan(word),
        }
    }

    fn one_order(&self, sql: &str, value: &dyn rusqlite::ToSql) -> Result<Option<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row([value], |row| Ok(OrderId(row.get("id")?))).optional()?)
    }

    /// Other orders with this tracking number.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn orders_with_tracking(&self, tracking: &str, except: OrderId) -> Result<Vec<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM orders WHERE tracking = ?1 AND tracking <> '' AND id <> ?2 AND stage <> 'cancelled'
             ORDER BY id",
        )?;
        let rows = statement.query_map(params![tracking, except.0], |row| Ok(OrderId(row.get("id")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest entry of an order's log: what it has reached.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn order_revision(&self, id: OrderId) -> Result<i64, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT COALESCE(MAX(id), 0) AS revision FROM activity WHERE order_id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get("revision"))?)
    }

    /// Whether that total waits for money in an account already, by another order; one that an owner let through without it
    /// waits too.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn total_waits(&self, account: AccountId, total: Money, except: OrderId) -> Result<bool, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM orders
               WHERE {UNPAID} AND account = ?1 AND total = ?2 AND id <> ?3) AS waits",
        ))?;
        Ok(statement.query_row(params![account.0, total.0, except.0], |row| row.get("waits"))?)
    }

    /// Which of a channel's stores have an order of that number.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn stores_of_number(&self, channel: Channel, external_id: &str) -> Result<Vec<StoreId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT store_id FROM orders WHERE external_id = ?1 AND external_id <> '' AND channel = ?2
             AND store_id IS NOT NULL ORDER BY store_id",
        )?;
        let stores =
            statement.query_map(params![external_id, channel.key()], |row| Ok(StoreId(row.get("store_id")?)))?;
        Ok(stores.collect::<Result<_, _>>()?)
    }

    /// The newest order of a channel.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn newest_order(&self, channel: Channel) -> Result<Option<(Instant, OrderId)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT placed_at, id FROM orders WHERE channel = ?1 ORDER BY placed_at DESC, id DESC LIMIT 1",
        )?;
        let newest = |row: &Row<'_>| Ok((Instant(row.get("placed_at")?), OrderId(row.get("id")?)));
        Ok(statement.query_row([channel.key()], newest).optional()?)
    }

    /// A customer's orders placed since an instant that weren't cancelled, newest first, 20 at most.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn orders_since(&self, customer: CustomerId, since: Instant) -> Result<Vec<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM orders WHERE customer_id = ?1 AND placed_at >= ?2 AND stage <> 'cancelled'
             ORDER BY id DESC LIMIT 20",
        )?;
        let rows = statement.query_map(params![customer.0, since.0], |row| Ok(OrderId(row.get("id")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Own orders whose payment deadline has passed: those with nothing paid, most overdue first, and those that a person
    /// decides about (partly paid, or held).
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn overdue(&self, now: Instant, limit: u32) -> Result<(Vec<OrderId>, Vec<OrderId>), StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT o.id, CASE WHEN o.held IS NULL AND o.paid <= o.refunded THEN 1 ELSE 0 END AS due FROM orders o
             WHERE o.stage = 'awaiting_payment' AND o.pay_by IS NOT NULL AND o.pay_by < ?1 AND {OWN}
             ORDER BY 2 DESC, o.pay_by, o.id LIMIT ?2"
        ))?;
        let rows = statement.query_map(params![now.0, limit], |row| Ok((OrderId(row.get("id")?), row.get("due")?)))?;
        let (due, decide): (Vec<_>, Vec<_>) =
            rows.collect::<Result<Vec<(OrderId, bool)>, _>>()?.into_iter().partition(|(_, due)| *due);
        let ids = |orders: Vec<(OrderId, bool)>| orders.into_iter().map(|(id, _)| id).collect();
        Ok((ids(due), ids(decide)))
    }

    /// Own orders that were delivered before `then` and of which nothing is on its way back, longest ago first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn accepted(&self, then: Instant, limit: u32) -> Result<Vec<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT o.id FROM orders o
             WHERE o.stage = 'delivered' AND {OWN} AND o.delivered_at < ?1 AND o.coming_back = 0
             ORDER BY o.delivered_at, o.id LIMIT ?2"
        ))?;
        let rows = statement.query_map(params![then.0, limit], |row| Ok(OrderId(row.get("id")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether the shop takes parcels of this courier to the buyer itself, or the buyer fetches them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn is_own_delivery(&self, courier: &str) -> Result<bool, StoreError> {
        let own = self
            .conn
            .prepare_cached("SELECT own_delivery FROM courier WHERE name_fold = ?1")?
            .query_row([match_key(courier)], |row| row.get("own_delivery"))
            .optional()?;
        Ok(own.unwrap_or(false))
    }

    /// The next free order number.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_order(&self) -> Result<OrderId, StoreError> {
        Ok(OrderId(self.next_key(
            "SELECT CASE WHEN known > told THEN known ELSE told END + 1 AS next
             FROM (SELECT (SELECT COALESCE(MAX(id), 0) FROM orders) AS known,
               (SELECT COALESCE(MAX(order_id), 0) FROM activity) AS told) n",
        )?))
    }

    /// The next free key of an order line.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_line(&self) -> Result<LineId, StoreError> {
        Ok(LineId(self.next_key(
            "SELECT CASE WHEN known > moved THEN known ELSE moved END + 1 AS next
             FROM (SELECT (SELECT COALESCE(MAX(id), 0) FROM order_line) AS known,
               (SELECT COALESCE(MAX(line_id), 0) FROM stock_move WHERE line_id IS NOT NULL) AS moved) n",
        )?))
    }

    pub(crate) fn next_key(&self, sql: &str) -> Result<i64, StoreError> {
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get("next"))?)
    }
}
