top_runtime::codes! {
    /// Why a refund was asked for.
    pub struct Reason: integer {
        OUT_OF_STOCK = 10,
    }
}

fn main() {}
