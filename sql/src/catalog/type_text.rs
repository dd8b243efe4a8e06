//! The grammar of type texts: `map<string,array<decimal(10,2)>>`.

use super::HiveType;

/// Deeper texts are refused, so that none can exhaust the stack.
const MAX_DEPTH: usize = 32;

/// Reads a type's text. The error says what was met where.
pub(super) fn parse(text: &str) -> Result<HiveType, String> {
    let mut reader = Reader { rest: text };
    let kind = reader.kind(0)?;
    reader.skip_blanks();
    if reader.rest.is_empty() {
        Ok(kind)
    } else {
        Err(format!("'{}' follows the type", reader.rest))
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes `token` if it comes next.
    fn take(&mut self, token: char) -> bool {
        self.skip_blanks();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: char) -> Result<(), String> {
        if self.take(token) {
            return Ok(());
        }
        let found = self
            .rest
            .chars()
            .next()
            .map_or("the end".to_owned(), |c| format!("'{c}'"));
        Err(format!("'{token}' expected, {found} found"))
    }

    /// The characters up to the next one that cannot be in a word.
    fn word(&mut self) -> &'a str {
        self.skip_blanks();
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || "<>(),:`".contains(c))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn number<T: std::str::FromStr>(&mut self) -> Result<T, String> {
        let word = self.word();
        word.parse()
            .map_err(|_| format!("a number expected, '{word}' found"))
    }

    fn kind(&mut self, depth: usize) -> Result<HiveType, String> {
        if depth > MAX_DEPTH {
            return Err(format!("nested deeper than {MAX_DEPTH} levels"));
        }
        let word = self.word().to_ascii_lowercase();
        Ok(match word.as_str() {
            "boolean" => HiveType::Boolean,
            "tinyint" => HiveType::TinyInt,
            "smallint" => HiveType::SmallInt,
            "int" | "integer" => HiveType::Int,
            "bigint" => HiveType::BigInt,
            "float" => HiveType::Float,
            "double" => {
                self.optional_word("precision");
                HiveType::Double
            }
            "decimal" | "dec" | "numeric" => self.decimal()?,
            "string" => HiveType::String,
            "varchar" => HiveType::Varchar(self.length()?),
            "char" => HiveType::Char(self.length()?),
            "binary" => HiveType::Binary,
            "date" => HiveType::Date,
            "timestamp" => HiveType::Timestamp,
            "array" => {
                self.expect('<')?;
                let element = self.kind(depth + 1)?;
                self.expect('>')?;
                HiveType::Array(Box::new(element))
            }
            "map" => {
                // `Map(k, v)` is how sqlparser writes what a script calls `map<k,v>`.
                let close = if self.take('(') {
                    ')'
                } else {
                    self.expect('<')?;
                    '>'
                };
                let key = self.kind(depth + 1)?;
                self.expect(',')?;
                let value = self.kind(depth + 1)?;
                self.expect(close)?;
                HiveType::Map(Box::new(key), Box::new(value))
            }
            "struct" => HiveType::Struct(self.fields(depth)?),
            "" => return Err("a type expected".to_owned()),
            other => return Err(format!("there is no type '{other}'")),
        })
    }

    fn optional_word(&mut self, word: &str) {
        let before = self.rest;
        if !self.word().eq_ignore_ascii_case(word) {
            self.rest = before;
        }
    }

    fn length(&mut self) -> Result<u32, String> {
        self.expect('(')?;
        let length = self.number()?;
        self.expect(')')?;
        Ok(length)
    }

    /// `decimal`, `decimal(p)` and `decimal(p,s)`; Hive's defaults are 10 and 0.
    fn decimal(&mut self) -> Result<HiveType, String> {
        if !self.take('(') {
            return Ok(HiveType::Decimal(10, 0));
        }
        let precision: u8 = self.number()?;
        let scale: i8 = if self.take(',') { self.number()? } else { 0 };
        self.expect(')')?;
        if !(1..=38).contains(&precision) {
            return Err(format!("a decimal has 1 to 38 digits, not {precision}"));
        }
        if scale < 0 || scale.unsigned_abs() > precision {
            return Err(format!(
                "the scale {scale} is not between 0 and {precision}"
            ));
        }
        Ok(HiveType::Decimal(precision, scale))
    }

    fn fields(&mut self, depth: usize) -> Result<Vec<(String, HiveType)>, String> {
        self.expect('<')?;
        let mut fields: Vec<(String, HiveType)> = Vec::new();
        loop {
            let name = self.field_name()?;
            self.expect(':')?;
            let kind = self.kind(depth + 1)?;
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(format!("the field '{name}' comes twice"));
            }
            fields.push((name, kind));
            self.skip_comment()?;
            if self.take('>') {
                return Ok(fields);
            }
            self.expect(',')?;
        }
    }

    /// A plain or back-quoted field name, in lower case as Hive keeps it.
    fn field_name(&mut self) -> Result<String, String> {
        let name = if self.take('`') {
            let (name, rest) = self.rest.split_once('`').ok_or("a '`' is not closed")?;
            self.rest = rest;
            name
        } else {
            self.word()
        };
        if name.is_empty() {
            return Err("a field name expected".to_owned());
        }
        Ok(name.to_lowercase())
    }

    /// `COMMENT 'text'` after a field: accepted and not kept.
    fn skip_comment(&mut self) -> Result<(), String> {
        let before = self.rest;
        if !self.word().eq_ignore_ascii_case("comment") {
            self.rest = before;
            return Ok(());
        }
        self.skip_blanks();
        let Some(quote) = self.rest.chars().next().filter(|c| matches!(c, '\'' | '"')) else {
            return Err("a quoted comment expected".to_owned());
        };
        let (_, rest) = self
            .rest
            .get(1..)
            .and_then(|rest| rest.split_once(quote))
            .ok_or("a comment is not closed")?;
        self.rest = rest;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn case_and_blanks_do_not_matter() {
        let kind = parse(" Map < STRING , Array< Decimal ( 10 , 2 ) > > ").unwrap();
        assert_eq!(kind.to_string(), "map<string,array<decimal(10,2)>>");
    }

    #[test]
    fn synonyms_and_defaults_are_hives() {
        assert_eq!(parse("integer").unwrap(), HiveType::Int);
        assert_eq!(parse("DOUBLE PRECISION").unwrap(), HiveType::Double);
        assert_eq!(parse("numeric").unwrap(), HiveType::Decimal(10, 0));
        assert_eq!(parse("dec(5)").unwrap(), HiveType::Decimal(5, 0));
    }

    #[test]
    fn struct_fields_may_be_quoted_and_commented() {
        let kind = parse("struct<`A b`:int comment 'it, is', c:struct<d:date>>").unwrap();
        assert_eq!(kind.to_string(), "struct<a b:int,c:struct<d:date>>");
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (text, reason) in [
            ("", "a type expected"),
            ("strin", "no type 'strin'"),
            ("array<int", "'>' expected, the end found"),
            ("map<int>", "',' expected, '>' found"),
            ("decimal(39,0)", "1 to 38 digits"),
            ("decimal(3,4)", "between 0 and 3"),
            ("int int", "'int' follows"),
            ("struct<a:int,A:int>", "'a' comes twice"),
            ("varchar(x)", "a number expected, 'x' found"),
            ("uniontype<int>", "no type 'uniontype'"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        let text = format!("{}int{}", "array<".repeat(100_000), ">".repeat(100_000));
        assert!(parse(&text).unwrap_err().contains("nested deeper"));
    }
}
