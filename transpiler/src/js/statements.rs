//! Statements that can be said as expressions, which is shorter.
//!
//! Text that we print is read as statements, as far as it takes to know where each begins and ends; expressions stay rows of tokens.

use super::compress::{closes, opens};
use super::tokens::{Kind, Token};

/// Says the same with shorter statements:
///
/// - `if (a) b();` is `a && b();`, `if (a) b(); else c();` is `a ? b() : c();`
/// - `if (a) return b; return c;` is `return a ? b : c;`
/// - `=> { a(); return b; }` is `=> (a(), b)`.
///
/// What it cannot read it leaves as it is.
pub(super) fn shorten<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut reader = Reader { tokens, at: 0 };
    let statements = reader.statements();
    if reader.at == tokens.len() { text(statements) } else { tokens.to_vec() }
}

type Tokens<'a> = Vec<Token<'a>>;

/// A statement.
enum Statement<'a> {
    /// `a;`
    Expression(Tokens<'a>),
    /// `return a;`
    Return(Token<'a>, Tokens<'a>),
    /// `if (test) yes else no`
    If { keyword: Token<'a>, test: Tokens<'a>, yes: Box<Statement<'a>>, no: Option<(Token<'a>, Box<Statement<'a>>)> },
    /// `{ … }`
    Block(Vec<Statement<'a>>),
    /// Any other.
    Other(Tokens<'a>),
}

/// How tightly an expression holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Comma,
    Assignment,
    Conditional,
    /// `??`, which cannot stand beside `||` and `&&`.
    Coalescing,
    Or,
    And,
    Operator,
    Unary,
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
}

impl<'a> Reader<'_, 'a> {
    fn peek(&self, distance: usize) -> Option<&Token<'a>> {
        self.tokens.get(self.at + distance)
    }

    fn is(&self, text: &str) -> bool {
        self.peek(0).is_some_and(|token| token.is(text))
    }

    /// The next token goes to `out`.
    fn take(&mut self, out: &mut Tokens<'a>) {
        out.extend(self.peek(0));
        self.at += 1;
    }

    /// Up to a `}`, or to the end.
    fn statements(&mut self) -> Vec<Statement<'a>> {
        let mut out = Vec::new();
        while self.at < self.tokens.len() && !self.is("}") {
            out.push(self.statement());
        }
        out
    }

    fn statement(&mut self) -> Statement<'a> {
        let Some(&first) = self.peek(0) else { return Statement::Other(Vec::new()) };
        let is_label = first.kind == Kind::Word && self.peek(1).is_some_and(|token| token.is(":"));
        let mut out = Vec::new();
        if first.is("{") {
            return Statement::Block(self.block());
        }
        if is_label {
            self.take(&mut out);
            self.take(&mut out);
            out.extend(text(vec![self.statement()]));
            return Statement::Other(out);
        }
        match first.text {
            _ if first.kind != Kind::Word || !first.marks.is_empty() => Statement::Expression(self.expression()),
            "return" => {
                self.at += 1;
                Statement::Return(first, self.expression())
            }
            "if" => self.conditional(first),
            "for" | "while" => {
                while !self.is("(") && self.at < self.tokens.len() {
                    self.take(&mut out);
                }
                out.extend(self.group());
                out.extend(text(vec![self.statement()]));
                Statement::Other(out)
            }
            "do" => {
                self.take(&mut out);
                out.extend(text(vec![self.statement()]));
                self.rest(&mut out);
                Statement::Other(out)
            }
            "try" => {
                while self.is("try") || self.is("catch") || self.is("finally") {
                    self.take(&mut out);
                    if self.is("(") {
                        out.extend(self.group());
                    }
                    self.body(&mut out);
                }
                Statement::Other(out)
            }
            "switch" => {
                self.take(&mut out);
                out.extend(self.group());
                self.cases(&mut out);
                Statement::Other(out)
            }
            "const" | "let" | "throw" | "break" | "continue" | "import" => {
                self.rest(&mut out);
                Statement::Other(out)
            }
            "function" | "class" => self.declaration(out),
            "async" if self.peek(1).is_some_and(|token| token.is("function")) => self.declaration(out),
            "export" => {
                self.take(&mut out);
                let declares = ["function", "class", "async"].iter().any(|keyword| self.is(keyword));
                if declares {
                    return self.declaration(out);
                }
                self.rest(&mut out);
                Statement::Other(out)
            }
            _ => Statement::Expression(self.expression()),
        }
    }

    /// A function or class: up to the end of its braces.
    fn declaration(&mut self, mut out: Tokens<'a>) -> Statement<'a> {
        let is_class = self.is("class");
        while self.at < self.tokens.len() && !self.is("{") {
            if self.is("(") { out.extend(self.group()) } else { self.take(&mut out) }
        }
        if is_class {
            out.extend(self.group())
        } else {
            self.body(&mut out)
        }
        Statement::Other(out)
    }

    fn conditional(&mut self, keyword: Token<'a>) -> Statement<'a> {
        self.at += 1;
        let mut test = self.group();
        test.pop();
        test.drain(..test.len().min(1));
        let yes = Box::new(self.statement());
        let no = self.peek(0).copied().filter(|token| token.is("else")).map(|keyword| {
            self.at += 1;
            (keyword, Box::new(self.statement()))
        });
        Statement::If { keyword, test, yes, no }
    }

    /// `{ case a: … default: … }`
    fn cases(&mut self, out: &mut Tokens<'a>) {
        self.take(out);
        while self.at < self.tokens.len() && !self.is("}") {
            let mut inner = Vec::new();
            while self.at < self.tokens.len() && !self.is(":") {
                self.piece(&mut inner);
            }
            out.append(&mut inner);
            self.take(out);
            let mut statements = Vec::new();
            while self.at < self.tokens.len() && !["case", "default", "}"].iter().any(|end| self.is(end)) {
                statements.push(self.statement());
            }
            out.extend(text(statements));
        }
        self.take(out);
    }

    /// Statements in braces.
    fn block(&mut self) -> Vec<Statement<'a>> {
        self.at += 1;
        let inner = self.statements();
        self.at += 1;
        inner
    }

    /// The same as text.
    fn body(&mut self, out: &mut Tokens<'a>) {
        if self.is("{") {
            out.extend(braced(text(self.block())));
        }
    }

    /// An expression without the `;` after it.
    fn expression(&mut self) -> Tokens<'a> {
        let mut out = Vec::new();
        self.rest(&mut out);
        out.pop_if(|last| last.is(";"));
        out
    }

    /// Up to a `;`, and with it.
    fn rest(&mut self, out: &mut Tokens<'a>) {
        while self.at < self.tokens.len() && !self.is(";") && !self.is("}") {
            self.piece(out);
        }
        if self.is(";") {
            self.take(out);
        }
    }

    /// What stands in a pair of brackets, with them.
    fn group(&mut self) -> Tokens<'a> {
        let mut out = Vec::new();
        self.piece(&mut out);
        out
    }

    /// A token, or all that it opens. Braces after `=>` and `)` are those of functions.
    fn piece(&mut self, out: &mut Tokens<'a>) {
        let Some(token) = self.peek(0) else { return };
        if token.is("{") && out.last().is_some_and(|last| last.is("=>")) {
            let body = arrow_body(self.block());
            out.extend(body);
        } else if token.is("{") && out.last().is_some_and(|last| last.is(")")) {
            self.body(out);
        } else if opens(token) {
            self.take(out);
            while let Some(&token) = self.peek(0) {
                if closes(&token) {
                    self.take(out);
                    // A literal `}…${` closes and opens.
                    if !opens_again(&token) {
                        break;
                    }
                } else {
                    self.piece(out);
                }
            }
        } else {
            self.take(out);
        }
    }
}

