//! A binary module or component as its sections, nested ones too: what is damaged inside keeps the sizes around it right.

/// A module or component.
#[derive(Clone)]
pub struct Tree {
    /// Magic number, version and layer.
    pub header: [u8; 8],
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone)]
pub struct Section {
    /// What it is.
    pub id: u8,
    /// Its contents.
    pub body: Body,
}

/// What a section holds.
#[derive(Clone)]
pub enum Body {
    /// Items.
    Bytes(Vec<u8>),
    /// A module or component.
    Nested(Tree),
}

/// Ids of sections that hold a module or component, in a component.
const NESTING: [u8; 2] = [1, 4];

impl Tree {
    /// The sections of `bytes`, which have to be well-formed.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let header: [u8; 8] = bytes.get(..8)?.try_into().ok()?;
        let is_component = header[6] == 1;
        let (mut at, mut sections) = (8, Vec::new());
        while at < bytes.len() {
            let id = bytes[at];
            let (size, start) = leb(bytes, at + 1)?;
            let contents = bytes.get(start..start.checked_add(size)?)?;
            let nested = if is_component && NESTING.contains(&id) { Self::parse(contents) } else { None };
            let body = nested.map_or_else(|| Body::Bytes(contents.to_vec()), Body::Nested);
            sections.push(Section { id, body });
            at = start + size;
        }
        Some(Self { header, sections })
    }

    /// As bytes, every size made anew.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = self.header.to_vec();
        for section in &self.sections {
            out.push(section.id);
            let contents = match &section.body {
                Body::Bytes(bytes) => bytes.clone(),
                Body::Nested(tree) => tree.encode(),
            };
            write_leb(&mut out, contents.len());
            out.extend(contents);
        }
        out
    }

    /// How many modules and components there are, this one included.
    pub fn count(&self) -> usize {
        let nested = self.sections.iter().map(|section| match &section.body {
            Body::Nested(tree) => tree.count(),
            Body::Bytes(_) => 0,
        });
        1 + nested.sum::<usize>()
    }

    /// The module or component of this number, counted from the outside in; there are [`Self::count`].
    pub fn nth(&mut self, number: usize) -> &mut Self {
        if number == 0 {
            return self;
        }
        let mut inside = number - 1;
        let nested = self.sections.iter_mut().filter_map(|section| match &mut section.body {
            Body::Nested(tree) => Some(tree),
            Body::Bytes(_) => None,
        });
        for tree in nested {
            let count = tree.count();
            if inside < count {
                return tree.nth(inside);
            }
            inside -= count;
        }
        unreachable!("there are no more than {number}")
    }
}

/// A number in LEB128 at `at`, and where it ends.
pub fn leb(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let (mut value, mut shift) = (0usize, 0);
    loop {
        let byte = *bytes.get(at)?;
        value |= usize::from(byte & 0x7f).checked_shl(shift)?;
        (at, shift) = (at + 1, shift + 7);
        if byte < 0x80 {
            return Some((value, at));
        }
        if shift > 28 {
            return None;
        }
    }
}

/// Appends a number in LEB128.
pub fn write_leb(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let byte = u8::try_from(value & 0x7f).expect("seven bits");
        value >>= 7;
        out.push(if value == 0 { byte } else { byte | 0x80 });
        if value == 0 {
            return;
        }
    }
}
