//! What a person does at the shop: one file a noun, one function a verb.
//!
//! Invariant: an action is the whole story of one write on one screen: it loads, lets core plan, and applies the plan
//! through the one door. It receives who, when and which business day; it knows neither Tauri nor the clock nor where
//! files come from or go.

mod accounts;
mod backups;
mod bills;
mod business_reports;
pub mod catalogue;
mod chart;
mod counts;
mod courier_bills;
mod couriers;
mod customers;
mod day_end;
mod deadlines;
mod demo;
pub mod document;
mod equipment;
mod error;
mod export;
mod fields;
mod filters;
mod goals;
mod hand_settlements;
mod hledger;
mod hours;
pub mod import;
mod journal;
mod kpis;
mod late_costs;
mod letters;
mod merging;
mod months;
mod opening;
mod ordering;
mod orders;
mod own_kpis;
mod packing;
mod payments;
pub mod payouts;
mod people;
mod persons;
mod photos;
mod printing;
mod products;
mod progress;
mod purchases;
mod receipts;
mod records;
mod regions;
pub mod remittances;
mod reorder;
mod reports;
mod returns;
mod salvage;
mod sending_back;
pub mod settlements;
mod shop;
mod stock;
mod stores;
mod suppliers;
mod tariffs;
mod tasks;
mod texts;
mod undo;
mod waves;

pub use accounts::{account_named, save_account, unknown_account};
pub use backups::{
    back_up, backup_state, backup_warning, catch_up, compare, is_backup_due, may_replace, may_restore, place_warning,
    renew_backups, restore, shelf,
};
pub use bills::{as_received, enter_bill, pay_bills};
pub use business_reports::{act_on_report, answer_proposal, close_report, remark_report};
pub use chart::{chart, save_chart_account};
pub use counts::{cancel_count, close_count, enter_count, start_count};
pub use courier_bills::{bill_couriers, read_courier_bills};
pub use couriers::save_courier;
pub use customers::save_customer;
pub use day_end::close_business_day;
pub use deadlines::{accept_due, expire_due};
pub use demo::{Mix, Size, Step, Walk, Years, demo_file, open_demo, open_demo_shop, open_years};
pub use equipment::{buy_equipment, save_equipment};
pub use error::ActionError;
pub use export::{export_list, is_ours};
pub use filters::{delete_filter, save_filter};
pub use goals::{remove_target, save_goals, set_target};
pub use hand_settlements::{settle_by_hand, withdraw};
pub use hours::{close_day, open_day, save_hours};
pub use journal::{
    chart_account, post_entry, preview_entry, reverse_entry, save_recurring, set_receipt, skip_recurring,
};
pub use kpis::{dim_named, kpi_list, kpi_named, kpi_orders, kpi_parts, kpi_series, kpi_table, kpi_way};
pub use late_costs::add_cost;
pub use merging::{merge_customers, unmerge_customer};
pub use months::{close_month, months, reopen_month};
pub use opening::open_stock;
pub use ordering::{order_form, preview_order, save_order};
pub use orders::{UsedNumber, act, ship, tracking_preview};
pub use own_kpis::{kpi_sources, remove_own_kpi, save_own_kpi};
pub use packing::{pack_scan, pack_tick, pack_undo};
pub use payments::{record_payment, record_refund, void_payment};
pub use people::{erase_person, export_person, person_data};
pub use persons::save_person;
pub use photos::set_photo;
pub use printing::{Deliver, Document, Paper, count_sheet, handover, labels, pick_list, purchase_order, slips};
pub use products::{Archive, archive, by_sku, save};
pub use purchases::{PurchaseStep, pay_advance, save_purchase, step_purchase};
pub use receipts::receive;
pub use records::{
    CellKind, RecordsCell, RecordsFile, apply_records, customer_meant, preview_record, preview_records, product_meant,
    read_records, save_record, save_template, template_named, usual, withdraw_record,
};
pub use regions::search as search_regions;
pub use reorder::{order_proposed, proposal};
pub use reports::{print_report, report_file, report_table, year_package};
pub use returns::{bill_courier, claim, return_due, take_back, type_costs, write_off};
pub use salvage::salvage;
pub use sending_back::send_back;
pub use shop::{acting, book_state, open_shop, save_shop};
pub use stock::adjust;
pub use stores::save_store;
pub use suppliers::save_supplier;
pub use tariffs::{answer_tariff, remove_fee, save_fee};
pub use tasks::save_task;
pub use texts::{save_text, text_for};
pub use undo::{WouldUndo, undo, undo_by_key, undo_preview};
pub use waves::create as create_wave;

/// How large the file of a picture may be, in bytes.
pub use runut_intake::PICTURE_BYTES_MAX;

/// The answer of an action: what it did and what that touched, or why not.
pub type Done<T> = Result<runut_store::Written<T>, ActionError>;

/// What a person does now.
pub(crate) fn by_hand(ctx: &runut_store::Context) -> runut_core::order::Event {
    runut_core::order::Event { at: ctx.now, day: ctx.today, file: None }
}
