//! Orders written: new ones, their lines and particulars, and what a plan leaves behind.

use runut_core::order::{Line, Order, Plan};
use runut_core::takeover::LineKey;
use runut_core::{ActivityId, Instant, ORDER_CODE_PREFIX, OrderId, Stage, fold, search_phone};
use rusqlite::types::Value;
use rusqlite::{named_params, params, params_from_iter};

use super::NewOrder;
use crate::{StoreError, Topic, Tx, engine};

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
        self.put_order(&Order::draft(order.id, order.channel, order.terms, Vec::new()), order)?;
        self.count_stage(order.stage, 1);
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

    /// Writes what a plan changes of the order, guarded by the stage that the plan was made from.
    pub(crate) fn update_order(&mut self, plan: &Plan) -> Result<(), StoreError> {
        let (before, after) = (self.order(plan.after.id)?, &plan.after);
        if before.stage != plan.from {
            return Err(StoreError::Broken(format!("order {} is no longer {}", after.id, plan.from.key())));
        }
        self.put_order(&before, after)?;
        if before.stage != after.stage {
            self.count_stage(before.stage, -1);
            self.count_stage(after.stage, 1);
        }
        for line in after.lines.iter().filter(|line| !before.lines.contains(line)) {
            self.put_line(line)?;
        }
        if before.tracking != after.tracking {
            self.index_order(after.id)?;
        }
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Writes what the rules reckon with, as far as it differs: each index of a column that is written is written too.
    fn put_order(&mut self, before: &Order, after: &Order) -> Result<(), StoreError> {
        let mut values = vec![Value::Integer(after.id.0)];
        let mut sets = Vec::new();
        for ((column, old), (_, new)) in reckoned(before).into_iter().zip(reckoned(after)) {
            if old != new {
                values.push(new);
                sets.push(format!("{column} = ?{}", values.len()));
            }
        }
        if is_unpicked(after.stage) && !is_unpicked(before.stage) {
            sets.push("wave_id = NULL".to_owned());
        }
        if !sets.is_empty() {
            let assignments = sets.join(", ");
            self.conn
                .prepare_cached(&format!("UPDATE orders SET {assignments} WHERE id = ?1"))?
                .execute(params_from_iter(values))?;
        }
        Ok(())
    }

    fn put_line(&mut self, line: &Line) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE order_line SET checked = ?2, moved = ?3, shortfall = ?4, claimed = ?5, claim = ?6, back = ?7,
                   cost = ?8, back_cost = ?9, spoiled_cost = ?10, typed_cost = ?11, price = ?12, discount = ?13
                 WHERE id = ?1",
            )?
            .execute(params![
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
        Ok(())
    }
}

/// Whether an order that stands there is in no wave.
fn is_unpicked(stage: Stage) -> bool {
    matches!(stage, Stage::Draft | Stage::AwaitingPayment | Stage::AwaitingApproval | Stage::Cancelled)
}

/// The columns that the rules reckon with.
fn reckoned(order: &Order) -> [(&'static str, Value); 21] {
    let instant = |at: Option<Instant>| Value::from(at.map(|at| at.0));
    [
        ("stage", order.stage.key().to_owned().into()),
        ("terms", order.terms.key().to_owned().into()),
        ("held", order.held.clone().into()),
        ("failed", order.failed.into()),
        ("history", order.history.into()),
        ("total", order.total.0.into()),
        ("paid", order.paid.0.into()),
        ("refunded", order.refunded.0.into()),
        ("shipping", order.shipping.0.into()),
        ("unique_code", order.unique_code.0.into()),
        ("claimed_shipping", order.claimed_shipping.0.into()),
        ("courier_bill", order.courier_bill.map(|bill| bill.0).into()),
        ("pay_by", instant(order.pay_by)),
        ("owed", order.owed_to_buyer().0.into()),
        ("coming_back", order.is_coming_back().into()),
        ("courier", order.courier.clone().into()),
        ("tracking", order.tracking.clone().into()),
        ("shipped_at", instant(order.shipped_at)),
        ("delivered_at", instant(order.delivered_at)),
        ("completed_at", instant(order.completed_at)),
        ("cancel_reason", order.cancel_reason.clone().into()),
    ]
}
