//! Counting tests across runners: what cargo, `node --test`, `deno test` and `bun test` print is read as it goes by.

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Passed.
    pub passed: u32,
    /// Failed, cancelled ones included.
    pub failed: u32,
}

impl Tally {
    /// Reads a line of a runner's output; other lines change nothing.
    pub fn see(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            // test result: ok. 5 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
            for part in result.split(['.', ';']) {
                self.add(part.trim().split_once(' ').map(|(number, what)| (what, number)));
            }
        } else if let Some(total) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            // # pass 5 (TAP) or ℹ pass 5 (spec)
            self.add(total.split_once(' '));
        } else if let Some(totals) = line.strip_prefix("ok | ").or_else(|| line.strip_prefix("FAILED | ")) {
            // ok | 5 passed | 1 failed | 2 filtered out (17s); a count of steps may follow in brackets
            for part in totals.split(" | ") {
                self.add(number_first(part));
            }
        } else if let Some(total) = line.strip_prefix(' ')
            && total.ends_with(|end: char| end.is_ascii_lowercase())
        {
            //  5 pass (Bun, a line each)
            self.add(number_first(total));
        }
    }

    fn add(&mut self, total: Option<(&str, &str)>) {
        let Some((what, Ok(number))) = total.map(|(what, number)| (what, number.parse::<u32>())) else {
            return;
        };
        match what {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            _ => {}
        }
    }

    /// One thing that is no test of a runner but passes or fails like one.
    pub fn check(&mut self, passed: bool) {
        if passed {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }
}

/// `5 passed (3 steps)` as what and how many.
fn number_first(text: &str) -> Option<(&str, &str)> {
    let mut words = text.split(' ');
    let number = words.next()?;
    Some((words.next()?, number))
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn check(lines: &str, passed: u32, failed: u32) {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.see(line));
        assert_eq!(tally, Tally { passed, failed });
    }

    #[test]
    fn cargo() {
        check(
            "test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.10s",
            5,
            2,
        );
    }

    #[test]
    fn node_as_tap_and_as_spec() {
        check("# tests 9\n# pass 6\n# fail 1\n# cancelled 2\n# skipped 1", 6, 3);
        check("ℹ tests 4\nℹ pass 4\nℹ fail 0", 4, 0);
    }

    #[test]
    fn deno() {
        check("FAILED | 105 passed (3 steps) | 4 failed (17s)", 105, 4);
        check("ok | 0 passed | 0 failed | 6 filtered out (456ms)\nordinary output | 7 passed", 0, 0);
    }

    #[test]
    fn bun() {
        check(" 108 pass\n 2 fail\n 1 skip\nRan 111 tests across 22 files. [2.61s]", 108, 2);
    }

    #[test]
    fn other_lines() {
        check("# a comment\n# pass the salt\nok 1 - pass 5", 0, 0);
    }
}
