//! Calls that read the text of attributes or of pairs, and what each of them asks.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Expr, LogicalPlan, ScalarUDF};
use datafusion::optimizer::OptimizerConfig;
use maidian_udfs::kernel::attributes::{Coordinates, ODS_KEYS, Question};

use super::MaidianOptions;

/// The key under which `ua_all_udf` finds the user agent.
const USER_AGENT: &str = "$user_agent";

/// A call that reads a text.
pub(super) struct Read<'a> {
    pub(super) text: &'a Expr,
    pub(super) walk: Walk,
    /// As the function that walks is asked them.
    pub(super) questions: Vec<String>,
    pub(super) then: Then,
}

/// How a text is walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Walk {
    /// As the text of attributes.
    Attributes,
    /// As `str_to_map` walks, with its delimiters.
    Pairs {
        between_pairs: String,
        behind_key: String,
    },
}

/// What a node reads, if it is one whose calls may be gathered and the settings allow it.
pub(super) fn place_of_reads<'p>(
    plan: &'p LogicalPlan,
    config: &dyn OptimizerConfig,
) -> Option<&'p LogicalPlan> {
    let has_place = matches!(
        plan,
        LogicalPlan::Projection(_) | LogicalPlan::Filter(_) | LogicalPlan::Aggregate(_)
    );
    if !has_place || !MaidianOptions::of(config).read_attributes_once {
        return None;
    }
    plan.inputs().first().copied()
}

/// An expression of a node rewritten, under the name that it had. Of grouping sets each member keeps its own: under another name
/// they would be grouping sets no longer.
pub(super) fn renamed(
    names: &NamePreserver,
    expr: Expr,
    rewrite: &impl Fn(Expr) -> Result<Transformed<Expr>>,
) -> Result<Transformed<Expr>> {
    if let Expr::GroupingSet(_) = expr {
        return expr.map_children(|member| renamed(names, member, rewrite));
    }
    let name = names.save(&expr);
    Ok(rewrite(expr)?.update_data(|expr| name.restore(expr)))
}

/// What is done with the answers.
pub(super) enum Then {
    /// There is one, and it is the value.
    Answer,
    /// The function is called with it.
    Call(Arc<ScalarUDF>),
    /// It is taken apart as a user agent.
    UserAgent,
    /// They become a struct, with a field of each of these names.
    Struct(Vec<String>),
    /// They become the struct of `json_tuple`, which numbers its fields.
    Tuple,
}

impl<'a> Read<'a> {
    /// What `expr` reads, if it is such a call.
    pub(super) fn of(expr: &'a Expr) -> Option<Self> {
        let Expr::ScalarFunction(ScalarFunction { func, args }) = expr else {
            return None;
        };
        let (text, others) = args.split_first()?;
        let (question, then) = match (func.name(), others) {
            ("attr_get", [key]) => (Question::Value(literal(key)?.to_owned()), Then::Answer),
            ("attr_remove", []) => {
                let keys = ODS_KEYS.iter().map(ToString::to_string);
                (Question::Without(keys.collect()), Then::Answer)
            }
            ("attr_remove", keys) => {
                let keys: Option<Vec<&str>> = keys.iter().map(literal).collect();
                let keys = keys?.into_iter().map(ToOwned::to_owned);
                (Question::Without(keys.collect()), Then::Answer)
            }
            ("extract_xy", []) => (Question::CustomFields(Coordinates::Keep), Then::Answer),
            ("extract_xy_no_lag_lat", []) => {
                (Question::CustomFields(Coordinates::Drop), Then::Answer)
            }
            ("get_json_object", [path]) => {
                let key = plain_key(literal(path)?)?;
                (Question::JsonField(key.to_owned()), Then::Answer)
            }
            ("ip_udf", [key]) => (
                Question::Value(literal(key)?.to_owned()),
                Then::Call(Arc::clone(func)),
            ),
            ("ua_all_udf", []) => (Question::Value(USER_AGENT.to_owned()), Then::UserAgent),
            ("exposure_items", []) => (Question::Exposures, Then::Call(Arc::clone(func))),
            ("json_tuple", keys) => return Self::of_tuple(text, keys),
            ("subscript", [field]) => return Self::of_field(text, literal(field)?),
            ("attr_pick", keys) => return Self::of_struct(text, keys),
            ("pick_answers", keys) => {
                let Expr::ScalarFunction(all) = text else {
                    return None;
                };
                let text = all.args.first()?;
                return (all.func.name() == "read_attributes")
                    .then(|| Self::of_struct(text, keys))
                    .flatten();
            }
            _ => return None,
        };
        Some(Self {
            text,
            walk: Walk::Attributes,
            questions: vec![question.to_string()],
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
        let mut walk = Walk::Attributes;
        let question = match func.name() {
            "attr_pick" if is_asked() => Question::Value(field.to_owned()).to_string(),
            "read_attributes" if is_asked() => field.to_owned(),
            "str_to_map" => {
                walk = Walk::of_map(fields)?;
                field.to_owned()
            }
            "read_pairs" if is_asked() => {
                walk = Walk::of_map(fields.get(..2)?)?;
                field.to_owned()
            }
            _ => return None,
        };
        Some(Self {
            text,
            walk,
            questions: vec![question],
            then: Then::Answer,
        })
    }

    /// The values of `json_tuple`.
    fn of_tuple(text: &'a Expr, keys: &[Expr]) -> Option<Self> {
        let question = |key| Some(Question::TupleField(literal(key)?.to_owned()).to_string());
        Some(Self {
            text,
            walk: Walk::Attributes,
            questions: keys.iter().map(question).collect::<Option<_>>()?,
            then: Then::Tuple,
        })
    }

    /// Many at once, as a struct.
    fn of_struct(text: &'a Expr, keys: &[Expr]) -> Option<Self> {
        let keys: Option<Vec<&str>> = keys.iter().map(literal).collect();
        let keys: Vec<String> = keys?.into_iter().map(ToOwned::to_owned).collect();
        let mut questions = vec![Question::IsObject];
        questions.extend(keys.iter().cloned().map(Question::Value));
        Some(Self {
            text,
            walk: Walk::Attributes,
            questions: questions.iter().map(ToString::to_string).collect(),
            then: Then::Struct(keys),
        })
    }
}

impl Walk {
    /// The walk of `str_to_map` with these delimiters.
    pub(super) fn of_map(delimiters: &[Expr]) -> Option<Self> {
        let delimiter = |place, default| delimiters.get(place).map_or(Some(default), literal);
        (delimiters.len() <= 2).then_some(())?;
        Some(Self::Pairs {
            between_pairs: delimiter(0, ",")?.to_owned(),
            behind_key: delimiter(1, ":")?.to_owned(),
        })
    }
}

/// The key of a path that is no more than `$.key`, in the letters that a path's key may have.
fn plain_key(path: &str) -> Option<&str> {
    let key = path.strip_prefix("$.")?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (!key.is_empty() && key.bytes().all(is_plain)).then_some(key)
}

/// The text of a literal.
pub(super) fn literal(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Literal(value, _) => value.try_as_str().flatten(),
        _ => None,
    }
}
