//! The packing table.

use serde::{Deserialize, Serialize};

use crate::rows::orders::OrderRow;
use crate::{LineId, OrderId, Sentence, VariantId};

row! {
    /// Goods named at the packing table.
    Goods {
        /// Product name.
        product: String,
        /// Variant name.
        variant: String,
        /// Place on the shelf.
        shelf: String,
        /// Units still missing in the parcel.
        missing: i64,
    }

    /// One line of the parcel being packed.
    PackLine {
        /// Order line.
        line: LineId,
        /// Variant.
        variant_id: VariantId,
        /// Product name.
        product: String,
        /// Variant name.
        variant: String,
        /// SKU.
        sku: String,
        /// Place on the shelf.
        shelf: String,
        /// Units wanted.
        quantity: i64,
        /// Units in.
        checked: i64,
    }

    /// The parcel on the packing table.
    PackView {
        /// The order.
        order: OrderRow,
        /// Its lines in walking order.
        lines: Vec<PackLine>,
        /// The line that the next unit is expected for.
        current: Option<LineId>,
        /// Units wanted.
        units: i64,
        /// Units in.
        checked: i64,
        /// The buyer's note.
        note: String,
        /// Its place in today's queue, from 1.
        position: i64,
        /// Parcels in the queue, this one included.
        queue: i64,
    }

    /// A stop at the packing table: full screen, sound.
    PackStop {
        /// Why.
        kind: StopKind,
        /// What was scanned.
        code: String,
        /// What the code is.
        read: Option<Goods>,
        /// What is wanted instead.
        wanted: Option<Goods>,
        /// What happened, short.
        title: Sentence,
        /// The way on.
        advice: Sentence,
    }

    /// What a scan did.
    PackAnswer {
        /// The parcel after it; none when no parcel is open.
        view: Option<PackView>,
        /// The stop, if it was wrong.
        stop: Option<PackStop>,
        /// The parcel that this scan finished.
        finished: Option<OrderId>,
        /// What happened, short ("Mangkuk Hijau masuk").
        said: Sentence,
    }

    /// A parcel waiting to be packed.
    PackQueueRow {
        /// The order.
        order: OrderRow,
        /// Units already in.
        checked: i64,
    }

    /// The packing table before a scan.
    PackQueue {
        /// Parcels to pack, late first.
        rows: Vec<PackQueueRow>,
        /// How many in all.
        total: i64,
        /// Packed today.
        packed_today: i64,
    }
}

words! {
    /// Why packing stopped.
    StopKind {
        /// Another variant than the parcel wants.
        WrongItem,
        /// More of it than the parcel wants.
        ExtraItem,
        /// The next parcel was scanned while units are missing in this one.
        MissingItem,
        /// The order is held.
        Held,
        /// The order is cancelled.
        Cancelled,
        /// The order isn't approved, or is packed or gone already.
        WrongStage,
        /// The shelf doesn't have the units.
        StockShort,
        /// Nothing has this code.
        UnknownCode,
    }
}
