//! The functions of a session, with what is known of each.

use std::collections::{BTreeSet, HashSet};

use datafusion::logical_expr::{Documentation, Signature, TypeSignature};

use crate::exec::Session;

/// A function, in words. Nothing is empty but the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    /// `scalar`, `aggregate`, `window` or `table`.
    pub(super) kind: &'static str,
    /// How it is called: `ip_region(ip)`; several forms are separated by ` | `.
    pub(super) call: String,
    pub(super) does: String,
    pub(super) example: String,
    /// `domain`, `hive`, `spark` or `engine`.
    pub(super) origin: &'static str,
    pub(super) aliases: Vec<String>,
    /// Arguments with what they mean, where that is documented.
    pub(super) arguments: Vec<(String, String)>,
}

/// All functions by name, each once a kind.
pub(super) fn registered(session: &Session) -> Vec<Function> {
    let state = session.context().state();
    let spark = spark_names();
    let mut functions = Vec::new();
    for udf in state.scalar_functions().values() {
        let about = About::of(udf.documentation(), &spark);
        functions.push(about.function(
            udf.name(),
            "scalar",
            &forms(udf.signature()),
            udf.aliases(),
        ));
    }
    for udf in state.higher_order_functions().values() {
        let about = About::of(udf.documentation(), &spark);
        let form = ["array, x -> …".to_owned()];
        functions.push(about.function(udf.name(), "scalar", &form, udf.aliases()));
    }
    for udf in state.aggregate_functions().values() {
        let about = About::of(udf.documentation(), &spark);
        let forms = forms(udf.signature());
        functions.push(about.function(udf.name(), "aggregate", &forms, udf.aliases()));
    }
    for udf in state.window_functions().values() {
        let about = About::of(udf.documentation(), &spark);
        functions.push(about.function(
            udf.name(),
            "window",
            &forms(udf.signature()),
            udf.aliases(),
        ));
    }
    for name in state.table_functions().keys() {
        let about = About::of(None, &spark);
        functions.push(about.function(name, "table", &["…".to_owned()], &[]));
    }
    functions.sort_by(|a, b| (&a.name, a.kind).cmp(&(&b.name, b.kind)));
    functions.dedup_by(|a, b| (&a.name, a.kind) == (&b.name, b.kind));
    functions
}

/// The names under which Spark's functions are registered over the engine's.
fn spark_names() -> HashSet<String> {
    let scalar = datafusion_spark::all_default_scalar_functions();
    let aggregate = datafusion_spark::all_default_aggregate_functions();
    let window = datafusion_spark::all_default_window_functions();
    let scalar = scalar.iter().map(|it| it.name().to_owned());
    let aggregate = aggregate.iter().map(|it| it.name().to_owned());
    scalar
        .chain(aggregate)
        .chain(window.iter().map(|it| it.name().to_owned()))
        .collect()
}

/// A function's documentation, where it has any.
struct About<'a> {
    documentation: Option<&'a Documentation>,
    spark: &'a HashSet<String>,
}

impl<'a> About<'a> {
    fn of(documentation: Option<&'a Documentation>, spark: &'a HashSet<String>) -> Self {
        Self {
            documentation,
            spark,
        }
    }

    fn function(
        &self,
        name: &str,
        kind: &'static str,
        forms: &[String],
        aliases: &[String],
    ) -> Function {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let documentation = self.documentation;
        let origin = match documentation.map(|it| it.doc_section.label) {
            Some("domain") => "domain",
            Some("hive") => "hive",
            _ if self.spark.contains(name) => "spark",
            _ => "engine",
        };
        let call = documentation
            .and_then(|it| said(&it.syntax_example))
            .unwrap_or_else(|| {
                let calls = forms.iter().map(|form| format!("{name}({form})"));
                calls.collect::<Vec<_>>().join(" | ")
            });
        let does = documentation
            .and_then(|it| said(&it.description))
            .unwrap_or_else(|| match origin {
                "spark" => "function of Spark".to_owned(),
                _ => "function of the engine".to_owned(),
            });
        let example = documentation
            .and_then(|it| example(it.sql_example.as_deref()?))
            .unwrap_or_else(|| example_of(kind, name, &call));
        let arguments = documentation.and_then(|it| it.arguments.clone());
        Function {
            name: name.to_owned(),
            kind,
            call,
            does,
            example,
            origin,
            aliases: aliases.to_vec(),
            arguments: arguments.unwrap_or_default(),
        }
    }
}

