
    /// Makes the call, where there is one to make.
    pub fn call(client: &Client) -> Call<'_> {
        Box::pin(async move {
            match black_box(None::<Request>) {
                Some(request) => SEND,
                None => false,
            }
        })
    }
