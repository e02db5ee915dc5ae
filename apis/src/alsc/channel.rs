//! The partner system that a call comes from.

top_runtime::codes! {
    /// The partner system (外部渠道) behind a call. The pages of uncharge.update and of reversepoint
    /// document the same two.
    pub struct BizChannel: text {
        /// Chensen (辰森).
        CS = "CS",
        /// Keruyun (客如云).
        KRY = "KRY",
    }
}
