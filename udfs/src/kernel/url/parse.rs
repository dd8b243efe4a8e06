//! The parts of a URL as `java.net.URL` cuts them.

use std::net::Ipv6Addr;

/// A part of a URL, by its name in Hive's `parse_url`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UrlPart {
    /// `AUTHORITY`: user, host and port as they are written.
    Authority,
    /// `FILE`: path and query.
    File,
    /// `HOST`: without user and port, in the case it is written in.
    Host,
    /// `PATH`: up to the `?`.
    Path,
    /// `PROTOCOL`: in lower case.
    Protocol,
    /// `QUERY`: between `?` and `#`.
    Query,
    /// `REF`: after the first `#`.
    Reference,
    /// `USERINFO`: before the `@` of the authority.
    UserInfo,
}

impl UrlPart {
    /// The part of that name, which is in upper case; `None` for any other (Hive then gives NULL).
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "AUTHORITY" => Self::Authority,
            "FILE" => Self::File,
            "HOST" => Self::Host,
            "PATH" => Self::Path,
            "PROTOCOL" => Self::Protocol,
            "QUERY" => Self::Query,
            "REF" => Self::Reference,
            "USERINFO" => Self::UserInfo,
            _ => return None,
        })
    }
}

/// One part of a URL, raw, as `parse_url(text, part)` of Hive.
///
/// **Input**: `text` an absolute URL of one of the protocols `http https ftp file jar mailto`; `part` as in
/// [`UrlPart::from_name`].
/// **Output**: the part as it is written; nothing is decoded, resolved or checked. Only the protocol is lower-cased.
/// **None**: not a URL to `java.net.URL` (no or another protocol, a port that is no number, a control
/// character in the host, an unfinished IPv6 address), a part that the URL lacks, or an unknown part.
/// **Reference**: `org.apache.hadoop.hive.ql.udf.UDFParseUrl` over `java.net.URL`. Where that goes beyond ASCII
/// digits in a port and four hex digits in a group of an IPv6 address, the URL is refused here.
///
/// ```
/// use maidian_udfs::kernel::url::parse_url;
///
/// let text = "HTTP://u@H.example.cn:8080/p?a=%20#r";
/// assert_eq!(parse_url(text, "HOST"), Some("H.example.cn"));
/// assert_eq!(parse_url(text, "FILE"), Some("/p?a=%20"));
/// assert_eq!(parse_url("pages/a/b?x=1", "QUERY"), None);
/// ```
pub fn parse_url<'a>(text: &'a str, part: &str) -> Option<&'a str> {
    UrlParts::parse(text)?.get(UrlPart::from_name(part)?)
}

/// All parts of a URL, cut once; borrowed from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UrlParts<'a> {
    protocol: &'static str,
    authority: Option<&'a str>,
    user_info: Option<&'a str>,
    host: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    file: &'a str,
    reference: Option<&'a str>,
}

impl<'a> UrlParts<'a> {
    /// Cuts a URL; see [`parse_url`] for what is one.
    pub fn parse(text: &'a str) -> Option<Self> {
        // `new URL("jar:…")` looks for the protocol at the very beginning, before blanks and `url:` are dropped.
        let bare_jar = text
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("jar:"));
        let spec = text.trim_matches(is_blank);
        let spec = match spec.get(..4) {
            Some(start) if start.eq_ignore_ascii_case("url:") => spec.get(4..)?,
            _ => spec,
        };
        let colon = spec.bytes().position(|byte| matches!(byte, b':' | b'/'))?;
        let (scheme, rest) = spec.split_at_checked(colon)?;
        let rest = rest.strip_prefix(':')?;
        let protocol = known_protocol(scheme)?;
        let (body, reference) = match rest.split_once('#') {
            Some((body, reference)) => (body, Some(reference)),
            None => (rest, None),
        };
        match protocol {
            "mailto" => mailto(body),
            // The reference of a jar runs to the end of the text, blanks included.
            "jar" if bare_jar => jar(body, text.split_once('#').map(|(_, all)| all)),
            "jar" => None,
            _ => hierarchical(protocol, body, reference),
        }
    }

    /// One part; `None` where the URL has none.
    pub fn get(&self, part: UrlPart) -> Option<&'a str> {
        match part {
            UrlPart::Authority => self.authority,
            UrlPart::File => Some(self.file),
            UrlPart::Host => Some(self.host),
            UrlPart::Path => Some(self.path),
            UrlPart::Protocol => Some(self.protocol),
            UrlPart::Query => self.query,
            UrlPart::Reference => self.reference,
            UrlPart::UserInfo => self.user_info,
        }
    }
}

