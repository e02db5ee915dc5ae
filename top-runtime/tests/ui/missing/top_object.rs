use top_runtime::TopObject;

struct Line;

fn judge<T: TopObject>(_: T) {}

fn main() {
    judge(Line);
}
