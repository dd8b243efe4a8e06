//! How an aggregate function of this pack becomes a DataFusion function: written once, for all of them.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef};
use datafusion_common::{Result, ScalarValue, internal_err};
use datafusion_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion_expr::utils::format_state_name;
use datafusion_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, Documentation, GroupsAccumulator, Signature,
    Volatility,
};

use super::distinct::Distinct;
use super::replay::Replay;
use crate::functions::function::{About, documentation};

/// An aggregate function of this pack.
pub(crate) trait AggregateFunction: Debug + Send + Sync + 'static {
    /// Name, arguments and documentation.
    fn about(&self) -> &'static About;

    /// The type of the result for arguments of these types.
    fn return_type(&self, types: &[DataType]) -> Result<DataType>;

    /// The types of what partial results consist of.
    fn state(&self, types: &[DataType]) -> Result<Vec<DataType>>;

    /// How rows are accumulated, and all checks of a call that need its literals.
    fn accumulation(&self, call: &AccumulatorArgs<'_>) -> Result<Arc<dyn Accumulation>>;

    /// The engine's own function, for arguments that it treats as Hive does: it then does everything.
    fn of_engine(&self, _types: &[DataType]) -> Option<Arc<AggregateUDF>> {
        None
    }

    /// The result of no rows at all.
    fn of_nothing(&self, returns: &DataType) -> Result<ScalarValue> {
        ScalarValue::try_from(returns)
    }
}

/// Makes the accumulators of one call.
pub(crate) trait Accumulation: Debug + Send + Sync + 'static {
    /// For all rows, or those of a window that only grows.
    fn single(&self) -> Result<Box<dyn Accumulator>>;

    /// For many groups at once.
    fn groups(&self) -> Result<Box<dyn GroupsAccumulator>>;

    /// For a window that moves, where the first rows can be taken away again.
    fn sliding(&self) -> Option<Box<dyn Accumulator>> {
        None
    }
}

/// Wraps an aggregate function for DataFusion.
pub(crate) fn udaf(function: impl AggregateFunction) -> Arc<AggregateUDF> {
    let about = function.about();
    Arc::new(AggregateUDF::new_from_impl(Registered {
        aliases: about.aliases.iter().map(ToString::to_string).collect(),
        signature: Signature::user_defined(Volatility::Immutable),
        documentation: documentation(about),
        function: Arc::new(function),
    }))
}

#[derive(Debug)]
struct Registered {
    function: Arc<dyn AggregateFunction>,
    aliases: Vec<String>,
    signature: Signature,
    documentation: Documentation,
}

impl PartialEq for Registered {
    fn eq(&self, other: &Self) -> bool {
        self.function.about().name == other.function.about().name
    }
}

impl Eq for Registered {}

impl Hash for Registered {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.function.about().name.hash(state);
    }
}

impl Registered {
    fn of_engine(&self, fields: &[FieldRef]) -> Option<Arc<AggregateUDF>> {
        self.function.of_engine(&types(fields))
    }
}

fn types(fields: &[FieldRef]) -> Vec<DataType> {
    fields
        .iter()
        .map(|field| field.data_type().clone())
        .collect()
}

impl AggregateUDFImpl for Registered {
    fn name(&self) -> &'static str {
        self.function.about().name
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        let about = self.function.about();
        let types = about.parameters.coerce(about.name, types)?;
        match self.function.of_engine(&types) {
            Some(engine) => engine.return_type(&types),
            None => self.function.return_type(&types),
        }
    }

    /// Takes what it can't coerce as it is: `return_type` refuses it then, whose errors are not buried in DataFusion's own.
    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let about = self.function.about();
        Ok(about
            .parameters
            .coerce(about.name, given)
            .unwrap_or_else(|_| given.to_vec()))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        if let Some(engine) = self.of_engine(args.input_fields) {
            return engine.state_fields(args);
        }
        let types = types(args.input_fields);
        let state = if args.is_distinct {
            Distinct::state(&types)
        } else {
            self.function.state(&types)?
        };
        let field = |(position, data_type): (usize, DataType)| {
            let name = format_state_name(args.name, &position.to_string());
            Arc::new(Field::new(name, data_type, true))
        };
        Ok(state.into_iter().enumerate().map(field).collect())
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        if let Some(engine) = self.of_engine(args.expr_fields) {
            return engine.accumulator(args);
        }
        let accumulator = self.function.accumulation(&args)?.single()?;
        if args.is_distinct {
            let types = types(args.expr_fields);
            return Ok(Box::new(Distinct::try_new(types, accumulator)?));
        }
        Ok(accumulator)
    }

    fn groups_accumulator_supported(&self, args: AccumulatorArgs) -> bool {
        match self.of_engine(args.expr_fields) {
            Some(engine) => engine.groups_accumulator_supported(args),
            None => !args.is_distinct,
        }
    }

    fn create_groups_accumulator(
        &self,
        args: AccumulatorArgs,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        match self.of_engine(args.expr_fields) {
            Some(engine) => engine.create_groups_accumulator(args),
            None if args.is_distinct => {
                internal_err!("{} of distinct rows goes by single groups", self.name())
            }
            None => self.function.accumulation(&args)?.groups(),
        }
    }

    fn create_sliding_accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        if let Some(engine) = self.of_engine(args.expr_fields) {
            return engine.create_sliding_accumulator(args);
        }
        let accumulation = self.function.accumulation(&args)?;
        let distinct = args.is_distinct.then(|| types(args.expr_fields));
        match accumulation.sliding() {
            Some(accumulator) if distinct.is_none() => Ok(accumulator),
            _ => Ok(Box::new(Replay::new(accumulation, distinct))),
        }
    }

    fn default_value(&self, returns: &DataType) -> Result<ScalarValue> {
        self.function.of_nothing(returns)
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
