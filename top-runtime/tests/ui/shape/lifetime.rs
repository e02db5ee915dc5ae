use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request<'a> {
    name: &'a str,
}

fn main() {}
