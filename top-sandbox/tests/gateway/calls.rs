//! The client of `top-runtime` against the gateway: every endpoint, format and signature.

use top_runtime::{Client, Format, SignMethod};
use top_sandbox::{Ledger, Server};

use crate::pages::{
    KEY, SECRET, builder, client_builder, complete_refund, flow_detail, reverse_point, sandbox,
    uncharge,
};

const UNCHARGE: &str = "alibaba.alsc.crm.recharge.uncharge.update";
const FORMATS: [Format; 3] = [Format::Simplified, Format::Classic, Format::Xml];
const SIGN_METHODS: [SignMethod; 3] = [SignMethod::HmacSha256, SignMethod::Hmac, SignMethod::Md5];

/// All four samples, with the values that the ledger makes of them.
async fn make_all_calls(client: &Client) {
    let taken_back = client.send(&uncharge()).await.unwrap();
    assert_eq!(taken_back.flow_id.as_deref(), Some("4634523433434"));
    assert_eq!(taken_back.order_value, Some(-6372));
    assert_eq!(taken_back.current_value, Some(3000));
    assert_eq!(taken_back.shop_name.as_deref(), Some("花花小吃"));
    assert_eq!(taken_back.after_property_list[1].value, Some(100));

    assert_eq!(client.send(&reverse_point()).await.unwrap(), "3453234");

    let flow = client.send(&flow_detail()).await.unwrap();
    assert_eq!(flow.current_value, Some(1_231_423));
    assert_eq!(flow.order_value, Some(-90));
    assert_eq!(flow.order_time.unwrap().to_string(), "2019-08-01 15:14:31");
    let ext_info = flow.ext_info.as_deref();
    assert_eq!(
        ext_info,
        Some(r#"{"payModeId":"WX", "payModeName":"微信"}"#)
    );

    let refund = client.send(&complete_refund()).await.unwrap();
    assert_eq!(refund.err_code.as_deref(), Some("SUCCESS"));
}

#[tokio::test]
async fn every_format_and_signature_in_memory() {
    let ledger = Ledger::with_examples();
    let sandbox = builder().ledger(&ledger).build();
    for format in FORMATS {
        for sign_method in SIGN_METHODS {
            let client = client_builder()
                .format(format)
                .sign_method(sign_method)
                .transport(sandbox.clone())
                .build()
                .unwrap();
            make_all_calls(&client).await;
        }
    }
    // Nine rounds: the promised keys had one effect, the refund without a promise nine.
    let counts = sandbox.counts();
    let uncharged = counts.of(UNCHARGE, "43426234265234");
    assert_eq!((uncharged.calls, uncharged.effects), (9, 1));
    let returned = counts.of("alibaba.alsc.crm.point.reversepoint", "4325");
    assert_eq!((returned.calls, returned.effects), (9, 1));
    let refund = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
    let refunded = counts.of(refund, "S00001111");
    assert_eq!((refunded.calls, refunded.effects), (9, 9));
    assert_eq!(ledger.refunded("S00001111").unwrap().goods.0, 9 * 123);
    assert_eq!(ledger.points_returned("3231231312312"), Some(23));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_holds_however_many_use_it_at_once() {
    let ledger = Ledger::with_examples();
    let sandbox = builder().ledger(&ledger).build();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let client = Client::builder()
        .app_key(KEY)
        .app_secret(SECRET)
        .gateway(server.url().as_str())
        .build()
        .unwrap();
    let calls: Vec<_> = (0..32)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&uncharge()).await.unwrap() })
        })
        .collect();
    for call in calls {
        let flow = call.await.unwrap();
        assert_eq!(flow.flow_id.as_deref(), Some("4634523433434"));
    }
    let count = sandbox.counts().of_method(UNCHARGE);
    assert_eq!((count.calls, count.effects), (32, 1));
    assert_eq!(ledger.balance("782364726").unwrap().total(), Some(3000));
}

#[tokio::test]
async fn every_format_over_http() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for format in FORMATS {
        let client = client_builder()
            .gateway(server.url().as_str())
            .format(format)
            .build()
            .unwrap();
        make_all_calls(&client).await;
    }
}
