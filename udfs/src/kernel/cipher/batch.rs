//! Rows decrypted many at a time.

use std::ops::Range;
use std::str;

use super::blocks::{BLOCK, Blocks, unpadded};
use super::ciphertext::append_ciphertext;
use super::{BASIC_USER_ID, Cipher};

/// Rows whose blocks are decrypted together: enough to keep the widest instructions busy, few enough for all of it to
/// stay in the nearest cache.
const TOGETHER: usize = 256;

impl Cipher {
    /// Decrypts rows, each as [`decrypt_text`](Self::decrypt_text) does; no text stays none.
    ///
    /// **Output**: `write` is given what becomes of each row, in order. Returned is whether any row is other than it was.
    ///
    /// ```
    /// use maidian_udfs::kernel::cipher::{Cipher, Mode};
    ///
    /// let cipher = Cipher::new(b"maidian-test-key", Mode::Ecb)?;
    /// let mut phones = Vec::new();
    /// let rows = [Some("5C8iBf88r2w1PuW1NqyYcg=="), None, Some("178*")];
    /// let changed = cipher.decrypt_texts(rows, |phone| phones.push(phone.map(str::to_owned)));
    /// assert!(changed);
    /// assert_eq!(phones, [Some("10000007919".into()), None, Some("178*".into())]);
    /// # Ok::<(), maidian_udfs::kernel::cipher::KeyLengthError>(())
    /// ```
    pub fn decrypt_texts<'t>(
        &self,
        texts: impl IntoIterator<Item = Option<&'t str>>,
        mut write: impl FnMut(Option<&str>),
    ) -> bool {
        self.open_rows(texts, Layer::push, |layer| {
            layer.texts().for_each(&mut write);
        })
    }

    /// Decrypts rows, each as [`decrypt_twice`](Self::decrypt_twice) does.
    ///
    /// **Output**: as of [`decrypt_texts`](Self::decrypt_texts).
    pub fn decrypt_texts_twice<'t>(
        &self,
        texts: impl IntoIterator<Item = Option<&'t str>>,
        mut write: impl FnMut(Option<&str>),
    ) -> bool {
        self.open_rows(texts, Layer::push, |outer| {
            let mut inner = Layer::new();
            outer.texts().for_each(|once| inner.push(once));
            inner.open(&self.blocks);
            for (once, twice) in outer.texts().zip(inner.texts()) {
                write(twice.or(once));
            }
        })
    }

    /// Decrypts rows of a user and a `user_key`, each as [`decrypt_user`](Self::decrypt_user) does.
    ///
    /// **Output**: as of [`decrypt_texts`](Self::decrypt_texts).
    pub fn decrypt_users<'t>(
        &self,
        users: impl IntoIterator<Item = (Option<&'t str>, Option<&'t str>)>,
        mut write: impl FnMut(Option<&str>),
    ) -> bool {
        self.open_rows(users, Layer::push_user, |layer| {
            layer.texts().for_each(&mut write);
        })
    }

    /// Puts rows into layers by `push`, decrypts each layer and hands it on.
    fn open_rows<'t, T>(
        &self,
        rows: impl IntoIterator<Item = T>,
        push: impl Fn(&mut Layer<'t>, T),
        mut then: impl FnMut(&Layer<'t>),
    ) -> bool {
        let mut rows = rows.into_iter();
        let mut layer = Layer::new();
        let mut changed = false;
        loop {
            layer.clear();
            rows.by_ref()
                .take(TOGETHER)
                .for_each(|row| push(&mut layer, row));
            if layer.rows.is_empty() {
                return changed;
            }
            changed |= layer.open(&self.blocks);
            then(&layer);
        }
    }
}

/// Rows, and the cipher blocks of all of them.
struct Layer<'t> {
    rows: Vec<Row<'t>>,
    blocks: Vec<u8>,
}

enum Row<'t> {
    /// Not encrypted.
    Same(Option<&'t str>),
    /// Encrypted: where its blocks are, and in the end what they decrypt to.
    Sealed(Range<usize>),
    /// Something that cannot be decrypted.
    Lost,
}

impl<'t> Layer<'t> {
    fn new() -> Self {
        Self {
            rows: Vec::with_capacity(TOGETHER),
            blocks: Vec::with_capacity(2 * BLOCK * TOGETHER),
        }
    }

    fn clear(&mut self) {
        self.rows.clear();
        self.blocks.clear();
    }

    /// A text that may be encrypted.
    fn push(&mut self, text: Option<&'t str>) {
        let row = text
            .and_then(|text| self.sealed(text))
            .unwrap_or(Row::Same(text));
        self.rows.push(row);
    }

    /// A user, by the collector's rule.
    fn push_user(&mut self, (user, user_key): (Option<&'t str>, Option<&'t str>)) {
        let row = match user {
            Some(text) if user_key == Some(BASIC_USER_ID) => {
                if text.ends_with("==") {
                    self.sealed(text).unwrap_or(Row::Lost)
                } else if text.is_empty() {
                    Row::Lost
                } else {
                    Row::Same(user)
                }
            }
            _ => Row::Same(user),
        };
        self.rows.push(row);
    }