fn opens_again(token: &Token<'_>) -> bool {
    token.kind == Kind::Literal && token.text.ends_with("${")
}

fn punct(text: &'static str) -> Token<'static> {
    Token { kind: Kind::Punct, marks: "", text, at: 0, part: usize::MAX, piece: 0 }
}

fn braced(mut inner: Tokens<'_>) -> Tokens<'_> {
    inner.insert(0, punct("{"));
    inner.push(punct("}"));
    inner
}

/// The expression, in parentheses if it holds less tightly than `least`.
fn at_least(least: Binding, mut expression: Tokens<'_>) -> Tokens<'_> {
    if binding(&expression) < least {
        expression.insert(0, punct("("));
        expression.push(punct(")"));
    }
    expression
}

fn binding(expression: &[Token<'_>]) -> Binding {
    let mut depth = 0usize;
    let mut loosest = Binding::Unary;
    let mut before: Option<&Token<'_>> = None;
    for token in expression {
        if closes(token) {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            loosest = loosest.min(binding_of(token, before));
        }
        if opens(token) || opens_again(token) {
            depth += 1;
        }
        before = Some(token);
    }
    loosest
}

/// How tightly an operator holds, if the token is one.
fn binding_of(token: &Token<'_>, before: Option<&Token<'_>>) -> Binding {
    match (token.kind, token.text) {
        (Kind::Word, "yield") if token.marks.is_empty() => Binding::Assignment,
        (Kind::Word, "in" | "instanceof") if token.marks.is_empty() => Binding::Operator,
        (Kind::Punct, ",") => Binding::Comma,
        (Kind::Punct, "?" | ":") => Binding::Conditional,
        (Kind::Punct, "??") => Binding::Coalescing,
        (Kind::Punct, "||") => Binding::Or,
        (Kind::Punct, "&&") => Binding::And,
        (Kind::Punct, "==" | "===" | "!=" | "!==" | "<=" | ">=") => Binding::Operator,
        (Kind::Punct, text) if text.ends_with('=') || text == "=>" => Binding::Assignment,
        (Kind::Punct, "." | "?." | "(" | ")" | "[" | "]" | "{" | "}" | "..." | "!" | "~" | "++" | "--") => {
            Binding::Unary
        }
        // A sign before a value.
        (Kind::Punct, "+" | "-") if before.is_none() => Binding::Unary,
        (Kind::Punct, _) => Binding::Operator,
        _ => Binding::Unary,
    }
}

/// What is tested, where the test is `!tested`.
fn negated<'t, 'a>(test: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
    let (first, rest) = test.split_first()?;
    (first.is("!") && !rest.is_empty() && binding(rest) == Binding::Unary).then_some(rest)
}

/// Whether an expression can begin a statement.
fn begins_statement(expression: &[Token<'_>]) -> bool {
    !expression
        .first()
        .is_some_and(|first| ["{", "function", "class", "let", "async"].iter().any(|word| first.is(word)))
}

/// `test && yes`, `test || yes`, `test ? yes : no`.
fn choice<'a>(test: &[Token<'a>], yes: Tokens<'a>, no: Option<Tokens<'a>>) -> Tokens<'a> {
    let (test, inverted) = match negated(test) {
        Some(rest) => (rest.to_vec(), true),
        None => (test.to_vec(), false),
    };
    let Some(no) = no else {
        let (operator, least) = if inverted { ("||", Binding::Or) } else { ("&&", Binding::And) };
        return [at_least(least, test), vec![punct(operator)], at_least(least, yes)].concat();
    };
    let (yes, no) = if inverted { (no, yes) } else { (yes, no) };
    let branch = |tokens| at_least(Binding::Assignment, tokens);
    [at_least(Binding::Coalescing, test), vec![punct("?")], branch(yes), vec![punct(":")], branch(no)].concat()
}

/// The statement as an expression, if it can be one.
fn as_expression<'a>(statement: &Statement<'a>) -> Option<Tokens<'a>> {
    match statement {
        Statement::Expression(tokens) => Some(tokens.clone()),
        Statement::If { test, yes, no, .. } => {
            let no = match no {
                Some((_, no)) => Some(as_expression(no)?),
                None => None,
            };
            Some(choice(test, as_expression(yes)?, no))
        }
        Statement::Block(statements) => in_a_row(statements),
        Statement::Return(..) | Statement::Other(_) => None,
    }
}

