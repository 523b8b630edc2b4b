//! masthead knows no network and writes nothing unsafe: what it is made of shows it.

use std::fs;

/// Crates that open connections, or exist for the sake of those that do.
const NETWORK: [&str; 44] = [
    "actix-rt",
    "async-io",
    "async-net",
    "async-std",
    "attohttpc",
    "awc",
    "curl",
    "curl-sys",
    "dns-lookup",
    "git2",
    "h2",
    "hickory-proto",
    "hickory-resolver",
    "http-body",
    "hyper",
    "hyper-rustls",
    "hyper-tls",
    "hyper-util",
    "isahc",
    "libgit2-sys",
    "libssh2-sys",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "quinn-udp",
    "reqwest",
    "ring",
    "rustls",
    "rustls-webpki",
    "schannel",
    "security-framework",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webpki-roots",
    "wreq",
];

#[test]
fn no_dependency_reaches_a_network() {
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let names: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains(&"jsonschema"), "the lock file is read");
    let found: Vec<_> = names.into_iter().filter(|name| NETWORK.contains(name)).collect();
    assert_eq!(found, [""; 0]);
}

/// `cargo deny check` fails where such a crate is added, before this test can.
#[test]
fn what_is_looked_for_is_banned() {
    let bans = fs::read_to_string("deny.toml").unwrap();
    let banned: Vec<&str> = bans
        .lines()
        .filter(|line| line.contains("reason = \"no network"))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert_eq!(banned, NETWORK);
    let workflow = fs::read_to_string(".github/workflows/ci.yml").unwrap();
    assert!(workflow.lines().any(|line| line.trim() == "run: cargo deny check"));
}

#[test]
fn unsafe_code_is_forbidden() {
    assert!(fs::read_to_string("Cargo.toml").unwrap().contains("\nunsafe_code = \"forbid\"\n"));
}
