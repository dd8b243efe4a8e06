//! EXPLAIN.

use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::sql::sqlparser::ast::Query;
use futures::StreamExt;

use crate::command::Destination;
use crate::exec::execute::Outcome;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// The plans of queries, or of INSERTs.
    pub(in crate::exec) async fn explain(
        &self,
        statement: &Statement,
        of: Vec<(Option<Destination>, Box<Query>)>,
        verbose: bool,
        analyze: bool,
    ) -> Result<Outcome, Diagnostic> {
        let mut streams = Vec::with_capacity(of.len());
        for (into, query) in of {
            let plan = self.plan(statement, query.clone()).await?;
            let plan = match into {
                None => plan,
                Some(into) => self.conformed(statement, &into, &query, plan)?.0,
            };
            let explained = explained(plan, verbose, analyze)
                .map_err(|error| self.engine_error(statement, &error))?;
            streams.push(self.stream(statement, &explained).await?);
        }
        let Some(schema) = streams.first().map(|stream| stream.schema()) else {
            return Ok(Outcome::Done(String::new()));
        };
        let all = futures::stream::iter(streams).flatten();
        Ok(Outcome::Rows(Box::pin(RecordBatchStreamAdapter::new(
            schema, all,
        ))))
    }
}

fn explained(
    plan: LogicalPlan,
    verbose: bool,
    analyze: bool,
) -> datafusion::error::Result<LogicalPlan> {
    LogicalPlanBuilder::from(plan)
        .explain(verbose, analyze)?
        .build()
}
