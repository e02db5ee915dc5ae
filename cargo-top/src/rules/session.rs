//! Whether the method needs a session.

use crate::description::Description;

use super::mention::supposes;
use super::text::{has, plain, sentences};
use super::{Proposal, Says};

/// A sample call that hands a session over leaves no doubt; words alone do, and one that hands none
/// over outweighs them.
pub(super) fn propose(description: &Description) -> Option<Proposal> {
    let (certain, reason) = match description.session {
        Some(true) => (true, "the sample call hands over a session".to_owned()),
        Some(false) => return None,
        None => (
            false,
            [&description.title, &description.text]
                .into_iter()
                .flat_map(|text| sentences(text))
                .find(|sentence| asks(&plain(sentence)))?,
        ),
    };
    Some(Proposal {
        at: Vec::new(),
        reply: false,
        says: Says::Session,
        certain,
        reason,
    })
}

fn asks(sentence: &str) -> bool {
    let asked = "sessionkey|session key|需要授权|需授权|需要用户授权|需用户授权|需要商家授权|需商家授权|\
     需要卖家授权|授权后|授权才|需要登录|当前会话|当前登录|当前授权|授权用户|\
     requires authori|needs authori|authorization required|authorization is required|\
     access token is required";
    let denied = "不需要|无需|无须|不用|免授权|no need|not need|not require";
    has(sentence, asked) && !has(sentence, denied) && !supposes(sentence)
}