    /// Takes the blocks of a text; `None` where it has none.
    fn sealed(&mut self, text: &str) -> Option<Row<'t>> {
        let start = self.blocks.len();
        append_ciphertext(text, &mut self.blocks)?;
        Some(Row::Sealed(start..self.blocks.len()))
    }

    /// Decrypts all blocks. Gives whether any row is other than it was.
    fn open(&mut self, blocks: &Blocks) -> bool {
        let apart = blocks.decrypt_apart(&mut self.blocks).is_some();
        // Where blocks are chained, an initialization vector goes first.
        let skipped = if apart { 0 } else { BLOCK };
        let mut changed = false;
        for row in &mut self.rows {
            changed |= !matches!(row, Row::Same(_));
            let Row::Sealed(place) = row else { continue };
            let plain = self.blocks.get_mut(place.clone()).and_then(|sealed| {
                if apart {
                    unpadded(sealed)
                } else {
                    blocks.decrypt(sealed)
                }
            });
            let start = place.start + skipped;
            *row = plain.map_or(Row::Lost, |plain| Row::Sealed(start..start + plain.len()));
        }
        changed
    }

    /// The rows as they are once they are decrypted.
    fn texts(&self) -> impl Iterator<Item = Option<&str>> {
        self.rows.iter().map(|row| match row {
            Row::Same(text) => *text,
            Row::Sealed(plain) => str::from_utf8(self.blocks.get(plain.clone())?).ok(),
            Row::Lost => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cipher, Mode};
    use super::TOGETHER;
    use proptest::prelude::*;
    use std::borrow::Cow;

    type Rows = Vec<Option<String>>;

    fn ciphers() -> [Cipher; 2] {
        [Mode::Ecb, Mode::Cbc].map(|mode| {
            let cipher = Cipher::new(b"maidian-test-key", mode);
            #[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
            cipher.unwrap()
        })
    }

    /// What rows become one by one, and whether any is other than it was.
    fn one_by_one<'t>(
        texts: &'t Rows,
        decrypt: impl Fn(&'t str) -> Option<Cow<'t, str>>,
    ) -> (Rows, bool) {
        let plain: Vec<_> = texts
            .iter()
            .map(|text| text.as_deref().map(&decrypt))
            .collect();
        let changed = plain
            .iter()
            .any(|row| matches!(row, Some(None | Some(Cow::Owned(_)))));
        let plain = plain
            .into_iter()
            .map(|row| row.flatten().map(Cow::into_owned));
        (plain.collect(), changed)
    }

    fn check(cipher: &Cipher, texts: &Rows, keys: &Rows) -> Result<(), TestCaseError> {
        let rows = || texts.iter().map(Option::as_deref);
        let mut written = Rows::new();
        let changed = cipher.decrypt_texts(rows(), |row| written.push(row.map(str::to_owned)));
        let expected = one_by_one(texts, |text| cipher.decrypt_text(text));
        prop_assert_eq!((written, changed), expected);

        let mut written = Rows::new();
        let changed =
            cipher.decrypt_texts_twice(rows(), |row| written.push(row.map(str::to_owned)));
        let expected = one_by_one(texts, |text| cipher.decrypt_twice(text));
        prop_assert_eq!((written, changed), expected);

        let mut written = Rows::new();
        let users = || rows().zip(keys.iter().map(Option::as_deref).cycle());
        cipher.decrypt_users(users(), |row| written.push(row.map(str::to_owned)));
        let expected =
            users().map(|(user, key)| cipher.decrypt_user(user?, key).map(Cow::into_owned));
        prop_assert_eq!(written, expected.collect::<Rows>());
        Ok(())
    }

    /// Texts of all kinds; those of two capital letters are encrypted, once or twice.
    fn texts() -> impl Strategy<Value = Rows> {
        let text =
            "1[0-9]{10}|[0-9*]{0,4}|[A-Za-z0-9+/ ]{22}(==)?|[A-Z]{2}[a-z中]{0,30}|==|中{0,9}";
        prop::collection::vec(prop::option::of(text), 0..20)
    }

    fn sealed(cipher: &Cipher, texts: Rows) -> Rows {
        let seal = |text: String| match text.as_bytes() {
            [b'A'..=b'M', b'A'..=b'Z', ..] if text.len() != 22 => cipher.encrypt(&text),
            [b'N'..=b'Z', b'A'..=b'Z', ..] if text.len() != 22 => {
                cipher.encrypt(&cipher.encrypt(&text))
            }
            _ => text,
        };
        texts.into_iter().map(|text| text.map(seal)).collect()
    }

    proptest! {
        #[test]
        fn batch_is_its_rows_one_by_one(texts in texts()) {
            let keys = vec![Some("$basic_userId".to_owned()), None, Some("other".to_owned())];
            for cipher in ciphers() {
                check(&cipher, &sealed(&cipher, texts.clone()), &keys)?;
                check(&cipher, &sealed(&cipher, texts.clone()), &keys[..1].to_vec())?;
            }
        }
    }

    #[test]
    fn rows_keep_their_order_beyond_one_layer() {
        for cipher in ciphers() {
            let phones: Rows = (0..2 * TOGETHER + 3)
                .map(|row| (row % 7 != 0).then(|| row.to_string()))
                .collect();
            let sealed: Rows = phones
                .iter()
                .enumerate()
                .map(|(row, phone)| {
                    let phone = phone.as_deref()?;
                    Some(if row % 3 == 0 {
                        phone.to_owned()
                    } else {
                        cipher.encrypt(phone)
                    })
                })
                .collect();
            let mut written = Rows::new();
            let rows = sealed.iter().map(Option::as_deref);
            assert!(cipher.decrypt_texts(rows, |row| written.push(row.map(str::to_owned))));
            assert_eq!(written, phones);
        }
    }

    #[test]
    fn rows_that_stay_as_they_are_are_told() {
        let [cipher, _] = ciphers();
        let rows = [Some("178*"), None, Some("")];
        assert!(!cipher.decrypt_texts(rows, |_| {}));
        assert!(!cipher.decrypt_texts([], |_| {}));
        assert!(cipher.decrypt_users([(Some(""), Some("$basic_userId"))], |_| {}));
    }
}
