//! ROW FORMAT and STORED AS.

use std::collections::BTreeMap;

use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::words::Words;
use super::{Fault, Refusal};
use crate::catalog::{TableFormat, TextFormat};

/// How a table's or a directory's files are written.
#[derive(Debug, Clone, Default)]
pub struct Storage {
    text: TextFormat,
    /// The format that a SerDe implies.
    serde: Option<Kind>,
    /// The format that STORED AS names.
    stored: Option<Kind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Parquet,
    Json,
    Text,
}

impl Storage {
    /// Takes the clauses that come next.
    pub(super) fn parse(parser: &mut Parser) -> Result<Self, Fault> {
        let mut storage = Self::default();
        while storage.take(parser)? {}
        Ok(storage)
    }

    /// Takes one clause if one comes next.
    pub(super) fn take(&mut self, parser: &mut Parser) -> Result<bool, Fault> {
        if parser.take("row format") {
            self.row_format(parser)?;
            return Ok(true);
        }
        if parser.take("stored") {
            if parser.at("by") {
                return Err(parser
                    .refused("STORED BY needs a storage handler of Hive's, which is not supported")
                    .into());
            }
            parser.expect("as")?;
            self.stored = Some(stored_as(parser)?);
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether nothing was said.
    pub fn is_default(&self) -> bool {
        self.serde.is_none() && self.stored.is_none() && self.text == TextFormat::default()
    }

    /// The format, with what table properties say of it. A script that says nothing means TEXTFILE, as in Hive.
    ///
    /// Errors: a property that is no number.
    pub fn format(&self, properties: &BTreeMap<String, String>) -> Result<TableFormat, Refusal> {
        let kind = match (self.serde, self.stored) {
            // A SerDe over text files is what reads them.
            (Some(serde), None | Some(Kind::Text)) => serde,
            (_, Some(stored)) => stored,
            (None, None) => Kind::Text,
        };
        Ok(match kind {
            Kind::Parquet => TableFormat::Parquet,
            Kind::Json => TableFormat::JsonFile,
            Kind::Text => {
                let mut text = self.text.clone();
                if let Some(lines) = properties.get("skip.header.line.count") {
                    text.skip_header_lines = lines.parse().map_err(|_| {
                        Refusal::new(format!(
                            "skip.header.line.count must be a number, got '{lines}'"
                        ))
                        .at(lines)
                    })?;
                }
                TableFormat::TextFile(text)
            }
        })
    }

    fn row_format(&mut self, parser: &mut Parser) -> Result<(), Fault> {
        if parser.take("delimited") {
            return self.delimited(parser);
        }
        parser.expect("serde")?;
        let start = parser.here();
        let class = parser.text()?;
        self.serde = Some(serde(&class).ok_or_else(|| {
            Refusal::new(format!("ROW FORMAT SERDE '{class}' is not supported"))
                .span(parser.since(start))
                .hint("supported: LazySimpleSerDe, JsonSerDe and ParquetHiveSerDe")
        })?);
        if parser.take("with serdeproperties") {
            for (name, value) in properties(parser)? {
                self.serde_property(&name, &value)?;
            }
        }
        Ok(())
    }

    fn delimited(&mut self, parser: &mut Parser) -> Result<(), Fault> {
        loop {
            if parser.take("fields terminated by") {
                self.text.field_delimiter = character(parser)?;
            } else if parser.take("escaped by") {
                self.text.escape = Some(character(parser)?);
            } else if parser.take("collection items terminated by") {
                self.text.collection_delimiter = character(parser)?;
            } else if parser.take("map keys terminated by") {
                self.text.map_key_delimiter = character(parser)?;
            } else if parser.take("lines terminated by") {
                let start = parser.here();
                if !matches!(parser.text()?.as_str(), "\n" | "10") {
                    let message = "LINES TERMINATED BY supports '\\n' only, as Hive does";
                    return Err(Refusal::new(message).span(parser.since(start)).into());
                }
            } else if parser.take("null defined as") {
                self.text.null_text = parser.text()?;
            } else {
                return Ok(());
            }
        }
    }

    /// The properties of LazySimpleSerDe that ROW FORMAT DELIMITED has words for.
    fn serde_property(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        match name {
            "field.delim" => self.text.field_delimiter = one_character(value)?,
            "colelction.delim" | "collection.delim" => {
                self.text.collection_delimiter = one_character(value)?;
            }
            "mapkey.delim" => self.text.map_key_delimiter = one_character(value)?,
            "escape.delim" => self.text.escape = Some(one_character(value)?),
            "serialization.null.format" => value.clone_into(&mut self.text.null_text),
            "serialization.format" | "ignore.malformed.json" => {}
            "line.delim" if value == "\n" => {}
            other => {
                return Err(
                    Refusal::new(format!("the SerDe property '{other}' is not supported"))
                        .at(other),
                );
            }
        }
        Ok(())
    }
}

/// `('a' = 'b', …)`
pub(super) fn properties(parser: &mut Parser) -> Result<BTreeMap<String, String>, Fault> {
    let pairs = parser.listed(|parser| {
        let name = parser.text()?;
        parser.expect_token(&Token::Eq)?;
        Ok((name, parser.text()?))
    })?;
    Ok(pairs.into_iter().collect())
}

fn stored_as(parser: &mut Parser) -> Result<Kind, Fault> {
    let start = parser.here();
    if parser.take("inputformat") {
        let input = parser.text()?;
        let input_kind = input_format(&input);
        let Some(kind) = input_kind else {
            let message = format!("STORED AS INPUTFORMAT '{input}' is not supported");
            return Err(known_formats(Refusal::new(message).span(parser.since(start))).into());
        };
        parser.expect("outputformat")?;
        let start = parser.here();
        let output = parser.text()?;
        if output_format(&output) != Some(kind) {
            let message = format!("OUTPUTFORMAT '{output}' is not supported with '{input}'");
            return Err(Refusal::new(message).span(parser.since(start)).into());
        }
        return Ok(kind);
    }
    let name = parser.name()?;
    match name.as_str() {
        "parquet" | "parquetfile" => Ok(Kind::Parquet),
        "jsonfile" => Ok(Kind::Json),
        "textfile" => Ok(Kind::Text),
        other => {
            let message = format!("STORED AS {} is not supported", other.to_uppercase());
            Err(known_formats(Refusal::new(message).span(parser.since(start))).into())
        }
    }
}

fn known_formats(refusal: Refusal) -> Refusal {
    refusal.hint(
        "supported: PARQUET, TEXTFILE, JSONFILE; write STORED AS PARQUET, and have existing files converted once",
    )
}

fn serde(class: &str) -> Option<Kind> {
    match simple_name(class) {
        "LazySimpleSerDe" => Some(Kind::Text),
        "JsonSerDe" => Some(Kind::Json),
        "ParquetHiveSerDe" => Some(Kind::Parquet),
        _ => None,
    }
}

fn input_format(class: &str) -> Option<Kind> {
    match simple_name(class) {
        "TextInputFormat" => Some(Kind::Text),
        "MapredParquetInputFormat" | "DeprecatedParquetInputFormat" => Some(Kind::Parquet),
        _ => None,
    }
}

fn output_format(class: &str) -> Option<Kind> {
    match simple_name(class) {
        "HiveIgnoreKeyTextOutputFormat" | "IgnoreKeyTextOutputFormat" | "TextOutputFormat" => {
            Some(Kind::Text)
        }
        "MapredParquetOutputFormat" | "DeprecatedParquetOutputFormat" => Some(Kind::Parquet),
        _ => None,
    }
}

fn simple_name(class: &str) -> &str {
    class.rsplit(['.', '$']).next().unwrap_or(class)
}

fn character(parser: &mut Parser) -> Result<char, Fault> {
    let start = parser.here();
    let text = parser.text()?;
    Ok(one_character(&text).map_err(|refusal| refusal.span(parser.since(start)))?)
}

/// A delimiter is one character, or the number of one: `'\t'`, `'\001'`, `'1'` is U+0001 as in Hive.
fn one_character(text: &str) -> Result<char, Refusal> {
    if let Some(code) = text.parse::<u8>().ok().filter(u8::is_ascii) {
        return Ok(char::from(code));
    }
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if character.is_ascii() => Ok(character),
        _ => {
            Err(Refusal::new(format!("a delimiter is one ASCII character, got '{text}'")).at(text))
        }
    }
}
