//! Which columns are read, and every name they have been seen under.
//!
//! Invariant: one row of [`COLUMNS`] per [`Field`], in the same order. Names are facts of the format: Shopee renames and
//! moves columns from year to year. The columns not listed here aren't needed (counts and sums of the others).

use crate::table::fold_header;

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Field {
    Id,
    Status,
    CancelReason,
    ReturnStatus,
    WayBack,
    Tracking,
    Shipping,
    ShipBy,
    ArrangedAt,
    PlacedAt,
    PaidAt,
    Payment,
    ParentSku,
    Product,
    Sku,
    Variation,
    Price,
    Deal,
    Quantity,
    Returned,
    LineTotal,
    DiscountAll,
    DiscountShop,
    DiscountShopee,
    Weight,
    ItemCount,
    VoucherShop,
    Cashback,
    VoucherShopee,
    BundleShopee,
    BundleShop,
    Coins,
    CardDiscount,
    ShippingPaid,
    ShippingSubsidy,
    ShippingReturn,
    Total,
    ShippingEstimate,
    BuyerNote,
    SellerNote,
    Username,
    Recipient,
    Phone,
    Address,
    City,
    Province,
    CompletedAt,
}

struct Column {
    field: Field,
    /// Indonesian first, then its other names, then the English ones. The first is what a person is told.
    names: &'static [&'static str],
    /// Without it nothing can be read.
    needed: bool,
}

const fn needed(field: Field, names: &'static [&'static str]) -> Column {
    Column { field, names, needed: true }
}

const fn optional(field: Field, names: &'static [&'static str]) -> Column {
    Column { field, names, needed: false }
}

/// "Dibayar Pembeli" and "Subtotal Pesanan" stand where "Total Harga Produk" was, but may be the whole order's: they
/// are left alone, and a line's subtotal is price times quantity then.
const COLUMNS: [Column; 47] = [
    needed(Field::Id, &["No. Pesanan", "No Pesanan", "Nomor Pesanan", "Order ID"]),
    needed(Field::Status, &["Status Pesanan", "Order Status"]),
    optional(Field::CancelReason, &["Alasan Pembatalan", "Cancel reason"]),
    optional(Field::ReturnStatus, &["Status Pembatalan/ Pengembalian", "Return / Refund Status"]),
    optional(Field::WayBack, &["Status pengiriman gagal", "Failed Delivery Status"]),
    optional(Field::Tracking, &["No. Resi", "No Resi", "Nomor Resi", "Tracking Number*", "Tracking Number"]),
    optional(Field::Shipping, &["Opsi Pengiriman", "Shipping Option"]),
    optional(
        Field::ShipBy,
        &[
            "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)",
            "Pesanan Harus Dikirimkan Sebelum",
            "Estimated Ship Out Date",
        ],
    ),
    optional(Field::ArrangedAt, &["Waktu Pengiriman Diatur", "Ship Time"]),
    needed(Field::PlacedAt, &["Waktu Pesanan Dibuat", "Order Creation Date"]),
    optional(Field::PaidAt, &["Waktu Pembayaran Dilakukan", "Order Paid Time"]),
    optional(Field::Payment, &["Metode Pembayaran", "Payment Method"]),
    optional(Field::ParentSku, &["SKU Induk", "Parent SKU Reference No."]),
    needed(Field::Product, &["Nama Produk", "Product Name"]),
    optional(Field::Sku, &["Nomor Referensi SKU", "SKU Reference No."]),
    optional(Field::Variation, &["Nama Variasi", "Variation Name"]),
    needed(Field::Price, &["Harga Awal", "Harga Sebelum Diskon", "Original Price"]),
    needed(Field::Deal, &["Harga Setelah Diskon", "Deal Price"]),
    needed(Field::Quantity, &["Jumlah", "Quantity"]),
    optional(Field::Returned, &["Returned quantity", "Jumlah Dikembalikan"]),
    optional(Field::LineTotal, &["Total Harga Produk"]),
    optional(Field::DiscountAll, &["Total Diskon"]),
    optional(Field::DiscountShop, &["Diskon Dari Penjual", "Seller Discount"]),
    optional(Field::DiscountShopee, &["Diskon Dari Shopee", "Shopee Rebate"]),
    optional(Field::Weight, &["Berat Produk", "SKU Total Weight"]),
    optional(Field::ItemCount, &["Jumlah Produk di Pesan", "No of product in order"]),
    optional(Field::VoucherShop, &["Voucher Ditanggung Penjual", "Seller Voucher"]),
    optional(Field::Cashback, &["Cashback Koin", "Seller Absorbed Coin Cashback"]),
    optional(Field::VoucherShopee, &["Voucher Ditanggung Shopee", "Shopee Voucher"]),
    optional(Field::BundleShopee, &["Paket Diskon (Diskon dari Shopee)", "Shopee Bundle Discount"]),
    optional(Field::BundleShop, &["Paket Diskon (Diskon dari Penjual)", "Seller Bundle Discount"]),
    optional(Field::Coins, &["Potongan Koin Shopee", "Shopee Coins Offset"]),
    optional(Field::CardDiscount, &["Diskon Kartu Kredit", "Credit Card Discount Total"]),
    optional(Field::ShippingPaid, &["Ongkos Kirim Dibayar oleh Pembeli", "Buyer Paid Shipping Fee"]),
    optional(Field::ShippingSubsidy, &["Estimasi Potongan Biaya Pengiriman", "Shipping Rebate Estimate"]),
    optional(Field::ShippingReturn, &["Ongkos Kirim Pengembalian Barang", "Reverse Shipping Fee"]),
    needed(Field::Total, &["Total Pembayaran", "Grand Total"]),
    optional(Field::ShippingEstimate, &["Perkiraan Ongkos Kirim", "Estimated Shipping Fee"]),
    optional(Field::BuyerNote, &["Catatan dari Pembeli", "Remark from buyer"]),
    optional(Field::SellerNote, &["Catatan", "Note"]),
    optional(Field::Username, &["Username (Pembeli)", "Username (Buyer)"]),
    optional(Field::Recipient, &["Nama Penerima", "Receiver Name"]),
    optional(Field::Phone, &["No. Telepon", "No Telepon", "No# Telepon", "Phone Number"]),
    optional(Field::Address, &["Alamat Pengiriman", "Delivery Address"]),
    optional(Field::City, &["Kota/Kabupaten", "City"]),
    optional(Field::Province, &["Provinsi", "Province"]),
    optional(Field::CompletedAt, &["Waktu Pesanan Selesai", "Order Complete Time"]),
];

