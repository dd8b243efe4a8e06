//! AES over raw bytes: modes, padding and initialization vectors.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::common::InnerInit;
use aes::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, InnerIvInit,
    KeyInit,
};
use aes::{Aes128, Aes192, Aes256, Block};
use zeroize::Zeroize;

use super::Mode;

/// Bytes of an AES block.
pub(super) const BLOCK: usize = 16;

/// What is encrypted to derive the key of the initialization vectors. Changing it changes all CBC ciphertext.
const VECTOR_KEY_LABEL: [u8; BLOCK] = *b"maidian cbc iv 1";

/// The key schedule of one key and the mode it is used in.
pub(super) struct Blocks {
    schedule: Schedule,
    /// In CBC mode, the schedule of the key that initialization vectors are made with.
    vectors: Option<Box<Aes128>>,
}

enum Schedule {
    Bits128(Box<Aes128>),
    Bits192(Box<Aes192>),
    Bits256(Box<Aes256>),
}

/// Evaluates an expression with whichever cipher a [`Schedule`] holds.
macro_rules! with_aes {
    ($schedule:expr, $aes:ident => $body:expr) => {
        match $schedule {
            Schedule::Bits128($aes) => $body,
            Schedule::Bits192($aes) => $body,
            Schedule::Bits256($aes) => $body,
        }
    };
}

impl Blocks {
    /// Computes the key schedule; `None` where the key is not 16, 24 or 32 bytes.
    pub(super) fn new(key: &[u8], mode: Mode) -> Option<Self> {
        let schedule = match key.len() {
            16 => Schedule::Bits128(Box::new(Aes128::new_from_slice(key).ok()?)),
            24 => Schedule::Bits192(Box::new(Aes192::new_from_slice(key).ok()?)),
            32 => Schedule::Bits256(Box::new(Aes256::new_from_slice(key).ok()?)),
            _ => return None,
        };
        let vectors = (mode == Mode::Cbc).then(|| {
            let mut key = VECTOR_KEY_LABEL.into();
            with_aes!(&schedule, aes => aes.encrypt_block(&mut key));
            let vectors = Box::new(Aes128::new(&key));
            key.as_mut_slice().zeroize();
            vectors
        });
        Some(Self { schedule, vectors })
    }

    /// Decrypts in place and takes the padding off; `None` where that is wrong or these are no whole blocks.
    pub(super) fn decrypt<'b>(&self, data: &'b mut [u8]) -> Option<&'b [u8]> {
        if self.decrypt_apart(data).is_some() {
            return unpadded(data);
        }
        let (vector, data) = data.split_at_mut_checked(BLOCK)?;
        with_aes!(&self.schedule, aes => decrypt_cbc(&**aes, vector, data))
    }

    /// Decrypts blocks in place, however many texts they belong to; the padding stays. `None` where blocks are chained.
    ///
    /// Many at a time is what the processor's instructions are made for: one block keeps them waiting for one another.
    pub(super) fn decrypt_apart(&self, data: &mut [u8]) -> Option<()> {
        if self.vectors.is_some() {
            return None;
        }
        let (blocks, _) = Block::slice_as_chunks_mut(data);
        with_aes!(&self.schedule, aes => aes.decrypt_blocks(blocks));
        Some(())
    }

    /// Pads and encrypts; in CBC mode the initialization vector comes first.
    pub(super) fn encrypt(&self, plain: &[u8]) -> Vec<u8> {
        let Some(vectors) = &self.vectors else {
            return with_aes!(&self.schedule, aes => {
                ecb::Encryptor::inner_init(&**aes).encrypt_padded_vec::<Pkcs7>(plain)
            });
        };
        let vector = initialization_vector(vectors, plain);
        let mut sealed = vector.to_vec();
        sealed.extend(with_aes!(&self.schedule, aes => {
            cbc::Encryptor::inner_iv_init(&**aes, &vector.into()).encrypt_padded_vec::<Pkcs7>(plain)
        }));
        sealed
    }
}

/// Takes the padding of PKCS#7 off; `None` where it is wrong or these are no whole blocks.
pub(super) fn unpadded(data: &[u8]) -> Option<&[u8]> {
    let block = data.last_chunk::<BLOCK>()?;
    let [.., padding] = *block;
    if !data.len().is_multiple_of(BLOCK) || !matches!(padding, 1..=16) {
        return None;
    }
    // Padding is as many bytes as each of them says.
    let expected = u128::from_be_bytes([padding; BLOCK]);
    let wrong = u128::from_be_bytes(*block) ^ expected;
    let kept = BLOCK - usize::from(padding);
    (wrong << (8 * kept) == 0)
        .then(|| data.get(..data.len() - usize::from(padding)))
        .flatten()
}

fn decrypt_cbc<'b, C>(aes: &C, vector: &[u8], data: &'b mut [u8]) -> Option<&'b [u8]>
where
    for<'c> &'c C: BlockCipherDecrypt,
{
    let decryptor = cbc::Decryptor::inner_iv_slice_init(aes, vector).ok()?;
    decryptor.decrypt_padded::<Pkcs7>(data).ok()
}

/// The CBC-MAC of a text: the last block of its encryption with a zero vector, the length going first.
fn initialization_vector(vectors: &Aes128, plain: &[u8]) -> [u8; BLOCK] {
    let mut message = Vec::with_capacity(BLOCK + plain.len());
    message.extend_from_slice(
        &u128::try_from(plain.len())
            .unwrap_or_default()
            .to_be_bytes(),
    );
    message.extend_from_slice(plain);
    let sealed = cbc::Encryptor::inner_iv_init(vectors, &[0; BLOCK].into())
        .encrypt_padded_vec::<Pkcs7>(&message);
    sealed.last_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::unpadded;
    use aes::cipher::block_padding::{Padding, Pkcs7};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn padding_comes_off_as_the_library_takes_it(
            mut block in prop::array::uniform16(0..18_u8), tail in 0..18_u8, copies in 0..17_usize, before in 0..3_usize,
        ) {
            block[16 - copies..].fill(tail);
            let data = [vec![5; before * 16], block.to_vec()].concat();
            let padded = block.into();
            let expected = Pkcs7::unpad::<aes::cipher::consts::U16>(&padded).ok().map(|plain| &data[..before * 16 + plain.len()]);
            prop_assert_eq!(unpadded(&data), expected);
        }
    }

    #[test]
    fn no_whole_blocks_are_no_text() {
        for length in [0, 1, 15, 17] {
            assert_eq!(unpadded(&vec![1; length]), None);
        }
    }
}
