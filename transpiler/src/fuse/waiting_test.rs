//! The module of functions that wait.

use super::{Way, module};
use crate::abi::Core;

#[test]
fn the_module_is_valid_and_small() {
    let void = Way { params: vec![Core::I32], result: None, spilled: false };
    let spilled = Way { params: vec![Core::I32, Core::I64, Core::I32], result: None, spilled: true };
    let flat = Way { params: vec![Core::F32, Core::F64], result: Some(Core::I64), spilled: false };
    let bytes = module(&[void, spilled, flat]);
    let valid = wasmparser::Validator::new().validate_all(&bytes);
    assert!(valid.is_ok(), "{:?}", valid.err());
    assert!(bytes.len() < 256, "{}", bytes.len());
}
