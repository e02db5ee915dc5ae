#[derive(TopObject)]
struct Tree<T> {
    value: T,
    next: Option<Box<Self>>,
    children: Vec<Self>,
}
