//! Where the words of a unit stand in the TypeScript that it is made of, for source maps.

use std::collections::BTreeMap;

use swc_core::common::{BytePos, LineCol, SourceFile};

use crate::typescript::marks;

/// Of the `places` that the printer noted, those at which a word stands both in `text` and in `file`, and the same one: byte in
/// `text` (marks included), line and column in `file`.
pub fn of_words(text: &str, places: &[(BytePos, LineCol)], file: &SourceFile) -> Vec<(usize, usize, usize)> {
    let mut words = BTreeMap::new();
    for (position, place) in places {
        let from = (position.0 - file.start_pos.0) as usize;
        let Some(at) = offset(text, place.line as usize, place.col as usize) else { continue };
        let (Some(word), Some(source)) = (text.get(at..), file.src.get(from..)) else { continue };
        let word = word.trim_start_matches(marks::is_mark);
        let is_word = |letter: char| letter.is_alphabetic() || matches!(letter, '_' | '$');
        let same = word.chars().next().filter(|letter| is_word(*letter)) == source.chars().next();
        if same && let Some(before) = file.src.get(..from) {
            let line = before.matches('\n').count();
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            words.entry(at).or_insert((line, before.get(start..).unwrap_or_default().encode_utf16().count()));
        }
    }
    words.into_iter().map(|(at, (line, column))| (at, line, column)).collect()
}

/// The byte at a line and a column in UTF-16.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start = match line.checked_sub(1) {
        None => 0,
        Some(last) => text.match_indices('\n').nth(last)?.0 + 1,
    };
    let mut units = 0;
    let found = text.get(start..)?.char_indices().find(|(_, letter)| {
        let here = units == column;
        units += letter.len_utf16();
        here
    });
    found.map(|(at, _)| start + at)
}
