use top_runtime::Outcome;

struct Reply;

fn judge<T: Outcome>(_: T) {}

fn main() {
    judge(Reply);
}
