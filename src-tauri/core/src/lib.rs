//! The shop's words and rules: pure values.
//!
//! Invariant: nothing here knows SQL, files, the clock or Tauri.

pub mod activity;
pub mod backup;
pub mod business_report;
pub mod buyers;
mod channel;
pub mod chart;
mod courier;
pub mod differences;
pub mod export;
pub mod fees;
pub mod figures;
pub mod filename;
pub mod findings;
mod fold;
pub mod forecast;
pub mod goals;
pub mod hours;
mod id;
pub mod journal;
pub mod kpi;
pub mod limits;
pub mod marketplace;
mod money;
mod month;
pub mod order;
pub mod permission;
mod phone;
pub mod posting;
pub mod purchase;
pub mod records;
mod refusal;
pub mod reorder;
pub mod rows;
pub mod scan;
mod sentence;
pub mod settings;
pub mod settlement;
mod share;
pub mod sheets;
pub mod staff;
mod stage;
pub mod statements;
pub mod stock;
mod table;
pub mod takeover;
pub mod tariffs;
pub mod texts;
mod time;
mod typed;
pub mod undo;
pub mod whereabouts;

pub use channel::Channel;
pub use courier::{courier_named, default_couriers};
pub use fold::{fold, match_key, seen, walking_order};
pub use id::{
    AccountId, ActivityId, BillId, CountId, CourierId, CustomerId, EquipmentId, FilterId, JournalId, LineId,
    ORDER_CODE_PREFIX, OrderId, PaymentId, PersonId, PhotoId, ProductId, PurchaseId, ReceiptId, RecordId, RecurringId,
    ReportId, ScanId, StoreId, SupplierId, TaskId, TemplateId, VariantId, WaveId,
};
pub use limits::{Limit, excerpt};
pub use money::{MONEY_MAX, Money, MoneyError, PRICE_MAX, TOTAL_MAX};
pub use month::Month;
pub use phone::{phone, phone_digits, phone_is_damaged, search_phone, without_fraction};
pub use refusal::Refusal;
pub use sentence::{Language, Sentence, is_held, way_out};
pub use share::{part_of, tenths};
pub use stage::{Next, Stage, Verb, next};
pub use table::{Opens, Table, TableRow};
pub use takeover::fingerprint;
pub use time::{DAY_MS, Day, Instant, SHORT_DAYS, SHORT_MONTHS, Zone};
pub use typed::{GRAMS_MAX, typed_grams, typed_money};
