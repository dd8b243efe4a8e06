//! A report for people: one page that needs nothing else.

use super::{Course, Totals};
use crate::cli::summary::Row;

const HEAD: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>maidian run</title><style>
body { font: 14px/1.4 sans-serif; margin: 2em; color: #222 }
table { border-collapse: collapse }
th, td { border-bottom: 1px solid #ddd; padding: .3em .8em; text-align: left; vertical-align: top }
td.n { text-align: right; font-variant-numeric: tabular-nums }
tr.failed { background: #fde8e8 } tr.skipped { color: #888 }
code { white-space: pre-wrap }
</style></head><body>
"#;

/// A table of the statements and a line with the totals.
pub(super) fn text(course: &Course<'_>) -> String {
    let totals = Totals::of(course);
    let mut page = format!(
        "{HEAD}<h1>maidian run</h1>\n<p>{} statements: {} done, {} failed, {} skipped; {} rows read, {} rows in {} files \
         ({} bytes) written; {:.1} s</p>\n<table>\n<tr>",
        totals.statements,
        totals.done,
        totals.failed,
        totals.skipped,
        totals.rows_in,
        totals.rows_out,
        totals.files,
        totals.bytes,
        course.elapsed.as_secs_f64()
    );
    for title in [
        "statement",
        "first line",
        "target",
        "rows in",
        "rows out",
        "files",
        "bytes",
        "seconds",
        "state",
    ] {
        page.push_str(&format!("<th>{title}</th>"));
    }
    page.push_str("</tr>\n");
    for report in course.reports {
        let row = Row::of(report);
        page.push_str(&format!(
            "<tr class=\"{}\"><td>{}</td><td><code>{}</code></td><td>{}</td>",
            row.state,
            escaped(&row.statement),
            escaped(&report.line),
            escaped(&row.target)
        ));
        for number in [row.rows_in, row.rows_out, row.files, row.bytes] {
            let number = number.map_or_else(String::new, |number| number.to_string());
            page.push_str(&format!("<td class=\"n\">{number}</td>"));
        }
        page.push_str(&format!(
            "<td class=\"n\">{:.1}</td><td>{} {}</td></tr>\n",
            report.elapsed.as_secs_f64(),
            row.state,
            escaped(row.message.as_deref().unwrap_or_default())
        ));
    }
    page.push_str("</table>\n</body></html>\n");
    page
}

/// Text that no markup is read from.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn statements_are_no_markup() {
        assert_eq!(
            escaped("a < b && \"c\""),
            "a &lt; b &amp;&amp; &quot;c&quot;"
        );
    }
}
