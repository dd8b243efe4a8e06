//! Reading a statement word by word. Hive's statements are fixed phrases round names, texts and queries; their words are
//! compared as text, since many are no keywords of sqlparser's.

use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::{Span, Token};

use super::{Fault, Refusal, TableName};

/// What the grammar of statements asks of the tokens.
pub(super) trait Words {
    /// Whether the next words are these; they stay.
    fn at(&self, phrase: &str) -> bool;

    /// Takes the next words if they are these.
    fn take(&mut self, phrase: &str) -> bool;

    /// Takes these words.
    ///
    /// Errors: other words come next.
    fn expect(&mut self, phrase: &str) -> Result<(), Fault>;

    /// The error that `what` was expected where the next token stands.
    fn unexpected<T>(&self, what: &str) -> Result<T, Fault>;

    /// A refusal that marks the next token.
    fn refused(&self, message: &str) -> Refusal;

    /// The place of the next token.
    fn here(&self) -> Span;

    /// The place from `start` up to what was last taken.
    fn since(&self, start: Span) -> Span;

    /// Whether nothing follows.
    fn at_end(&self) -> bool;

    /// A name, in lower case.
    fn name(&mut self) -> Result<String, Fault>;

    /// `table` or `database.table`.
    fn table(&mut self) -> Result<TableName, Fault>;

    /// A quoted text; adjacent ones are one.
    fn text(&mut self) -> Result<String, Fault>;

    /// `(a, b, …)`
    fn listed<T>(
        &mut self,
        one: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault>;
}

impl Words for Parser<'_> {
    fn at(&self, phrase: &str) -> bool {
        phrase
            .split(' ')
            .enumerate()
            .all(|(n, word)| is_word(&self.peek_nth_token_ref(n).token, word))
    }

    fn take(&mut self, phrase: &str) -> bool {
        let found = self.at(phrase);
        if found {
            phrase.split(' ').for_each(|_| self.advance_token());
        }
        found
    }

    fn expect(&mut self, phrase: &str) -> Result<(), Fault> {
        for word in phrase.split(' ') {
            if !self.take(word) {
                return self.unexpected(&word.to_uppercase());
            }
        }
        Ok(())
    }

    fn unexpected<T>(&self, what: &str) -> Result<T, Fault> {
        Ok(self.expected_ref(what, self.peek_token_ref())?)
    }

    fn refused(&self, message: &str) -> Refusal {
        Refusal::new(message).span(self.here())
    }

    fn here(&self) -> Span {
        self.peek_token_ref().span
    }

    fn since(&self, start: Span) -> Span {
        Span::new(start.start, self.get_current_token().span.end)
    }

    fn at_end(&self) -> bool {
        self.peek_token_ref().token == Token::EOF
    }

    fn name(&mut self) -> Result<String, Fault> {
        match &self.peek_token_ref().token {
            Token::Word(_) => Ok(self.parse_identifier()?.value.to_lowercase()),
            _ => self.unexpected("a name"),
        }
    }

    fn table(&mut self) -> Result<TableName, Fault> {
        let first = self.name()?;
        if self.consume_token(&Token::Period) {
            return Ok(TableName {
                database: Some(first),
                table: self.name()?,
            });
        }
        // What Hive's own SHOW CREATE TABLE prints: `database.table` within one pair of quotes.
        Ok(match first.split_once('.') {
            Some((database, table)) => TableName {
                database: Some(database.to_owned()),
                table: table.to_owned(),
            },
            None => TableName {
                database: None,
                table: first,
            },
        })
    }

    fn text(&mut self) -> Result<String, Fault> {
        let mut whole: Option<String> = None;
        while let Token::SingleQuotedString(text) = &self.peek_token_ref().token {
            whole.get_or_insert_default().push_str(text);
            self.advance_token();
        }
        match whole {
            Some(text) => Ok(text),
            None => self.unexpected("a quoted text"),
        }
    }

    fn listed<T>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        self.expect_token(&Token::LParen)?;
        let mut all = vec![one(self)?];
        while self.consume_token(&Token::Comma) {
            all.push(one(self)?);
        }
        self.expect_token(&Token::RParen)?;
        Ok(all)
    }
}

fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(found)
        if found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word))
}
