//! How a function of this pack becomes a DataFusion function: written once, for all of them.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef};
use datafusion_common::{Result, ScalarValue, internal_err};
use datafusion_expr::{
    ColumnarValue, DocSection, Documentation, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF,
    ScalarUDFImpl, Signature, Volatility,
};

use super::parameters::Parameters;
use crate::batch::{Arguments, dictionary};

/// Whose semantics a function has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An event tracking function of this pack.
    Domain,
    /// A function of Hive, with Hive's semantics.
    Hive,
    /// What an operator of Hive does; scripts write the operator.
    Operator,
}

impl Origin {
    fn section(self) -> DocSection {
        let label = match self {
            Self::Domain => "domain",
            Self::Hive => "hive",
            Self::Operator => "operator",
        };
        DocSection {
            include: true,
            label,
            description: None,
        }
    }
}

/// What is known of a function before it is called.
#[derive(Debug)]
pub(crate) struct About {
    /// The SQL name.
    pub(crate) name: &'static str,
    /// Other names of the same function.
    pub(crate) aliases: &'static [&'static str],
    /// Its arguments.
    pub(crate) parameters: Parameters,
    /// What it gives: the type, for the documentation.
    pub(crate) returns: &'static str,
    /// What it does, NULL and bad input included.
    pub(crate) description: &'static str,
    /// One call and its result: `SELECT f('x')` and what it gives.
    pub(crate) example: (&'static str, &'static str),
    /// Whose semantics it has.
    pub(crate) origin: Origin,
}

/// What is known of a call when a query is planned.
#[derive(Debug)]
pub(crate) struct Planned<'a> {
    /// The types of the arguments, after coercion.
    pub(crate) types: Vec<&'a DataType>,
    /// The arguments that are literals.
    pub(crate) literals: &'a [Option<&'a ScalarValue>],
}

impl Planned<'_> {
    /// The text of a literal argument; `None` where it is not there, no literal, no text or NULL.
    pub(crate) fn literal_text(&self, position: usize) -> Option<&str> {
        self.literals
            .get(position)
            .copied()
            .flatten()?
            .try_as_str()
            .flatten()
    }
}

/// A function of this pack.
pub(crate) trait Function: Debug + Send + Sync + 'static {
    /// Name, arguments and documentation.
    fn about(&self) -> &'static About;

    /// The type of the result, and all checks of a call that need no rows.
    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType>;

    /// Whether the result follows from the arguments.
    fn volatility(&self) -> Volatility {
        Volatility::Immutable
    }

    /// The result for a batch. It depends on nothing but the arguments and the session's options: a column of a
    /// dictionary is handed over as its distinct values.
    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue>;
}

/// Wraps a function for DataFusion.
pub(crate) fn udf(function: impl Function) -> Arc<ScalarUDF> {
    let about = function.about();
    Arc::new(ScalarUDF::new_from_impl(Registered {
        aliases: about.aliases.iter().map(ToString::to_string).collect(),
        signature: Signature::user_defined(function.volatility()),
        documentation: documentation(about),
        function: Arc::new(function),
    }))
}

fn documentation(about: &About) -> Documentation {
    let mut builder = Documentation::builder(
        about.origin.section(),
        about.description,
        format!("{} -> {}", about.parameters.call(about.name), about.returns),
    )
    .with_sql_example(format!("{}\n{}", about.example.0, about.example.1));
    for parameter in about.parameters.list {
        builder = builder.with_argument(parameter.name, parameter.about);
    }
    for alias in about.aliases {
        builder = builder.with_alternative_syntax(about.parameters.call(alias));
    }
    builder.build()
}

#[derive(Debug)]
struct Registered {
    function: Arc<dyn Function>,
    aliases: Vec<String>,
    signature: Signature,
    documentation: Documentation,
}

// Two calls are the same expression if they are calls of the same function with the same settings.
impl PartialEq for Registered {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.function, &other.function)
    }
}

impl Eq for Registered {}

impl Hash for Registered {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.function.about().name.hash(state);
    }
}

impl ScalarUDFImpl for Registered {
    fn name(&self) -> &'static str {
        self.function.about().name
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        internal_err!("return_field_from_args tells the type of {}", self.name())
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        let types: Vec<_> = args
            .arg_fields
            .iter()
            .map(|field| field.data_type().clone())
            .collect();
        let about = self.function.about();
        about.parameters.coerce(about.name, &types)?;
        let planned = Planned {
            types: types.iter().collect(),
            literals: args.scalar_arguments,
        };
        let data_type = self.function.return_type(&planned)?;
        Ok(Arc::new(Field::new(self.name(), data_type, true)))
    }

    /// Takes what it can't coerce as it is: `return_field_from_args` refuses it then, whose errors are not buried in
    /// DataFusion's own, as those of this method are.
    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let about = self.function.about();
        Ok(about
            .parameters
            .coerce(about.name, given)
            .unwrap_or_else(|_| given.to_vec()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        dictionary::once_a_value(&args, |arguments| self.function.invoke(arguments))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
