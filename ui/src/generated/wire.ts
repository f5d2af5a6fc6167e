// As it is declared in src-tauri/wire/src: `make types` writes this file.
import type { BackupProgress } from './BackupProgress';
import type { Changed } from './Changed';
import type { ImportProgress } from './ImportProgress';
import type { Topic } from './Topic';

/** The names of the commands. */
export type CommandName =
  | 'backup_state'
  | 'backup_notice'
  | 'backup_make'
  | 'backup_cancel'
  | 'second_place_choose'
  | 'second_place_forget'
  | 'show_backups'
  | 'pick_backup'
  | 'restore_compare'
  | 'restore_backup'
  | 'book_place'
  | 'salvage_book'
  | 'start_anew'
  | 'show_book'
  | 'book_state'
  | 'rail_counts'
  | 'check_book'
  | 'create_book'
  | 'today_parcels'
  | 'today_pickups'
  | 'today_queue'
  | 'today_money'
  | 'today_held'
  | 'today_sales'
  | 'today_low'
  | 'today_tasks'
  | 'today_first'
  | 'pick_order_file'
  | 'import_preview'
  | 'import_apply'
  | 'import_cancel'
  | 'orders_page'
  | 'order_detail'
  | 'find_order'
  | 'order_verb'
  | 'tracking_preview'
  | 'ship_orders'
  | 'wave_create'
  | 'customers_page'
  | 'customer_detail'
  | 'customer_save'
  | 'customers_merge'
  | 'customer_unmerge'
  | 'person_data'
  | 'person_export'
  | 'person_erase'
  | 'backups_renew'
  | 'regions_search'
  | 'order_form'
  | 'order_preview'
  | 'order_save'
  | 'order_text'
  | 'print_pick_list'
  | 'print_slips'
  | 'print_labels'
  | 'handover_couriers'
  | 'print_handover'
  | 'print_count_sheet'
  | 'show_folder'
  | 'stock_page'
  | 'stock_card'
  | 'product_form'
  | 'product_save'
  | 'product_archive'
  | 'stock_receive'
  | 'stock_adjust'
  | 'pick_product_file'
  | 'catalogue_preview'
  | 'catalogue_apply'
  | 'stock_open'
  | 'counts_list'
  | 'count_detail'
  | 'count_start'
  | 'count_enter'
  | 'count_close'
  | 'count_cancel'
  | 'pack_queue'
  | 'pack_view'
  | 'pack_scan'
  | 'pack_tick'
  | 'pack_undo'
  | 'pick_picture'
  | 'photo_set'
  | 'payments_page'
  | 'payment_candidates'
  | 'owed_list'
  | 'payment_record'
  | 'payment_void'
  | 'refund_record'
  | 'returns_queue'
  | 'order_claim'
  | 'claim_share'
  | 'order_return'
  | 'return_due'
  | 'courier_bill'
  | 'type_costs'
  | 'log_page'
  | 'log_verify'
  | 'undo'
  | 'redo'
  | 'settings'
  | 'shop_save'
  | 'account_save'
  | 'store_save'
  | 'courier_save'
  | 'person_save'
  | 'text_save'
  | 'shop_hours'
  | 'hours_save'
  | 'day_close'
  | 'day_open'
  | 'copy_text'
  | 'tasks_list'
  | 'task_save'
  | 'filters_list'
  | 'filter_save'
  | 'filter_delete'
  | 'export_list'
  | 'act_as'
  | 'machine'
  | 'machine_save'
  | 'printers';

/** What the page hears unasked. */
export interface Events {
  'import-progress': ImportProgress;
  'backup-progress': BackupProgress;
  'backups': null;
  'changed': Changed;
}

/** What a write can touch. */
export const bookTopics: readonly Topic[] = ['orders', 'stock', 'products', 'log', 'shop', 'packing', 'customers', 'payments', 'tasks'];

/** The questions of Hari ini, one a section. */
export const todaySections: readonly CommandName[] = [
  'today_parcels',
  'today_pickups',
  'today_queue',
  'today_money',
  'today_held',
  'today_sales',
  'today_low',
  'today_tasks',
  'today_first'
];
