//! The whole program below the doors: scripts of commands with the stock, money and log that they must leave; the real
//! month; refusals; random walks; two at once.

mod audit;
mod backups;
mod catalogue;
mod damage;
mod export;
mod forgetting;
mod giving_back;
mod money;
mod month;
mod months;
mod mutation;
mod papers;
mod photos;
mod places;
mod redo;
mod refusals;
mod script;
mod script_money;
mod script_typed;
mod search;
mod settings;
mod shop;
mod stock_taking;
mod stores;
mod stories;
mod takeover;
mod tasks;
mod today;
mod together;
mod twofold;
mod typed_orders;
mod uncovered;
mod undo;
mod undo_walk;
mod walk;
