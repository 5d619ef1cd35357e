//! The command line, built from the list in `weft_transpiler::options` and from nothing else.

use std::ffi::{OsStr, OsString};

use clap::builder::OsStringValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{
    ArgumentSpec, Count, OPTIONS, OptionSpec, Options, Takes, VERBS, Verb, VerbSpec, option,
};

/// Under which id clap keeps a verb's positional arguments.
const POSITIONAL: &str = "positional arguments";

/// The whole command; `width` is how many columns its help may have, if it is not the terminal's.
pub fn command(width: Option<usize>) -> Command {
    let command = Command::new("weft");
    let command = match width {
        Some(width) => command.term_width(width),
        None => command,
    };
    command
        .version(env!("CARGO_PKG_VERSION"))
        .about("Runs WebAssembly components on the web")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(VERBS.iter().map(verb_command))
}

fn verb_command(verb: &VerbSpec) -> Command {
    let options = OPTIONS.iter().filter(|option| option.verbs.contains(&verb.verb));
    let command = Command::new(verb.name).about(verb.help).args(options.map(option_argument));
    let command = if verb.notes.is_empty() { command } else { command.after_help(verb.notes) };
    if verb.arguments.is_empty() { command } else { command.arg(positional(verb)) }
}

fn option_argument(spec: &OptionSpec) -> Arg {
    let mut argument = Arg::new(spec.name).long(spec.name).aliases(spec.aliases.iter().copied());
    argument = argument.required(spec.required).help(match spec.default {
        Some(default) => format!("{} [default: {default}]", spec.help),
        None => spec.help.to_owned(),
    });
    if let Some(short) = spec.short {
        argument = argument.short(short);
    }
    match spec.takes {
        Takes::Nothing => argument.action(ArgAction::SetTrue),
        Takes::One(value) => argument.value_name(value).action(ArgAction::Set).value_parser(OsStringValueParser::new()),
        Takes::Many(value) => {
            argument.value_name(value).action(ArgAction::Append).value_parser(OsStringValueParser::new())
        }
    }
}

/// A verb's positional arguments as one of clap's: where the last takes the rest, everything after the first belongs
/// to the guest, dashes and all, which clap grants only within one argument.
fn positional(verb: &VerbSpec) -> Arg {
    let help: Vec<String> = match verb.arguments {
        [only] => vec![only.help.to_owned()],
        several => several.iter().map(|argument| format!("{}: {}", argument.name, argument.help)).collect(),
    };
    let required = verb.arguments.iter().any(|argument| argument.count == Count::One);
    let rest = verb.arguments.iter().any(|argument| argument.count == Count::Rest);
    let argument = Arg::new(POSITIONAL)
        .value_names(verb.arguments.iter().map(|argument: &ArgumentSpec| argument.name))
        .help(help.join("\n"))
        .required(required)
        .value_parser(OsStringValueParser::new());
    if rest { argument.num_args(1..).trailing_var_arg(true).allow_hyphen_values(false) } else { argument }
}

/// The verb that was given, with its arguments.
pub fn verb_of(matches: &ArgMatches) -> Option<(Verb, &ArgMatches)> {
    let (name, matches) = matches.subcommand()?;
    VERBS.iter().find(|verb| verb.name == name).map(|verb| (verb.verb, matches))
}

/// The positional arguments.
pub fn positionals(matches: &ArgMatches) -> impl Iterator<Item = &OsStr> {
    matches.get_many::<OsString>(POSITIONAL).into_iter().flatten().map(OsString::as_os_str)
}

/// The first positional argument; clap has made sure of it where it is required.
pub fn first(matches: &ArgMatches) -> Result<&OsStr, Diagnostic> {
    positionals(matches).next().ok_or_else(|| Diagnostic::new(Code::Option, "an argument is missing"))
}

/// Whether the verb knows `--json` and it was given.
pub fn wants_json(matches: &ArgMatches) -> bool {
    matches.try_get_one::<bool>("json").ok().flatten().copied().unwrap_or_default()
}

/// The value of an option that takes one.
pub fn one<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a OsStr> {
    matches.get_one::<OsString>(name).map(OsString::as_os_str)
}

/// The values of an option that may be repeated.
pub fn paths<'a>(matches: &'a ArgMatches, name: &str) -> impl Iterator<Item = &'a OsStr> {
    matches.get_many::<OsString>(name).into_iter().flatten().map(OsString::as_os_str)
}

/// The value of an option that takes one, as text.
pub fn text_of<'a>(matches: &'a ArgMatches, name: &str) -> Result<Option<&'a str>, Diagnostic> {
    match (one(matches, name), option(name)) {
        (Some(value), Some(spec)) => text(spec, value).map(Some),
        _ => Ok(None),
    }
}

/// The values of an option that may be repeated, as text.
pub fn many<'a>(matches: &'a ArgMatches, spec: &OptionSpec) -> Result<Vec<&'a str>, Diagnostic> {
    matches.get_many::<OsString>(spec.name).into_iter().flatten().map(|value| text(spec, value)).collect()
}

fn text<'a>(spec: &OptionSpec, value: &'a OsStr) -> Result<&'a str, Diagnostic> {
    value.to_str().ok_or_else(|| spec.problem(&value.to_string_lossy(), "not valid Unicode"))
}

/// What the pipeline reads, of the options that the verb knows.
pub fn pipeline_options(matches: &ArgMatches, verb: Verb) -> Result<Options, Diagnostic> {
    let mut options = Options::default();
    for spec in OPTIONS.iter().filter(|spec| spec.is_of_pipeline() && spec.verbs.contains(&verb)) {
        match spec.takes {
            Takes::Nothing if matches.get_flag(spec.name) => options.set(spec.name, "")?,
            Takes::Nothing => {}
            Takes::One(_) | Takes::Many(_) => {
                for value in many(matches, spec)? {
                    options.set(spec.name, value)?;
                }
            }
        }
    }
    Ok(options)
}
