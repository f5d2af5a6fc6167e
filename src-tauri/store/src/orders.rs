//! Orders and their lines, as the rules reckon with them; and what a file says beside.

use std::collections::BTreeSet;

use runut_core::marketplace::FileStatus;
use runut_core::order::{Line, Order, Plan, Terms};
use runut_core::takeover::{LineKey, Particulars};
use runut_core::{
    ActivityId, Channel, CustomerId, Instant, LineId, Money, ORDER_CODE_PREFIX, OrderId, Stage, VariantId, fold,
    match_key, search_phone,
};
use rusqlite::{OptionalExtension, Row, named_params, params};

use crate::{Reader, StoreError, Topic, Tx, engine};

/// What the book knows of a file's order without loading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The order.
    pub id: OrderId,
    /// Digest of the file's row set that was taken over last.
    pub digest: String,
    /// The file's status then.
    pub status: String,
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

const ORDER: &str =
    "SELECT id, channel, terms, stage, held, failed, history, total, paid, refunded, shipping, unique_code,
    claimed_shipping, courier_bill, pay_by, courier, tracking, shipped_at, delivered_at, completed_at, cancel_reason, file_status FROM orders WHERE id = ?1";

fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Instant>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Instant))
}

/// The stage stored by a word.
pub(crate) fn stage_of(row: &Row<'_>) -> Result<Stage, StoreError> {
    let key: String = row.get("stage")?;
    Stage::from_key(&key).ok_or_else(|| StoreError::unknown("stage", key))
}

/// The channel stored by a word.
pub(crate) fn channel_of(row: &Row<'_>) -> Result<Channel, StoreError> {
    let key: String = row.get("channel")?;
    Channel::from_key(&key).ok_or_else(|| StoreError::unknown("channel", key))
}

fn order_of(row: &Row<'_>, lines: Vec<Line>) -> Result<Order, StoreError> {
    let terms: String = row.get("terms")?;
    Ok(Order {
        id: OrderId(row.get("id")?),
        channel: channel_of(row)?,
        terms: Terms::from_key(&terms).ok_or_else(|| StoreError::unknown("terms", &terms))?,
        stage: stage_of(row)?,
        held: row.get("held")?,
        failed: row.get("failed")?,
        history: row.get("history")?,
        total: Money(row.get("total")?),
        paid: Money(row.get("paid")?),
        refunded: Money(row.get("refunded")?),
        shipping: Money(row.get("shipping")?),
        unique_code: Money(row.get("unique_code")?),
        claimed_shipping: Money(row.get("claimed_shipping")?),
        courier_bill: row.get::<_, Option<i64>>("courier_bill")?.map(Money),
        pay_by: instant(row, "pay_by")?,
        courier: row.get("courier")?,
        tracking: row.get("tracking")?,
        shipped_at: instant(row, "shipped_at")?,
        delivered_at: instant(row, "delivered_at")?,
        completed_at: instant(row, "completed_at")?,
        cancel_reason: row.get("cancel_reason")?,
        cancelled_there: row.get::<_, String>("file_status")? == FileStatus::Cancelled.key(),
        lines,
    })
}

fn line_of(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        id: LineId(row.get("id")?),
        variant: VariantId(row.get("variant_id")?),
        quantity: row.get("quantity")?,
        price: Money(row.get("price")?),
        discount: Money(row.get("discount")?),
        checked: row.get("checked")?,
        moved: row.get("moved")?,
        shortfall: row.get("shortfall")?,
        claimed: row.get("claimed")?,
        claim: Money(row.get("claim")?),
        back: row.get("back")?,
        cost: row.get::<_, Option<i64>>("cost")?.map(Money),
        back_cost: Money(row.get("back_cost")?),
        spoiled_cost: Money(row.get("spoiled_cost")?),
        typed_cost: row.get::<_, Option<i64>>("typed_cost")?.map(Money),
    })
}

