//! How long the fuzz runs.

use std::fmt;
use std::time::{Duration, Instant};

/// A number of inputs, or a time.
pub enum Extent {
    /// So many inputs.
    Count(u64),
    /// As many as can be had in this time.
    Time(Duration),
}

impl Extent {
    /// What `WEFT_FUZZ` says: `100000`, `90s` or `20m`; else `inputs`.
    pub fn of_environment(inputs: u64) -> Self {
        let Ok(text) = std::env::var("WEFT_FUZZ") else {
            return Self::Count(inputs);
        };
        let number =
            |text: &str| text.parse().unwrap_or_else(|_| panic!("WEFT_FUZZ={text} is neither a count nor a time"));
        match (text.strip_suffix('s'), text.strip_suffix('m')) {
            (Some(seconds), _) => Self::Time(Duration::from_secs(number(seconds))),
            (_, Some(minutes)) => Self::Time(Duration::from_secs(60 * number(minutes))),
            _ => Self::Count(number(&text)),
        }
    }

    /// Whether there is no input of this number any more.
    pub fn is_over(&self, number: u64, start: Instant) -> bool {
        match self {
            Self::Count(count) => number >= *count,
            Self::Time(time) => start.elapsed() >= *time,
        }
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Time(time) => write!(f, "{}s", time.as_secs()),
        }
    }
}
