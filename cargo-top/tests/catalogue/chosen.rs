//! The descriptions with something odd, as they are declared: kept as files, so that a change of
//! what is written shows in review, and compiled with the tests.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_top::tree::{File, files, groups};

use crate::endpoints::descriptions;
use crate::oddities::odd_ones;
use crate::trips;
use crate::typed::all;

/// What writes the files anew: `UPDATE_DECLARED=1 cargo test -p cargo-top --test catalogue`.
const UPDATE: &str = "UPDATE_DECLARED";

#[test]
fn the_odd_ones_are_declared_as_before() {
    let descriptions = odd_ones(descriptions());
    let groups = groups(&descriptions);
    let mut files = files(&groups);
    files.push(File {
        path: "trips.rs".to_owned(),
        text: trips::text("crate::declared", &groups),
        method: None,
    });
    if std::env::var_os(UPDATE).is_some() {
        return written(&files);
    }
    for file in files {
        let kept = fs::read_to_string(place(&file.path)).unwrap_or_default();
        assert!(
            kept == file.text,
            "{} is not what is written now; {UPDATE}=1 writes it",
            file.path
        );
    }
}

#[tokio::test]
async fn every_odd_one_makes_the_round_trip() {
    all(crate::trip_list::TRIPS).await;
}

fn written(files: &[File]) {
    let _ = fs::remove_dir_all(place(""));
    for file in files {
        let path = place(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
}

fn place(path: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.join("tests/fixtures/declared").join(path)
}
