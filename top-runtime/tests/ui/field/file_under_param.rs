use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, param = "request")]
struct Request {
    image: top_runtime::File,
}

fn main() {}
