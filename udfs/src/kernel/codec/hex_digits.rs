//! What bytes mean as hexadecimal digits, for those who read millions of them.

/// Not a hexadecimal digit, in [`HEX`].
pub(in crate::kernel) const NO_DIGIT: u8 = 0xFF;

/// The value of every byte as a hexadecimal digit.
pub(in crate::kernel) const HEX: [u8; 256] = {
    let mut table = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        table[b"0123456789abcdef"[value as usize] as usize] = value;
        table[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    table
};
