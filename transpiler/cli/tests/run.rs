//! `weft run`: what the component gets of the command line, how it ends, what `--invoke` prints.

#![allow(clippy::unwrap_used, clippy::panic)]

mod program;

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use program::{Outcome, component, outcome, run, text, weft};

/// `weft run` of a program that does what its first argument says.
fn start(args: &[&str]) -> Command {
    weft(&[&["run", text(&component("program.wat"))], args].concat())
}

#[test]
fn a_command_ends_with_its_own_outcome() {
    let temporary = tempfile::tempdir().unwrap();
    for (name, code, said) in [
        ("run-ok.wat", 0, ""),
        ("run-err.wat", 1, ""),
        ("run-trap.wat", 134, "error: the component trapped: "),
        ("add.wat", 1, "error[unsupported]: the component is no command"),
    ] {
        let path = component(name);
        let outcome = outcome(weft(&["run", "--env", "A=b", text(&path), "--flag"]).env("TMPDIR", temporary.path()));
        assert_eq!((outcome.code, outcome.stdout.as_str()), (code, ""), "{name}: {}", outcome.stderr);
        assert!(outcome.stderr.starts_with(said) && outcome.stderr.is_empty() == said.is_empty(), "{}", outcome.stderr);
        assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0, "{name} leaves files behind");
    }
}

#[test]
fn a_missing_node_is_named() {
    // The npm package's program is in a Node already.
    if !program::is_native() {
        return;
    }
    let temporary = tempfile::tempdir().unwrap();
    let mut command = weft(&["run", text(&component("run-ok.wat"))]);
    let outcome = outcome(command.env("WEFT_NODE", "/nowhere/node").env("TMPDIR", temporary.path()));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert!(outcome.stderr.starts_with("error[file]: cannot start \"/nowhere/node\": "), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("WEFT_NODE"), "{}", outcome.stderr);
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
}

#[test]
fn a_program_for_wasi_0_1_runs() {
    let outcome = run(&["run", text(&component("preview1.wat")), "argument"]);
    assert_eq!((outcome.code, outcome.stdout.as_str(), outcome.stderr.as_str()), (1, "2 arguments\n", ""));
}

#[test]
fn what_the_guest_says_of_its_end_is_the_exit_code() {
    for (what, code) in [("exit", 0), ("fail", 3), ("trap", 134)] {
        let outcome = outcome(&mut start(&[what]));
        assert_eq!(outcome.code, code, "{what}: {}", outcome.stderr);
        if code == 134 {
            let frame = outcome.stderr.lines().nth(1).unwrap_or_default();
            assert!(frame.contains("wasm-function["), "no frame of the guest: {}", outcome.stderr);
        } else {
            assert_eq!(outcome.stderr, "");
        }
    }
}

#[test]
fn what_follows_the_component_is_the_guests() {
    let program = component("program.wat");
    for args in [&["args", "--env", "A=b", "--", "-x", "", "--help"][..], &["args", "--"]] {
        let outcome = run(&[&["run", text(&program)], args].concat());
        assert_eq!(outcome.stdout, format!("program.wat\0{}\0", args.join("\0")), "{}", outcome.stderr);
    }
    let named = run(&["run", "--argv0", "other name", text(&program), "args"]);
    assert_eq!((named.stdout.as_str(), named.code), ("other name\0args\0", 0), "{}", named.stderr);
    let dashed = run(&["run", "--", text(&program), "args", "--", "x"]);
    assert_eq!((dashed.stdout.as_str(), dashed.code), ("program.wat\0args\0--\0x\0", 0), "{}", dashed.stderr);
}

#[test]
fn variables_are_those_that_were_given() {
    let program = component("program.wat");
    let variables = |options: &[&str]| {
        let mut command = weft(&[&["run"], options, &[text(&program), "variables"]].concat());
        let path = std::env::var_os("PATH").unwrap();
        outcome(command.env_clear().env("PATH", path).env("COLOUR", "green"))
    };
    let path = format!("PATH={}\0", std::env::var("PATH").unwrap());
    for (options, expected) in [
        (&[][..], String::new()),
        (&["--env", "A=b=c", "--env", "B="], "A=b=c\0B=\0".to_owned()),
        (&["--env", "COLOUR", "--env", "NOT_SET"], "COLOUR=green\0".to_owned()),
        (&["--env", "A=1", "--env", "A=2"], "A=2\0".to_owned()),
        (&["-S", "cli,inherit-env=n"], String::new()),
    ] {
        let outcome = variables(options);
        assert_eq!((outcome.stdout, outcome.stderr.as_str()), (expected, ""), "{options:?}");
    }
    let all = variables(&["-Sinherit-env", "--env", "COLOUR=red"]).stdout;
    assert!(all.contains("COLOUR=red\0") && !all.contains("green") && all.contains(&path), "{all}");
    for refused in ["http", "inherit-env=perhaps", "inherit-stdin=n", ""] {
        let outcome = variables(&["--wasi", refused]);
        assert_eq!(outcome.code, 2);
        assert!(outcome.stderr.starts_with("error[option]: --wasi "), "{}", outcome.stderr);
    }
}

