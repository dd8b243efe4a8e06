//! Named keys: what the functions that encrypt and decrypt share.

use std::sync::Arc;

use datafusion_common::{Result, exec_err, plan_err};

use crate::Settings;
use crate::batch::Arguments;
use crate::data::keys::DEFAULT_KEY;
use crate::functions::function::{About, Planned};
use crate::functions::parameters::{Class, Parameter, parameter};
use crate::kernel::cipher::Cipher;

/// The argument that names a key.
pub(super) const NAME: Parameter = parameter(
    "name",
    Class::Text,
    "the name of a configured key, as a literal; 'mobile' if not given",
);

/// Checks that the key named by the argument at `position` is a literal and configured.
pub(super) fn check(
    settings: &Settings,
    about: &About,
    planned: &Planned<'_>,
    position: usize,
) -> Result<()> {
    let call = || about.parameters.call(about.name);
    let name = if planned.types.len() <= position {
        DEFAULT_KEY
    } else if let Some(name) = planned.literal_text(position) {
        name
    } else {
        return plan_err!(
            "{}: argument {} `name` must be a literal text",
            call(),
            position + 1
        );
    };
    match settings.keys().get(name) {
        Ok(_) => Ok(()),
        Err(error) => plan_err!("{}: {error}", call()),
    }
}

/// The cipher of the key named by the argument at `position`; `None` where there are no rows to tell the name.
pub(super) fn cipher(
    settings: &Settings,
    arguments: &Arguments<'_>,
    position: usize,
) -> Result<Option<Arc<Cipher>>> {
    let name = if arguments.len() <= position {
        DEFAULT_KEY
    } else {
        let rows = arguments.rows();
        match arguments.text(position)?.constant(rows) {
            Some(Some(name)) => name,
            None if rows == 0 => return Ok(None),
            _ => return exec_err!("argument {} `name` must be a literal text", position + 1),
        }
    };
    match settings.keys().get(name) {
        Ok(cipher) => Ok(Some(cipher)),
        Err(error) => exec_err!("{error}"),
    }
}
