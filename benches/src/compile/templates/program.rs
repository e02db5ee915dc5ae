//! Makes calls to a gateway that is not there.

use LIBRARY::*;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let calls: &[fn(&Client) -> Call<'_>] = &[
        CALLS
    ];
    let Some(client) = client() else {
        return;
    };
    let mut done = 0;
    for call in calls {
        done += usize::from(call(&client).await);
    }
    println!("{done}");
}
