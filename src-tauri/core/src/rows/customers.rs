//! Customers and places.

use serde::{Deserialize, Serialize};

use crate::rows::OrderRow;
use crate::{CustomerId, Instant, Money, Sentence};

row! {
    /// A place of the bundled region list, as far as it is known; unknown levels are empty.
    RegionRow {
        /// Kelurahan or desa.
        village: String,
        /// Kecamatan.
        district: String,
        /// Kota or kabupaten.
        regency: String,
        /// Provinsi.
        province: String,
        /// Postcode; empty where the place has several.
        postcode: String,
    }

    /// Where a parcel goes.
    #[derive(Default)]
    Address {
        /// Who gets it.
        recipient: String,
        /// Recipient's phone as typed.
        phone: String,
        /// Street, number, RT/RW, landmark.
        address: String,
        /// Kelurahan or desa.
        village: String,
        /// Kecamatan.
        district: String,
        /// Kota or kabupaten.
        city: String,
        /// Provinsi.
        province: String,
        /// Postcode, text.
        postcode: String,
    }

    /// Which customers are asked for.
    CustomerQuery {
        /// Words over name, phone in any form, address; empty for all.
        search: String,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// One customer in a list.
    CustomerRow {
        /// Key.
        id: CustomerId,
        /// Name.
        name: String,
        /// First phone as typed; empty if none.
        phone: String,
        /// City of the first address.
        city: String,
        /// Orders that weren't cancelled.
        orders: i64,
        /// What these came to.
        spent: Money,
        /// When the last one was placed.
        last_order: Option<Instant>,
        /// What the shop owes this customer.
        owed: Money,
        /// What the shop has noted.
        note: String,
    }

    /// A page of customers, by name.
    CustomerPage {
        /// The rows.
        rows: Vec<CustomerRow>,
        /// To ask for the next page.
        next: Option<String>,
        /// All customers.
        customers: i64,
    }

    /// A customer, opened.
    CustomerDetail {
        /// As in the list.
        row: CustomerRow,
        /// Phones as typed, the first first.
        phones: Vec<String>,
        /// Addresses, the latest used first.
        addresses: Vec<Address>,
        /// Orders, newest first, 50 at most; the rest by the order list.
        orders: Vec<OrderRow>,
        /// Others who are likely the same person, 5 at most.
        doubles: Vec<CustomerRow>,
        /// Those who were merged into this one and can be parted again.
        merged: Vec<CustomerRow>,
    }

    /// Two customers made one, or two again.
    CustomersMerged {
        /// The one to show.
        customer: CustomerId,
        /// The one that moved: by this key the merge is undone.
        merged: CustomerId,
        /// What was done, in a sentence.
        message: Sentence,
    }

    /// A customer as typed.
    CustomerForm {
        /// Existing customer; none to create one.
        id: Option<CustomerId>,
        /// Name.
        name: String,
        /// Phones as typed.
        phones: Vec<String>,
        /// Addresses.
        addresses: Vec<Address>,
        /// Note.
        note: String,
    }
}
