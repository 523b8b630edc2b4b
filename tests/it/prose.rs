use masthead::prose::{Lines, Prose, prose, prose_of};
use masthead::source::Span;
use proptest::prelude::*;

fn read(text: &str) -> Prose {
    prose(text, Span::new(0, text.len()), 600)
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(read(text).text.trim_end(), expected, "{text:?}");
}

#[test]
fn markup_is_not_prose() {
    reads("# A *heading* with **stars** and _lines_ #", "A heading with stars and lines");
    reads("> quoted\n> text", "quoted text");
    reads("1. one\n2) two\n- [ ] three\n  - four", "one two three four");
    reads("a\\*b &nbsp; c :smile: d", "ab c d");
}

#[test]
fn addresses_are_not_prose() {
    reads("see [the text](https://example.org/a_(b) \"title\") here", "see the text here");
    reads("see [the text][ref] and <https://example.org> or https://example.org/a/b.", "see the text and or");
    reads("[ref]: https://example.org \"A title\"\nbody", "body");
    reads("write to someone@example.org or www.example.org", "write to or");
}

#[test]
fn images_and_footnote_marks_are_not_prose() {
    reads("a ![alt text](b.png) c ![[picture of d.png]] e[^1]\n\n[^1]: the note", "a c e : the note");
}

#[test]
fn wiki_links_are_prose() {
    reads("[[Target]] [[Target|shown]] [[Some note#A heading]]", "Target shown Some note A heading");
}

#[test]
fn code_is_not_prose() {
    reads("a `let b` c\n\n```rust\nlet d;\n```\n\n~~~\ne\n```\n~~~\nf", "a c f");
    reads("a\n\n    let b;\n    let c;\n\nd", "a d");
    reads("- a\n\n    b of the list\n", "a b of the list");
    reads("run snake_case and src/main.rs or v1.2", "run and or");
    reads("{% highlight ruby %}\nputs\n{% endhighlight %}\na {{< ref \"b\" >}} c {% raw %}d", "a c d");
}

#[test]
fn html_is_not_prose() {
    reads("<div>\nno prose\n</div>\n\nprose with <b>bold</b><br> text", "prose with bold text");
    reads("<!-- a\nb -->\nc <!-- d --> e", "c e");
    reads("<script>\na\n\nb\n</script>\nc", "c");
    reads("a < b and <3 hearts", "a < b and hearts");
}

#[test]
fn tables_and_directives_are_not_prose() {
    reads("| a | b |\n|---|---|\n| c | d |\n\ne", "e");
    reads("a | b | c\n--|--|--\n\ne", "--|--|-- e");
    reads("::: note\na\n:::\n!!! warning \"b\"\nc", "a c");
    reads("import A from './a.js'\nexport const b = 1;\n\na", "a");
}

#[test]
fn formulas_are_not_prose_and_prices_are() {
    reads("so $x^2 + y$ is\n\n$$\nabc\n$$\n", "so is");
    reads("it costs $5 and then $6 more", "it costs and then more");
}

#[test]
fn a_first_word_that_is_none_leaves_no_place() {
    let found = read(":_a`");
    assert_eq!((found.letters, found.span), (0, Span::at(0)));
}

#[test]
fn reading_stops_when_there_is_enough() {
    let text = "слово ".repeat(1000);
    let found = prose(&text, Span::new(0, text.len()), 600);
    assert_eq!(found.letters, 600);
    assert!(found.span.end < 1400);
}

#[test]
fn a_text_of_brackets_takes_no_time() {
    for unit in ["[", "`", "<", "![", "[[", "{", "$", "](", "<!--", "&", "``` ` ", "> ", "- ", "*"] {
        let text = unit.repeat(100_000);
        assert_eq!(read(&text).letters, 0, "{unit}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "[a\\[\\]()!`<>/{}%$|#* \\n_:&;я漢\\-=~^.]{0,200}") {
        let found = read(&text);
        prop_assert!(found.span.end <= text.len());
        prop_assert!(text.get(found.span.range()).is_some());
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            prose(&text[..end], Span::new(0, end), 10);
        }
    }
}

#[test]
fn what_stands_inside_a_component_is_prose() {
    reads("<Steps>\n1. one\n\n   two\n</Steps>\nthree", "one two three");
    reads("<PreCheck>\n  - one\n</PreCheck>\n\ntwo", "one two");
    reads("<pre>one\n\ntwo</pre>\nthree", "three");
    reads("<PRE>one\n\ntwo</pre>\nthree", "three");
    reads("<Tabs\n  value=\"a\"\n>\n\none", "one");
    reads("<div>\none\n</div>\n\ntwo", "two");
}

#[test]
fn an_east_asian_character_counts_as_three_letters() {
    for (text, letters) in [("你好", 6), ("かな", 6), ("カナ", 6), ("한글", 6), ("слово", 5), ("é", 1), ("[[你]]", 3)]
    {
        assert_eq!(read(text).letters, letters, "{text}");
    }
}

#[test]
fn headings_and_lists_can_be_left_out() {
    let text = "# Head\ntext\n\n- item\n  more\n\n#tag word\n";
    let of = |lines| prose_of(text, Span::new(0, text.len()), 600, lines).text.trim_end().to_owned();
    assert_eq!(of(Lines::All), "Head text item more tag word");
    assert_eq!(of(Lines::NoHeadings), "text item more tag word");
    assert_eq!(of(Lines::Paragraphs), "text tag word");
}