/// The query of a documented example, without the fence of code, comments and the rows that it gives.
fn example(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.starts_with("```") && !line.starts_with("--"));
    let query: Vec<&str> = lines
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.starts_with('+') && !line.is_empty())
        .map(|line| line.trim_start_matches("> "))
        .collect();
    let query = query.join("\n");
    (!query.is_empty()).then_some(query)
}

/// An example of what has none: the call in its place.
fn example_of(kind: &str, name: &str, call: &str) -> String {
    let call = call.split(" | ").next().unwrap_or(call);
    let call = call.lines().next().unwrap_or(call);
    match kind {
        "table" => format!("select * from {call}"),
        "window" if !call.to_lowercase().contains(" over") => {
            format!("select {call} over (order by …)")
        }
        _ if call.to_lowercase().starts_with(&name.to_lowercase()) => format!("select {call}"),
        _ => format!("select {call} from …"),
    }
}

/// The arguments that a signature takes, a form each.
fn forms(signature: &Signature) -> Vec<String> {
    let names = signature.parameter_names.as_deref();
    let forms: BTreeSet<String> = match &signature.type_signature {
        TypeSignature::OneOf(alternatives) => alternatives
            .iter()
            .flat_map(|alternative| readable(alternative, names))
            .collect(),
        other => readable(other, names).into_iter().collect(),
    };
    forms.into_iter().collect()
}

fn readable(signature: &TypeSignature, names: Option<&[String]>) -> Vec<String> {
    match signature {
        TypeSignature::Nullary => vec![String::new()],
        TypeSignature::UserDefined => vec![names.map_or("…".to_owned(), |names| names.join(", "))],
        TypeSignature::VariadicAny => vec!["any, …".to_owned()],
        other => other
            .to_string_repr_with_names(names)
            .into_iter()
            .map(|form| form.replace(", ..", ", …").replace("NullAry()", ""))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use datafusion::arrow::datatypes::DataType;
    use datafusion::logical_expr::Volatility;

    use super::*;

    #[test]
    fn an_example_is_its_query() {
        let text = "```sql\n> SELECT abs(-5);\n+----+\n| 5 |\n```";
        assert_eq!(example(text).unwrap(), "SELECT abs(-5);");
        assert_eq!(example("select 1\nfrom t").unwrap(), "select 1\nfrom t");
        assert_eq!(example("-- one\nselect 1").unwrap(), "select 1");
        assert_eq!(example("```\n```"), None);
    }

    #[test]
    fn what_is_not_documented_is_told_by_its_types() {
        let exact = |types: &[DataType]| TypeSignature::Exact(types.to_vec());
        let one_of = TypeSignature::OneOf(vec![
            exact(&[DataType::Utf8]),
            exact(&[DataType::Utf8, DataType::Int64]),
            TypeSignature::Nullary,
        ]);
        let signature = Signature::new(one_of, Volatility::Immutable);
        let spark = HashSet::new();
        let function = About::of(None, &spark).function("f", "scalar", &forms(&signature), &[]);
        assert_eq!(function.call, "f() | f(Utf8) | f(Utf8, Int64)");
        assert_eq!(function.does, "function of the engine");
        assert_eq!(function.example, "select f()");
        let any = Signature::new(TypeSignature::UserDefined, Volatility::Immutable);
        assert_eq!(forms(&any), ["…"]);
    }
}
