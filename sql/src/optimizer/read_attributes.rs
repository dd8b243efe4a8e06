//! One walk over the text of attributes for all that a node asks about it.
//!
//! A script asks for forty keys by forty calls, and each of them would walk the whole text. The rule gathers the calls of a
//! node that read the same text, and makes each of them a field of one and the same call of `read_attributes`, or of
//! `read_pairs` if they are elements of a map that `str_to_map` would make of the text. DataFusion's elimination of common
//! expressions, which comes next, computes that call once.
//!
//! Each function keeps its meaning: `attr_get` recovers broken objects, `get_json_object` takes none.

use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{DFSchema, Result};
use datafusion::functions::core::expr_fn::named_struct;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Expr, ExprSchemable, LogicalPlan, ScalarUDF, lit};
use datafusion::optimizer::{ApplyOrder, OptimizerConfig, OptimizerRule};
use maidian_udfs::typing::{Group, group};
use maidian_udfs::{Settings, udfs};

use super::read::{Read, Then, Walk, place_of_reads, renamed};
use crate::typing::call;

/// Gathers the calls that read one text, so that it is walked once.
#[derive(Debug)]
pub struct ReadAttributesOnce {
    read: Arc<ScalarUDF>,
    read_pairs: Arc<ScalarUDF>,
    subscript: Arc<ScalarUDF>,
    pick: Arc<ScalarUDF>,
    /// What `ua_all_udf` does with the user agent that it has found.
    ua_all: Arc<ScalarUDF>,
}

impl ReadAttributesOnce {
    /// The rule for functions with these settings.
    pub fn new(settings: &Settings) -> Self {
        Self {
            read: udfs::read_attributes(),
            read_pairs: udfs::read_pairs(),
            subscript: udfs::subscript(),
            pick: udfs::pick_answers(),
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
        let Some(input) = place_of_reads(&plan, config) else {
            return Ok(Transformed::no(plan));
        };
        let schema = Arc::clone(input.schema());
        let texts = asked(&plan, &schema)?;
        if texts.is_empty() {
            return Ok(Transformed::no(plan));
        }
        let names = NamePreserver::new(&plan);
        let rewritten = plan.map_expressions(|expr| {
            renamed(&names, expr, &|expr| {
                expr.transform_down(|expr| Ok(self.gathered(expr, &texts)))
            })
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
        let Some(asked) = texts.iter().find(|asked| asked.is_about(&read)) else {
            return Transformed::no(expr);
        };
        let mut arguments = vec![asked.text.clone()];
        let reads = match &asked.walk {
            Walk::Attributes => &self.read,
            Walk::Pairs {
                between_pairs,
                behind_key,
            } => {
                arguments.extend([between_pairs, behind_key].map(|text| lit(text.as_str())));
                &self.read_pairs
            }
        };
        arguments.extend(asked.questions.iter().map(|text| lit(text.as_str())));
        let all = call(reads, arguments);
        let answer_to = |question: &str| call(&self.subscript, vec![all.clone(), lit(question)]);
        let answer = match (read.then, read.questions.as_slice()) {
            (Then::Struct(keys), _) => {
                let mut arguments = vec![all];
                arguments.extend(keys.into_iter().map(lit));
                call(&self.pick, arguments)
            }
            (Then::Tuple, questions) => {
                let fields = questions.iter().enumerate();
                named_struct(
                    fields
                        .flat_map(|(place, question)| {
                            [lit(format!("c{place}")), answer_to(question)]
                        })
                        .collect(),
                )
            }
            (_, []) => return Transformed::no(expr),
            (Then::Answer, [question, ..]) => answer_to(question),
            (Then::Call(function), [question, ..]) => call(&function, vec![answer_to(question)]),
            (Then::UserAgent, [question, ..]) => call(&self.ua_all, vec![answer_to(question)]),
        };
        // What is inside of it is as it should be.
        let changed = answer != expr;
        Transformed::new(answer, changed, TreeNodeRecursion::Jump)
    }
}

/// A text, and what is asked about it.
struct Asked {
    text: Expr,
    walk: Walk,
    questions: Vec<String>,
    /// The calls that ask.
    calls: Vec<Expr>,
}

impl Asked {
    fn is_about(&self, read: &Read<'_>) -> bool {
        self.text == *read.text && self.walk == read.walk
    }
}

/// The texts of which a node asks more than one thing, or for which it would make a map.
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
            let place = texts.iter().position(|asked| asked.is_about(&read));
            let place = place.unwrap_or_else(|| {
                texts.push(Asked {
                    text: read.text.clone(),
                    walk: read.walk.clone(),
                    questions: Vec::new(),
                    calls: Vec::new(),
                });
                texts.len() - 1
            });
            if let Some(asked) = texts.get_mut(place) {
                for question in &read.questions {
                    if !asked.questions.contains(question) {
                        asked.questions.push(question.clone());
                    }
                }
                if !asked.calls.contains(expr) {
                    asked.calls.push(expr.clone());
                }
            }
            Ok(TreeNodeRecursion::Jump)
        })
    })?;
    texts.retain(|asked| asked.calls.len() > 1 || asked.walk != Walk::Attributes);
    Ok(texts)
}
