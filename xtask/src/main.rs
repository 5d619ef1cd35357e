//! Placeholder for the entry point.
fn main() {}
