top_runtime::codes! {
    /// Where an order came from.
    pub struct Channel: String {
        /// 辰森
        CS = "CS",
    }
}

fn main() {}
