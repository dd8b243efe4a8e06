//! Queries.

use datafusion::execution::SendableRecordBatchStream;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::execute_stream;
use datafusion::sql::sqlparser::ast::{Query, Statement as Tree};

use crate::exec::session::Session;
use crate::rewrite::rewrite;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Plans a query, Hive's meaning included.
    pub(super) async fn plan(
        &self,
        statement: &Statement,
        query: Box<Query>,
    ) -> Result<LogicalPlan, Diagnostic> {
        let mut tree = Tree::Query(query);
        rewrite(&mut tree);
        match self.planned(&tree).await {
            Ok(plan) => Ok(plan),
            Err(error) => Err(self.locate_error(statement, &tree, &error).await.diagnostic),
        }
    }

    /// Runs a query.
    pub(in crate::exec) async fn query(
        &self,
        statement: &Statement,
        query: Box<Query>,
    ) -> Result<SendableRecordBatchStream, Diagnostic> {
        let plan = self.plan(statement, query).await?;
        self.stream(statement, &plan).await
    }

    /// Runs a plan.
    pub(super) async fn stream(
        &self,
        statement: &Statement,
        plan: &LogicalPlan,
    ) -> Result<SendableRecordBatchStream, Diagnostic> {
        let failed = |error| self.engine_error(statement, &error);
        let state = self.context().state();
        let physical = state.create_physical_plan(plan).await.map_err(failed)?;
        execute_stream(physical, state.task_ctx()).map_err(failed)
    }
}