impl Reader<'_> {
    /// An order with its lines.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn order(&self, id: OrderId) -> Result<Order, StoreError> {
        let mut lines = self.conn.prepare_cached(
            "SELECT id, variant_id, quantity, price, discount, checked, moved, shortfall, claimed, claim, back, cost,
               back_cost, spoiled_cost, typed_cost
             FROM order_line WHERE order_id = ?1 ORDER BY position",
        )?;
        let lines = lines.query_map([id.0], line_of)?.collect::<Result<_, _>>()?;
        let mut order = self.conn.prepare_cached(ORDER)?;
        let mut rows = order.query([id.0])?;
        match rows.next()? {
            Some(row) => order_of(row, lines),
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

    /// What the book knows of a channel's order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn known(&self, channel: Channel, external_id: &str) -> Result<Option<Known>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT id, file_digest, file_status FROM orders
                 WHERE channel = ?1 AND external_id = ?2 AND external_id <> ''",
            )?
            .query_row(params![channel.key(), external_id], |row| {
                Ok(Known {
                    id: OrderId(row.get("id")?),
                    digest: row.get("file_digest")?,
                    status: row.get("file_status")?,
                })
            })
            .optional()?)
    }

    /// What the file says of an order beside its lines.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn particulars(&self, id: OrderId) -> Result<Particulars, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT placed_at, ship_by, paid_at, buyer, recipient, phone, address, city, province, masked, note,
                   seller_note, payment_method, return_status, cod, weight_g, shipping_paid, shipping_subsidy,
                   shipping_estimate, shipping_return, borne_by_shop, borne_by_marketplace, customer_id, village, district,
                   postcode, sender, sender_phone, fragile, account
                 FROM orders WHERE id = ?1",
            )?
            .query_row([id.0], |row| {
                Ok(Particulars {
                    placed_at: Instant(row.get("placed_at")?),
                    ship_by: instant(row, "ship_by")?,
                    paid_at: instant(row, "paid_at")?,
                    buyer: row.get("buyer")?,
                    recipient: row.get("recipient")?,
                    phone: row.get("phone")?,
                    address: row.get("address")?,
                    city: row.get("city")?,
                    province: row.get("province")?,
                    masked: row.get("masked")?,
                    note: row.get("note")?,
                    seller_note: row.get("seller_note")?,
                    payment_method: row.get("payment_method")?,
                    return_status: row.get("return_status")?,
                    cod: row.get("cod")?,
                    weight_g: row.get("weight_g")?,
                    shipping_paid: Money(row.get("shipping_paid")?),
                    shipping_subsidy: Money(row.get("shipping_subsidy")?),
                    shipping_estimate: Money(row.get("shipping_estimate")?),
                    shipping_return: Money(row.get("shipping_return")?),
                    borne_by_shop: Money(row.get("borne_by_shop")?),
                    borne_by_marketplace: Money(row.get("borne_by_marketplace")?),
                    customer: row.get::<_, Option<i64>>("customer_id")?.map(CustomerId),
                    village: row.get("village")?,
                    district: row.get("district")?,
                    postcode: row.get("postcode")?,
                    sender: row.get("sender")?,
                    sender_phone: row.get("sender_phone")?,
                    fragile: row.get("fragile")?,
                    account: row.get("account")?,
                })
            })
            .optional()?
            .ok_or_else(|| StoreError::Missing(format!("Pesanan {id}")))
    }

    /// The order that a scan means: `RN-4127`, a tracking number, or a channel's order id. Where several have the same
    /// tracking number (gabung paket), the one that waits to be packed or sent.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn order_by_scan(&self, code: &str) -> Result<Option<OrderId>, StoreError> {
        let code = code.trim();
        if code.is_empty() {
            return Ok(None);
        }
        if let Some(id) = OrderId::from_code(code) {
            return self.one_order("SELECT id FROM orders WHERE id = ?1", &id.0);
        }
        let by_tracking = |code: &str| {
            self.one_order(
                "SELECT id FROM orders WHERE tracking = ?1 AND tracking <> ''
                 ORDER BY CASE WHEN stage IN ('approved', 'packed') THEN 0 ELSE 1 END, id DESC LIMIT 1",
                &code,
            )
        };
        let by_tracking = match by_tracking(code)? {
            None => by_tracking(&code.to_uppercase())?,
            found => found,
        };
        match by_tracking {
            Some(id) => Ok(Some(id)),
            None => self.one_order(
                "SELECT id FROM orders WHERE external_id = ?1 AND external_id <> '' ORDER BY id DESC LIMIT 1",
                &code,
            ),
        }
    }

    /// The order that a person's word means: its bare number, else as a scan.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn find_order(&self, word: &str) -> Result<Option<OrderId>, StoreError> {
        let word = word.trim().trim_start_matches('#');
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

    /// The totals that wait for money in an account, but for that of one order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn waiting_totals(&self, account: &str, except: OrderId) -> Result<BTreeSet<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT total FROM orders WHERE stage = 'awaiting_payment' AND account = ?1 AND id <> ?2",
        )?;
        Ok(statement.query_map(params![account, except.0], |row| row.get("total"))?.collect::<Result<_, _>>()?)
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
        let mut statement = self.conn.prepare_cached(
            "SELECT id, CASE WHEN held IS NULL AND paid <= refunded THEN 1 ELSE 0 END AS due FROM orders
             WHERE stage = 'awaiting_payment' AND pay_by IS NOT NULL AND pay_by < ?1
               AND channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada')
             ORDER BY 2 DESC, pay_by, id LIMIT ?2",
        )?;
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
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM orders
             WHERE stage = 'delivered' AND channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada')
               AND delivered_at < ?1 AND coming_back = 0 ORDER BY delivered_at, id LIMIT ?2",
        )?;
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
        Ok(OrderId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM orders")?))
    }

    /// The next free key of an order line.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_line(&self) -> Result<LineId, StoreError> {
        Ok(LineId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM order_line")?))
    }

    pub(crate) fn next_key(&self, sql: &str) -> Result<i64, StoreError> {
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get("next"))?)
    }
}

