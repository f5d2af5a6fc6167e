//! What the page can ask for and do: one file a noun, three lines a command (docs/ARCHITECTURE.md).
//!
//! A command stands in [`handler`] here and in `capabilities/window.json`; a test holds the two against each other.

mod backups;
mod book;
mod catalogue;
mod clipboard;
mod counts;
mod customers;
mod damage;
mod export;
mod imports;
mod log;
mod machine;
mod ordering;
mod orders;
mod packing;
mod paper;
mod payments;
mod photos;
mod returns;
mod settings;
mod stock;
mod tasks;

pub(crate) use machine::zoomed;
use runut_core::OrderId;
use tauri::Wry;
use tauri::ipc::Invoke;

use crate::error::CommandError;
use crate::state::Wrote;

/// What a question answers.
type Answer<T> = Result<T, CommandError>;
/// What a write answers.
type Act<T> = Answer<Wrote<T>>;

macro_rules! commands {
    ($($noun:ident::{$($command:ident),+ $(,)?}),+ $(,)?) => {
        /// Carries a call to its command.
        pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($($noun::$command),+),+]
        }

        #[cfg(test)]
        const NAMES: &[&str] = &[$($(stringify!($command)),+),+];
    };
}

commands! {
    backups::{
        backup_state, backup_notice, backup_make, backup_cancel, second_place_choose, second_place_forget, show_backups,
        pick_backup, restore_compare, restore_backup,
    },
    damage::{book_place, salvage_book, start_anew, show_book},
    book::{book_state, rail_counts, today, check_book, create_book},
    imports::{pick_order_file, import_preview, import_apply, import_cancel},
    orders::{orders_page, order_detail, find_order, order_verb, tracking_preview, ship_orders, wave_create},
    customers::{customers_page, customer_detail, customer_save, customers_merge, customer_unmerge, regions_search},
    ordering::{order_form, order_reckon, order_save, order_text},
    paper::{print_count_sheet, print_handover, print_labels, print_pick_list, print_slips, show_folder},
    stock::{stock_page, stock_card, product_form, product_save, product_archive, stock_receive, stock_adjust},
    catalogue::{pick_product_file, catalogue_preview, catalogue_apply, stock_open},
    counts::{counts_list, count_detail, count_start, count_enter, count_close, count_cancel},
    packing::{pack_queue, pack_view, pack_scan, pack_tick, pack_undo},
    photos::{pick_picture, photo_set},
    payments::{payments_page, payment_candidates, owed_list, payment_record, payment_void, refund_record},
    returns::{returns_queue, order_claim, order_return, return_due, courier_bill, type_costs},
    log::{log_page, log_verify, redo, undo},
    settings::{settings, shop_save, account_save, courier_save, person_save, text_save},
    clipboard::{copy_text},
    tasks::{tasks_list, task_save, filters_list, filter_save, filter_delete},
    export::{export_list},
    machine::{act_as, machine, machine_save, printers},
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn the_capability_lists_exactly_the_commands_there_are() {
        let text = include_str!("../../capabilities/window.json");
        let capability: serde_json::Value = serde_json::from_str(text).unwrap();
        let listed: BTreeSet<String> = capability["permissions"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|entry| Some(entry.as_str()?.strip_prefix("allow-")?.replace('-', "_")))
            .collect();
        assert_eq!(listed, super::NAMES.iter().map(ToString::to_string).collect());
    }

    #[test]
    fn the_page_calls_commands_that_there_are() {
        let bridge = include_str!("../../../ui/src/bridge.ts");
        let mut called = BTreeSet::new();
        for (at, _) in bridge.match_indices("('") {
            let before = bridge[..at].rsplit(['=', ';', '{']).next().unwrap_or_default().trim_start_matches([' ', '>']);
            let name = bridge[at + 2..].split('\'').next().unwrap_or_default();
            if before.starts_with("ask<") || before.starts_with("act<") {
                called.insert(name);
            }
        }
        assert!(called.len() > 80, "{called:?}");
        for name in called {
            assert!(super::NAMES.contains(&name), "{name} is no command");
        }
    }
}
