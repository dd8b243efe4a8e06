//! The values of one text under several names, most of which a text does not have.

use std::borrow::Cow;
use std::ops::Deref;

/// A place for a value a name, which remembers what was filled: what a text lacks takes no time.
///
/// ```
/// use maidian_udfs::kernel::attributes::{Answers, Picker};
///
/// let mut answers = Answers::default();
/// Picker::new(&["a", "b", "c"]).pick(r#"{"c":"3"}"#, &mut answers);
/// assert_eq!(*answers, [None, None, Some("3".into())]);
/// let taken: Vec<_> = answers.take().collect();
/// assert_eq!(taken, [(2, "3".into())]);
/// assert_eq!(*answers, [None, None, None]);
/// ```
#[derive(Debug, Default)]
pub struct Answers<'a> {
    values: Vec<Option<Cow<'a, str>>>,
    /// Places that were filled since the last time all were empty; some twice, some empty again.
    filled: Vec<usize>,
}

impl<'a> Answers<'a> {
    /// Takes out what is there, with its place, in no order.
    pub fn take(&mut self) -> impl Iterator<Item = (usize, Cow<'a, str>)> + '_ {
        let values = &mut self.values;
        self.filled
            .drain(..)
            .filter_map(|place| Some((place, values.get_mut(place)?.take()?)))
    }

    /// Empties all places, of which there are `width` from now on.
    pub(super) fn reset(&mut self, width: usize) {
        self.clear();
        self.filled.reserve(width);
        self.values.resize(width, None);
    }

    /// Empties all places.
    pub(super) fn clear(&mut self) {
        for place in self.filled.drain(..) {
            if let Some(value) = self.values.get_mut(place) {
                *value = None;
            }
        }
    }

    /// Fills a place, or empties it.
    #[inline]
    pub(super) fn set(&mut self, place: usize, answer: Option<Cow<'a, str>>) {
        let Some(value) = self.values.get_mut(place) else {
            return;
        };
        if value.is_none() && answer.is_some() {
            self.filled.push(place);
        }
        *value = answer;
    }
}

impl<'a> Deref for Answers<'a> {
    type Target = [Option<Cow<'a, str>>];

    fn deref(&self) -> &Self::Target {
        &self.values
    }
}
