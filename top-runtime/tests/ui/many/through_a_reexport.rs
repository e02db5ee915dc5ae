mod sdk {
    pub use top_runtime as rt;
}

#[derive(sdk::rt::TopApi)]
#[top_api(crate = crate::sdk::rt, metod = "a.b", response = bool)]
struct Request {
    id: i64,
}

fn main() {}
