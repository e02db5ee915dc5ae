top_runtime::codes! {
    /// Where an order came from.
    pub struct Channel {
        /// 辰森
        CS = "CS",
    }
}

fn main() {}
