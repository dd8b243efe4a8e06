//! CREATE FUNCTION: a name that a script chooses is bound to the function here that does the class's job.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use datafusion::common::plan_err;
use datafusion::error::Result as EngineResult;
use datafusion::execution::{FunctionRegistry, SessionState};
use datafusion::logical_expr::{AggregateUDF, ScalarUDF, WindowUDF};

use super::classes::target;
use crate::command::{CreateFunction, Refusal};
use crate::exec::execute::Outcome;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement, nearest};

/// The functions that scripts have bound.
#[derive(Debug, Clone, Default)]
pub(in crate::exec) struct BoundFunctions {
    bound: BTreeMap<String, Bound>,
    /// Functions that have been bound, by their own names, as they were before.
    originals: BTreeMap<String, Function>,
}

#[derive(Debug, Clone)]
struct Bound {
    /// The name of the function that it is.
    target: String,
    /// What had the name before.
    hidden: Vec<Function>,
}

/// A registered function of any kind.
#[derive(Debug, Clone)]
enum Function {
    Scalar(Arc<ScalarUDF>),
    Aggregate(Arc<AggregateUDF>),
    Window(Arc<WindowUDF>),
}

impl Function {
    /// All functions of a name; the one that a call means is the first.
    fn find(state: &SessionState, name: &str) -> Vec<Self> {
        let scalar = state.scalar_functions().get(name).map(Arc::clone);
        let aggregate = state.aggregate_functions().get(name).map(Arc::clone);
        let window = state.window_functions().get(name).map(Arc::clone);
        let all = [
            scalar.map(Self::Scalar),
            aggregate.map(Self::Aggregate),
            window.map(Self::Window),
        ];
        all.into_iter().flatten().collect()
    }

    /// Registers the function under its own names, and under `alias` too.
    fn register(&self, state: &mut SessionState, alias: Option<&'static str>) -> EngineResult<()> {
        match self {
            Self::Scalar(function) => {
                let named = match alias {
                    Some(alias) => Arc::new(function.as_ref().clone().with_aliases([alias])),
                    None => Arc::clone(function),
                };
                state.register_udf(named)?;
            }
            Self::Aggregate(function) => {
                let named = match alias {
                    Some(alias) => Arc::new(function.as_ref().clone().with_aliases([alias])),
                    None => Arc::clone(function),
                };
                state.register_udaf(named)?;
            }
            Self::Window(function) => {
                let named = match alias {
                    Some(alias) => Arc::new(function.as_ref().clone().with_aliases([alias])),
                    None => Arc::clone(function),
                };
                state.register_udwf(named)?;
            }
        }
        Ok(())
    }

    fn remove(state: &mut SessionState, name: &str) -> EngineResult<()> {
        state.deregister_udf(name)?;
        state.deregister_udaf(name)?;
        state.deregister_udwf(name)?;
        Ok(())
    }
}

impl Session {
    /// The names of all functions, bound ones too.
    pub(crate) fn function_names(&self) -> Vec<String> {
        let state = self.context().state();
        let mut names: Vec<String> = state
            .udfs()
            .into_iter()
            .chain(state.udafs())
            .chain(state.udwfs())
            .chain(GENERATORS.iter().map(|name| (*name).to_owned()))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Carries out CREATE FUNCTION.
    pub(in crate::exec) fn create_function(
        &mut self,
        statement: &Statement,
        create: &CreateFunction,
    ) -> Result<Outcome, Diagnostic> {
        let names = self.function_names();
        let Some(target) = target(create, &names) else {
            return Err(unknown(create, &names).diagnostic(statement));
        };
        let done = format!("function {} is {target}", create.name);
        if target == create.name {
            return Ok(Outcome::Done(done));
        }
        let target = target.to_owned();
        self.bind(&create.name, &target)
            .map_err(|error| locate::about_name(statement, &create.name, &error))?;
        Ok(Outcome::Done(done))
    }

    fn bind(&mut self, name: &str, target: &str) -> EngineResult<()> {
        let state = self.context().state_ref();
        let mut state = state.write();
        let original = match self.functions.originals.get(target) {
            Some(original) => original.clone(),
            None => match Function::find(&state, target).into_iter().next() {
                Some(found) => found,
                None => {
                    return plan_err!("`{target}` makes rows, and is called by its own name only");
                }
            },
        };
        let hidden = match self.functions.bound.remove(name) {
            Some(bound) => bound.hidden,
            None => Function::find(&state, name),
        };
        Function::remove(&mut state, name)?;
        original.register(&mut state, Some(interned(name)))?;
        // Under its own name it has no other, so that it stays when the other one goes.
        original.register(&mut state, None)?;
        drop(state);
        self.functions.originals.insert(target.to_owned(), original);
        let bound = Bound {
            target: target.to_owned(),
            hidden,
        };
        self.functions.bound.insert(name.to_owned(), bound);
        Ok(())
    }

    /// Carries out DROP FUNCTION.
    pub(in crate::exec) fn drop_function(
        &mut self,
        statement: &Statement,
        name: &str,
        if_exists: bool,
    ) -> Result<Outcome, Diagnostic> {
        let Some(bound) = self.functions.bound.remove(name) else {
            let is_built_in = self.function_names().iter().any(|known| known == name);
            if if_exists || is_built_in {
                return Ok(Outcome::Done(format!(
                    "function {name} was not created by a script"
                )));
            }
            return Err(Refusal::new(format!("there is no function `{name}`"))
                .at(name)
                .hint("DROP FUNCTION IF EXISTS accepts that")
                .diagnostic(statement));
        };
        self.unbind(name, bound)
            .map_err(|error| locate::about_name(statement, name, &error))?;
        Ok(Outcome::Done(format!("dropped function {name}")))
    }

    #[expect(clippy::needless_pass_by_value, reason = "made for this call")]
    fn unbind(&self, name: &str, bound: Bound) -> EngineResult<()> {
        let state = self.context().state_ref();
        let mut state = state.write();
        Function::remove(&mut state, name)?;
        // With the one name the function's other ones went away.
        if let Some(original) = self.functions.originals.get(&bound.target) {
            original.register(&mut state, None)?;
        }
        bound
            .hidden
            .iter()
            .try_for_each(|hidden| hidden.register(&mut state, None))
    }
}

/// The engine wants names of functions that live as long as the process: each one that scripts choose is kept once.
fn interned(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(name);
    name
}

/// Functions that make rows: syntax to the planner, and registered nowhere.
const GENERATORS: [&str; 6] = [
    "explode",
    "inline",
    "json_tuple",
    "parse_url_tuple",
    "posexplode",
    "stack",
];

fn unknown(create: &CreateFunction, names: &[String]) -> Refusal {
    let refusal = Refusal::new(format!(
        "no function here does the job of `{}`, and none is called `{}`",
        create.class, create.name
    ))
    .at(&create.class);
    match nearest(&create.name, names.iter().map(String::as_str)) {
        Some(near) => refusal.hint(format!(
            "did you mean `{near}`? `SHOW FUNCTIONS` lists them all"
        )),
        None => refusal.hint("`SHOW FUNCTIONS` lists what there is"),
    }
}