#[test]
fn options_of_wasmtime_that_mean_nothing_here_are_refused_by_name() {
    for unknown in ["-W", "--preload", "--profile", "-O", "--allow-precompiled"] {
        let outcome = run(&["run", unknown, "x", text(&component("run-ok.wat"))]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
        assert!(outcome.stderr.contains(unknown), "{}", outcome.stderr);
    }
}

#[test]
fn a_folder_that_cannot_be_granted_stops_the_run() {
    let program = component("program.wat");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let granted = format!("{}::/data", text(folder.path()));
    for (dirs, problem) in [
        (vec!["no such folder::/data"], "os error"),
        (vec![text(&file)], "not a folder"),
        (vec!["::/data"], "not of the form"),
        (vec![granted.as_str(), ".::/data"], "/data is "),
    ] {
        let options: Vec<&str> = dirs.iter().flat_map(|dir| ["--dir", dir]).collect();
        let outcome = run(&[&["run"], options.as_slice(), &[text(&program), "exit"]].concat());
        assert_eq!(outcome.code, 2, "{dirs:?}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(problem), "{dirs:?}: {}", outcome.stderr);
    }
    let options = ["run", "--dir", ".", "--dir", &granted, "--dir", ".::/data/inner::ro", text(&program), "exit"];
    let outcome = run(&options);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
}

#[test]
fn stdin_is_passed_through_byte_for_byte() {
    let bytes: Vec<u8> = (0..3_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input");
    std::fs::write(&path, &bytes).unwrap();
    let copied = start(&["copy"]).stdin(File::open(&path).unwrap()).output().unwrap();
    assert!(copied.stdout == bytes, "from a file: {} bytes, {}", copied.stdout.len(), copied.status);

    let mut child = start(&["copy"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let given = bytes.clone();
    let writer = std::thread::spawn(move || stdin.write_all(&given).unwrap());
    let copied = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(copied.stdout == bytes, "from a pipe: {} bytes, {}", copied.stdout.len(), copied.status);

    let nothing = start(&["copy"]).output().unwrap();
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(0), 0));
}

#[test]
fn only_what_the_guest_reads_of_a_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input");
    std::fs::write(&path, "one\ntwo\nthree\n").unwrap();
    let mut file = File::open(&path).unwrap();
    let first = start(&["head"]).stdin(file.try_clone().unwrap()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&first.stdout), "one\n");
    assert_eq!(file.stream_position().unwrap(), 4);
}

#[test]
fn the_help_says_how_a_run_ends() {
    let help = run(&["run", "--help"]);
    for part in ["134 after a trap", "WEFT_NODE", "--invoke <CALL>", "--argv0 <NAME>", "-S, --wasi <KEY[=y|n]>"] {
        let unwrapped = help.stdout.replace('\n', " ");
        assert!(unwrapped.contains(part), "{part}: {}", help.stdout);
    }
}

#[cfg(unix)]
mod signals {
    use std::os::unix::process::ExitStatusExt as _;

    use rustix::process::{Pid, Signal, kill_process};

    use super::*;

    /// Starts the program and waits until it says that it is ready.
    fn ready(what: &str, temporary: &Path) -> (Child, impl Sized) {
        let mut command = start(&[what]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).env("TMPDIR", temporary);
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n");
        let stdin = child.stdin.take();
        (child, (stdin, stdout))
    }

    fn send(child: &Child, signal: Signal) {
        kill_process(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap(), signal).unwrap();
    }

    #[test]
    fn end_a_guest_whatever_it_does() {
        let temporary = tempfile::tempdir().unwrap();
        for what in ["loop", "sleep", "prompt"] {
            for signal in [Signal::INT, Signal::TERM, Signal::HUP, Signal::KILL] {
                let (mut child, _open) = ready(what, temporary.path());
                send(&child, signal);
                let status = child.wait().unwrap();
                assert_eq!(status.signal(), Some(signal.as_raw()), "{what}: {status}");
                let mut said = String::new();
                child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
                assert_eq!(said, "", "{what}");
                assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0, "{what} leaves files behind");
            }
        }
    }

    #[test]
    fn a_reader_that_goes_away_ends_the_guest_silently() {
        let mut child = start(&["write"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(line, "ready\n");
        assert_eq!(output.status.signal(), Some(Signal::PIPE.as_raw()), "{}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }

    #[test]
    fn closed_standard_streams_are_as_dev_null() {
        // As for any Rust program, and so for wasmtime: no file that is opened later takes their place.
        let folder = tempfile::tempdir().unwrap();
        let program = format!("\"$WEFT\" run --dir '{}' '{}'", text(folder.path()), text(&component("program.wat")));
        for (what, closed, code, stdout, stderr) in [
            ("copy", "<&-", 0, "", ""),
            ("args", "<&-", 0, "program.wat\0args\0", ""),
            ("args", ">&-", 0, "", ""),
            ("args", "2>&-", 0, "program.wat\0args\0", ""),
            ("args", "<&- >&- 2>&-", 0, "", ""),
            ("fail", "<&- >&- 2>&-", 3, "", ""),
            ("trap", ">&-", 134, "", "error: the component trapped: "),
            ("trap", "<&- >&- 2>&-", 134, "", ""),
        ] {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("exec {program} {what} {closed}")]).env("WEFT", env!("CARGO_BIN_EXE_weft"));
            let outcome = outcome(&mut shell);
            assert_eq!((outcome.code, outcome.stdout.as_str()), (code, stdout), "{what} {closed}: {}", outcome.stderr);
            assert!(
                outcome.stderr.starts_with(stderr) && outcome.stderr.is_empty() == stderr.is_empty(),
                "{}",
                outcome.stderr
            );
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    }

    /// Where the system lets a pipe be opened once more; of a file this is so everywhere.
    #[cfg(target_os = "linux")]
    #[test]
    fn only_what_the_guest_reads_of_a_pipe_is_read() {
        let lines: String = (0..1000).map(|line| format!("line {line}\n")).collect();
        let mut shell = Command::new("sh");
        shell.args(["-c", "\"$WEFT\" run \"$PROGRAM\" head; echo rest; cat"]).env("WEFT", env!("CARGO_BIN_EXE_weft"));
        shell.env("PROGRAM", component("program.wat")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = shell.spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), lines.replacen("line 1\n", "rest\nline 1\n", 1));
    }

    #[test]
    fn a_node_that_is_too_old_is_told_so() {
        // The npm package's program is in a Node already.
        if !crate::program::is_native() {
            return;
        }
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("node");
        // What decides is what the launcher finds.
        let script = "#!/bin/sh\nexec node --import 'data:text/javascript,Object.defineProperty(process.versions,\"node\",{value:\"20.15.1\"});delete process.getBuiltinModule' \"$@\"\n";
        std::fs::write(&old, script).unwrap();
        std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o755)).unwrap();
        let temporary = tempfile::tempdir().unwrap();
        let outcome = outcome(start(&["exit"]).env("WEFT_NODE", &old).env("TMPDIR", temporary.path()));
        assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
        assert!(
            outcome.stderr.starts_with("error: Node 20.15.1 is too old: 20.16, 22.3 or newer"),
            "{}",
            outcome.stderr
        );
        assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0);
    }
}

