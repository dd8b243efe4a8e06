//! DataFusion's ranking functions with Hive's `int` as the type of what they count.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::compute::{SortOptions, cast};
use arrow::datatypes::{DataType, Field, FieldRef};
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::function::{ExpressionArgs, PartitionEvaluatorArgs, WindowUDFFieldArgs};
use datafusion_expr::window_state::WindowAggState;
use datafusion_expr::{
    Documentation, LimitEffect, PartitionEvaluator, ReversedUDWF, Signature, WindowUDF,
    WindowUDFImpl,
};
use datafusion_physical_expr_common::physical_expr::PhysicalExpr;

use crate::functions::function::{About, documentation};

/// Wraps a ranking function of the engine.
pub(super) fn rank_function(about: &'static About, engine: Arc<WindowUDF>) -> Arc<WindowUDF> {
    Arc::new(WindowUDF::new_from_impl(RankFunction {
        about,
        documentation: documentation(about),
        engine,
    }))
}

#[derive(Debug)]
struct RankFunction {
    about: &'static About,
    documentation: Documentation,
    engine: Arc<WindowUDF>,
}

impl PartialEq for RankFunction {
    fn eq(&self, other: &Self) -> bool {
        self.about.name == other.about.name
    }
}

impl Eq for RankFunction {}

impl Hash for RankFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.about.name.hash(state);
    }
}

impl WindowUDFImpl for RankFunction {
    fn name(&self) -> &'static str {
        self.about.name
    }

    fn signature(&self) -> &Signature {
        self.engine.signature()
    }

    fn expressions(&self, args: ExpressionArgs) -> Vec<Arc<dyn PhysicalExpr>> {
        self.engine.expressions(args)
    }

    fn partition_evaluator(
        &self,
        args: PartitionEvaluatorArgs,
    ) -> Result<Box<dyn PartitionEvaluator>> {
        Ok(Box::new(Ints(
            self.engine.partition_evaluator_factory(args)?,
        )))
    }

    fn field(&self, args: WindowUDFFieldArgs) -> Result<FieldRef> {
        Ok(Arc::new(Field::new(args.name(), DataType::Int32, false)))
    }

    fn sort_options(&self) -> Option<SortOptions> {
        self.engine.sort_options()
    }

    fn reverse_expr(&self) -> ReversedUDWF {
        self.engine.reverse_expr()
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }

    fn limit_effect(&self, args: &[Arc<dyn PhysicalExpr>]) -> LimitEffect {
        self.engine.inner().limit_effect(args)
    }
}

/// The results of another evaluator as `int`.
#[derive(Debug)]
struct Ints(Box<dyn PartitionEvaluator>);

impl PartitionEvaluator for Ints {
    fn memoize(&mut self, state: &mut WindowAggState) -> Result<()> {
        self.0.memoize(state)
    }

    fn get_range(&self, idx: usize, n_rows: usize) -> Result<Range<usize>> {
        self.0.get_range(idx, n_rows)
    }

    fn is_causal(&self) -> bool {
        self.0.is_causal()
    }

    fn evaluate_all(&mut self, values: &[ArrayRef], num_rows: usize) -> Result<ArrayRef> {
        let counted = self.0.evaluate_all(values, num_rows)?;
        Ok(cast(&counted, &DataType::Int32)?)
    }

    fn evaluate(&mut self, values: &[ArrayRef], range: &Range<usize>) -> Result<ScalarValue> {
        self.0.evaluate(values, range)?.cast_to(&DataType::Int32)
    }

    fn evaluate_all_with_rank(
        &self,
        num_rows: usize,
        ranks_in_partition: &[Range<usize>],
    ) -> Result<ArrayRef> {
        let counted = self
            .0
            .evaluate_all_with_rank(num_rows, ranks_in_partition)?;
        Ok(cast(&counted, &DataType::Int32)?)
    }

    fn supports_bounded_execution(&self) -> bool {
        self.0.supports_bounded_execution()
    }

    fn uses_window_frame(&self) -> bool {
        self.0.uses_window_frame()
    }

    fn include_rank(&self) -> bool {
        self.0.include_rank()
    }
}
