//! One walk over the pairs of a text, whether it is JSON or has to be recovered.

use super::recover::recover;
use super::scan::{Outcome, Pair, scan};

/// What a function does with the pairs of an object, in their order.
pub(super) trait Visitor<'a> {
    /// A complete pair.
    fn pair(&mut self, pair: Pair<'a>);

    /// A piece of a broken object that is no pair, by its byte offsets in the text.
    fn fragment(&mut self, _start: usize, _end: usize) {}

    /// The text turned out to be broken: forget every pair so far, the recovery begins anew.
    fn restart(&mut self);
}

/// Shows the pairs of `text` to `visitor`; false, and nothing that counts shown, where the text is
/// no object.
pub(super) fn walk<'a>(text: &'a str, visitor: &mut impl Visitor<'a>) -> bool {
    match scan(text, visitor) {
        Outcome::Object => true,
        Outcome::NoObject => false,
        Outcome::Broken => {
            visitor.restart();
            recover(text, visitor);
            true
        }
    }
}
