//! The recovery of broken objects: cut off, or with unescaped quotes in their values.
//!
//! The rule: the outer `{"` and `"}` are dropped, pairs end at `","`, names end at the first `":"`,
//! of a cut-off object the complete pairs count. What it leaves open is decided so that least is
//! lost:
//!
//! - A piece without `":"` is no pair.
//! - A value without quotes (`"n":1,`) or set off by white space (`"n": "1",`) has no `":"`; by the
//!   rule alone its name would swallow the pair behind it. Such a pair is read as JSON where it is
//!   JSON up to the comma before the next quote or to the end of the object.
//! - `","` behind a backslash (`\","`) ends a pair only where a name follows (`…":`). So a value that
//!   ends in a stray backslash and one with a quoted word and a comma at its end
//!   (`said \"yes\",","b":…`) both come out right.
//! - The last value is complete when the text ends with its quote, with `"}` or with `",` (white
//!   space apart, and the quote not escaped), and of an object with text behind it when it is a
//!   JSON string before `}`. A number that a text ends with may go on and is not complete.
//! - Escapes are replaced as in strict objects, in values where each backslash begins one; see
//!   [`Quoted::text`].

use memchr::memmem;

use super::scan::{MAX_DEPTH, Pair, Scanner};
use super::value::{Quoted, Value};
use super::walk::Visitor;

const PAIR_END: &str = "\",\"";
const NAME_END: &str = "\":\"";
/// The depth at which values without quotes begin: eight levels are left to them. Each level may be
/// read once more for the pairs in it when the value turns out to be damaged, so the limit keeps
/// the time linear.
const DEPTH: usize = MAX_DEPTH - 7;
const BLANKS: [char; 4] = [' ', '\n', '\r', '\t'];

/// Shows the pairs of `text`, which begins with `{` (white space apart), and its other pieces to
/// `visitor`.
pub(super) fn recover<'a>(text: &'a str, visitor: &mut impl Visitor<'a>) {
    let mut scanner = Scanner::at(text, 0);
    scanner.blanks();
    let _brace = scanner.eat(b'{');
    scanner.blanks();
    let mut start = scanner.offset();
    while start < text.len() {
        let (pair, next) = json_pair(text, start).unwrap_or_else(|| ruled_pair(text, start));
        match pair {
            Some(pair) => visitor.pair(pair),
            // The quote that ends a piece is its own, the comma behind it is not.
            None if next < text.len() => visitor.fragment(start, next - 1),
            None => visitor.fragment(start, next),
        }
        start = next;
    }
}

/// The pair at `start` by the rule, if the piece is one, and where the next piece begins (the end
/// of the text: none).
fn ruled_pair(text: &str, start: usize) -> (Option<Pair<'_>>, usize) {
    let name_start = start + usize::from(tail(text, start).starts_with('"'));
    let piece_end = pair_end(text, name_start);
    let next_after = |end: Option<usize>| end.map_or(text.len(), |quote| quote + 2);
    // One more character: the end of the name may share its last quote with a `","`, as in
    // `"a":",","b":…`.
    let window = text.get(name_start..piece_end.map_or(text.len(), |quote| quote + 1));
    let Some((name, _)) = window.and_then(|window| window.split_once(NAME_END)) else {
        return (None, next_after(piece_end));
    };
    let value_start = name_start + name.len() + NAME_END.len();
    let piece_end = match piece_end {
        Some(quote) if quote < value_start => pair_end(text, value_start),
        other => other,
    };
    let value_end = piece_end.or_else(|| last_value_end(text, value_start));
    let pair = value_end.and_then(|quote| {
        Some(Pair {
            key: Quoted::broken(name),
            value: Value::Text(Quoted::broken(text.get(value_start..quote)?)),
            start,
            end: quote + 1,
        })
    });
    (pair, next_after(piece_end))
}

/// The pair at `start`, where it is one of JSON that the rule cannot read for want of a `":"`, and
/// where the next piece begins.
fn json_pair(text: &str, start: usize) -> Option<(Option<Pair<'_>>, usize)> {
    let mut scanner = Scanner::at(text, start);
    let key = scanner.string()?;
    if scanner.rest().starts_with(":\"") {
        return None;
    }
    scanner.colon()?;
    let value = scanner.value(DEPTH)?;
    let end = scanner.offset();
    let next = behind_json_pair(scanner, text, value)?;
    Some((
        Some(Pair {
            key,
            value,
            start,
            end,
        }),
        next,
    ))
}

