//! What holds for any input.

mod agreement;
mod generators;
mod inputs;
mod references;
