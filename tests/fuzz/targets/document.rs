//! `runut_fuzz::document`, driven by libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| runut_fuzz::run("document", bytes));
