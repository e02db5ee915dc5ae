#[derive(TopApi)]
#[top_api(method = "taobao.time.get", response = String)]
struct GetTime;
