//! How rows look.

use super::*;
use crate::description::Limits;

#[test]
fn cells_that_are_empty_leave_no_trace() {
    let page = Page {
        reply: "名称 类型 示例值 描述\nr R 结果\n  • └ a\n  • String\n  • x1\n  • └ b\n  • String []\n  • 文字\n  • └ c\n  • Number\n  • └ d\n  • Date\n  • 2020-01-02 03:04:05",
        sample: "<r><a>x1</a></r>",
        ..Page::default()
    };
    let reply = page.read().description.reply;
    assert_eq!(told(&reply[0]), ("r", "R".into(), None, "结果"));
    let members: Vec<_> = reply[0].members.iter().map(told).collect();
    assert_eq!(
        members,
        [
            ("a", "String".into(), Some("x1"), ""),
            ("b", "String[]".into(), None, "文字"),
            ("c", "Number".into(), None, ""),
            ("d", "Date".into(), Some("2020-01-02 03:04:05"), ""),
        ]
    );
}

#[test]
fn limits_stand_between_example_and_text() {
    let page = Page {
        request: "名称 类型 是否必须 示例值 更多限制 描述\nsize Number 可选 20\n  • 最大值:100\n  • 最小值:-1\n  • 默认值:20\n  • 每页\n    ids String [] 必须 1,2\n  • 最大列表长度:50\n  • 最大长度:9\n  • 单号",
        call: "req.setSize(20L);\nreq.setIds(\"1,2\");",
        ..Page::default()
    };
    let request = page.read().description.request;
    assert_eq!(
        told(&request[0]),
        ("size", "Number".into(), Some("20"), "每页\n默认值:20")
    );
    let limits = Limits {
        max_value: Some(100),
        min_value: Some(-1),
        ..Limits::default()
    };
    assert_eq!(request[0].limits, limits);
    assert_eq!(
        told(&request[1]),
        ("ids", "String[]".into(), Some("1,2"), "单号")
    );
    let limits = Limits {
        max_items: Some(50),
        max_length: Some(9),
        ..Limits::default()
    };
    assert_eq!(request[1].limits, limits);
}

#[test]
fn examples_hold_what_they_like() {
    let page = Page {
        request: "名称 类型 是否必须 示例值 更多限制 描述\np P 必须 入参\n  • └ json\n  • String\n  • 可选\n  • {\n  \"a\": [1, 2],\n  \"b\": \"└\"\n  }\n  • 扩展\n  • └ words\n  • String\n  • 可选\n  • a, b (c)\n  • two\nlines",
        call: "ABGetRequest.P obj1 = new ABGetRequest.P();\nobj1.setJson(\"{\"a\": [1, 2],\n\"b\": \"└\"\n}\");\nobj1.setWords(\"a, b (c)\");\nreq.setP(obj1);",
        ..Page::default()
    };
    let Read {
        description,
        findings,
    } = page.read();
    let members = &description.request[0].members;
    assert_eq!(
        told(&members[0]).2,
        Some("{\n\"a\": [1, 2],\n\"b\": \"└\"\n}")
    );
    assert_eq!(members[0].text, "扩展");
    assert_eq!(
        told(&members[1]),
        ("words", "String".into(), Some("a, b (c)"), "two\nlines")
    );
    assert_eq!(findings, []);
}

#[test]
fn the_sample_tells_where_an_example_with_blanks_ends() {
    let page = Page {
        reply: "名称 类型 示例值 描述\na String hello big world the text\nb Date 2020-01-02 03:04:05 a time\nc String all of this is text\nd Item [] a list of items\n  • └ e\n  • String\n  • x",
        sample: "<a>hello big world</a><b>2020-01-02 03:04:05</b><d><item><e>x</e></item></d>",
        ..Page::default()
    };
    let reply = page.read().description.reply;
    let told: Vec<_> = reply.iter().map(told).collect();
    assert_eq!(
        told,
        [
            ("a", "String".into(), Some("hello big world"), "the text"),
            ("b", "Date".into(), Some("2020-01-02 03:04:05"), "a time"),
            ("c", "String".into(), None, "all of this is text"),
            ("d", "Item[]".into(), None, "a list of items"),
        ]
    );
}

