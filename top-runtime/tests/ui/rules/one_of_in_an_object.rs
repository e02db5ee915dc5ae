use top_runtime::TopObject;

#[derive(TopObject)]
#[top_api(one_of(brand_id, out_brnd_id))]
struct Reply {
    brand_id: Option<String>,
    out_brand_id: Option<String>,
}

fn main() {}
