//! An order as it is typed.

use serde::{Deserialize, Serialize};

use crate::rows::{Address, CustomerRow, VariantRow};
use crate::{AccountId, Channel, CustomerId, Instant, LineId, Money, OrderId, Refusal, Sentence, Stage, VariantId};

row! {
    /// An order as typed: new, or an existing one being amended.
    OrderForm {
        /// The order being changed; none for a new one.
        order: Option<OrderId>,
        /// What the order's log had reached when it was opened; a form that is older than the order is refused.
        revision: i64,
        /// Where it came from; never a marketplace.
        channel: Channel,
        /// Known customer; none to find one by phone or to create one.
        customer: Option<CustomerId>,
        /// Who orders and pays; empty where it is the recipient.
        customer_name: String,
        /// Their phone as typed; empty where it is the recipient's.
        customer_phone: String,
        /// Who gets it, where.
        to: Address,
        /// Dropship: whose name is on the label; empty for the shop's own.
        sender: String,
        /// Dropship: their phone.
        sender_phone: String,
        /// What is ordered.
        lines: Vec<FormLine>,
        /// The courier's tariff.
        shipping_fee: Money,
        /// What of it the shop bears.
        shipping_subsidy: Money,
        /// Paid to the courier.
        cod: bool,
        /// The account that the buyer is asked to pay into; none chosen yet.
        account: Option<AccountId>,
        /// Whether the total gets a unique code.
        unique_code: bool,
        /// Courier.
        courier: String,
        /// When it must have left; none for the shop's rule.
        ship_by: Option<Instant>,
        /// Until when it has to be paid; none for the shop's rule.
        pay_by: Option<Instant>,
        /// The buyer's note: what is packed.
        note: String,
        /// Our own note.
        seller_note: String,
        /// Breaks easily: said on the label.
        fragile: bool,
    }

    /// One line as typed.
    FormLine {
        /// Existing line; none for a new one.
        id: Option<LineId>,
        /// What is sold.
        variant: VariantId,
        /// Units.
        quantity: i64,
        /// Price of one unit.
        price: Money,
        /// Discount on the whole line.
        discount: Money,
    }

    /// A form with what the screen shows beside it.
    OrderFormView {
        /// The form.
        form: OrderForm,
        /// The order's stage; none for a new one.
        stage: Option<Stage>,
        /// The variants of its lines, in their order.
        variants: Vec<VariantRow>,
        /// The customer, if known.
        customer: Option<CustomerRow>,
    }

    /// One line of a preview.
    PreviewLine {
        /// Price x quantity.
        gross: Money,
        /// Less the discount.
        net: Money,
        /// Units that this order could have of the variant, over all its lines.
        available: i64,
        /// Units wanted beyond that; zero where it is enough or sold ahead.
        missing: i64,
    }

    /// What a form comes to, and what is still wrong with it.
    OrderPreview {
        /// Its lines, in their order.
        lines: Vec<PreviewLine>,
        /// Goods before discounts.
        goods: Money,
        /// Discounts.
        discount: Money,
        /// Shipping that the buyer pays: tariff less subsidy.
        shipping: Money,
        /// Unique code; it may become another one if someone else is faster.
        unique_code: Money,
        /// What the buyer pays in all.
        total: Money,
        /// Weight of the goods in grams.
        weight_g: i64,
        /// What would be refused, each with the field's name as its fact `field`.
        problems: Vec<Refusal>,
        /// What to look at: an order of the same buyer, goods and day, a price unlike the list's, ….
        hints: Vec<Sentence>,
        /// The customer that the phone belongs to.
        customer: Option<CustomerRow>,
    }

    /// An order that was saved.
    OrderSaved {
        /// The order.
        order: OrderId,
        /// Where it stands now.
        stage: Stage,
        /// What was done, in a sentence.
        message: Sentence,
        /// The text for the buyer: what it costs and where to pay; empty for a draft.
        text: String,
    }
}
