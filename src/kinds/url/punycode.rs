//! Host names beyond ASCII, RFC 3492. Comparing hosts needs both directions of this and nothing else of IDNA: a name
//! that the registry would refuse is equal to itself all the same. The crate `idna` would bring tables of 200 KB for the
//! mapping that lower case and normal form C already do for names that exist.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;
/// RFC 1035 §2.3.4: no label is longer.
const LONGEST: usize = 63;

/// A label in Unicode; as it is where it is not Punycode.
pub(super) fn label_to_unicode(label: &str) -> String {
    match label.strip_prefix("xn--") {
        Some(code) if label.len() <= LONGEST => decode(code).unwrap_or_else(|| label.to_owned()),
        _ => label.to_owned(),
    }
}

/// A host with every label that is not ASCII in Punycode; `None` where one is too long.
pub(super) fn to_ascii(host: &str) -> Option<String> {
    let labels: Option<Vec<String>> = host
        .split('.')
        .map(|label| {
            let ascii = if label.is_ascii() { label.to_owned() } else { format!("xn--{}", encode(label)?) };
            (ascii.len() <= LONGEST).then_some(ascii)
        })
        .collect();
    Some(labels?.join("."))
}

fn decode(code: &str) -> Option<String> {
    if !code.is_ascii() {
        return None;
    }
    let (basic, extended) = code.rsplit_once('-').unwrap_or(("", code));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = extended.bytes();
    while digits.len() > 0 {
        let (before, mut weight, mut k) = (i, 1_u32, BASE);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'A'..=b'Z' => u32::from(byte - b'A'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = threshold(k, bias);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let length = u32::try_from(output.len() + 1).ok()?;
        bias = adapt(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        output.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(output.into_iter().collect())
}

fn encode(label: &str) -> Option<String> {
    let characters: Vec<u32> = label.chars().map(u32::from).collect();
    if characters.len() > LONGEST {
        return None;
    }
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).ok()?;
    if basic > 0 {
        output.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while let Some(next) = characters.iter().copied().filter(|code| *code >= n).min() {
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for code in &characters {
            if *code < n {
                delta = delta.checked_add(1)?;
            }
            if *code == n {
                push_integer(&mut output, delta, bias);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(output)
}

fn push_integer(output: &mut String, mut value: u32, bias: u32) {
    let mut push = |digit: u32| output.push(letter(digit));
    let mut k = BASE;
    loop {
        let threshold = threshold(k, bias);
        if value < threshold {
            push(value);
            return;
        }
        push(threshold + (value - threshold) % (BASE - threshold));
        value = (value - threshold) / (BASE - threshold);
        k += BASE;
    }
}

/// 0 to 25 are letters, 26 to 35 figures.
fn letter(digit: u32) -> char {
    char::from_digit(if digit < 26 { digit + 10 } else { digit - 26 }, 36).unwrap_or('a')
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}