/// What `java.net.URL` strips from both ends.
fn is_blank(c: char) -> bool {
    c <= ' '
}

/// The protocols that a JVM has a handler for, in lower case.
fn known_protocol(scheme: &str) -> Option<&'static str> {
    const KNOWN: [&str; 6] = ["https", "http", "file", "ftp", "mailto", "jar"];
    KNOWN
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(scheme))
}

/// `URLStreamHandler.parseURL`: what follows the protocol of http, https, ftp and file.
fn hierarchical<'a>(
    protocol: &'static str,
    body: &'a str,
    reference: Option<&'a str>,
) -> Option<UrlParts<'a>> {
    let before_query = body.split_once('?').map_or(body, |(before, _)| before);
    let query = body.get(before_query.len() + 1..);
    // Four slashes are a Windows share name: a path, no authority.
    let authority = before_query
        .strip_prefix("//")
        .filter(|rest| !rest.starts_with("//"))
        .map(|rest| {
            rest.split_once('/')
                .map_or(rest, |(authority, _)| authority)
        });
    let path_start = authority.map_or(0, |authority| authority.len() + 2);
    let (user_info, host) = authority.map_or(Some((None, "")), user_and_host)?;
    Some(UrlParts {
        protocol,
        authority,
        user_info,
        host,
        path: before_query.get(path_start..)?,
        query,
        file: body.get(path_start..)?,
        reference,
    })
}

/// User info and host of an authority; `None` where Java calls it invalid.
fn user_and_host(authority: &str) -> Option<(Option<&str>, &str)> {
    let (user_info, host_port) = match authority.split_once('@') {
        // More than one `@`: not server based, so neither user nor host.
        Some((_, rest)) if rest.contains('@') => return Some((None, "")),
        Some((user, rest)) => (Some(user), rest),
        None => (None, authority),
    };
    let (host, port) = if host_port.starts_with('[') {
        let end = host_port.find(']')?;
        let (host, port) = host_port.split_at_checked(end + 1)?;
        if !is_ipv6(host.get(1..end)?) {
            return None;
        }
        (
            host,
            if port.is_empty() {
                ""
            } else {
                port.strip_prefix(':')?
            },
        )
    } else {
        host_port.split_once(':').unwrap_or((host_port, ""))
    };
    // `Integer.parseInt`, which takes a sign; -1 is Java's own mark for "no port".
    let valid_port = port.is_empty() || port.parse::<i32>().is_ok_and(|port| port >= -1);
    let valid_host = !host.bytes().any(|byte| byte.is_ascii_control());
    (valid_port && valid_host).then_some((user_info, host))
}

/// An IPv6 address with or without a scope, as `sun.net.util.IPAddressUtil` takes it.
fn is_ipv6(address: &str) -> bool {
    let (address, scope) = address.split_once('%').unwrap_or((address, "none"));
    !scope.is_empty() && address.parse::<Ipv6Addr>().is_ok()
}

/// `sun.net.www.protocol.mailto.Handler`: a path, and a query after the last `?`; the reference is lost.
fn mailto(body: &str) -> Option<UrlParts<'_>> {
    if body.chars().all(is_java_whitespace) {
        return None;
    }
    Some(opaque("mailto", body, None))
}

/// `sun.net.www.protocol.jar.Handler`: a URL, `!/` and an entry. A jar in a jar is refused, as by current JVMs.
fn jar<'a>(body: &'a str, reference: Option<&'a str>) -> Option<UrlParts<'a>> {
    let (archive, _) = body.rsplit_once("!/")?;
    let nested = archive
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("jar:"));
    if nested || UrlParts::parse(archive).is_none() {
        return None;
    }
    Some(opaque("jar", body, reference))
}

/// The parts of a URL without authority whose query begins at the last `?`.
fn opaque<'a>(protocol: &'static str, body: &'a str, reference: Option<&'a str>) -> UrlParts<'a> {
    let (path, query) = match body.rsplit_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (body, None),
    };
    UrlParts {
        protocol,
        authority: None,
        user_info: None,
        host: "",
        path,
        query,
        file: body,
        reference,
    }
}

/// `Character.isWhitespace`, which leaves out the no-break spaces and takes the information separators.
fn is_java_whitespace(c: char) -> bool {
    match c {
        '\u{1C}'..='\u{1F}' => true,
        '\u{85}' | '\u{A0}' | '\u{2007}' | '\u{202F}' => false,
        _ => c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests;