impl Field {
    /// Whether it tells of a line, and not of its order.
    fn of_line(self) -> bool {
        matches!(
            self,
            Self::ReturnStatus
                | Self::ParentSku
                | Self::Product
                | Self::Sku
                | Self::Variation
                | Self::Price
                | Self::Deal
                | Self::Quantity
                | Self::Returned
                | Self::LineTotal
                | Self::DiscountAll
                | Self::DiscountShop
                | Self::DiscountShopee
                | Self::Weight
        )
    }
}

/// Where each field stands in one file, and what its column is called there.
#[derive(Clone)]
pub(super) struct Layout {
    index: [Option<usize>; COLUMNS.len()],
    name: Vec<String>,
    width: usize,
}

impl Layout {
    /// Reads a row as a header. Where a name occurs twice the first counts.
    pub(super) fn read(names: &[String]) -> Self {
        let folded: Vec<String> = names.iter().map(|n| fold_header(n)).collect();
        let mut index = [None; COLUMNS.len()];
        let mut name = Vec::with_capacity(COLUMNS.len());
        for (column, index) in COLUMNS.iter().zip(&mut index) {
            *index = column.names.iter().find_map(|n| {
                let wanted = fold_header(n);
                folded.iter().position(|f| *f == wanted)
            });
            name.push(index.map_or(column.names[0], |i| &names[i]).to_owned());
        }
        Self { index, name, width: names.iter().rposition(|n| !n.is_empty()).map_or(0, |last| last + 1) }
    }

    /// How many of the known columns it has.
    pub(super) fn found(&self) -> usize {
        self.indices().count()
    }

    /// The needed columns that it lacks, by their usual name.
    pub(super) fn missing(&self) -> Vec<String> {
        let columns = COLUMNS.iter().zip(&self.index).filter(|(c, i)| c.needed && i.is_none());
        columns.map(|(c, _)| c.names[0].to_owned()).collect()
    }

    /// The places of all columns that are read.
    pub(super) fn indices(&self) -> impl Iterator<Item = usize> {
        self.index.iter().flatten().copied()
    }

    /// The places of the columns that tell of the order, its id aside.
    pub(super) fn of_order(&self) -> impl Iterator<Item = usize> {
        let columns = COLUMNS.iter().zip(&self.index).filter(|(c, _)| !c.field.of_line() && c.field != Field::Id);
        columns.filter_map(|(_, index)| *index)
    }

    /// A field's place, if the file has it.
    pub(super) fn index(&self, field: Field) -> Option<usize> {
        self.index[field as usize]
    }

    /// What the file itself calls a field.
    pub(super) fn name(&self, field: Field) -> &str {
        &self.name[field as usize]
    }

    /// The field whose column the file calls so.
    pub(super) fn field_named(&self, name: &str) -> Option<Field> {
        let wanted = fold_header(name);
        let present = COLUMNS.iter().filter(|c| self.index(c.field).is_some());
        present.map(|c| c.field).find(|f| fold_header(self.name(*f)) == wanted)
    }

    /// Columns up to the last one that has a name.
    pub(super) fn width(&self) -> usize {
        self.width
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_fields_order_and_no_name_means_two_fields() {
        let mut seen = std::collections::HashSet::new();
        for (i, column) in COLUMNS.iter().enumerate() {
            assert_eq!(column.field as usize, i, "{:?}", column.field);
            for name in column.names {
                assert!(seen.insert(fold_header(name)), "{name} stands twice");
            }
        }
    }
}
