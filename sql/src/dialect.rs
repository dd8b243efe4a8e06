//! HiveQL as a dialect of sqlparser.

use std::any::TypeId;

use datafusion::sql::sqlparser::ast::{BinaryOperator, Expr};
use datafusion::sql::sqlparser::dialect::{Dialect, HiveDialect, Precedence};
use datafusion::sql::sqlparser::keywords::{
    Keyword, RESERVED_FOR_COLUMN_ALIAS, RESERVED_FOR_TABLE_ALIAS,
};
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::Token;

/// HiveQL as Hive's own parser reads it, where sqlparser's Hive dialect differs: `"x"` is text, backslashes escape,
/// adjacent literals are one, `DIV` is an operator, `LIMIT 1, 2` counts rows to skip.
///
/// Literals keep their escapes: [`crate::parse`] resolves them, since Hive's escapes are its own.
#[derive(Debug, Default, Clone, Copy)]
pub struct HiveQl;

impl Dialect for HiveQl {
    // sqlparser asks for the type in the places where it parses Hive's own clauses.
    fn dialect(&self) -> TypeId {
        TypeId::of::<HiveDialect>()
    }

    fn is_delimited_identifier_start(&self, ch: char) -> bool {
        ch == '`'
    }

    fn is_identifier_start(&self, ch: char) -> bool {
        ch.is_ascii_alphanumeric()
            || ch == '_'
            || ch == '$'
            || !ch.is_ascii() && ch.is_alphanumeric()
    }

    fn is_identifier_part(&self, ch: char) -> bool {
        self.is_identifier_start(ch)
    }

    fn supports_string_literal_backslash_escape(&self) -> bool {
        true
    }

    fn supports_string_literal_concatenation(&self) -> bool {
        true
    }

    fn supports_filter_during_aggregation(&self) -> bool {
        true
    }

    fn supports_numeric_prefix(&self) -> bool {
        true
    }

    fn require_interval_qualifier(&self) -> bool {
        true
    }

    fn supports_bang_not_operator(&self) -> bool {
        true
    }

    fn supports_load_data(&self) -> bool {
        true
    }

    fn supports_table_sample_before_alias(&self) -> bool {
        true
    }

    fn supports_group_by_with_modifier(&self) -> bool {
        true
    }

    fn supports_group_by_expr(&self) -> bool {
        true
    }

    fn supports_from_first_insert(&self) -> bool {
        true
    }

    fn supports_select_item_multi_column_alias(&self) -> bool {
        true
    }

    fn supports_limit_comma(&self) -> bool {
        true
    }

    fn supports_subquery_as_function_arg(&self) -> bool {
        true
    }

    // `map<string,string>` is a type.
    fn supports_map_literal_with_angle_brackets(&self) -> bool {
        true
    }

    fn describe_requires_table_keyword(&self) -> bool {
        false
    }

    // LIKE, RLIKE and `=` bind alike in Hive, from left to right: `a RLIKE b = true` compares what RLIKE says.
    fn prec_value(&self, precedence: Precedence) -> u8 {
        match precedence {
            Precedence::Like => HiveDialect {}.prec_value(Precedence::Eq),
            other => HiveDialect {}.prec_value(other),
        }
    }

    // `FROM t INSERT …` is no alias.
    fn is_column_alias(&self, word: &Keyword, _parser: &mut Parser) -> bool {
        *word != Keyword::INSERT && !RESERVED_FOR_COLUMN_ALIAS.contains(word)
    }

    fn is_table_alias(&self, word: &Keyword, _parser: &mut Parser) -> bool {
        *word != Keyword::INSERT && !RESERVED_FOR_TABLE_ALIAS.contains(word)
    }

    fn parse_infix(
        &self,
        parser: &mut Parser,
        expr: &Expr,
        _precedence: u8,
    ) -> Option<Result<Expr, ParserError>> {
        if !parser.parse_keyword(Keyword::DIV) {
            return None;
        }
        let right = parser.parse_subexpr(self.prec_value(Precedence::MulDivModOp));
        Some(right.map(|right| Expr::BinaryOp {
            left: Box::new(expr.clone()),
            op: BinaryOperator::MyIntegerDivide,
            right: Box::new(right),
        }))
    }

    fn get_next_precedence(&self, parser: &Parser) -> Option<Result<u8, ParserError>> {
        match &parser.peek_token_ref().token {
            Token::Word(word) if word.keyword == Keyword::DIV => {
                Some(Ok(self.prec_value(Precedence::MulDivModOp)))
            }
            _ => None,
        }
    }
}