/// The same table, however it was printed.
#[test]
fn tabs_bars_dashes_and_bare_lines_are_the_same_table() {
    let tabs = "名称\t类型\t是否必须\t示例值\t更多限制\t描述\np\tP\t必须\t\t\t入参\n└ a\tString\t必须\tx y\t最大长度:5\t文 a\nq\tQ []\t可选\t\t\t列\n└ b\tNumber\t可选\t2\t\t文 b\nc\tString\t可选\t\t\t文 c";
    let bars = "| 名称 | 类型 | 是否必须 | 示例值 | 更多限制 | 描述 |\n|---|---|---|---|---|---|\n| p | P | 必须 | | | 入参 |\n| └ a | String | 必须 | x y | 最大长度:5 | 文 a |\n| q | Q [] | 可选 | | | 列 |\n| └ b | Number | 可选 | 2 | | 文 b |\n| c | String | 可选 | | | 文 c |";
    let dashes = "名称 类型 是否必须 示例值 更多限制 描述\np P 必须 入参\n- └ a\n- String\n- 必须\n- x y\n- 最大长度:5\n- 文 a\n- q\n- Q []\n- 可选\n- 列\n- └ b\n- Number\n- 可选\n- 2\n- 文 b\nc String 可选 文 c";
    let lines = "名称\n类型\n是否必须\n示例值\n更多限制\n描述\np\nP\n必须\n入参\n└ a\nString\n必须\nx y\n最大长度:5\n文 a\nq\nQ []\n可选\n列\n└ b\nNumber\n可选\n2\n文 b\nc\nString\n可选\n文 c";
    let call = "ABGetRequest.P obj1 = new ABGetRequest.P();\nobj1.setA(\"x y\");\nList<ABGetRequest.Q> list3 = new ArrayList<ABGetRequest.Q>();\nABGetRequest.Q obj4 = new ABGetRequest.Q();\nlist3.add(obj4);\nobj4.setB(2L);\nobj1.setQ(list3);\nreq.setP(obj1);";
    let unlined = |request| {
        let page = Page {
            request,
            call,
            ..Page::default()
        };
        let mut read = page.read().description.request;
        assert_eq!(shape(&read), "p(a q(b)) c", "{request}");
        let unlined = |field: &mut Field| field.line = 0;
        read.iter_mut().for_each(unlined);
        read[0].members.iter_mut().for_each(unlined);
        read[0].members[1].members.iter_mut().for_each(unlined);
        read
    };
    let expected = unlined(dashes);
    assert_eq!(
        told(&expected[0].members[0]),
        ("a", "String".into(), Some("x y"), "文 a")
    );
    for request in [tabs, bars, lines] {
        assert_eq!(unlined(request), expected, "{request}");
    }
}

#[test]
fn english_pages_windows_lines_and_json_samples_are_read() {
    let text = "\u{feff}taobao.x.get (Gets x)\r\n\r\nRequest Parameters\r\nName Type Required Sample Values More Restrictions Description\r\n\
        id Number Required 7 Max Value: 9 The id\r\nflag Boolean false true A flag\r\n\r\nResponse Parameters\r\nName Type Sample Description\r\n\
        r R\r\n* └ rows\r\n* Row []\r\n* └ id\r\n* String\r\n* 1\r\n* The id\r\n\r\nResponse Example\r\n\
        {\"x_get_response\": {\"r\": {\"rows\": {\"row\": [{\"id\": \"1\"}, {\"id\": \"2\"}]}}, \"request_id\": \"q\"}}\r\n\r\nFAQ\r\n";
    let Read {
        description,
        findings,
    } = read(text).unwrap();
    assert_eq!(shape(&description.request), "id flag");
    assert_eq!(description.request[0].required, Some(true));
    assert_eq!(description.request[1].required, Some(false));
    assert_eq!(shape(&description.reply), "r(rows(id))");
    assert_eq!(description.session, None);
    assert_eq!(findings, []);
}

#[test]
fn a_method_without_parameters_has_no_rows() {
    for request in ["", "无", "名称 类型 是否必须 示例值 更多限制 描述"] {
        let page = Page {
            request,
            call: "",
            ..Page::default()
        };
        assert_eq!(page.read().description.request, []);
    }
}

#[test]
fn a_table_that_says_nothing_of_it_has_optional_rows() {
    let page = Page {
        request: "名称 类型 描述\nid String 号",
        ..Page::default()
    };
    let Read {
        description,
        findings,
    } = page.read();
    assert_eq!(description.request[0].required, Some(false));
    assert_eq!(findings.len(), 1);
}
