//! One walk over the text of attributes for all that a node asks about it.
//!
//! A script asks for forty keys by forty calls, and each of them would walk the whole text. The rule gathers the calls of a
//! node that read the same text, and makes each of them a field of one and the same call of `read_attributes`. DataFusion's
//! elimination of common expressions, which comes next, computes that call once.
//!
//! Each function keeps its meaning: `attr_get` recovers broken objects, `get_json_object` takes none.

use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{DFSchema, Result};
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Expr, ExprSchemable, LogicalPlan, ScalarUDF, lit};
use datafusion::optimizer::{ApplyOrder, OptimizerConfig, OptimizerRule};
use maidian_udfs::kernel::attributes::{Coordinates, ODS_KEYS, Question};
use maidian_udfs::typing::{Group, group};
use maidian_udfs::{Settings, udfs};

use super::MaidianOptions;
use crate::typing::call;

/// The key under which `ua_all_udf` finds the user agent.
const USER_AGENT: &str = "$user_agent";

/// Gathers the calls that read one text, so that it is walked once.
#[derive(Debug)]
pub struct ReadAttributesOnce {
    read: Arc<ScalarUDF>,
    subscript: Arc<ScalarUDF>,
    /// What `ua_all_udf` does with the user agent that it has found.
    ua_all: Arc<ScalarUDF>,
}

impl ReadAttributesOnce {
    /// The rule for functions with these settings.
    pub fn new(settings: &Settings) -> Self {
        Self {
            read: udfs::read_attributes(),
            subscript: udfs::subscript(),
            ua_all: udfs::ua_all_with(settings),
        }
    }
}

impl OptimizerRule for ReadAttributesOnce {
    fn name(&self) -> &'static str {
        "read_attributes_once"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::TopDown)
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        config: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        let options = config.options();
        let options = options.extensions.get::<MaidianOptions>();
        let is_on = options.is_none_or(|options| options.read_attributes_once);
        let has_place = matches!(
            plan,
            LogicalPlan::Projection(_) | LogicalPlan::Filter(_) | LogicalPlan::Aggregate(_)
        );
        if !(is_on && has_place) {
            return Ok(Transformed::no(plan));
        }
        let inputs = plan.inputs();
        let Some(input) = inputs.first() else {
            return Ok(Transformed::no(plan));
        };
        let schema = Arc::clone(input.schema());
        let texts = asked(&plan, &schema)?;
        if texts.is_empty() {
            return Ok(Transformed::no(plan));
        }
        let names = NamePreserver::new(&plan);
        let rewritten = plan.map_expressions(|expr| {
            let name = names.save(&expr);
            let rewritten = expr.transform_down(|expr| Ok(self.gathered(expr, &texts)))?;
            Ok(rewritten.update_data(|expr| name.restore(expr)))
        })?;
        rewritten.map_data(LogicalPlan::recompute_schema)
    }
}

impl ReadAttributesOnce {
    /// A call as a field of all that is asked about its text.
    fn gathered(&self, expr: Expr, texts: &[Asked]) -> Transformed<Expr> {
        let Some(read) = Read::of(&expr) else {
            return Transformed::no(expr);
        };
        let Some(asked) = texts.iter().find(|asked| asked.text == *read.text) else {
            return Transformed::no(expr);
        };
        let mut arguments = vec![asked.text.clone()];
        arguments.extend(asked.questions.iter().map(|text| lit(text.as_str())));
        let all = call(&self.read, arguments);
        let answer = call(&self.subscript, vec![all, lit(read.question.to_string())]);
        let answer = match read.then {
            Then::Nothing => answer,
            Then::Call(function) => call(&function, vec![answer]),
            Then::UserAgent => call(&self.ua_all, vec![answer]),
        };
        // What is inside of it is as it should be.
        let changed = answer != expr;
        Transformed::new(answer, changed, TreeNodeRecursion::Jump)
    }
}

/// A text, and what is asked about it.
struct Asked {
    text: Expr,
    questions: Vec<String>,
}

