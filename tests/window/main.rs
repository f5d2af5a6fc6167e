//! The real program in the real WebKit view, driven over WebDriver under Xvfb.
//!
//! Every test has a home, a book, a display and a driver of its own, waits for facts instead of time, and puts a limit
//! on every call; what it started is ended with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod backups;
mod books;
mod both;
mod buying;
mod by_hand;
mod closed;
mod company;
mod copying;
mod damage;
mod figures;
mod finance;
mod first_hour;
mod fits;
mod goals;
mod goods;
mod guide;
mod harness;
mod journey;
mod payouts;
mod personal;
mod pickers;
mod records;
mod shopee;
mod smoke;
mod stores;
mod voices;
mod wire;
