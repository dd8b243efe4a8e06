//! The people behind the events. A user is made anew from a number each time, always the same.

use super::addresses::Addresses;
use super::dice::{Dice, scatter};
use super::json::push_hex;
use super::phones::{Phone, Phones};
use super::provinces::Province;

/// Brands of contract (`WT_userBrand`), the common one several times.
const BRANDS: [&str; 5] = ["09", "09", "09", "03", "01"];

/// Who a user is.
#[derive(Debug)]
pub struct User {
    /// A random word that is the user's own.
    pub word: u64,
    /// The user's phone.
    pub phone: Phone,
    /// `userId` of the user's events: the encrypted phone of most, another id of some, empty for
    /// visitors.
    pub id: String,
    /// Whether the user has an iPhone.
    pub apple: bool,
    /// The number of the user's home address.
    pub home: u64,
    /// The province that the home address lies in.
    pub province: &'static Province,
    /// The city, one of the province's.
    pub city: &'static str,
    /// `WT_userBrand`.
    pub brand: &'static str,
}

/// A population.
pub struct Users {
    seed: u64,
    count: u64,
    phones: Phones,
}

impl Users {
    /// A population for a number of events: one user for every 20 of them.
    pub fn new(seed: u64, events: u64, phones: Phones) -> Self {
        Self {
            seed: scatter(seed ^ 0x05e5),
            count: (events / 20).max(20),
            phones,
        }
    }

    /// What makes phones.
    pub fn phones(&self) -> &Phones {
        &self.phones
    }

    /// Draws a user; some have many more events than others.
    pub fn draw(&self, addresses: &Addresses, dice: &mut Dice) -> User {
        self.user(dice.skewed(self.count, self.count / 16), addresses)
    }

    /// The user with a number.
    fn user(&self, number: u64, addresses: &Addresses) -> User {
        let word = scatter(self.seed ^ number);
        let home = addresses.home_of(scatter(word ^ 1));
        let province = addresses.province(home);
        let phone = self.phones.phone(number);
        let id = match word % 100 {
            0..80 => phone.encrypted.clone(),
            80..83 => phone.plain.clone(),
            83..87 => {
                let mut id = String::from("u_");
                push_hex(&mut id, scatter(word ^ 2), 16);
                id
            }
            _ => String::new(),
        };
        let choice = usize::try_from((word >> 16) % 1_000).unwrap_or(0);
        let city = province
            .cities
            .get(choice % province.cities.len().max(1))
            .copied();
        let brand = BRANDS.get(choice % BRANDS.len()).copied();
        User {
            word,
            phone,
            id,
            apple: (word >> 40) % 100 < 35,
            home,
            province,
            city: city.unwrap_or_default(),
            brand: brand.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    fn population() -> (Users, Addresses) {
        (
            Users::new(1, 100_000, Phones::new().unwrap()),
            Addresses::new(1, 100_000),
        )
    }

    #[test]
    fn most_users_are_known_by_their_encrypted_phone() {
        let (users, addresses) = population();
        let all: Vec<User> = (0..2_000)
            .map(|number| users.user(number, &addresses))
            .collect();
        let share = |fits: &dyn Fn(&User) -> bool| all.iter().filter(|&user| fits(user)).count();
        assert!((1_500..1_700).contains(&share(&|user| user.id == user.phone.encrypted)));
        assert!((200..320).contains(&share(&|user| user.id.is_empty())));
        assert!((30..100).contains(&share(&|user| user.id == user.phone.plain)));
        assert!((40..120).contains(&share(&|user| user.id.starts_with("u_"))));
        assert!((600..800).contains(&share(&|user| user.apple)));
    }

    #[test]
    fn a_user_lives_where_the_home_address_is() {
        let (users, addresses) = population();
        for number in 0..200 {
            let user = users.user(number, &addresses);
            assert_eq!(user.province.code, addresses.province(user.home).code);
            assert!(user.province.cities.contains(&user.city));
        }
    }
}