impl Tx<'_> {
    /// Writes a new order with its lines, and its plan.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_order(&mut self, plan: &Plan, new: &NewOrder<'_>) -> Result<ActivityId, StoreError> {
        let order = &plan.after;
        let activity = self.record(&plan.activity)?;
        self.conn
            .prepare_cached(
                "INSERT INTO orders (id, channel, external_id, terms, stage, held, failed, history, total, paid, refunded,
                   shipping, unique_code, claimed_shipping, courier_bill, pay_by, account, owed, coming_back, courier,
                   tracking, shipped_at, delivered_at, completed_at, cancel_reason, placed_at, buyer, recipient, phone,
                   address, village, district, city, province, postcode, sender, sender_phone, fragile, masked, note,
                   seller_note, payment_method, return_status, cod, weight_g, shipping_paid, shipping_subsidy,
                   shipping_estimate, shipping_return, borne_by_shop, borne_by_marketplace, file_status, file_digest)
                 VALUES (?1, ?2, ?3, ?4, 'draft', NULL, 0, 0, 0, 0, 0,
                   0, 0, 0, NULL, NULL, '', 0, 0, '', '', NULL, NULL, NULL, '', 0, '', '', '',
                   '', '', '', '', '', '', '', '', 0, 0, '', '', '', '', 0, 0, 0, 0, 0, 0, 0, 0, '', '')",
            )?
            .execute(params![order.id.0, order.channel.key(), new.external_id, order.terms.key()])?;
        self.put_order(Stage::Draft, order)?;
        self.count_stage(order.stage, 1)?;
        for ((position, line), key) in (1i64..).zip(&order.lines).zip(new.keys) {
            self.insert_line(order.id, position, line, key)?;
        }
        self.set_particulars(order.id, new)?;
        self.move_goods(activity, Some(order.id), &plan.moves)?;
        self.allocate(&plan.allocation)?;
        self.post(activity, Some(order.id), &plan.entries)?;
        Ok(activity)
    }

    fn insert_line(&mut self, order: OrderId, position: i64, line: &Line, key: &LineKey) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO order_line (id, order_id, position, variant_id, quantity, price, discount, checked, moved,
                   shortfall, claimed, claim, back, cost, back_cost, spoiled_cost, typed_cost, file_product,
                   file_variation, occurrence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
            )?
            .execute(params![
                line.id.0,
                order.0,
                position,
                line.variant.0,
                line.quantity,
                line.price.0,
                line.discount.0,
                line.checked,
                line.moved,
                line.shortfall,
                line.claimed,
                line.claim.0,
                line.back,
                line.cost.map(|c| c.0),
                line.back_cost.0,
                line.spoiled_cost.0,
                line.typed_cost.map(|c| c.0),
                key.product,
                key.variation,
                key.occurrence
            ])?;
        Ok(())
    }

    /// Replaces the lines of an order, as an amendment has them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn replace_lines(&mut self, order: OrderId, lines: &[Line], keys: &[LineKey]) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM order_line WHERE order_id = ?1")?.execute([order.0])?;
        for ((position, line), key) in (1i64..).zip(lines).zip(keys) {
            self.insert_line(order, position, line, key)?;
        }
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Writes what the file says beside the lines, and keeps its words for search.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn set_particulars(&mut self, id: OrderId, new: &NewOrder<'_>) -> Result<(), StoreError> {
        let p = new.particulars;
        self.conn
            .prepare_cached(
                "UPDATE orders SET placed_at = :placed_at, ship_by = :ship_by, paid_at = :paid_at, buyer = :buyer,
                   recipient = :recipient, phone = :phone, address = :address, city = :city, province = :province,
                   masked = :masked, note = :note, seller_note = :seller_note, payment_method = :payment_method,
                   return_status = :return_status, cod = :cod, weight_g = :weight_g, shipping_paid = :shipping_paid,
                   shipping_subsidy = :shipping_subsidy, shipping_estimate = :shipping_estimate,
                   shipping_return = :shipping_return, borne_by_shop = :borne_by_shop,
                   borne_by_marketplace = :borne_by_marketplace, customer_id = :customer_id, village = :village,
                   district = :district, postcode = :postcode, sender = :sender, sender_phone = :sender_phone,
                   fragile = :fragile, account = :account, file_status = :file_status,
                   file_digest = :file_digest WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id.0, ":placed_at": p.placed_at.0, ":ship_by": p.ship_by.map(|t| t.0),
                ":paid_at": p.paid_at.map(|t| t.0), ":buyer": p.buyer, ":recipient": p.recipient, ":phone": p.phone,
                ":address": p.address, ":city": p.city, ":province": p.province, ":masked": p.masked, ":note": p.note,
                ":seller_note": p.seller_note, ":payment_method": p.payment_method,
                ":return_status": p.return_status, ":cod": p.cod, ":weight_g": p.weight_g,
                ":shipping_paid": p.shipping_paid.0, ":shipping_subsidy": p.shipping_subsidy.0,
                ":shipping_estimate": p.shipping_estimate.0, ":shipping_return": p.shipping_return.0,
                ":borne_by_shop": p.borne_by_shop.0, ":borne_by_marketplace": p.borne_by_marketplace.0,
                ":customer_id": p.customer.map(|c| c.0), ":village": p.village, ":district": p.district,
                ":postcode": p.postcode, ":sender": p.sender, ":sender_phone": p.sender_phone, ":fragile": p.fragile,
                ":account": p.account, ":file_status": new.status, ":file_digest": new.digest,
            })?;
        self.index_order(id)?;
        self.touch(Topic::Orders);
        Ok(())
    }

    pub(crate) fn index_order(&mut self, id: OrderId) -> Result<(), StoreError> {
        let words = self
            .conn
            .prepare_cached(
                "SELECT external_id, tracking, buyer, recipient, address, village, district, city, sender, phone,
                   sender_phone FROM orders WHERE id = ?1",
            )?
            .query_row([id.0], |row| {
                let text = |column: &str| row.get::<_, String>(column);
                let words = ["external_id", "tracking", "buyer", "recipient", "address", "village", "district", "city"];
                let mut all = words.iter().map(|c| text(c)).collect::<Result<Vec<_>, _>>()?;
                all.push(text("sender")?);
                all.extend([search_phone(&text("phone")?), search_phone(&text("sender_phone")?)]);
                Ok(all.iter().map(|t| fold(t)).collect::<Vec<_>>().join(" "))
            })?;
        let mut skus = self.conn.prepare_cached(
            "SELECT DISTINCT v.sku FROM order_line l JOIN variant v ON v.id = l.variant_id WHERE l.order_id = ?1",
        )?;
        let skus = skus.query_map([id.0], |row| row.get::<_, String>("sku"))?.collect::<Result<Vec<_>, _>>()?;
        let mut phones = self.conn.prepare_cached(
            "SELECT f.typed FROM customer_phone f JOIN orders o ON o.customer_id = f.customer_id WHERE o.id = ?1",
        )?;
        let phones = phones.query_map([id.0], |row| row.get::<_, String>("typed"))?.collect::<Result<Vec<_>, _>>()?;
        let words = phones.iter().fold(words, |all, phone| format!("{all} {}", fold(&search_phone(phone))));
        let words = format!("{words} {}", skus.iter().map(|s| fold(s)).collect::<Vec<_>>().join(" "));
        let number = fold(&format!("{ORDER_CODE_PREFIX}{id}"));
        engine::index_words(self.conn, engine::ORDER_SEARCH, id.0, &format!("{number} {words}"))
    }

    /// Writes the order as a plan leaves it, guarded by the stage that the plan was made from.
    pub(crate) fn update_order(&mut self, plan: &Plan) -> Result<(), StoreError> {
        let order = &plan.after;
        let tracking: Option<String> = self
            .conn
            .prepare_cached("SELECT tracking FROM orders WHERE id = ?1")?
            .query_row([order.id.0], |row| row.get("tracking"))
            .optional()?;
        self.put_order(plan.from, order)?;
        if plan.from != order.stage {
            self.count_stage(plan.from, -1)?;
            self.count_stage(order.stage, 1)?;
        }
        let mut update = self.conn.prepare_cached(
            "UPDATE order_line SET checked = ?2, moved = ?3, shortfall = ?4, claimed = ?5, claim = ?6, back = ?7, cost = ?8,
               back_cost = ?9, spoiled_cost = ?10, typed_cost = ?11, price = ?12, discount = ?13 WHERE id = ?1",
        )?;
        for line in &order.lines {
            update.execute(params![
                line.id.0,
                line.checked,
                line.moved,
                line.shortfall,
                line.claimed,
                line.claim.0,
                line.back,
                line.cost.map(|c| c.0),
                line.back_cost.0,
                line.spoiled_cost.0,
                line.typed_cost.map(|c| c.0),
                line.price.0,
                line.discount.0
            ])?;
        }
        drop(update);
        if tracking.as_ref() != Some(&order.tracking) {
            self.index_order(order.id)?;
        }
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Writes what the rules reckon with, guarded by the stage that it had before.
    fn put_order(&mut self, from: Stage, order: &Order) -> Result<(), StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE orders SET stage = :stage, terms = :terms, held = :held, failed = :failed, history = :history,
                   total = :total, paid = :paid, refunded = :refunded, shipping = :shipping,
                   unique_code = :unique_code, claimed_shipping = :claimed_shipping, courier_bill = :courier_bill,
                   pay_by = :pay_by, owed = :owed, coming_back = :coming_back, courier = :courier,
                   tracking = :tracking, shipped_at = :shipped_at,
                   delivered_at = :delivered_at, completed_at = :completed_at, cancel_reason = :cancel_reason,
                   wave_id = CASE WHEN :stage IN ('awaiting_payment', 'awaiting_approval', 'cancelled') THEN NULL
                     ELSE wave_id END
                 WHERE id = :id AND stage = :from",
            )?
            .execute(named_params! {
                ":id": order.id.0, ":from": from.key(), ":stage": order.stage.key(), ":terms": order.terms.key(),
                ":held": order.held, ":failed": order.failed, ":history": order.history, ":total": order.total.0,
                ":paid": order.paid.0, ":refunded": order.refunded.0, ":shipping": order.shipping.0,
                ":unique_code": order.unique_code.0, ":claimed_shipping": order.claimed_shipping.0,
                ":courier_bill": order.courier_bill.map(|b| b.0), ":pay_by": order.pay_by.map(|t| t.0),
                ":owed": order.owed_to_buyer().0, ":coming_back": order.is_coming_back(),
                ":courier": order.courier, ":tracking": order.tracking,
                ":shipped_at": order.shipped_at.map(|t| t.0), ":delivered_at": order.delivered_at.map(|t| t.0),
                ":completed_at": order.completed_at.map(|t| t.0), ":cancel_reason": order.cancel_reason,
            })?;
        if changed == 1 {
            return Ok(());
        }
        Err(StoreError::Broken(format!("order {} is no longer {}", order.id, from.key())))
    }

    fn count_stage(&mut self, stage: Stage, by: i64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT INTO stage_count (stage, orders) VALUES (?1, 0) ON CONFLICT (stage) DO NOTHING")?
            .execute([stage.key()])?;
        self.conn
            .prepare_cached("UPDATE stage_count SET orders = orders + ?2 WHERE stage = ?1")?
            .execute(params![stage.key(), by])?;
        Ok(())
    }
}
