//! Imports that may have to wait: their `try` and `wait`, joined by the wasm functions of `fuse::waiting`.

use super::glue::Glue;
use crate::fuse::waiting::{Way, module};
use crate::js::ast::{self, Expr, Stmt, id};

/// An import that may have to wait, in words.
pub(super) struct Waiter {
    /// The function that core code imports.
    pub(super) name: String,
    /// Declares `try`, and what it shares with `wait`.
    pub(super) statements: Vec<Stmt>,
    /// The name of `try`.
    pub(super) attempt: String,
    /// Makes `wait`.
    pub(super) wait: Expr,
    /// The core signature.
    pub(super) way: Way,
}

impl Glue<'_> {
    /// Declares the functions that core code imports. They are closures over what is declared later.
    pub(super) fn waiters(&mut self) -> Vec<Stmt> {
        if !self.needs.waits() {
            return Vec::new();
        }
        let waiters = std::mem::take(&mut self.waiters);
        let made = self.call("createWaiting", Vec::new());
        let mut out = vec![ast::constant("waiting", made)];
        let (mut names, mut ways, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
        for waiter in waiters {
            names.push((names.len().to_string(), waiter.name));
            out.extend(waiter.statements);
            ways.push(ast::array(vec![id(&waiter.attempt), waiter.wait]));
            signatures.push(waiter.way);
        }
        let code = ast::string(&base64(&module(&signatures)));
        let functions = self.call("mayWait", vec![id("waiting"), code, ast::array(ways)]);
        out.push(ast::destructure(&names, functions));
        out
    }
}

/// RFC 4648, section 4.
pub(super) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits =
            group.iter().chain(std::iter::repeat(&0)).take(3).fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        for position in 0..4usize {
            let digit = ALPHABET.get((bits >> (18 - 6 * position)) as usize & 63);
            text.push(if position <= group.len() { digit.map_or('=', |letter| char::from(*letter)) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads() {
        let of = |text: &str| base64(text.as_bytes());
        assert_eq!([of(""), of("f"), of("fo"), of("foo"), of("foob")], ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
        assert_eq!(base64(&[0xff, 0xfb]), "//s=");
    }
}
