//! Which row lies in which.

use super::*;

const HEADS: &str = "名称 类型 示例值 描述\n";

/// Reads a reply's rows, `x` for a member without members and `x:T` for one with.
fn reply(rows: &str, sample: &'static str) -> Read {
    let shown = |(at, row): (usize, &str)| match row.split_once(':') {
        Some((name, type_name)) if at == 0 => format!("{name} {type_name} text\n"),
        Some((name, type_name)) => format!("  • {name}\n  • {type_name}\n  • null\n  • text\n"),
        None => format!("  • └ {row}\n  • String\n  • v\n  • text\n"),
    };
    let table: String = rows.split(' ').enumerate().map(shown).collect();
    let table = format!("{HEADS}{table}");
    let page = Page {
        reply: table.leak(),
        sample,
        ..Page::default()
    };
    page.read()
}

fn doubts(read: &Read) -> Vec<&str> {
    let what = read.findings.iter().map(|finding| finding.what.as_str());
    what.filter(|what| what.starts_with("nothing on the page"))
        .collect()
}

#[test]
fn the_sample_decides_where_an_object_ends() {
    let rows = "r:R a in:In b c";
    let inside = reply(rows, "<r><a>v</a><in><b>v</b><c>v</c></in></r>");
    assert_eq!(shape(&inside.description.reply), "r(a in(b c))");
    let outside = reply(rows, "<r><a>v</a><in><b>v</b></in><c>v</c></r>");
    assert_eq!(shape(&outside.description.reply), "r(a in(b) c)");
    for read in [inside, outside] {
        assert!(doubts(&read).is_empty());
    }
}

#[test]
fn several_objects_may_end_at_once() {
    let rows = "r:R o:O p:P[] x q:Q y z w";
    let sample = "<r><o><p><item><x>v</x><q><y>v</y></q></item></p></o><z>v</z><w>v</w></r>";
    assert_eq!(
        shape(&reply(rows, sample).description.reply),
        "r(o(p(x q(y))) z w)"
    );
    let sample = "<r><o><p><item><x>v</x><q><y>v</y></q></item></p><z>v</z></o><w>v</w></r>";
    assert_eq!(
        shape(&reply(rows, sample).description.reply),
        "r(o(p(x q(y)) z) w)"
    );
}

#[test]
fn a_name_on_two_levels_belongs_where_order_puts_it() {
    let rows = "r:R in:In id name b id name";
    let sample = "<r><in><id>v</id><b>v</b></in><id>v</id><name>v</name></r>";
    let read = reply(rows, sample);
    assert_eq!(shape(&read.description.reply), "r(in(id name b) id name)");
    assert!(doubts(&read).is_empty());
}

#[test]
fn a_row_that_the_sample_lacks_lies_between_its_neighbours() {
    let read = reply(
        "r:R in:In a x b c",
        "<r><in><a>v</a><b>v</b></in><c>v</c></r>",
    );
    assert_eq!(shape(&read.description.reply), "r(in(a x b) c)");
    assert!(doubts(&read).is_empty());
    assert!(
        read.findings
            .iter()
            .any(|finding| finding.what.contains("`x` is not in the sample reply"))
    );
}

#[test]
fn what_nothing_decides_is_the_innermost_and_is_said() {
    let read = reply("r:R in:In a x c", "<r><in><a>v</a></in><c>v</c></r>");
    assert_eq!(shape(&read.description.reply), "r(in(a x) c)");
    assert_eq!(doubts(&read).len(), 1);
    let read = reply("r:R in:In a b", "");
    assert_eq!(shape(&read.description.reply), "r(in(a b))");
    assert_eq!(doubts(&read).len(), 1);
}

#[test]
fn without_a_sample_a_type_read_before_and_a_name_given_twice_decide() {
    let read = reply("r:R one:T a two:T a b", "");
    assert_eq!(shape(&read.description.reply), "r(one(a two(a b)))");
    let sample = "<r><one><a>v</a></one><x>v</x></r>";
    let read = reply("r:R one:T a x two:T a b", sample);
    assert_eq!(shape(&read.description.reply), "r(one(a) x two(a) b)");
    let read = reply("r:R a in:In b a c", "");
    assert_eq!(shape(&read.description.reply), "r(a in(b a c))");
    let read = reply("r:R in:In a b a", "");
    assert_eq!(shape(&read.description.reply), "r(in(a b) a)");
}

#[test]
fn an_object_that_the_sample_lacks_has_the_row_below_it() {
    let read = reply("r:R a in:In b c", "<r><a>v</a><c>v</c></r>");
    assert_eq!(shape(&read.description.reply), "r(a in(b) c)");
}

#[test]
fn an_object_may_be_shown_without_members() {
    let read = reply("r:R in:In b", "<r><in></in><b>v</b></r>");
    assert_eq!(shape(&read.description.reply), "r(in b)");
}

#[test]
fn calls_nest_by_their_variables() {
    let page = Page {
        request: "名称 类型 是否必须 示例值 更多限制 描述\nid String 可选 1 id\np P 必须 p\n  • a\n  • A\n  • 可选\n  • 文\n  • └ x\n  • Number\n  • 可选\n  • 1\n  • 文\n  • l\n  • L []\n  • 可选\n  • 文\n  • └ x\n  • Number\n  • 可选\n  • 2\n  • 文\n  • └ y\n  • String []\n  • 可选\n  • 1,2\n  • 文\n  • └ x\n  • Number\n  • 可选\n  • 3\n  • 文\nlast Boolean 必须 true last",
        call: "req.setId(\"1\");\nABGetRequest.P obj2 = new ABGetRequest.P();\nABGetRequest.A obj3 = new ABGetRequest.A();\nobj3.setX(1L);\nList<ABGetRequest.L> list5 = new ArrayList<ABGetRequest.L>();\nABGetRequest.L obj6 = new ABGetRequest.L();\nlist5.add(obj6);\nobj6.setX(2L);\nobj6.setY(new String[] { \"1\" , \"2\" });\nobj9.setL(list5);\nobj2.setA(obj3);\nobj2.setX(3L);\nreq.setP(obj2);\nreq.setLast(true);",
        ..Page::default()
    };
    let Read {
        description,
        findings,
    } = page.read();
    assert_eq!(shape(&description.request), "id p(a(x l(x y)) x) last");
    let undeclared: Vec<_> = findings
        .iter()
        .filter(|finding| finding.what.contains("`obj9`"))
        .collect();
    assert_eq!(undeclared.len(), 1);
    let line = page
        .text()
        .lines()
        .position(|line| line.starts_with("obj9"))
        .unwrap()
        + 1;
    assert_eq!(undeclared[0].line, line);
}
