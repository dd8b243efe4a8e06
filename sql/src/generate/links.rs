//! Links of pages, as `WT_es` and `WT_next_url` carry them: whole addresses, mini-program paths,
//! routes in fragments, with parameters, percent-encoded once, twice or wrongly.

use super::dice::Dice;
use super::parameters::{push_percent, push_query, push_target};
use super::sources::{Source, Terminal};
use super::vocabulary::{MINI_PAGES, Page, SCREENS, WEB_PAGES};

/// Of 100,000 pages of sources with domains, those on a host that no dimension table lists.
const ELSEWHERE: u32 = 8_000;
/// Hosts that no dimension table lists.
const UNLISTED: [&str; 4] = [
    "act.unlisted.example.com",
    "m.unlisted.example.cn",
    "10.0.0.8:8080",
    "cdn.example.com",
];
/// Where an event happened.
#[derive(Debug, Default)]
pub struct Link {
    /// `domain` of the event: a host, a mini program's id, or an application's package.
    pub domain: &'static str,
    /// The page.
    pub page: Page,
    /// The query of its address, without the question mark; empty when there is none.
    pub query: String,
    /// `WT_es`.
    pub es: String,
}

impl Link {
    /// Draws the page of an event of a source.
    pub fn draw(source: &Source, dice: &mut Dice) -> Self {
        let mut link = match source.terminal {
            Terminal::Android => screen("com.example.android.activity", dice),
            Terminal::Ios => screen("cn.example.app", dice),
            Terminal::H5 => web(source, dice),
            Terminal::WeChat | Terminal::Alipay => mini(source, dice),
        };
        blemish(&mut link.es, dice);
        link
    }
}

fn screen(package: &'static str, dice: &mut Dice) -> Link {
    let page = dice.pick(&SCREENS);
    let mut link = Link {
        domain: package,
        page,
        ..Link::default()
    };
    if dice.chance(60_000) {
        link.es.push_str(page.path);
    } else {
        // A page that the application shows in a view of its own.
        push_target(&mut link.es, dice);
    }
    link
}

fn web(source: &Source, dice: &mut Dice) -> Link {
    let listed = !dice.chance(ELSEWHERE);
    let domain = if listed {
        dice.pick(&source.domains)
    } else {
        dice.pick(&UNLISTED)
    };
    let mut link = Link {
        domain,
        page: dice.pick(&WEB_PAGES),
        ..Link::default()
    };
    if dice.chance(70_000) {
        push_query(&mut link.query, dice);
    }
    let plain = format!("https://{domain}{}", link.page.path);
    // Encoding multiplies the length; of a link with many parameters it would fill the event.
    let short = link.query.len() < 160;
    match dice.below(100) {
        // A route in the fragment has its own parameters; the address proper then has none.
        0..8 => {
            link.es = format!("{plain}#/detail?{}", link.query);
            link.query.clear();
        }
        8..13 if short => push_percent(&mut link.es, &with_query(plain, &link.query)),
        13..14 if short => {
            let mut once = String::new();
            push_percent(&mut once, &with_query(plain, &link.query));
            push_percent(&mut link.es, &once);
        }
        _ => link.es = with_query(plain, &link.query),
    }
    link
}

fn mini(source: &Source, dice: &mut Dice) -> Link {
    let domain = dice.pick(&source.domains);
    let mut link = Link {
        domain,
        page: dice.pick(&MINI_PAGES),
        ..Link::default()
    };
    if dice.chance(60_000) {
        push_query(&mut link.query, dice);
    }
    // The query is in the path of one half, and in `WT_appqry` alone of the other.
    let shown = if dice.chance(50_000) {
        link.query.as_str()
    } else {
        ""
    };
    link.es = with_query(link.page.path.to_owned(), shown);
    link
}

fn with_query(mut address: String, query: &str) -> String {
    if !query.is_empty() {
        address.push('?');
        address.push_str(query);
    }
    address
}

/// Line breaks, tabs, bars and broken escapes, as they get into links.
fn blemish(es: &mut String, dice: &mut Dice) {
    match dice.below(1_000) {
        0..4 => es.push('\n'),
        4..6 => es.push_str("\r\n"),
        6..9 => es.push('\t'),
        9..12 => es.push_str("|1"),
        12..15 => es.push_str("%E6%B5%8"),
        15..17 => es.push_str("%zz"),
        17..20 => es.push_str("%0A"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::super::sources::Sources;
    use super::*;

    fn links(terminal: Terminal) -> Vec<Link> {
        let sources = Sources::new().unwrap();
        let mut dice = Dice::new(1, 1);
        let mut drawn = std::iter::repeat_with(|| sources.draw(&mut dice).unwrap().0);
        let source = drawn.find(|source| source.terminal == terminal).unwrap();
        (0..3_000).map(|_| Link::draw(source, &mut dice)).collect()
    }

    #[test]
    fn the_four_parameters_of_51007_occur_in_web_links_and_mini_program_paths() {
        for terminal in [Terminal::H5, Terminal::Alipay] {
            for name in ["pageId=", "sellerId=", "extendId=", "channelId="] {
                let count = links(terminal)
                    .iter()
                    .filter(|link| link.es.contains(name))
                    .count();
                assert!(count > 50, "{name} {count}");
            }
        }
    }

    #[test]
    fn links_are_spelled_in_every_way() {
        let links = links(Terminal::H5);
        let blemishes = ["\n", "\t", "|", "%zz", "%E6%B5%8"];
        for mark in [
            "https://",
            "https%3A%2F%2F",
            "https%253A",
            "#/detail?",
            "%E6",
            "流量包",
        ]
        .into_iter()
        .chain(blemishes)
        {
            assert!(
                links.iter().any(|link| link.es.contains(mark)),
                "no {mark:?}"
            );
        }
    }

    #[test]
    fn the_query_is_the_one_of_the_link() {
        for link in links(Terminal::H5)
            .iter()
            .filter(|link| link.es.starts_with("https://"))
        {
            let found = link
                .es
                .split('#')
                .next()
                .unwrap()
                .split_once('?')
                .map_or("", |(_, q)| q);
            assert!(found.starts_with(&link.query), "{link:?}");
        }
    }
}
