//! `weft run` in a terminal: what is typed arrives, keys that mean signals are signals, and the terminal is left as it was found.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod program;

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use program::{component, text};
use rustix::fs::{OFlags, fcntl_getfl};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

/// For whatever comes at once unless something is wrong.
const LONG: Duration = Duration::from_secs(60);

/// A shell in a terminal of its own, which starts `weft run` and outlives it.
struct Terminal {
    /// Our end.
    keyboard: File,
    /// What the shell and the guest have as their streams: the very same open file.
    device: File,
    screen: Receiver<Vec<u8>>,
    seen: String,
    shell: Child,
    before: (OFlags, String),
}

/// How an open terminal answers.
fn modes(device: &File) -> (OFlags, String) {
    let Termios { input_modes, output_modes, control_modes, local_modes, special_codes, .. } =
        tcgetattr(device).unwrap();
    let text = format!("{input_modes:?} {output_modes:?} {control_modes:?} {local_modes:?} {special_codes:?}");
    (fcntl_getfl(device).unwrap(), text)
}

impl Terminal {
    /// Runs `script` with `$weft` and `$program` set, then prints the exit code and waits for a line.
    fn open(script: &str) -> Self {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        let keyboard = File::from(pty.as_fd().try_clone_to_owned().unwrap());
        let name = rustix::pty::ptsname(&pty, Vec::new()).unwrap();
        let no_tty = i32::try_from(OFlags::NOCTTY.bits()).unwrap();
        let device =
            OpenOptions::new().read(true).write(true).custom_flags(no_tty).open(name.to_str().unwrap()).unwrap();
        let before = modes(&device);
        // Keys that mean signals reach everything in the foreground; the shell takes no notice.
        let script = format!("trap : INT QUIT\n{script}\necho \"code $?.\"\nread line");
        let shell = pty_process::blocking::Command::new("sh")
            .args(["-c", &script])
            .env("weft", env!("CARGO_BIN_EXE_weft"))
            .env("program", text(&component("program.wat")))
            .stdin(device.try_clone().unwrap())
            .stdout(device.try_clone().unwrap())
            .stderr(device.try_clone().unwrap())
            .spawn(pts)
            .unwrap();
        let (shown, screen) = channel();
        let mut reader = keyboard.try_clone().unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // The end is an error on Linux.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if shown.send(buffer.get(..count).unwrap().to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { keyboard, device, screen, seen: String::new(), shell, before }
    }

    /// Waits until `text` was shown, and forgets everything up to it.
    fn expect(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.seen.find(text) {
                let rest = self.seen.split_off(at + text.len());
                return std::mem::replace(&mut self.seen, rest);
            }
            match self.screen.recv_timeout(LONG) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(error) => panic!("{error}: no {text:?} in {:?}", self.seen),
            }
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// The guest has ended with `code` as the shell says it, and nothing of the terminal is different.
    fn ended_with(mut self, code: u32) {
        self.expect(&format!("code {code}."));
        assert_eq!(modes(&self.device), self.before);
        assert!(!self.before.0.contains(OFlags::NONBLOCK));
        self.press("\n");
        assert!(self.shell.wait().unwrap().success());
    }
}

#[test]
fn the_terminal_is_one_to_the_guest() {
    let mut terminal = Terminal::open("\"$weft\" run \"$program\" is");
    terminal.expect("terminal\r\nterminal\r\nterminal\r\n");
    terminal.ended_with(0);
    let mut terminal = Terminal::open("\"$weft\" run \"$program\" is </dev/null 2>/dev/null | cat");
    terminal.expect("no terminal\r\nno terminal\r\nno terminal\r\n");
    terminal.ended_with(0);
}

#[test]
fn lines_arrive_as_they_were_edited() {
    let mut terminal = Terminal::open("\"$weft\" run \"$program\" prompt");
    terminal.expect("ready\r\n");
    terminal.press("hex\u{7f}llo\n");
    terminal.expect("llo\r\n");
    terminal.expect("hello\r\n");
    // A lone end of input, in the middle of a line first: that only hands over what there is.
    terminal.press("half\u{4}");
    terminal.expect("halfhalf");
    terminal.press("\n");
    terminal.expect("\r\n\r\n");
    terminal.press("\u{4}");
    terminal.ended_with(0);
}

#[test]
fn a_guest_that_ends_by_itself_leaves_the_terminal_alone() {
    for (what, code) in [("exit", 0), ("fail", 3), ("trap", 134)] {
        Terminal::open(&format!("\"$weft\" run \"$program\" {what}")).ended_with(code);
    }
}

#[test]
fn keys_that_mean_signals_end_the_guest() {
    for what in ["loop", "sleep", "prompt"] {
        for (key, code) in [("\u{3}", 130), ("\u{1c}", 131)] {
            let mut terminal = Terminal::open(&format!("ulimit -c 0; \"$weft\" run \"$program\" {what}"));
            terminal.expect("ready\r\n");
            terminal.press(key);
            terminal.ended_with(code);
        }
    }
}

#[test]
fn a_guest_that_is_killed_leaves_the_terminal_alone() {
    for what in ["loop", "prompt"] {
        let script = format!("exec 3<&0; \"$weft\" run \"$program\" {what} <&3 & echo \"pid $!.\"; wait $!");
        let mut terminal = Terminal::open(&script);
        terminal.expect("pid ");
        let pid = terminal.expect(".").trim_end_matches('.').parse().unwrap();
        terminal.expect("ready\r\n");
        kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
        terminal.ended_with(137);
    }
}

#[test]
fn a_guest_stops_and_goes_on() {
    let mut terminal = Terminal::open("set -m; \"$weft\" run \"$program\" prompt; echo \"stopped $?.\"; fg");
    terminal.expect("ready\r\n");
    terminal.press("\u{1a}");
    terminal.expect("stopped 148.");
    // What `fg` shows; a line typed before that would be echoed in front of it.
    terminal.expect("prompt\r\n");
    terminal.press("on\n");
    terminal.expect("on\r\non\r\n");
    terminal.press("\u{4}");
    terminal.ended_with(0);
}