#[test]
fn what_a_killed_start_left_behind_is_removed_later() {
    // The npm package's program runs components in memory.
    if !crate::program::is_native() {
        return;
    }
    let temporary = tempfile::tempdir().unwrap();
    let [old, new, other] = ["weft-run-old", "weft-run-new", "old"].map(|name| temporary.path().join(name));
    let yesterday = std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
    for folder in [&old, &new, &other] {
        std::fs::create_dir(folder).unwrap();
        std::fs::write(folder.join("launch.js"), "").unwrap();
    }
    for folder in [&old, &other] {
        File::open(folder).unwrap().set_modified(yesterday).unwrap();
    }
    assert_eq!(outcome(start(&["exit"]).env("TMPDIR", temporary.path())).code, 0);
    assert_eq!((old.exists(), new.exists(), other.exists()), (false, true, true));
}

fn invoke(call: &str) -> Outcome {
    run(&["run", "--invoke", call, text(&component("echo.wat"))])
}

#[test]
fn an_invoked_function_prints_its_result_as_wave() {
    let every_kind = "{a-bool: true, an-s8: -128, a-u8: 255, an-s16: -32768, a-u16: 65535, an-s32: -2147483648, \
        a-u32: 4294967295, an-s64: -9223372036854775808, a-u64: 18446744073709551615, an-f32: 0.1, an-f64: -150000000000000000000000, \
        a-char: '\u{1f600}', a-string: \"tab\\t\\\"q\\\" \\u{301} \\u{0}\", numbers: [1, 18446744073709551615], \
        floats: [nan, -inf, 0.0000000001, 16777216], lists: [[\"a\"], []], pair: (1, \"two\"), shade: %none, \
        rights: {read, some}, form: %err(\"no\"), small: {constructor: some(7)}, maybe: some(-1), maybe-maybe: some(none), \
        either: err(\"bad\"), neither: ok, four: [1, 2, 3, 4], names: [\"x\", \"y\"], by-name: {\"a\": 3, \"b\": 2}, \
        by-flag: {true: some('x'), false: none}}";
    let short = "{a-bool: false, an-s8: 0, a-u8: 0, an-s16: 0, a-u16: 0, an-s32: 0, a-u32: 0, an-s64: 0, a-u64: 0, an-f32: -0, \
        an-f64: inf, a-char: '\\'', a-string: \"\", numbers: [], floats: [], lists: [], pair: (0, \"\"), shade: dark-green, \
        rights: {}, form: poly-line([(-1, 2)]), small: {:}, either: ok(8), neither: err, four: [0, 0, 0, 0], \
        names: [\"\", \"\"], by-name: {}, by-flag: {}}";
    let all = format!("[{every_kind}, {short}]");
    let call = format!("every-kind({all})");
    for (call, printed) in [
        (call.as_str(), all.as_str()),
        ("text(\"\"\"\n  two\n  lines\n  \"\"\")", r#""two\nlines""#),
        ("outcome(7)", "ok(7)"),
        ("outcome(err(\"no\"))", "err(\"no\")"),
        ("nothing()", "()"),
        ("optional()", "0"),
        ("optional(none, \"x\")", "1"),
    ] {
        let outcome = invoke(call);
        assert_eq!((outcome.stdout, outcome.stderr.as_str(), outcome.code), (format!("{printed}\n"), "", 0), "{call}");
    }
}

#[test]
fn what_an_invoked_function_does_is_the_outcome() {
    let trap = invoke("a:b/old.trap@1.0.0(true)");
    assert_eq!((trap.code, trap.stdout.as_str()), (134, ""));
    assert!(trap.stderr.starts_with("error: the component trapped: "), "{}", trap.stderr);
    // `run` is a function like any other; that it says `err` is a result, not a failure.
    for (name, printed) in [("run-ok.wat", "ok\n"), ("run-err.wat", "err\n")] {
        let outcome = run(&["run", "--invoke", "wasi:cli/run.run@0.2.0()", text(&component(name))]);
        assert_eq!((outcome.code, outcome.stdout.as_str(), outcome.stderr.as_str()), (0, printed, ""));
    }
    let exit = run(&["run", "--invoke", "run()", text(&component("program.wat")), "fail"]);
    assert_eq!((exit.code, exit.stdout.as_str(), exit.stderr.as_str()), (3, "", ""));
}

#[test]
fn a_call_that_does_not_fit_is_explained() {
    for (call, code, said) in [
        (
            "noting()",
            2,
            "error[option]: --invoke \"noting()\": the component exports no function noting\nhelp: did you mean nothing()?",
        ),
        (
            "text(1)",
            2,
            "error[option]: --invoke \"text(1)\": value is of type string; at character 6, `1`: another type\nhelp: text(value: string) -> string\n",
        ),
        (
            "trap(true)",
            2,
            "error[option]: --invoke \"trap(true)\": the component exports several functions trap\nhelp: say which: a:b/old.trap@1.2.3, a:b/new.trap@0.2.5\n",
        ),
        ("use-thing(1)", 1, "error[unsupported]: use-thing cannot be invoked: WAVE has no way to write a resource\n"),
    ] {
        let outcome = invoke(call);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (code, ""), "{call}");
        assert!(outcome.stderr.starts_with(said), "{call}: {}", outcome.stderr);
    }
    let imports = component("imports.wat");
    let outcome = run(&["run", "--invoke", "f()", text(&imports)]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert!(outcome.stderr.contains("a:b/c#g"), "{}", outcome.stderr);
}
