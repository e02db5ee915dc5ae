use top_runtime::Value;

fn read<T: Value>(_: T) {}

fn main() {
    read(1.5_f64);
}
