//! Pages that are no pages, and pages that contradict themselves.

use super::*;

#[test]
fn a_row_without_a_type_is_refused() {
    let request = "名称 类型 是否必须 示例值 更多限制 描述\np P 必须 p\n  • └ a\n  • 可选 1\n  • └ b\n  • String\n  • 可选";
    let what = Page {
        request,
        ..Page::default()
    }
    .refused_at("└ a");
    assert!(what.contains("`a` lacks a type"), "{what}");
}

#[test]
fn a_member_of_nothing_and_words_of_no_row_are_refused() {
    let heads = "名称 类型 是否必须 示例值 更多限制 描述\n";
    for (rows, at) in [
        ("  • └ a\n  • String\n  • 可选", "└ a"),
        ("  • String\n  • └ a\n  • 可选", "String"),
        ("id Number 必须 1\n  • └ a\n  • String\n  • 可选", "└ a"),
    ] {
        let request = format!("{heads}{rows}").leak();
        Page {
            request,
            ..Page::default()
        }
        .refused_at(at);
    }
    Page {
        request: "id String 必须 1",
        ..Page::default()
    }
    .refused_at("id String");
}

#[test]
fn a_row_that_lost_its_name_is_refused_where_it_begins() {
    let page = Page {
        reply: "名称 类型 示例值 描述\nr R 结果\n  • └ a\n  • String\n  • 1\n  • 文\n  • Number\n  • 2\n  • 文",
        sample: "<r><a>1</a><b>2</b></r>",
        ..Page::default()
    };
    let what = page.refused_at("Number");
    assert!(
        what.contains("more than the row `a` has room for"),
        "{what}"
    );
}

#[test]
fn sections_come_in_their_order_and_once() {
    let text = Page::default().text();
    let (before, after) = text.split_once("响应参数").unwrap();
    let twice = format!("{before}请求参数\n{after}");
    assert!(read(&twice).unwrap_err().what.contains("a second time"));
    let turned = text
        .replace("请求参数", "#")
        .replace("响应参数", "请求参数")
        .replace('#', "响应参数");
    assert!(read(&turned).unwrap_err().what.contains("stands behind"));
    assert!(read(&text.replace("\n响应参数", "\n")).is_err());
}

#[test]
fn a_page_without_title_is_refused() {
    let text = Page::default().text().replace("a.b.get (题)", "题");
    assert!(read(&text).unwrap_err().what.contains("names a method"));
}

#[test]
fn a_page_that_ends_anywhere_before_its_sample_reply_does_is_refused() {
    let text = Page::default().text();
    let whole = read(&text).unwrap();
    let end = text.find("</a_b_get_response>").unwrap() + "</a_b_get_response>".len();
    for (at, _) in text.char_indices() {
        let cut = text.split_at(at).0;
        match read(cut) {
            Err(fault) => assert!((1..=cut.lines().count().max(1)).contains(&fault.line)),
            Ok(read) => {
                assert!(at >= end, "read although cut at {at}");
                assert_eq!(read, whole);
            }
        }
    }
}

#[test]
fn too_deep_is_refused_and_not_followed() {
    let mut request = String::from("名称 类型 是否必须 示例值 更多限制 描述\np P 必须 p\n");
    let rows = (0..100).map(|depth| format!("  • o{depth}\n  • O\n  • 可选\n"));
    request.extend(rows);
    request.push_str("  • └ a\n  • String\n  • 可选");
    let what = Page {
        request: request.leak(),
        ..Page::default()
    }
    .refused_at("o59");
    assert!(what.contains("deeper"), "{what}");
}

#[test]
fn names_of_another_method_are_found() {
    let text = Page::default().text();
    let other = text
        .replace("a_b_get_response", "a_b_set_response")
        .replace("ABGetRequest", "ABPutRequest");
    let Read { findings, .. } = read(&other).unwrap();
    let what: Vec<_> = findings
        .iter()
        .map(|finding| finding.what.as_str())
        .collect();
    assert_eq!(what.len(), 2);
    assert!(
        what.iter().all(|what| what.contains("another method")),
        "{what:?}"
    );
    let short = text.replace("a.b.get (题)", "taobao.a.b.get (题)");
    assert_eq!(read(&short).unwrap().findings, []);
}

#[test]
fn samples_and_tables_that_differ_are_found() {
    let page = Page {
        reply: "名称 类型 示例值 描述\nr R 结果\n  • └ a\n  • String\n  • 1\n  • 文\n  • └ b\n  • String\n  • 2\n  • 文",
        sample: "<r><a>1</a><c>3</c></r><s>4</s>",
        ..Page::default()
    };
    let findings = page.read().findings;
    let what: Vec<_> = findings
        .iter()
        .map(|finding| finding.what.as_str())
        .collect();
    for name in ["has `c`", "has `s`", "`b` is not in"] {
        assert!(
            what.iter().any(|what| what.contains(name)),
            "{name}: {what:?}"
        );
    }
    assert_eq!(what.len(), 3);
}

#[test]
fn an_unreadable_sample_is_told_and_not_used() {
    let page = Page {
        sample: "<ok>true</no>",
        ..Page::default()
    };
    let Read {
        description,
        findings,
    } = page.read();
    assert_eq!(shape(&description.reply), "ok");
    assert!(
        findings
            .iter()
            .any(|finding| finding.what.contains("cannot be read")),
        "{findings:?}"
    );
}

#[test]
fn labels_and_call_may_contradict_each_other() {
    let text = Page::default().text().replace("说明", "是否需要授权:是");
    let Read {
        description,
        findings,
    } = read(&text).unwrap();
    assert_eq!(description.session, Some(true));
    assert_eq!(findings.len(), 1);
    assert_eq!(description.text, "");
}