/// Where the next piece begins behind a pair of JSON; `None` where such a pair cannot end.
fn behind_json_pair(mut scanner: Scanner<'_>, text: &str, value: Value<'_>) -> Option<usize> {
    scanner.blanks();
    match scanner.peek() {
        Some(b',') => {
            scanner.eat(b',')?;
            scanner.blanks();
            matches!(scanner.peek(), None | Some(b'"')).then_some(scanner.offset())
        }
        // With more pairs to come, the brace is not the outer one.
        Some(b'}') => pair_end(text, scanner.offset())
            .is_none()
            .then_some(text.len()),
        Some(_) => None,
        None => {
            let digit = |last: char| last.is_ascii_digit();
            let may_go_on = matches!(value, Value::Json(json) if json.ends_with(digit));
            (!may_go_on).then_some(text.len())
        }
    }
}

/// Offset of the next `","` that ends a pair.
fn pair_end(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let quote = at + memmem::find(tail(text, at).as_bytes(), PAIR_END.as_bytes())?;
        let before = text.get(from..quote)?;
        if !ends_escaped(before) || begins_with_name(tail(text, quote + PAIR_END.len())) {
            return Some(quote);
        }
        at = quote + 1;
    }
}

/// Offset of the quote that ends the last value of the object, when the value is complete.
fn last_value_end(text: &str, start: usize) -> Option<usize> {
    let value = tail(text, start).trim_end_matches(BLANKS);
    let unclosed = value
        .strip_suffix(['}', ','])
        .map_or(value, |value| value.trim_end_matches(BLANKS));
    if let Some(value) = unclosed.strip_suffix('"')
        && !ends_escaped(value)
    {
        return Some(start + value.len());
    }
    let mut scanner = Scanner::at(text, start - 1);
    scanner.string()?;
    let end = scanner.offset() - 1;
    scanner.blanks();
    (scanner.peek() == Some(b'}')).then_some(end)
}