/// The texts of which a node asks more than one thing.
fn asked(plan: &LogicalPlan, schema: &DFSchema) -> Result<Vec<Asked>> {
    let mut texts: Vec<Asked> = Vec::new();
    plan.apply_expressions(|expr| {
        expr.apply(|expr| {
            let Some(read) = Read::of(expr) else {
                return Ok(TreeNodeRecursion::Continue);
            };
            let is_text = read
                .text
                .get_type(schema)
                .is_ok_and(|data_type| group(&data_type) == Group::Text);
            if !is_text || read.text.is_volatile() {
                return Ok(TreeNodeRecursion::Continue);
            }
            let question = read.question.to_string();
            match texts.iter_mut().find(|asked| asked.text == *read.text) {
                Some(asked) if asked.questions.contains(&question) => {}
                Some(asked) => asked.questions.push(question),
                None => texts.push(Asked {
                    text: read.text.clone(),
                    questions: vec![question],
                }),
            }
            Ok(TreeNodeRecursion::Jump)
        })
    })?;
    texts.retain(|asked| asked.questions.len() > 1);
    Ok(texts)
}

/// A call that reads a text.
struct Read<'a> {
    text: &'a Expr,
    question: Question,
    then: Then,
}

/// What is done with the answer.
enum Then {
    Nothing,
    /// The function is called with it.
    Call(Arc<ScalarUDF>),
    /// It is taken apart as a user agent.
    UserAgent,
}

impl<'a> Read<'a> {
    fn of(expr: &'a Expr) -> Option<Self> {
        let Expr::ScalarFunction(ScalarFunction { func, args }) = expr else {
            return None;
        };
        let (text, others) = args.split_first()?;
        let (question, then) = match (func.name(), others) {
            ("attr_get", [key]) => (Question::Value(literal(key)?.to_owned()), Then::Nothing),
            ("attr_remove", []) => {
                let keys = ODS_KEYS.iter().map(ToString::to_string);
                (Question::Without(keys.collect()), Then::Nothing)
            }
            ("attr_remove", keys) => {
                let keys: Option<Vec<&str>> = keys.iter().map(literal).collect();
                let keys = keys?.into_iter().map(ToOwned::to_owned);
                (Question::Without(keys.collect()), Then::Nothing)
            }
            ("extract_xy", []) => (Question::CustomFields(Coordinates::Keep), Then::Nothing),
            ("extract_xy_no_lag_lat", []) => {
                (Question::CustomFields(Coordinates::Drop), Then::Nothing)
            }
            ("get_json_object", [path]) => {
                let key = plain_key(literal(path)?)?;
                (Question::JsonField(key.to_owned()), Then::Nothing)
            }
            ("ip_udf", [key]) => (
                Question::Value(literal(key)?.to_owned()),
                Then::Call(Arc::clone(func)),
            ),
            ("ua_all_udf", []) => (Question::Value(USER_AGENT.to_owned()), Then::UserAgent),
            ("subscript", [field]) => return Self::of_field(text, literal(field)?),
            _ => return None,
        };
        Some(Self {
            text,
            question,
            then,
        })
    }

    /// A field of what reads many at once.
    fn of_field(all: &'a Expr, field: &str) -> Option<Self> {
        let Expr::ScalarFunction(ScalarFunction { func, args }) = all else {
            return None;
        };
        let (text, fields) = args.split_first()?;
        let is_asked = || fields.iter().any(|other| literal(other) == Some(field));
        let question = match func.name() {
            "attr_pick" if is_asked() => Question::Value(field.to_owned()),
            "read_attributes" if is_asked() => field.parse().ok()?,
            _ => return None,
        };
        Some(Self {
            text,
            question,
            then: Then::Nothing,
        })
    }
}

/// The key of a path that is no more than `$.key`, in the letters that a path's key may have.
fn plain_key(path: &str) -> Option<&str> {
    let key = path.strip_prefix("$.")?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (!key.is_empty() && key.bytes().all(is_plain)).then_some(key)
}

fn literal(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Literal(value, _) => value.try_as_str().flatten(),
        _ => None,
    }
}
