//! SET and RESET.

use std::sync::atomic::Ordering;

use datafusion::common::config::ConfigExtension;

use crate::command::Setting;
use crate::exec::execute::Outcome;
use crate::exec::listing::listing;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::exec::writer::codec;
use crate::optimizer::MaidianOptions;
use crate::script::{Diagnostic, Namespace, Statement};

/// How the names of settings begin that tell Hive and what is below it how to work, not what to answer.
const TUNING: &[&str] = &[
    "hive.",
    "mapreduce.",
    "mapred.",
    "tez.",
    "spark.",
    "yarn.",
    "dfs.",
    "fs.",
    "io.",
    "orc.",
    "parquet.",
    "llap.",
    "map.",
    "datanucleus.",
    "javax.",
    "hadoop.",
];

/// Settings of Hive's that are heeded here.
const HEEDED: &[&str] = &[
    "hive.exec.dynamic.partition",
    "hive.exec.dynamic.partition.mode",
    codec::PROPERTY,
];

impl Session {
    /// Carries out SET.
    pub(in crate::exec) fn set(
        &mut self,
        statement: &Statement,
        setting: Setting,
    ) -> Result<Outcome, Diagnostic> {
        match setting {
            Setting::Assign { name, value } => {
                let (namespace, bare) = Namespace::split(&name);
                let namespace = namespace.unwrap_or(Namespace::HiveConf);
                self.variables
                    .set(namespace, bare, value.as_str())
                    .map_err(|error| locate::about_name(statement, &name, &error))?;
                if namespace == Namespace::HiveConf && is_ours(bare) {
                    self.set_rule(bare, &value)
                        .map_err(|error| locate::about_name(statement, &name, &error))?;
                    return Ok(Outcome::Done(format!("{name}={value}")));
                }
                if namespace == Namespace::HiveConf && is_tuning(bare) {
                    self.tell_of_tuning(bare);
                    return Ok(Outcome::Done(String::new()));
                }
                Ok(Outcome::Done(format!("{name}={value}")))
            }
            Setting::Show(name) => listing(&["set"], [[self.setting(&name)]]),
            Setting::All => listing(&["set"], self.settings()),
        }
    }

    /// Turns a rule of the planner on or off.
    fn set_rule(&self, name: &str, value: &str) -> datafusion::error::Result<()> {
        let state = self.context().state_ref();
        let mut state = state.write();
        state.config_mut().options_mut().set(name, value)
    }

    /// One notice a run, however many such settings a script has.
    fn tell_of_tuning(&mut self, name: &str) {
        if self.has_told_of_tuning.swap(true, Ordering::Relaxed) {
            return;
        }
        self.notice(format!(
            "{name} and other settings that tune Hive are accepted and have no effect"
        ));
    }

    /// `name=value`, as SET shows it.
    fn setting(&self, name: &str) -> String {
        let (namespace, bare) = Namespace::split(name);
        let namespaces = namespace.map_or(vec![Namespace::HiveConf, Namespace::HiveVar], |one| {
            vec![one]
        });
        let value = namespaces
            .into_iter()
            .find_map(|namespace| self.variables.get(namespace, bare));
        match value {
            Some(value) => format!("{name}={value}"),
            None => match bare {
                "hive.exec.dynamic.partition" => format!("{name}=true"),
                "hive.exec.dynamic.partition.mode" => format!("{name}=nonstrict"),
                _ => format!("{name} is undefined"),
            },
        }
    }

    fn settings(&self) -> Vec<[String; 1]> {
        [Namespace::HiveConf, Namespace::HiveVar]
            .into_iter()
            .flat_map(|namespace| {
                self.variables
                    .iter(namespace)
                    .map(move |(name, value)| [format!("{}:{name}={value}", namespace.as_str())])
            })
            .collect()
    }

    /// Carries out RESET: what `SET` changed is as it was when the session began. Variables of `hivevar` stay, as in Hive.
    pub(in crate::exec) fn reset(&mut self, names: &[String]) -> Outcome {
        if names.is_empty() || names.iter().any(|name| is_ours(name)) {
            let state = self.context().state_ref();
            let mut state = state.write();
            let options = state.config_mut().options_mut();
            options.extensions.insert(MaidianOptions::default());
        }
        if names.is_empty() {
            self.variables.reset(Namespace::HiveConf, &self.initial);
            return Outcome::Done("settings are as at the start".to_owned());
        }
        for name in names {
            let (namespace, bare) = Namespace::split(name);
            self.variables.reset_one(
                namespace.unwrap_or(Namespace::HiveConf),
                bare,
                &self.initial,
            );
        }
        Outcome::Done(format!("reset {}", names.join(", ")))
    }
}

/// Whether a setting is one of [`MaidianOptions`].
fn is_ours(name: &str) -> bool {
    name.split_once('.')
        .is_some_and(|(prefix, _)| prefix == MaidianOptions::PREFIX)
}

fn is_tuning(name: &str) -> bool {
    let lower = name.to_lowercase();
    TUNING.iter().any(|prefix| lower.starts_with(prefix)) && !HEEDED.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tuning_is_told_from_what_scripts_use_themselves() {
        for name in [
            "hive.exec.parallel",
            "mapreduce.job.reduces",
            "tez.queue.name",
        ] {
            assert!(is_tuning(name), "{name}");
        }
        for name in ["dt", "x.y", "hive.exec.dynamic.partition.mode", "hiveconf"] {
            assert!(!is_tuning(name), "{name}");
        }
    }
}