/// All of them in one expression, `a, b`.
fn in_a_row<'a>(statements: &[Statement<'a>]) -> Option<Tokens<'a>> {
    let all: Option<Vec<Tokens<'a>>> = statements.iter().map(as_expression).collect();
    let joined = all?.join(&punct(","));
    (!joined.is_empty()).then_some(joined)
}

/// Bytes that tokens take, names not counted as the short ones that they will be.
fn length(tokens: &[Token<'_>]) -> usize {
    let is_word = |token: &Token<'_>| matches!(token.kind, Kind::Word | Kind::Number);
    let spaces = tokens.windows(2).filter(|pair| pair.iter().all(is_word)).count();
    spaces + tokens.iter().map(|token| if token.marks.is_empty() { token.text.len() } else { 1 }).sum::<usize>()
}

/// `return a ? b : c;` for what returns in two ways, from the end on.
fn merge_returns(mut statements: Vec<Statement<'_>>) -> Vec<Statement<'_>> {
    let mut end = statements.len();
    while end > 1 {
        end -= 1;
        let Some([Statement::If { test, yes, no: None, .. }, Statement::Return(keyword, no)]) =
            statements.get(end - 1..=end)
        else {
            continue;
        };
        let yes = match yes.as_ref() {
            Statement::Block(inner) => match inner.as_slice() {
                [Statement::Return(_, yes)] => yes,
                _ => continue,
            },
            Statement::Return(_, yes) => yes,
            _ => continue,
        };
        if yes.is_empty() || no.is_empty() {
            continue;
        }
        let merged = Statement::Return(*keyword, choice(test, yes.clone(), Some(no.clone())));
        statements.splice(end - 1..=end, [merged]);
    }
    statements
}

fn text(statements: Vec<Statement<'_>>) -> Tokens<'_> {
    merge_returns(statements).into_iter().flat_map(text_of).collect()
}

fn text_of(statement: Statement<'_>) -> Tokens<'_> {
    let short = match &statement {
        Statement::If { .. } => as_expression(&statement).filter(|short| begins_statement(short)),
        _ => None,
    };
    let long = match statement {
        Statement::Expression(mut tokens) => {
            tokens.push(punct(";"));
            tokens
        }
        Statement::Return(keyword, tokens) => [vec![keyword], tokens, vec![punct(";")]].concat(),
        Statement::Block(statements) => braced(text(statements)),
        Statement::Other(tokens) => tokens,
        Statement::If { keyword, test, yes, no } => {
            let mut out = vec![keyword, punct("(")];
            out.extend(test);
            out.push(punct(")"));
            out.extend(text_of(*yes));
            if let Some((keyword, no)) = no {
                out.push(keyword);
                out.extend(text_of(*no));
            }
            out
        }
    };
    let short = short.map(|mut short| {
        short.push(punct(";"));
        short
    });
    match short {
        Some(short) if length(&short) < length(&long) => short,
        _ => long,
    }
}

/// The body of an arrow function.
fn arrow_body(statements: Vec<Statement<'_>>) -> Tokens<'_> {
    let mut statements = merge_returns(statements);
    let short = match statements.pop() {
        Some(Statement::Return(keyword, value)) if !value.is_empty() => {
            let before = in_a_row(&statements);
            let has_rest = before.is_none() && !statements.is_empty();
            statements.push(Statement::Return(keyword, value.clone()));
            let begins = !value.first().is_some_and(|first| first.is("{"));
            match before {
                _ if has_rest => None,
                Some(before) => Some(at_least(Binding::Assignment, [before, vec![punct(",")], value].concat())),
                None if begins => Some(at_least(Binding::Assignment, value)),
                None => Some(at_least(Binding::Assignment, [vec![punct("(")], value, vec![punct(")")]].concat())),
            }
        }
        last => {
            statements.extend(last);
            None
        }
    };
    let long = braced(text(statements));
    match short {
        Some(short) if length(&short) < length(&long) => short,
        _ => long,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<&str> = shorten(&tokens(text)).iter().map(|token| token.text).collect();
        assert_eq!(words.join(" "), expected, "{text}");
    }

    #[test]
    fn a_choice_is_an_operator() {
        check("if (a) b();", "a && b ( ) ;");
        check("if (!a.b) c();", "a . b || c ( ) ;");
        check("if (!(a && b)) c();", "( a && b ) || c ( ) ;");
        check("if (a) b(); else c();", "a ? b ( ) : c ( ) ;");
        check("if (!a) b(); else c();", "a ? c ( ) : b ( ) ;");
        check("if (a) { b(); c(); }", "a && ( b ( ) , c ( ) ) ;");
        check("if (a) { b = 1; c(); } else d();", "a ? ( b = 1 , c ( ) ) : d ( ) ;");
        check("if (a) { if (b) c(); }", "a && b && c ( ) ;");
        check("if (a & b - 1) c(); d();", "a & b - 1 && c ( ) ; d ( ) ;");
        check("for (;;) if (a) b();", "for ( ; ; ) a && b ( ) ;");
    }

    #[test]
    fn but_not_where_that_is_longer_or_something_else() {
        for text in [
            "if ( a ) b = c ;",
            "if ( a || b ) c ( ) ;",
            "if ( a ?? b ) c ( ) ;",
            "if ( a ) { const b = 1 ; c ( b ) ; }",
            "if ( a ) throw b ;",
            "if ( a ) return ; b ( ) ;",
            "if ( a ) { for ( ; ; ) b ( ) ; } else c ( ) ;",
            "if ( a ) ( b ?? c ) ( ) ; else { let d ; }",
            "switch ( a ) { case b : c ( ) ; break ; default : d ( ) ; }",
            "label : for ( ; ; ) break label ;",
            "a => { b ( ) ; }",
            "try { a ( ) ; } catch ( b ) { c ( ) ; } finally { d ( ) ; }",
            "class A extends B { c ( ) { d ( ) ; } static e ( ) { return f ; } }",
            "export { a , b as c } ;",
        ] {
            let spaced = text;
            check(text, spaced.strip_prefix("a => { b").map_or(spaced, |_| "a => { b ( ) ; } ;"));
        }
    }

    #[test]
    fn returns_are_one() {
        check("{ if (a) return b; return c; }", "{ return a ? b : c ; }");
        check("{ if (a) return b; if (!c) { return d; } return e; }", "{ return a ? b : c ? e : d ; }");
        check("{ if (a) return; return c; }", "{ if ( a ) return ; return c ; }");
        check("{ if (a = b) return c; return d; }", "{ return ( a = b ) ? c : d ; }");
    }

    #[test]
    fn arrow_functions_are_expressions() {
        check("a => { return b; };", "a => b ;");
        check("a => { return { b }; };", "a => ( { b } ) ;");
        check("a => { b(); c = d; return e; };", "a => ( b ( ) , c = d , e ) ;");
        check("a => { if (b) c = d; return e ? f : g; };", "a => ( b && ( c = d ) , e ? f : g ) ;");
        check("a => { if (b) return c; return d; };", "a => b ? c : d ;");
        check("a => { const b = c; return b; };", "a => { const b = c ; return b ; } ;");
        check(
            "f(async (a) => { return await b(() => { return c; }); }, `${() => { return d; }}`);",
            "f ( async ( a ) => await b ( ( ) => c ) , `${ ( ) => d }` ) ;",
        );
        check(
            "x = { a() { if (b) c(); }, d: (e) => { return f; } };",
            "x = { a ( ) { b && c ( ) ; } , d : ( e ) => f } ;",
        );
    }

    #[test]
    fn what_is_no_text_of_ours_stays() {
        check("a } b", "a } b");
    }
}
