//! Queries, and what stands before INSERT: `WITH x AS (…)` and `FROM x`.

use datafusion::sql::sqlparser::ast::helpers::attached_token::AttachedToken;
use datafusion::sql::sqlparser::ast::{LateralView, Query, Select, SetExpr, TableWithJoins, With};
use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::refuse::refuse_unsupported;
use super::words::Words;
use super::{Fault, Refusal};

/// What several SELECTs of one statement share.
#[derive(Default)]
pub(super) struct Shared {
    with: Option<With>,
    from: Option<(Vec<TableWithJoins>, Vec<LateralView>)>,
}

impl Shared {
    /// Takes `WITH x AS (…)` and `FROM x LATERAL VIEW …`, as far as they are there.
    pub(super) fn parse(parser: &mut Parser) -> Result<Self, Fault> {
        let mut shared = Self {
            with: with(parser)?,
            from: None,
        };
        if parser.take("from") {
            let tables = parser.parse_comma_separated(Parser::parse_table_and_joins)?;
            shared.from = Some((tables, lateral_views(parser)?));
        }
        Ok(shared)
    }

    /// Whether a FROM was given.
    pub(super) fn has_from(&self) -> bool {
        self.from.is_some()
    }

    /// A query that stands after them.
    pub(super) fn query(&self, parser: &mut Parser) -> Result<Box<Query>, Fault> {
        let start = parser.here();
        let mut query = parse(parser)?;
        if let Some((tables, views)) = &self.from {
            let SetExpr::Select(select) = query.body.as_mut() else {
                let message = "after FROM … a plain SELECT is expected";
                return Err(Refusal::new(message).span(start).into());
            };
            add_from(select, tables, views)?;
        }
        if let Some(with) = &self.with {
            match &mut query.with {
                None => query.with = Some(with.clone()),
                Some(own) => {
                    let outer = with.cte_tables.iter().cloned();
                    own.cte_tables.splice(0..0, outer);
                }
            }
        }
        refuse_unsupported(&query)?;
        Ok(query)
    }
}

/// A query.
pub(super) fn query(parser: &mut Parser) -> Result<Box<Query>, Fault> {
    Shared::parse(parser)?.query(parser)
}

fn parse(parser: &mut Parser) -> Result<Box<Query>, Fault> {
    for word in ["map", "reduce"] {
        if parser.at(word) {
            return Err(script_operator(parser).into());
        }
    }
    let is_call = parser.peek_nth_token_ref(2).token == Token::LParen;
    if parser.at("select transform") && is_call {
        return Err(script_operator(parser).into());
    }
    Ok(parser.parse_query()?)
}

fn script_operator(parser: &Parser) -> Refusal {
    parser
        .refused(
            "rows cannot be sent through a script: MAP, REDUCE and TRANSFORM are not supported",
        )
        .hint("write what the script does in SQL")
}

fn with(parser: &mut Parser) -> Result<Option<With>, Fault> {
    let token = parser.peek_token();
    if !parser.take("with") {
        return Ok(None);
    }
    Ok(Some(With {
        with_token: AttachedToken(token),
        recursive: false,
        cte_tables: parser.parse_comma_separated(Parser::parse_cte)?,
    }))
}

fn lateral_views(parser: &mut Parser) -> Result<Vec<LateralView>, Fault> {
    let mut views = Vec::new();
    while parser.take("lateral view") {
        let outer = parser.take("outer");
        let lateral_view = parser.parse_expr()?;
        let lateral_view_name = parser.parse_object_name(false)?;
        let mut lateral_col_alias = Vec::new();
        if parser.parse_keyword(Keyword::AS) {
            lateral_col_alias = parser.parse_comma_separated(Parser::parse_identifier)?;
        }
        views.push(LateralView {
            lateral_view,
            lateral_view_name,
            lateral_col_alias,
            outer,
        });
    }
    Ok(views)
}

fn add_from(
    select: &mut Select,
    tables: &[TableWithJoins],
    views: &[LateralView],
) -> Result<(), Refusal> {
    if !select.from.is_empty() {
        let message = "FROM stands before this SELECT already";
        return Err(Refusal::new(message).span(select.select_token.0.span));
    }
    select.from = tables.to_vec();
    select.lateral_views.splice(0..0, views.iter().cloned());
    Ok(())
}
