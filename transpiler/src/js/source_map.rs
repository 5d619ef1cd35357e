//! Source maps (ECMA-426): what a debugger shows instead of the module.
//!
//! Functions of the runtime are shown in the runtime's TypeScript. Glue is shown as it is while it can be read; where the
//! module is minified, it is shown in the readable module, which the map holds as a source of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::marks;
use super::minify::{Part, Place};

/// The origin under which debuggers list what no server delivers.
const ORIGIN: &str = "weft://";

/// The map of `file`, which holds the parts as they are.
pub(crate) fn of_readable(file: &str, parts: &[Part<'_>]) -> String {
    let mut map = Map::default();
    let mut text = Position::default();
    for part in parts {
        let mut cursor = text;
        match part.unit {
            // Ends what the unit before it has begun.
            None => map.segment(cursor, None),
            Some(unit) => {
                let source = map.runtime_source(unit.source());
                let mut last = 0;
                for (at, place) in unit.places() {
                    cursor.advance(part.text.get(last..at).unwrap_or_default());
                    last = at;
                    map.segment(cursor, Some((source, place.into(), None)));
                }
            }
        }
        text.advance(part.text);
    }
    map.json(file)
}

/// The map of `file`, in which the parts were minified; `places` says where their tokens went.
pub(crate) fn of_minified(file: &str, parts: &[Part<'_>], places: &[Place<'_>]) -> String {
    let mut map = Map::default();
    let readable = map.source(
        &format!("{ORIGIN}component/{file}"),
        &parts.iter().map(|part| marks::plain(part.text)).collect::<String>(),
    );
    let mut text = Position::default();
    let mut places = places.iter().peekable();
    for (index, part) in parts.iter().enumerate() {
        let mut cursor = text;
        let mut last = 0;
        while let Some(place) = places.next_if(|place| place.part == index) {
            cursor.advance(part.text.get(last..place.at).unwrap_or_default());
            last = place.at;
            let original = match part.unit {
                Some(unit) => unit.place(place.at).map(|at| (map.runtime_source(unit.source()), at.into())),
                None => Some((readable, cursor)),
            };
            if let Some((source, original)) = original {
                let name = place.name.map(|name| map.name(name));
                map.segment(Position { line: 0, column: place.column }, Some((source, original, name)));
            }
        }
        text.advance(part.text);
    }
    map.json(file)
}

/// The comment that leads to the map of a module.
pub(crate) fn comment(map_file: &str) -> String {
    let mut url = String::new();
    for byte in map_file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()+,;=@".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    format!("//# sourceMappingURL={url}\n")
}

/// A place in a text: a line, and a column in UTF-16, both from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
}

impl Position {
    /// Moves past `marked`, of which marks are no part.
    fn advance(&mut self, marked: &str) {
        for letter in marked.chars().filter(|letter| !marks::is_mark(*letter)) {
            if letter == '\n' {
                *self = Self { line: self.line + 1, column: 0 };
            } else {
                self.column += letter.len_utf16();
            }
        }
    }
}

impl From<(u16, u16)> for Position {
    fn from((line, column): (u16, u16)) -> Self {
        Self { line: line.into(), column: column.into() }
    }
}

/// A map while it is written.
#[derive(Default)]
struct Map {
    sources: Vec<(String, String)>,
    names: BTreeMap<String, usize>,
    mappings: String,
    /// What the numbers of the next segment count from.
    generated: Position,
    original: (usize, Position, usize),
}

impl Map {
    fn source(&mut self, name: &str, text: &str) -> usize {
        if let Some(known) = self.sources.iter().position(|(known, _)| known == name) {
            return known;
        }
        self.sources.push((name.to_owned(), text.to_owned()));
        self.sources.len() - 1
    }

    fn runtime_source(&mut self, (name, text): (&str, &str)) -> usize {
        self.source(&format!("{ORIGIN}runtime/{name}"), text)
    }

    fn name(&mut self, name: &str) -> usize {
        let next = self.names.len();
        *self.names.entry(name.to_owned()).or_insert(next)
    }

    /// Says where `generated` comes from: source, place and name; or from nowhere.
    fn segment(&mut self, generated: Position, original: Option<(usize, Position, Option<usize>)>) {
        if generated.line > self.generated.line {
            self.mappings.extend(std::iter::repeat_n(';', generated.line - self.generated.line));
            self.generated.column = 0;
        } else if !self.mappings.is_empty() {
            self.mappings.push(',');
        }
        self.difference(generated.column, self.generated.column);
        self.generated = generated;
        if let Some((source, place, name)) = original {
            let (last_source, last_place, last_name) = self.original;
            self.difference(source, last_source);
            self.difference(place.line, last_place.line);
            self.difference(place.column, last_place.column);
            if let Some(name) = name {
                self.difference(name, last_name);
            }
            self.original = (source, place, name.unwrap_or(last_name));
        }
    }

    /// Appends `new - old` as a Base64 VLQ.
    fn difference(&mut self, new: usize, old: usize) {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut rest = new.abs_diff(old) << 1 | usize::from(new < old);
        loop {
            let digit = rest & 31;
            rest >>= 5;
            let more = if rest > 0 { 32 } else { 0 };
            self.mappings.extend(DIGITS.get(digit | more).map(|digit| char::from(*digit)));
            if rest == 0 {
                break;
            }
        }
    }

    /// The map as text. Its mappings end with a line that has none, since Node misreads a segment at the very end.
    fn json(&self, file: &str) -> String {
        let mut names: Vec<(&String, &usize)> = self.names.iter().collect();
        names.sort_by_key(|(_, index)| **index);
        format!(
            "{{\"version\":3,\"file\":{},\"sources\":{},\"sourcesContent\":{},\"names\":{},\"mappings\":\"{};\"}}\n",
            string(file),
            list(self.sources.iter().map(|(name, _)| name.as_str())),
            list(self.sources.iter().map(|(_, text)| text.as_str())),
            list(names.into_iter().map(|(name, _)| name.as_str())),
            self.mappings,
        )
    }
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", items.map(string).collect::<Vec<_>>().join(","))
}

/// A string of JSON.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn numbers_are_differences_in_base_64() {
        for (new, old, text) in
            [(0, 0, "A"), (1, 0, "C"), (0, 1, "D"), (15, 0, "e"), (16, 0, "gB"), (0, 16, "hB"), (1000, 0, "w+B")]
        {
            let mut map = Map::default();
            map.difference(new, old);
            assert_eq!(map.mappings, text, "{new} - {old}");
        }
    }

    #[test]
    fn segments_count_from_the_last() {
        let mut map = Map::default();
        let name = map.name("a");
        map.segment(at(0, 4), Some((0, at(2, 3), Some(name))));
        map.segment(at(0, 6), Some((1, at(1, 3), None)));
        map.segment(at(0, 9), None);
        map.segment(at(2, 1), Some((1, at(1, 4), None)));
        assert_eq!(map.mappings, "IAEGA,ECDA,G;;CAAC");
    }

    #[test]
    fn text_is_json() {
        assert_eq!(string("a\"b\\c\n\u{1}é"), "\"a\\\"b\\\\c\\n\\u0001é\"");
        assert_eq!(list(["a", "b"].into_iter()), "[\"a\",\"b\"]");
    }

    #[test]
    fn the_comment_is_one_word() {
        assert_eq!(comment("my app é.js.map"), "//# sourceMappingURL=my%20app%20%C3%A9.js.map\n");
    }

    #[test]
    fn columns_are_utf_16_without_marks() {
        let mut place = at(0, 0);
        place.advance("a\n\u{1}b🙂");
        assert_eq!(place, at(1, 3));
    }
}