/// Whether a quote behind `text` would be an escaped one.
fn ends_escaped(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Whether the next quote in `text` is followed by a colon.
fn begins_with_name(text: &str) -> bool {
    text.split_once('"')
        .is_some_and(|(_, behind)| behind.starts_with(':'))
}

fn tail(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::pairs;

    /// The pairs of a broken object as `name=value`.
    fn recovered(text: &str) -> Vec<String> {
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_err(),
            "{text} is not broken"
        );
        let found = pairs(text).unwrap_or_default();
        found
            .iter()
            .map(|(key, value)| format!("{key}={}", value.as_deref().unwrap_or("NULL")))
            .collect()
    }

    #[test]
    fn unescaped_quotes_belong_to_the_value() {
        assert_eq!(
            recovered(r#"{"u":"https://x.example.cn/?e={"scene":"A"}","c":"0513"}"#),
            [r#"u=https://x.example.cn/?e={"scene":"A"}"#, "c=0513"]
        );
        assert_eq!(
            recovered(r#"{"a":"x","u":"say "hi""}"#),
            ["a=x", "u=say \"hi\""]
        );
        assert_eq!(
            recovered(r#"{"u":"","v":"a"b","w":""}"#),
            ["u=", "v=a\"b", "w="]
        );
    }

    #[test]
    fn pieces_without_a_name_are_no_pairs() {
        assert_eq!(recovered(r#"{"a","b":"1"x","c","d"}"#), ["b=1\"x"]);
        assert_eq!(recovered("{"), [""; 0]);
        assert_eq!(recovered("{abc"), [""; 0]);
        assert_eq!(recovered("{\""), [""; 0]);
        assert_eq!(recovered("{\"a\":\""), [""; 0]);
    }

    #[test]
    fn complete_pairs_of_a_cut_off_object_count() {
        assert_eq!(recovered(r#"{"a":"1","b":"2"#), ["a=1"]);
        assert_eq!(recovered(r#"{"a":"1","b":""#), ["a=1"]);
        assert_eq!(recovered(r#"{"a":"1","b":"#), ["a=1"]);
        assert_eq!(recovered(r#"{"a":"1","b"#), ["a=1"]);
        assert_eq!(recovered(r#"{"a":"1",""#), ["a=1"]);
        assert_eq!(recovered(r#"{"a":"1","b":"2""#), ["a=1", "b=2"]);
        assert_eq!(recovered("{\"a\":\"1\",\"b\":\"2\"\n "), ["a=1", "b=2"]);
        assert_eq!(recovered(r#"{"a":"1","b":"2","#), ["a=1", "b=2"]);
        assert_eq!(recovered(r#"{"a":"1","b":"2\""#), ["a=1"]);
        assert_eq!(recovered(r#"{"a":"1","b":"{\"c\":\"2\"}"#), ["a=1"]);
    }

    #[test]
    fn the_outer_brace_may_stand_apart() {
        assert_eq!(
            recovered(" \n{ \"a\":\"x\"y\",\"b\":\"2\"\n}\n"),
            ["a=x\"y", "b=2"]
        );
    }

    #[test]
    fn text_behind_the_object_is_dropped() {
        assert_eq!(recovered(r#"{"a":"1","b":"2"} x"#), ["a=1", "b=2"]);
        assert_eq!(recovered(r#"{"a":"1","b":2} x"#), ["a=1", "b=2"]);
        assert_eq!(recovered(r#"{"a":"1"}}"#), ["a=1"]);
    }

    #[test]
    fn unquoted_values_nest_eight_levels() {
        let nested = |depth| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let text = |depth| format!("{{\"n\":{},\"u\":\"a\"b\"}}", nested(depth));
        assert_eq!(
            recovered(&text(8)),
            [format!("n={}", nested(8)), "u=a\"b".to_owned()]
        );
        assert_eq!(recovered(&text(9)), [format!("n\":{},\"u=a\"b", nested(9))]);
    }

    #[test]
    fn unquoted_values_do_not_swallow_the_next_pair() {
        assert_eq!(
            recovered(r#"{"n":1,"m":[1,"x"],"t":true,"z":null,"o":{"p":"q"},"u":"a"b","k":-2.5}"#),
            [
                "n=1",
                "m=[1,\"x\"]",
                "t=true",
                "z=NULL",
                "o={\"p\":\"q\"}",
                "u=a\"b",
                "k=-2.5"
            ]
        );
        assert_eq!(
            recovered(r#"{"u":"e={"s":"A","id":5} y","b":"1"}"#),
            ["u=e={\"s\":\"A", "b=1"]
        );
    }

    #[test]
    fn an_unquoted_value_at_the_cut_counts_when_it_cannot_go_on() {
        assert_eq!(recovered(r#"{"a":"1","n":12"#), ["a=1"]);
        assert_eq!(recovered(r#"{"a":"1","n":12,"#), ["a=1", "n=12"]);
        assert_eq!(recovered(r#"{"a":"1","n":true"#), ["a=1", "n=true"]);
        assert_eq!(recovered(r#"{"a":"1","n":{"x":1}"#), ["a=1", "n={\"x\":1}"]);
        assert_eq!(recovered(r#"{"a":"1","n":tru"#), ["a=1"]);
    }

    #[test]
    fn spaced_pairs_of_a_cut_off_object_count() {
        assert_eq!(
            recovered("{\n  \"a\": \"1\",\n  \"b\" : 2,\n  \"c\": \"3"),
            ["a=1", "b=2"]
        );
    }

    #[test]
    fn backslashes_before_quotes() {
        assert_eq!(
            recovered(r#"{"u":"a"b","t":"C:\","c":"1"}"#),
            ["u=a\"b", "t=C:\\", "c=1"]
        );
        assert_eq!(
            recovered(r#"{"u":"a"b","t":"x\\","c":"1"}"#),
            ["u=a\"b", "t=x\\", "c=1"]
        );
        assert_eq!(
            recovered(r#"{"u":"a"b","t":"said \"yes\",","c":"1"}"#),
            ["u=a\"b", "t=said \"yes\",", "c=1"]
        );
        assert_eq!(
            recovered(r#"{"u":"a"b","P":"{\"c\":\"1\",\"d\":\"2\"}","e":"3"}"#),
            ["u=a\"b", "P={\"c\":\"1\",\"d\":\"2\"}", "e=3"]
        );
    }

    #[test]
    fn a_value_may_begin_with_a_comma() {
        assert_eq!(
            recovered(r#"{"a":",","b":",x","c":"y"z"}"#),
            ["a=,", "b=,x", "c=y\"z"]
        );
    }

    #[test]
    fn escapes_are_replaced_where_each_backslash_begins_one() {
        assert_eq!(
            recovered(r#"{"u":"https:\/\/x?a="1"","p":"C:\q\n","\u0061":"号"}"#),
            ["u=https://x?a=\"1\"", "p=C:\\q\\n", "a=号"]
        );
    }

    #[test]
    fn control_characters_break_an_object_and_stay_in_the_value() {
        assert_eq!(recovered("{\"a\":\"x\ny\",\"b\":\"2\"}"), ["a=x\ny", "b=2"]);
    }

    #[test]
    fn long_broken_texts_take_linear_time() {
        for unit in [
            "a\",\"",
            "\\\",\"",
            "\\\",\"x\":",
            "a\":[1,\"",
            "a\":{\"b\":\"c\",\"",
            "\\",
            "{\"a\":",
        ] {
            let text = format!("{{\"{}", unit.repeat(100_000 / unit.len()));
            let started = std::time::Instant::now();
            assert!(pairs(&text).is_some());
            assert!(started.elapsed().as_secs() < 3, "{unit}");
        }
    }
}
