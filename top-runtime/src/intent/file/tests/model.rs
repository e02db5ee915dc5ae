//! Random use of a store, restarts in between, against the same on paper.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tokio::runtime::{Builder, Runtime};

use super::{Folder, draft, ending, open};
use crate::intent::{Begun, How, Intent, IntentFile, IntentStore, MemoryIntents, State};

#[derive(Debug, Clone)]
enum Step {
    Begin(u8, bool),
    End(u8, bool),
    Release(u8),
    Forget,
    /// The process ends and another one begins; or it is killed, and the file is as it was.
    Restart(bool),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..4_u8, prop::bool::weighted(0.9)).prop_map(|(id, same)| Step::Begin(id, same)),
        3 => (0..4_u8, any::<bool>()).prop_map(|(id, done)| Step::End(id, done)),
        2 => (0..4_u8).prop_map(Step::Release),
        1 => Just(Step::Forget),
        1 => any::<bool>().prop_map(Step::Restart),
    ]
}

/// What should be stored.
#[derive(Default)]
struct Paper {
    intents: BTreeMap<String, Intent>,
    held: BTreeSet<String>,
    /// What had not been written when somebody last waited for the disk.
    lazy: BTreeSet<String>,
}

impl Paper {
    fn begin(&mut self, draft: &Intent) -> Begun {
        let id = draft.id().to_owned();
        let stored = self.intents.get(&id).cloned();
        let begun = Begun::of(draft.clone(), stored, self.held.contains(&id));
        if let Some(intent) = begun.to_store() {
            self.intents.insert(id.clone(), intent.clone());
            self.held.insert(id);
        }
        self.lazy.clear();
        begun
    }

    fn end(&mut self, id: &str, how: How) {
        self.held.remove(id);
        if let Some(intent) = self.intents.get_mut(id).filter(|intent| intent.is_open()) {
            *intent = intent.clone().ended(ending(how));
            self.lazy.insert(id.to_owned());
        }
        if how == How::NotApplied {
            self.lazy.clear();
        }
    }

    fn forget(&mut self) -> usize {
        let had = self.intents.len();
        self.intents.retain(|_, intent| intent.is_open());
        self.lazy.clear();
        had - self.intents.len()
    }
}

fn asked(number: usize, id: u8, same: bool) -> Intent {
    let id = format!("refund-{id}");
    let made = draft(&id, &format!("key-{number}")).with_times(i64::try_from(number).unwrap(), 0);
    if same {
        made
    } else {
        Intent::new(id, "a.b.other", Vec::new())
    }
}

fn run(steps: &[Step], runtime: &Runtime, folder: &Folder, with_file: bool) {
    let mut paper = Paper::default();
    let memory = MemoryIntents::new();
    let mut path = folder.file();
    let mut file = with_file.then(|| open(&path));
    for (number, step) in steps.iter().enumerate() {
        let store: &dyn IntentStore = match &file {
            Some(file) => file,
            None => &memory,
        };
        match step {
            Step::Begin(id, same) => {
                let draft = asked(number, *id, *same);
                let begun = runtime.block_on(store.begin(draft.clone())).unwrap();
                assert_eq!(begun, paper.begin(&draft), "step {number}");
            }
            Step::End(id, done) => {
                let id = format!("refund-{id}");
                let how = if *done { How::Applied } else { How::NotApplied };
                runtime.block_on(store.end(&id, ending(how))).unwrap();
                paper.end(&id, how);
            }
            Step::Release(id) => {
                let id = format!("refund-{id}");
                store.release(&id);
                paper.held.remove(&id);
            }
            Step::Forget => {
                let forgotten = runtime.block_on(store.forget_ended(100)).unwrap();
                assert_eq!(forgotten, paper.forget(), "step {number}");
            }
            Step::Restart(killed) => {
                if let Some(running) = file.take() {
                    if *killed {
                        path = folder.left_behind(&path, &format!("{number}.intents"));
                    } else {
                        paper.lazy.clear();
                    }
                    drop(running);
                    paper.held.clear();
                    let again = open(&path);
                    reconcile(&mut paper, &again, runtime);
                    file = Some(again);
                }
            }
        }
    }
    let store: &dyn IntentStore = match &file {
        Some(file) => file,
        None => &memory,
    };
    let pending = runtime.block_on(store.pending()).unwrap();
    let open = paper.intents.values().filter(|intent| intent.is_open());
    assert_eq!(pending.len(), open.count());
    for intent in pending {
        assert_eq!(paper.intents.get(intent.id()), Some(&intent));
    }
}

/// A killed process may lose its last endings, and nothing else: those intents are open again.
fn reconcile(paper: &mut Paper, file: &IntentFile, runtime: &Runtime) {
    for (id, intent) in &mut paper.intents {
        let stored = runtime.block_on(file.find(id)).unwrap().unwrap();
        if stored != *intent {
            assert!(paper.lazy.contains(id), "{id} was on disk");
            assert!(matches!(intent.state(), State::Ended(_)) && stored.is_open());
            *intent = stored;
        }
    }
    paper.lazy.clear();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn stores_do_what_is_on_paper(steps in prop::collection::vec(any_step(), 1..40)) {
        let runtime = Builder::new_current_thread().build().unwrap();
        let folder = Folder::new();
        run(&steps, &runtime, &folder, false);
        run(&steps, &runtime, &folder, true);
    }
}
