//! `runut_fuzz::payout`, driven by libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| runut_fuzz::run("payout", bytes));
