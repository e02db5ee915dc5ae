//! Pages in the forms that copying and printing give them, with contents of our own.

use super::*;
use crate::description::Field;

mod forms;
mod nesting;
mod refusals;

/// A page of one parameter, one member of the reply and whatever a test is about.
struct Page {
    request: &'static str,
    call: &'static str,
    reply: &'static str,
    sample: &'static str,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            request: "名称 类型 是否必须 示例值 更多限制 描述\nid String 必须 1 the id",
            call: "req.setId(\"1\");",
            reply: "名称 类型 示例值 描述\nok Boolean true fine",
            sample: "<ok>true</ok>",
        }
    }
}

impl Page {
    fn text(&self) -> String {
        format!(
            "文档中心 > API类目 > 组\n\na.b.get (题)\n\n说明\n\n公共参数\n\n请求参数\n\n{}\n\n响应参数\n\n{}\n\n\
             请求示例\n\n  • JAVA\n  • PHP\nTaobaoClient client = new DefaultTaobaoClient(url, appkey, secret);\n\
             ABGetRequest req = new ABGetRequest();\n{}\nABGetResponse rsp = client.execute(req);\n\n\
             响应示例\n\n  • XML示例\n<a_b_get_response>\n{}\n</a_b_get_response>\n\n异常示例\n\nFAQ\n\n返回\n顶部",
            self.request, self.reply, self.call, self.sample
        )
    }

    fn read(&self) -> Read {
        read(&self.text()).unwrap()
    }

    /// The fault, which must point at the line of these words.
    fn refused_at(&self, words: &str) -> String {
        let text = self.text();
        let fault = read(&text).unwrap_err();
        let line = text.lines().nth(fault.line - 1).unwrap_or_default();
        assert!(
            line.contains(words),
            "line {}: {line}: {}",
            fault.line,
            fault.what
        );
        fault.what
    }
}

/// Fields as `name(members)`, for comparison at a glance.
fn shape(fields: &[Field]) -> String {
    let shown = fields.iter().map(|field| match field.members.as_slice() {
        [] => field.name.clone(),
        members => format!("{}({})", field.name, shape(members)),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Name, type, example and text of a field.
fn told(field: &Field) -> (&str, String, Option<&str>, &str) {
    (
        &field.name,
        field.written_type(),
        field.example.as_deref(),
        &field.text,
    )
}

#[test]
fn a_page_is_read_with_its_head() {
    let Read {
        description,
        findings,
    } = Page::default().read();
    assert_eq!(description.method, "a.b.get");
    assert_eq!(description.title, "题");
    assert_eq!(description.text, "说明");
    assert_eq!(description.group.as_deref(), Some("组"));
    assert_eq!(description.session, Some(false));
    assert_eq!(description.request.len(), 1);
    assert_eq!(
        told(&description.request[0]),
        ("id", "String".into(), Some("1"), "the id")
    );
    assert_eq!(description.request[0].required, Some(true));
    assert_eq!(description.request[0].line, 12);
    assert_eq!(description.reply[0].required, None);
    assert_eq!(findings, []);
}
